"""Complete the steps of a document's route: check the format, approve, record what the collective decided.

Approving many at once takes only what that person has opened in its present version, and says what became of each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import ON_THE_WAY, TASK_ACTS, capacity_of, people_of_task, substitutes_for, tasks_for
from webapp.errors import Conflict, DomainError
from webapp.models import Document, DocumentTask, User
from webapp.queries.accounts import list_people
from webapp.queries.case_view import case_view
from webapp.queries.documents import get_document
from webapp.queries.tools import Tools
from webapp.services.documents.circulation import open_next, start, wrong_state
from webapp.services.documents.trail import before, note_act

DONE = {"check": "checked", "approve": "approved", "decide": "decided"}
"""Act → the event it leaves in the trail."""


@dataclass(frozen=True)
class Decision:
    """What a collective decided: the day, the minutes that record it, how many belong to it, how many agreed."""

    on: date
    minutes_id: str
    members: int
    agreed: int


def approve_document(session: Session, tools: Tools, *, document: Document, actor: User, seen: int) -> None:
    """Approve exactly the version that was read; the last step of the route makes the document approved."""
    _complete(session, tools, document, actor, seen, "approve")


def check_document(session: Session, tools: Tools, *, document: Document, actor: User, seen: int) -> None:
    """The format of this version is right (thẩm định thể thức)."""
    _complete(session, tools, document, actor, seen, "check")


def decide_document(
    session: Session, tools: Tools, *, document: Document, actor: User, seen: int, decision: Decision
) -> None:
    """Record the collective's decision: more than half of its members, in a session whose minutes are in the case."""
    start(session, tools, document, actor, "decide", seen)
    minutes = _minutes(session, tools, document, decision)
    if not 0 < decision.agreed <= decision.members:
        raise DomainError("Số tán thành phải từ 1 đến tổng số thành viên.")
    if decision.agreed * 2 <= decision.members:
        raise Conflict(
            f"Mới có {decision.agreed} trong {decision.members} thành viên tán thành, chưa quá nửa; chưa duyệt được. "
            "Trả lại văn bản với lý do là kết luận của phiên họp."
        )
    outcome = {
        "on": decision.on.isoformat(), "minutes": minutes.title, "minutes_id": minutes.id,
        "members": decision.members, "agreed": decision.agreed,
    }  # fmt: skip
    _complete(session, tools, document, actor, seen, "decide", outcome)


def forward_task(
    session: Session, tools: Tools, *, document: Document, actor: User, seen: int, to_id: str, reason: str
) -> None:
    """Hand one's step to another lawful person: somebody who holds the same role for this document."""
    act = next((one for one in DONE if tasks_for(one, document) and _may(session, tools, document, actor, one)), "")
    template, capacity = start(session, tools, document, actor, act or "approve", seen)
    if not reason.strip():
        raise DomainError("Chuyển cho người khác thì phải ghi lý do.")
    lawful = lawful_heirs(session, tools, document, actor)
    if (heir := next((one for one in lawful if one.id == to_id), None)) is None:
        raise DomainError(f"Người được chọn không có thẩm quyền làm việc này với “{template.title}”; chọn người khác.")
    was = before(document)
    task = _mine(session, tools, document, actor, act)
    task.assigned_to_id, task.assigned_to = heir.id, heir
    note_act(
        session, tools, document=document, actor=actor, kind="forwarded", capacity=capacity, undo=was,
        reason=f"chuyển đồng chí {heir.full_name}: {reason.strip()}", to=heir.id,
    )  # fmt: skip


def lawful_heirs(session: Session, tools: Tools, document: Document, actor: User) -> list[User]:
    """Who else may take over the step that waits for `actor`."""
    template, view = tools.catalogue.get(document.template), case_view(session, tools, document.case)
    found: set[str] = set()
    for task in document.open_tasks:
        if _may(session, tools, document, actor, TASK_ACTS[task.kind]):
            kept, task.assigned_to = task.assigned_to, None
            people = people_of_task(task, template, view, document)
            task.assigned_to = kept
            found |= {person.user_id or "" for person in people}
            found |= {one.person.user_id or "" for one in substitutes_for("approve", template, view, people)}
    return [user for user in list_people(session, document.office_id) if user.id in found - {actor.id}]


@dataclass(frozen=True)
class Fate:
    """What became of one document of a bulk approval; `why` is empty when it was approved."""

    title: str
    why: str = ""


def approve_many(
    session: Session, tools: Tools, *, chosen: Sequence[tuple[str, int]], opened: Mapping[str, int], actor: User
) -> list[Fate]:
    """Approve several documents, each (id, version shown in the list), and say what became of each.

    Only what the person opened in its present version is approved; a refusal of one leaves the others as they are.
    """
    fates = []
    for document_id, seen in chosen:
        document = get_document(session, actor, document_id)
        title = document.title
        if opened.get(document_id) != document.current.no:
            fates.append(Fate(title, f"đồng chí chưa mở xem bản {document.current.no}; mở xem rồi duyệt"))
            continue
        try:
            with session.begin_nested():
                approve_document(session, tools, document=document, actor=actor, seen=seen)
            fates.append(Fate(title))
        except DomainError as error:
            fates.append(Fate(title, error.sentence))
    return fates


def _complete(
    session: Session, tools: Tools, document: Document, actor: User, seen: int, act: str,
    outcome: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    _, capacity = start(session, tools, document, actor, act, seen)
    if document.state not in ON_THE_WAY:
        raise Conflict(wrong_state(document))
    was = before(document)
    task = _mine(session, tools, document, actor, act)
    task.state, task.by_id, task.at, task.outcome = "done", actor.id, clock.now(), dict(outcome or {})
    open_next(document)
    note_act(
        session, tools, document=document, actor=actor, kind=DONE[act], capacity=capacity, undo=was, step=task.label,
        outcome=task.outcome,
    )  # fmt: skip


def _mine(session: Session, tools: Tools, document: Document, actor: User, act: str) -> DocumentTask:
    """The open step of this act that waits for `actor`; of several the first."""
    template, view = tools.catalogue.get(document.template), case_view(session, tools, document.case)
    for task in tasks_for(act, document):
        people = people_of_task(task, template, view, document)
        ids = {person.user_id for person in people}
        ids |= {one.person.user_id for one in substitutes_for(act, template, view, people)}
        if actor.id in ids:
            return task
    raise Conflict(wrong_state(document))


def _may(session: Session, tools: Tools, document: Document, actor: User, act: str) -> bool:
    template, view = tools.catalogue.get(document.template), case_view(session, tools, document.case)
    return capacity_of(act, template, view, actor, document.step, document) is not None


def _minutes(session: Session, tools: Tools, document: Document, decision: Decision) -> Document:
    """The minutes of the session: issued, of this case, made from a template of minutes, on that day or later."""
    if decision.on > clock.today():
        raise DomainError("Ngày họp còn ở phía trước; ghi ngày phiên họp đã diễn ra.")
    found = session.get(Document, decision.minutes_id)
    if found is None or found.case_id != document.case_id or found.state != "issued":
        raise DomainError(
            "Chưa có biên bản phiên họp đã hoàn tất trong hồ sơ này; lập và hoàn tất biên bản trước, rồi ghi kết luận."
        )
    if tools.catalogue.get(found.template).meta.kind != "minutes":
        raise DomainError("Văn bản được chọn không phải biên bản phiên họp; chọn lại.")
    return found
