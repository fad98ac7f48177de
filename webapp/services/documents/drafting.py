"""Draft a document: fill its template with the facts of the case, convert it, keep the version.

Three parts, so that nobody waits while a page is set: read and let go, fill and convert, then write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webapp import clock
from webapp.auth.documents import refuse_unless
from webapp.errors import Conflict
from webapp.models import Case, Document, DocumentVersion, User, new_id
from webapp.models.base import plain
from webapp.models.database import let_go
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.tools import Tools
from webapp.rendering.convert import PdfOptions
from webapp.rendering.fields import with_controls
from webapp.rendering.fill import Filled, fill
from webapp.services.blobs import DOCX, PDF, note_blob
from webapp.services.cases import StepBlocked
from webapp.services.cases.access import refuse_at_rest
from webapp.services.documents.trail import note_act, stop_route
from webapp.services.values import DocumentValues, document_values
from webapp.workflow import engine
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView

_TRIES = 3


class ManualChangesLost(Conflict):
    """The newest version was changed by hand in Word; making one from the facts would drop that."""


class Place(NamedTuple):
    """Where a document belongs: which step of which case makes it, from which template, for whom alone."""

    case_id: str
    step: str
    template: str
    subject_id: str | None


@dataclass(frozen=True)
class Draft:
    """Everything a version is made from, read before the transaction ends."""

    template_bytes: bytes
    template_sha256: str
    law_sha256: str
    values: DocumentValues
    newest: int  # the version that was there; 0 when there was none
    round: int  # of the step


@dataclass(frozen=True)
class Pages:
    """A filled Word file and its pages."""

    docx: bytes
    pdf: bytes
    pages: int
    empty: tuple[str, ...]


def draft_document(
    session: Session,
    tools: Tools,
    *,
    case_id: str,
    step_id: str,
    template: str,
    actor: User,
    dated_on: date | None = None,
    subject_id: str | None = None,
    give_up_word: bool = False,
) -> Document:
    """Make a new version of the step's document (that of one subject, where each has its own) from the facts of now.

    A document that was submitted or approved goes back to drafting, for approval holds for exact bytes only. Raises
    StepBlocked when the step is not open yet, NotAllowed, or Conflict when the document is signed or somebody else made
    a version meanwhile; ManualChangesLost when the newest version came from Word, unless `give_up_word`. Facts that
    change while the pages are set are read again, so a version never prints old ones.
    """
    actor_id = actor.id
    place = _place(session, tools, case_id, step_id, template, subject_id)
    for _ in range(_TRIES):
        actor = session.get_one(User, actor_id)
        draft = _prepare(session, tools, place, actor, dated_on)
        _refuse_loss(session, draft, place, give_up_word)
        let_go(session)
        pages = render(tools, draft)
        actor = session.get_one(User, actor_id)
        now = _prepare(session, tools, place, actor, dated_on)
        if now.newest != draft.newest:
            raise Conflict("Người khác vừa soạn bản mới của văn bản này. Mở lại để xem bản đó, cần thì soạn lại.")
        if now == draft:
            return _keep(session, tools, place, actor, draft, pages)
    raise Conflict("Dữ kiện của hồ sơ đang được sửa trong lúc dựng trang; chưa soạn. Đồng chí soạn lại sau ít phút.")


def _place(session: Session, tools: Tools, case_id: str, step_id: str, code: str, subject_id: str | None) -> Place:
    """Nobody has to say who the only subject of a case is."""
    case = session.get_one(Case, case_id)
    step = procedure_of(tools, case).step(step_id)
    each = any(need.template == code and step.per_of(need) != "case" for need in step.documents)
    alone = case.subjects[0].id if each and len(case.subjects) == 1 else None
    return Place(case_id, step_id, code, subject_id or alone)


def find_document(
    session: Session, case_id: str, step_id: str, template: str, subject_id: str | None = None, round: int | None = None
) -> Document | None:
    """The step's newest document made from this template (for this subject, in this round) that was not voided."""
    query = select(Document).where(
        Document.case_id == case_id, Document.step == step_id, Document.template == template, Document.state != "voided"
    )
    if subject_id is not None:
        query = query.where(Document.subject_id == subject_id)
    if round is not None:
        query = query.where(Document.step_round == round)
    return session.scalar(query.order_by(Document.ordinal.desc()))


def _prepare(session: Session, tools: Tools, place: Place, actor: User, dated_on: date | None) -> Draft:
    case = session.get_one(Case, place.case_id)
    refuse_at_rest(case)
    procedure, view = procedure_of(tools, case), case_view(session, tools, case)
    template = tools.catalogue.get(place.template)
    subject = place.subject_id or ""
    refuse_unless("draft", template, view, actor, place.step)
    _refuse_unwanted(procedure, view, place)
    if unmet := engine.entry_blockers(procedure, view, place.step, subject):
        raise StepBlocked.because("Chưa soạn được văn bản của bước này.", view, unmet)
    about = engine.about(view, subject)
    existing = find_document(session, *place, round=engine.round_of(procedure, view, place.step))
    _refuse_fixed(existing)
    day = dated_on or _natural_date(procedure, about, place.step, place.template, existing)
    values = document_values(tools, procedure, about, step_id=place.step, template=template, dated_on=day)
    newest = existing.current.no if existing else 0
    ordinal = engine.round_of(procedure, view, place.step)
    return Draft(template.docx, template.sha256, tools.law.sha256, values, newest, ordinal)


