"""Send a draft round: submit, approve, return, sign. Every act is bound to the exact bytes the person saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from webapp.auth.documents import RETURNABLE, needs_approval, next_act, refuse_unless, returned_by
from webapp.errors import Conflict, DomainError
from webapp.models import Document, DocumentVersion, User
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.conditions import missing_lines
from webapp.queries.layout_findings import blocking_lines
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import DocTemplate
from webapp.rendering.text import read_text
from webapp.rules.secrecy import revealed
from webapp.services import ledger
from webapp.services.cases import StepBlocked
from webapp.services.documents.drafting import add_action
from webapp.workflow import engine
from webapp.workflow.view import CaseView


class StaleVersion(Conflict):
    """A newer version exists than the one the person looked at."""


class NotSigned(Conflict):
    """The document has not been signed, so it cannot be numbered."""


def submit_document(session: Session, tools: Tools, *, document: Document, actor: User, seen: int) -> None:
    """Send the draft for approval. Refused while required facts are empty or the step is not open."""
    template = _start(session, tools, document, actor, "submit", seen)
    if not needs_approval(template):
        raise Conflict(f"“{template.title}” không phải trình duyệt; người ký ký trực tiếp.")
    _expect(document, "drafting")
    _refuse_unready(session, tools, document)
    document.state = "submitted"
    _note(session, document, actor, "submitted")


def approve_document(session: Session, tools: Tools, *, document: Document, actor: User, seen: int) -> None:
    """Approve exactly the version that was read."""
    _start(session, tools, document, actor, "approve", seen)
    _expect(document, "submitted")
    document.state, document.approved_version = "approved", document.current.no
    _note(session, document, actor, "approved")


def return_document(session: Session, tools: Tools, *, document: Document, actor: User, seen: int, reason: str) -> None:
    """Send the draft back to its drafter; the reason is required and kept.

    The approver may return what was submitted or approved; the signer may take back a signature until the document is
    issued, for a change of law between signing and issuing needs a new draft.
    """
    _start(session, tools, document, actor, returned_by(document), seen)
    if document.state not in RETURNABLE:
        raise Conflict(wrong_state(document))
    if not reason.strip():
        raise DomainError("Trả lại thì phải ghi lý do, để người soạn biết sửa chỗ nào.")
    document.state, document.approved_version = "drafting", None
    document.signed_by_id = document.signed_sha256 = None
    _note(session, document, actor, "returned", reason)


def sign_document(session: Session, tools: Tools, *, document: Document, actor: User, seen: int) -> None:
    """Record the signature of the lawful signer on these exact bytes.

    Refused while issuing it with its date would break what can never be mended afterwards.
    """
    template = _start(session, tools, document, actor, "sign", seen)
    if next_act(template, document) != "sign":
        raise Conflict(wrong_state(document))
    if not needs_approval(template):
        _refuse_unready(session, tools, document)
    refuse_unissuable_on(session, tools, document, document.dated_on, "Chưa ký được văn bản này.")
    document.state, document.signed_by_id = "signed", actor.id
    document.signed_sha256 = document.current.docx_sha256
    _note(session, document, actor, "signed")


def _start(session: Session, tools: Tools, document: Document, actor: User, act: str, seen: int) -> DocTemplate:
    template = tools.catalogue.get(document.template)
    refuse_unless(act, template, case_view(session, tools, document.case), actor, document.step)
    if document.current.no != seen:
        raise StaleVersion(
            f"Đồng chí đang xem bản {seen}, nhưng bản mới nhất là bản {document.current.no}. "
            "Mở lại để xem bản mới rồi quyết định."
        )
    return template


def _expect(document: Document, state: str) -> None:
    if document.state != state:
        raise Conflict(wrong_state(document))


def wrong_state(document: Document) -> str:
    names = {
        "drafting": "đang soạn",
        "submitted": "đang chờ duyệt",
        "approved": "đã duyệt",
        "signed": "đã ký",
        "issued": "đã ban hành",
    }
    return f"Văn bản {names[document.state]}, việc này không còn làm được; có thể người khác vừa làm. Mở lại để xem."


def _refuse_unready(session: Session, tools: Tools, document: Document) -> None:
    case = document.case
    view = case_view(session, tools, case)
    unmet = engine.entry_blockers(procedure_of(tools, case), view, document.step, document.subject_id or "")
    lacking = [f"Còn trống: {label}." for label in document.current.empty]
    layout = blocking_lines(tools, document)
    if unmet or lacking or layout:
        raise StepBlocked("Văn bản chưa đủ để trình ký.", details=[*missing_lines(view, unmet), *lacking, *layout])


def refuse_unissuable_on(session: Session, tools: Tools, document: Document, day: date, sentence: str) -> None:
    """Raise StepBlocked when the step's guards would refuse this document issued on `day`."""
    view = _with_reveals(tools, document, case_view(session, tools, document.case))
    procedure = procedure_of(tools, document.case)
    subject = document.subject_id or ""
    if unmet := engine.issue_blockers(procedure, view, document.step, document.template, day, subject):
        raise StepBlocked.because(sentence, view, unmet)


def _with_reveals(tools: Tools, document: Document, view: CaseView) -> CaseView:
    """Of a denunciation, what the words of this document tell about the denouncer (check C25)."""
    name = str(view.facts.get("denouncer_name") or "")
    if not name:
        return view
    marks = [name, str(view.facts.get("denouncer_address") or ""), *(view.facts.get("denouncer_marks") or [])]
    text = read_text(tools.store.get(document.current.docx_sha256))
    return replace(view, reveals={document.id: tuple(revealed(text, marks))})


def _note(session: Session, document: Document, actor: User, kind: str, reason: str = "") -> None:
    version: DocumentVersion = document.current
    add_action(document, version, kind=kind, actor=actor, reason=reason)
    session.flush()  # the version counter refuses a second person who acted on the same state
    ledger.record(
        session, office_id=document.office_id, actor=actor, event=f"document_{kind}", case_id=document.case_id,
        document=document.id, title=document.title, version=version.no, docx=version.docx_sha256, reason=reason,
    )  # fmt: skip
