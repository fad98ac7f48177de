"""Where a document is on its route, and everything around it that a person may still do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import (
    ON_THE_WAY,
    TASK_ACTS,
    capacity_of,
    may_act,
    needs_approval,
    people_of_task,
    substitutes_for,
    undoable,
)
from webapp.auth.permissions import Permission, allowed
from webapp.auth.predicates import STANDING
from webapp.errors import NotFound
from webapp.models import Document, DocumentTask, Opinion, User
from webapp.queries.accounts import list_people
from webapp.queries.labels import ACTIONS, DOCUMENT_MARKS
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import DocTemplate
from webapp.workflow.actors import label_in
from webapp.workflow.routes import APPROVER, Route
from webapp.workflow.view import CaseView

TASK_WORDS = {"waiting": "chưa đến lượt", "open": "đang chờ", "done": "xong", "returned": "trả lại", "stopped": "dừng"}


@dataclass(frozen=True)
class TaskRow:
    """One step of the route: whose it is, how it stands, what came of it."""

    label: str
    whose: str
    state: str
    words: str
    due_on: date | None
    who: str
    at: datetime | None
    outcome: str


@dataclass(frozen=True)
class Circulation:
    """The circulation of one document as a viewer sees it."""

    route: Route | None
    routes: tuple[Route, ...]
    tasks: tuple[TaskRow, ...]
    opinions: tuple[Opinion, ...]
    asked: Opinion | None  # what the viewer is asked
    may_ask: bool
    may_take: bool
    may_withdraw: bool
    may_void: bool
    may_forward: bool
    may_end: bool
    marks: tuple[str, ...]
    mark: str
    in_place_of: str
    approved_before: int | None  # an earlier version was approved, the newest is not
    people: tuple[User, ...]  # who can be asked
    undo: str  # what the viewer did a moment ago and may take back, in words

    @property
    def unanswered(self) -> int:
        return sum(one.is_open for one in self.opinions)


def circulation(
    session: Session, tools: Tools, viewer: User, document: Document, template: DocTemplate, view: CaseView, act: str
) -> Circulation:
    """What the page of `document` says about its way; `act` is what it waits for."""
    drafts = may_act("draft", template, view, viewer, document.step)
    unfinished = document.state in ("drafting", "consulting")
    capacity = capacity_of(act, template, view, viewer, document.step, document) if act else None
    asked = capacity.absent_id or viewer.id if capacity else viewer.id
    return Circulation(
        route=_route(tools, document.route),
        routes=_routes(tools, document, template),
        tasks=tuple(_row(task, template, view, document) for task in document.tasks if task.round == document.round),
        opinions=tuple(document.opinions),
        asked=next((one for one in document.opinions if one.is_open and one.asked_id == asked), None),
        may_ask=drafts and unfinished,
        may_take=drafts and unfinished,
        may_withdraw=drafts and document.state in ON_THE_WAY,
        may_void=drafts and unfinished,
        may_forward=capacity is not None and act in TASK_ACTS.values(),
        may_end=document.state == "issued" and bool(viewer.roles & STANDING) and not _is_over(document),
        marks=_marks(template, view, viewer, document),
        mark=DOCUMENT_MARKS.get(document.mark, ""),
        in_place_of=f"thay đồng chí {capacity.absent_name} theo {capacity.decision}" if capacity and capacity.absent_id
        else "",
        approved_before=_approved_before(document),
        people=tuple(_askable(session, viewer, document)) if drafts and unfinished else (),
        undo=ACTIONS[last.kind] if (last := undoable(document, viewer)) else "",
    )  # fmt: skip


def may_undo(session: Session, viewer: User, document_id: str) -> bool:
    """Whether the viewer may still take back what he did last to this document."""
    document = session.get(Document, document_id)
    return document is not None and undoable(document, viewer) is not None


def _route(tools: Tools, route_id: str) -> Route | None:
    return tools.routes.get(route_id) if route_id else None


def _routes(tools: Tools, document: Document, template: DocTemplate) -> tuple[Route, ...]:
    if not needs_approval(template) or document.state != "drafting":
        return ()
    meta = template.meta
    try:
        return tools.routes.for_document(
            kind=meta.kind, type_code=meta.type_code, body=document.case.initiator, on=clock.today()
        )
    except NotFound:
        return ()


def _row(task: DocumentTask, template: DocTemplate, view: CaseView, document: Document) -> TaskRow:
    role = template.meta.approver if task.actor == APPROVER else task.actor
    people = people_of_task(task, template, view, document)
    names = list(dict.fromkeys(person.name for person in people))
    names += [
        f"{one.person.name} (thay {one.absent_name})"
        for one in substitutes_for(TASK_ACTS[task.kind], template, view, people)
    ]
    whose = "đồng chí " + " hoặc ".join(names) if 0 < len(names) <= 2 else label_in(role, view)
    said = task.outcome
    outcome = f"{said['agreed']}/{said['members']} tán thành, {said['minutes']}" if said else ""
    return TaskRow(
        label=task.label,
        whose=whose,
        state=task.state,
        words=TASK_WORDS[task.state],
        due_on=task.due_on if task.state in ("open", "waiting") else None,
        who=task.by.full_name if task.by else "",
        at=task.at,
        outcome=outcome,
    )


def _is_over(document: Document) -> bool:
    return document.mark in ("recalled", "superseded")


def _marks(template: DocTemplate, view: CaseView, viewer: User, document: Document) -> tuple[str, ...]:
    """What may be noted of an issued document next."""
    if document.state != "issued" or _is_over(document):
        return ()
    issues = may_act("issue", template, view, viewer, document.step)
    drafts = may_act("draft", template, view, viewer, document.step)
    order = ["", "sealed", "announced", "filed"]
    later = order[order.index(document.mark) + 1 :]
    if not template.meta.registered:
        later = [one for one in later if one == "filed"]
    return tuple(one for one in later if (drafts if one == "announced" else issues))


def _approved_before(document: Document) -> int | None:
    if document.state in ("approved", "signed", "issued", "voided"):
        return None
    found = [one.version_no for one in document.actions if one.kind in ("approved", "decided")]
    return found[-1] if found and found[-1] < document.current.no else None


def _askable(session: Session, viewer: User, document: Document) -> Sequence[User]:
    waiting = {one.asked_id for one in document.opinions if one.is_open}
    people = list_people(session, document.office_id)
    return [
        one for one in people
        if one.id != viewer.id and one.id not in waiting and allowed(one, Permission.CASE_VIEW, document.case)
    ]  # fmt: skip


def minutes_of_case(session: Session, tools: Tools, document: Document) -> list[Document]:
    """Minutes of this case that are done: what a collective's decision can be read in."""
    query = select(Document).where(Document.case_id == document.case_id, Document.state == "issued")
    found = session.scalars(query.order_by(Document.id.desc()))
    return [one for one in found if tools.catalogue.get(one.template).meta.kind == "minutes"]


def may_supersede(session: Session, document: Document) -> list[Document]:
    """Other issued documents of the case, newest first."""
    query = select(Document).where(
        Document.case_id == document.case_id, Document.state == "issued", Document.id != document.id
    )
    return list(session.scalars(query.order_by(Document.id.desc())))