def _refuse_unwanted(procedure: Procedure, view: CaseView, place: Place) -> None:
    """Raise Conflict for a document the step does not make at all, or does not make for this subject."""
    found = engine.wanted(procedure, view, place.step)
    if (place.template, place.subject_id or "") not in found:
        raise Conflict("Bước này không có văn bản đó, hoặc không lập cho đối tượng này; mở lại trang của bước.")


def _refuse_loss(session: Session, draft: Draft, place: Place, give_up_word: bool) -> None:
    document = find_document(session, *place, round=draft.round)
    if document and document.current.origin == "word" and not give_up_word:
        raise ManualChangesLost(
            f"Bản {document.current.no} đã sửa tay trong Word; soạn lại từ dữ kiện sẽ bỏ các chỗ sửa ấy. "
            "Xem các chỗ sẽ mất, đưa điều cần giữ về dữ kiện của hồ sơ, rồi xác nhận soạn lại."
        )


def _refuse_fixed(document: Document | None) -> None:
    if document and document.state == "signed":
        raise Conflict("Văn bản đã ký, chờ ban hành; người ký trả lại, ghi lý do, rồi mới soạn lại được.")
    if document and document.state == "issued":
        raise Conflict("Văn bản đã ban hành thì không sửa được nữa; muốn thay phải lập văn bản mới dẫn văn bản này.")


def _natural_date(procedure: Any, view: CaseView, step_id: str, code: str, existing: Document | None) -> date:
    """Minutes bear the day of their session; other papers the day chosen before, else today."""
    paper = next(d for d in procedure.step(step_id).documents if d.template == code)
    held = view.facts.get(paper.session) if paper.session else None
    if held and held.get("on"):
        return date.fromisoformat(str(held["on"]))
    return existing.dated_on if existing else view.today


def render(tools: Tools, draft: Draft) -> Pages:
    """Fill, convert in the renderer's own process, and store both files; no transaction is open meanwhile."""
    filled = refill(draft.template_bytes, draft.values.values)
    options = PdfOptions(title=draft.values.title, created=clock_moment(draft.values.dated_on))
    rendered = tools.renderer.render(filled.docx, options)
    for kept in (draft.template_bytes, filled.docx, rendered.pdf):
        tools.store.put(kept)
    return Pages(filled.docx, rendered.pdf, rendered.pages, filled.empty)


def refill(template: bytes, values: Mapping[str, Any]) -> Filled:
    """The filled Word file, every value in a content control, so that it is recognised when it comes back from Word."""
    return fill(with_controls(template, values), values)


def clock_moment(day: date) -> datetime:
    """Noon of a document's date: fixed, so that the same input gives the same PDF."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.VIETNAM)


def _keep(session: Session, tools: Tools, place: Place, actor: User, draft: Draft, pages: Pages) -> Document:
    case, document = session.get_one(Case, place.case_id), find_document(session, *place, round=draft.round)
    if document is None:
        document = Document(
            id=new_id(), office_id=case.office_id, case_id=case.id, step=place.step, template=place.template,
            subject_id=place.subject_id, step_round=draft.round, ordinal=_next_ordinal(session, place),
            layout=draft.values.layout, drafted_by_id=actor.id,
            title=draft.values.title, dated_on=draft.values.dated_on, state="drafting",
        )  # fmt: skip
        session.add(document)
    unsend(document)
    # The counter moves even when only the version is new: who signs or submits the old one at this moment is refused.
    flag_modified(document, "state")
    document.title, document.dated_on, document.layout = draft.values.title, draft.values.dated_on, draft.values.layout
    note_blob(session, draft.template_bytes, DOCX)  # the document can be made again when its template has changed
    version = DocumentVersion(
        no=draft.newest + 1,
        docx_sha256=note_blob(session, pages.docx, DOCX),
        pdf_sha256=note_blob(session, pages.pdf, PDF),
        pages=pages.pages,
        template_sha256=draft.template_sha256,
        law_sha256=draft.law_sha256,
        values=plain(draft.values.values),
        empty=list(draft.values.missing),
        bases=list(draft.values.bases),
        sanction=draft.values.sanction,
        origin="tagged",
        by_id=actor.id,
        at=clock.now(),
    )
    document.versions.append(version)
    note_act(session, tools, document=document, actor=actor, kind="drafted", template=draft.template_sha256)
    return document


def unsend(document: Document) -> None:
    """A new version is nobody's approval yet: what was sent comes back, opinions asked for go on being waited for."""
    stop_route(document)
    document.state, document.approved_version = "drafting", None
    if any(one.is_open for one in document.opinions):
        document.state = "consulting"


def _next_ordinal(session: Session, place: Place) -> int:
    """Every document of one template in one step has its own; two people drafting at once cannot get the same."""
    query = select(func.max(Document.ordinal)).where(
        Document.case_id == place.case_id, Document.step == place.step, Document.template == place.template
    )
    return (session.scalar(query) or 0) + 1
