"""Send a draft round: submit, return, sign. Every act is bound to the exact bytes the person saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import (
    RETURNABLE,
    Capacity,
    mandate_for,
    needs_approval,
    next_act,
    refuse_unless,
    returned_by,
)
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Document, DocumentTask, User, new_id
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.conditions import missing_lines
from webapp.queries.labels import DOCUMENT_STATES
from webapp.queries.layout_findings import blocking_lines
from webapp.queries.letters import senders_of
from webapp.queries.tools import Tools
from webapp.queries.versions import undecided
from webapp.rendering.catalogue import DocTemplate
from webapp.rendering.text import read_text
from webapp.rules.days import add_working_days
from webapp.rules.secrecy import revealed
from webapp.services.cases import StepBlocked
from webapp.services.documents.signing import signature_block
from webapp.services.documents.trail import before, note_act, stop_route
from webapp.workflow import engine
from webapp.workflow.routes import Route
from webapp.workflow.view import CaseView


class StaleVersion(Conflict):
    """A newer version exists than the one the person looked at."""


class NotSigned(Conflict):
    """The document has not been signed, so it cannot be numbered."""


class NoMandate(NotAllowed):
    """The office's table of signing powers does not give this person this type of document."""


def submit_document(
    session: Session, tools: Tools, *, document: Document, actor: User, seen: int, route: str = ""
) -> None:
    """Send the draft on its route, the usual one when none is named.

    Refused while required facts are empty, the step is not open, changes made in Word are not decided, or opinions the
    route asks for are missing.
    """
    template, capacity = start(session, tools, document, actor, "submit", seen)
    if not needs_approval(template):
        raise Conflict(f"“{template.title}” không phải trình duyệt; người ký ký trực tiếp.")
    expect(document, "drafting")
    _refuse_unready(session, tools, document)
    chosen = _route(tools, template, document, route)
    _refuse_unheard(document, chosen)
    was = before(document)
    document.route, document.round = chosen.id, document.round + 1
    document.tasks.extend(_tasks(tools, document, chosen))
    open_next(document)
    note_act(
        session, tools, document=document, actor=actor, kind="submitted", capacity=capacity, undo=was, route=chosen.id
    )


def return_document(session: Session, tools: Tools, *, document: Document, actor: User, seen: int, reason: str) -> None:
    """Send the draft back to its drafter; the reason is required and kept.

    Whoever has a step of the route before him may return what was sent, the approver also what was approved; the signer
    may take back a signature until the document is issued, for a change of law between signing and issuing needs a new
    draft.
    """
    _, capacity = start(session, tools, document, actor, returned_by(document), seen)
    if document.state not in RETURNABLE:
        raise Conflict(wrong_state(document))
    if not reason.strip():
        raise DomainError("Trả lại thì phải ghi lý do, để người soạn biết sửa chỗ nào.")
    was = {} if document.state == "signed" else before(document)
    back_to_drafting(document)
    stop_route(document, state="returned")
    note_act(
        session, tools, document=document, actor=actor, kind="returned", reason=reason, capacity=capacity, undo=was
    )


def sign_document(session: Session, tools: Tools, *, document: Document, actor: User, seen: int) -> None:
    """Record the signature of the lawful signer on these exact bytes, and how the block of the signature reads.

    Refused while issuing it with its date would break what can never be mended afterwards, and for a person without a
    power to sign this type where the office keeps such powers.
    """
    template, capacity = start(session, tools, document, actor, "sign", seen)
    if next_act(template, document) != "sign":
        raise Conflict(wrong_state(document))
    if document.approved_version is not None and document.approved_version != document.current.no:
        raise StaleVersion(unapproved(document))
    if not needs_approval(template):
        _refuse_unready(session, tools, document)
    refuse_unissuable_on(session, tools, document, document.dated_on, "Chưa ký được văn bản này.")
    view = case_view(session, tools, document.case)
    mandate, kept = mandate_for(template, view, actor.id)
    if kept and mandate is None and template.meta.sign_authority in ("commission", "body", "officer"):
        raise NoMandate(
            f"Bảng thẩm quyền ký không giao đồng chí ký loại “{template.title}” vào ngày này. "
            "Chuyển người được giao ký, hoặc Chủ nhiệm bổ sung thẩm quyền ký rồi ký lại."
        )
    block = signature_block(template, actor.roles, view.body, mandate)
    document.sign_authority, document.signer_title = block.authority, block.title
    document.state, document.signed_by_id = "signed", actor.id
    document.signed_sha256 = document.current.docx_sha256
    note_act(
        session, tools, document=document, actor=actor, kind="signed", capacity=capacity,
        mandate=mandate.decision if mandate else "",
    )  # fmt: skip


def start(
    session: Session, tools: Tools, document: Document, actor: User, act: str, seen: int
) -> tuple[DocTemplate, Capacity]:
    """Whose turn it is and in which capacity; refused when a newer version exists than was read."""
    template = tools.catalogue.get(document.template)
    view = case_view(session, tools, document.case)
    capacity = refuse_unless(act, template, view, actor, document.step, document)
    if document.current.no != seen:
        raise StaleVersion(
            f"Đồng chí đang xem bản {seen}, nhưng bản mới nhất là bản {document.current.no}. "
            "Mở lại để xem bản mới rồi quyết định."
        )
    return template, capacity


def back_to_drafting(document: Document) -> None:
    """Whatever was approved or signed holds no longer."""
    document.state, document.approved_version = "drafting", None
    document.signed_by_id = document.signed_sha256 = None
    document.sign_authority = document.signer_title = None


