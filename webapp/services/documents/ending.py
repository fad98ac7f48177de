"""Take back, give up, mark what happened after issue. Every ending has its reason; nothing is ever deleted."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import ON_THE_WAY, refuse_unless, undoable
from webapp.auth.predicates import STANDING
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Document, User
from webapp.queries.case_view import case_view
from webapp.queries.tools import Tools
from webapp.services.documents.circulation import back_to_drafting, start, wrong_state
from webapp.services.documents.trail import before, note_act, put_back, stop_route

MARKS = {"sealed": ("",), "announced": ("", "sealed"), "filed": ("", "sealed", "announced")}
"""What may be noted of an issued document, and after which marks."""


def withdraw_document(
    session: Session, tools: Tools, *, document: Document, actor: User, seen: int, reason: str
) -> None:
    """Take back what one has sent, before it is approved (rút lại)."""
    _, capacity = start(session, tools, document, actor, "draft", seen)
    if document.state not in ON_THE_WAY:
        raise Conflict(wrong_state(document))
    _need(reason, "Rút lại văn bản đã trình")
    was = before(document)
    back_to_drafting(document)
    stop_route(document)
    note_act(
        session, tools, document=document, actor=actor, kind="withdrawn", reason=reason, capacity=capacity, undo=was
    )


def void_document(session: Session, tools: Tools, *, document: Document, actor: User, seen: int, reason: str) -> None:
    """Give up a draft that will never be issued; it stays readable, and the step may begin a new one."""
    start(session, tools, document, actor, "draft", seen)
    if document.state not in ("drafting", "consulting"):
        raise Conflict(
            f"{wrong_state(document)} Chỉ dự thảo đang soạn mới huỷ được; văn bản đã trình thì rút lại trước."
        )
    _need(reason, "Huỷ dự thảo")
    for opinion in document.opinions:
        if opinion.is_open:
            opinion.closed_at = clock.now()
    document.state = "voided"
    note_act(session, tools, document=document, actor=actor, kind="voided", reason=reason)


def mark_document(session: Session, tools: Tools, *, document: Document, actor: User, mark: str) -> None:
    """Note that an issued document was sealed, announced or filed, in this order; steps may be left out."""
    if document.state != "issued" or mark not in MARKS:
        raise Conflict(wrong_state(document))
    template, view = tools.catalogue.get(document.template), case_view(session, tools, document.case)
    refuse_unless("issue" if mark != "announced" else "draft", template, view, actor, document.step)
    if document.mark not in MARKS[mark]:
        raise Conflict("Việc này đã ghi rồi, hoặc văn bản đã sang bước sau.")
    note_act(session, tools, document=document, actor=actor, kind=mark)


def recall_document(session: Session, tools: Tools, *, document: Document, actor: User, reason: str) -> None:
    """Call an issued document back (thu hồi): the number stays used, the register line stays. Standing members only."""
    _refuse_ending(document, actor)
    _need(reason, "Thu hồi văn bản")
    note_act(session, tools, document=document, actor=actor, kind="recalled", reason=reason)


def supersede_document(
    session: Session, tools: Tools, *, document: Document, actor: User, by_id: str, reason: str
) -> None:
    """Note that another issued document of the case has taken the place of this one."""
    _refuse_ending(document, actor)
    _need(reason, "Ghi thay thế văn bản")
    other = session.get(Document, by_id)
    if other is None or other.case_id != document.case_id or other.state != "issued" or other.id == document.id:
        raise DomainError("Văn bản thay thế phải là một văn bản khác, đã ban hành, của cùng hồ sơ; chọn lại.")
    note_act(session, tools, document=document, actor=actor, kind="superseded", reason=reason, other=other)


def _refuse_ending(document: Document, actor: User) -> None:
    if not actor.roles & STANDING:
        raise NotAllowed("Thu hồi, thay thế văn bản đã ban hành là việc của Thường trực Uỷ ban Kiểm tra.")
    if document.state != "issued":
        raise Conflict(wrong_state(document))
    if document.mark in ("recalled", "superseded"):
        raise Conflict("Văn bản này đã thu hồi hoặc đã được thay thế.")


def undo_act(session: Session, tools: Tools, *, document: Document, actor: User) -> str:
    """Take back one's own last act within ten seconds; returns the kind of the act that was undone.

    Signing, issuing and drafting leave bytes or numbers behind and are not undone. Raises Conflict when it is too late
    or somebody acted since.
    """
    last = undoable(document, actor)
    if last is None:
        raise Conflict(
            "Không hoàn tác được nữa: đã quá 10 giây, đã có người làm tiếp, hoặc việc này không hoàn tác được."
        )
    put_back(document, last.undo)
    note_act(session, tools, document=document, actor=actor, kind="undone", undone=last.kind)
    return last.kind


def _need(reason: str, what: str) -> None:
    if not reason.strip():
        raise DomainError(f"{what} thì phải ghi lý do.")