def open_next(document: Document) -> None:
    """Open every step whose predecessors are done; when all are done the document is approved in this version."""
    tasks = [task for task in document.tasks if task.round == document.round]
    done = {task.step for task in tasks if task.state == "done"}
    for task in tasks:
        if task.state == "waiting" and done.issuperset(task.after):
            task.state = "open"
    first = next((task for task in tasks if task.state == "open"), None)
    if first is not None:
        document.state = first.stands_as
    else:
        document.state, document.approved_version = "approved", document.current.no


def unapproved(document: Document) -> str:
    """`Đã duyệt ở bản 3, bản hiện tại là bản 5`."""
    return (
        f"Văn bản đã duyệt ở bản {document.approved_version}, bản hiện tại là bản {document.current.no}. "
        "Trình và duyệt lại bản hiện tại rồi mới ký."
    )


def expect(document: Document, state: str) -> None:
    if document.state != state:
        raise Conflict(wrong_state(document))


def wrong_state(document: Document) -> str:
    names = {**DOCUMENT_STATES, "submitted": "đang chờ duyệt", "approved": "đã duyệt", "signed": "đã ký"}
    return f"Văn bản {names[document.state]}, việc này không còn làm được; có thể người khác vừa làm. Mở lại để xem."


def _route(tools: Tools, template: DocTemplate, document: Document, wanted: str) -> Route:
    meta, body = template.meta, document.case.initiator
    open_to = tools.routes.for_document(kind=meta.kind, type_code=meta.type_code, body=body, on=clock.today())
    if not wanted:
        return open_to[0]
    if (chosen := next((route for route in open_to if route.id == wanted), None)) is None:
        raise DomainError("Luồng trình đã chọn không dùng cho loại văn bản này; chọn lại.")
    return chosen


def _tasks(tools: Tools, document: Document, route: Route) -> list[DocumentTask]:
    today = clock.today()
    return [
        DocumentTask(
            id=new_id(),
            round=document.round,
            position=position,
            step=step.id,
            kind=step.kind,
            label=step.label,
            actor=step.actor,
            stands_as=step.stands_as,
            after=list(step.after),
            two_persons=step.two_persons,
            state="waiting",
            due_on=add_working_days(tools.law.days, today, step.days) if step.days else None,
        )
        for position, step in enumerate(route.steps)
    ]


def _refuse_unheard(document: Document, route: Route) -> None:
    """Every opinion is answered for before the draft is sent; some routes ask for opinions first."""
    if open_ones := [one for one in document.opinions if one.answered_at and not one.taken]:
        raise Conflict(
            f"Còn {len(open_ones)} ý kiến góp ý chưa ghi tiếp thu hay giải trình; ghi vào bảng ý kiến rồi trình."
        )
    if route.opinions_first and not any(one.answered_at for one in document.opinions):
        raise Conflict(f"Luồng “{route.title}” phải xin ý kiến trước; gửi xin ý kiến ít nhất một người rồi trình.")


def _refuse_unready(session: Session, tools: Tools, document: Document) -> None:
    case = document.case
    view = case_view(session, tools, case)
    unmet = engine.entry_blockers(procedure_of(tools, case), view, document.step, document.subject_id or "")
    lacking = [f"Còn trống: {label}." for label in document.current.empty]
    lacking += [*undecided(document), *_handed_to_the_subject(tools, document)]
    layout = blocking_lines(tools, document)
    if unmet or lacking or layout:
        raise StepBlocked("Văn bản chưa đủ để trình ký.", details=[*missing_lines(view, unmet), *lacking, *layout])


def _handed_to_the_subject(tools: Tools, document: Document) -> list[str]:
    """A paper withheld from the subject names him nowhere among its recipients."""
    if not tools.catalogue.get(document.template).meta.withheld_from_subject:
        return []
    lines = [str(line) for line in document.current.values.get("recipients") or []]
    subjects = [one.full_name for one in document.case.subjects]
    return [
        f"Nơi nhận “{line.strip(' ,;.-')}” là đối tượng: văn bản này không giao cho đối tượng, bỏ dòng đó rồi trình."
        for line in lines
        if revealed(line, subjects) or "đối tượng" in line.lower()
    ]


def refuse_unissuable_on(session: Session, tools: Tools, document: Document, day: date, sentence: str) -> None:
    """Raise StepBlocked when the step's guards would refuse this document issued on `day`."""
    view = _with_reveals(session, tools, document, case_view(session, tools, document.case))
    procedure = procedure_of(tools, document.case)
    subject = document.subject_id or ""
    if unmet := engine.issue_blockers(procedure, view, document.step, document.template, day, subject):
        raise StepBlocked.because(sentence, view, unmet)


def _with_reveals(session: Session, tools: Tools, document: Document, view: CaseView) -> CaseView:
    """Of a denunciation, what the words of this document tell about who sent the letter (check C25)."""
    marks = [str(view.facts.get(key) or "") for key in ("denouncer_name", "denouncer_address")]
    marks += view.facts.get("denouncer_marks") or []
    for sender in senders_of(session, document.case):
        marks += [sender.name, sender.address, sender.phone]
    if not (known := list(dict.fromkeys(filter(None, marks)))):
        return view
    text = read_text(tools.store.get(document.current.docx_sha256))
    return replace(view, reveals={document.id: tuple(revealed(text, known))})
