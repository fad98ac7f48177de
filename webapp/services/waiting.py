"""Keep who is next: after every act the rows of its case are written anew, in the same transaction.

What a whole office role may do is one row for the role, so that a new member of the commission finds it too; everything
else is one row per person. Who stands in for somebody absent is looked up when the list is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from webapp import clock
from webapp.auth.documents import next_acts, people_for, role_for, tasks_for
from webapp.auth.permissions import Permission, allowed
from webapp.models import Case, Document, DocumentAction, User, Waiting
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.due_rows import due_row
from webapp.queries.labels import ACTIONS
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import DocTemplate
from webapp.workflow import engine
from webapp.workflow.actors import who_may
from webapp.workflow.view import CaseView, PersonView

ROLE_ROWS = frozenset({"standing_commission", "commission", "records_clerk"})
"""Actors whose holders know of every case of their office: one row stands for all of them."""


@dataclass(frozen=True)
class _Row:
    act: str
    why: str
    document_id: str | None = None
    step: str = ""
    user_id: str | None = None
    actor: str = ""
    type_code: str = ""
    due_on: date | None = None


def note_case(session: Session, tools: Tools, case: Case) -> None:
    """Write what of this case waits for whom. The lock of the ledger is held by whoever changed the case."""
    session.flush()  # the view is read from the tables
    session.execute(delete(Waiting).where(Waiting.case_id == case.id))
    if case.state != "open":
        return
    view = case_view(session, tools, case)
    now = clock.now()
    for row in dict.fromkeys([*_of_documents(session, tools, case, view), *_of_steps(session, tools, case, view)]):
        session.add(Waiting(office_id=case.office_id, case_id=case.id, since=now, **vars(row)))
    session.flush()  # whoever is asked next finds it


def note_office(session: Session, tools: Tools, office_id: str = "") -> int:
    """Write anew what waits in every open case (of one office, or of all); returns how many cases were looked at."""
    query = select(Case).where(Case.state == "open").order_by(Case.id)
    if office_id:
        query = query.where(Case.office_id == office_id)
    count = 0
    for case in session.scalars(query):
        note_case(session, tools, case)
        count += 1
    return count


def _of_documents(session: Session, tools: Tools, case: Case, view: CaseView) -> Iterator[_Row]:
    query = (
        select(Document)
        .where(Document.case_id == case.id, Document.state.not_in(("issued", "voided")))
        .order_by(Document.id)
        .options(
            selectinload(Document.actions).joinedload(DocumentAction.by),
            selectinload(Document.tasks), selectinload(Document.opinions), selectinload(Document.versions),
        )
    )  # fmt: skip
    for document in session.scalars(query):
        template = tools.catalogue.get(document.template)
        for act in next_acts(template, document):
            yield from _for_act(session, case, view, template, document, act)


def _for_act(
    session: Session, case: Case, view: CaseView, template: DocTemplate, document: Document, act: str
) -> Iterator[_Row]:
    tasks = tasks_for(act, document)
    due = [task.due_on for task in tasks] or [one.due_on for one in document.opinions if act == "opine" and one.is_open]
    row = _Row(
        act, why_of(document), document.id, type_code=template.meta.type_code,
        due_on=min((day for day in due if day), default=None),
    )  # fmt: skip
    role, people = role_for(act, template, document), people_for(act, template, view, document.step, document)
    if role in ROLE_ROWS and _same(people, who_may(role, view)):
        yield replace(row, actor=role)
    else:
        yield from (replace(row, user_id=one) for one in _ids(session, case, people))


def _of_steps(session: Session, tools: Tools, case: Case, view: CaseView) -> Iterator[_Row]:
    procedure = procedure_of(tools, case)
    main = {step.id for step in procedure.main_steps}
    for status in engine.statuses(procedure, view):
        if status.state != "open" or status.step.id not in main:
            continue
        unmet = sum(not one.met and one.severity == "error" for one in status.conditions)
        why = f"Còn thiếu {unmet} điều kiện." if unmet else "Đủ điều kiện để hoàn thành."
        due = due_row(tools, view, status)
        row = _Row("step", why, step=status.step.id, due_on=due.on if due else None)
        actor = status.step.actor
        if actor in ROLE_ROWS:
            yield replace(row, actor=actor)
        else:
            yield from (replace(row, user_id=one) for one in _ids(session, case, who_may(actor, view)))


def why_of(document: Document) -> str:
    """Who did the last thing to it, and what."""
    last = document.actions[-1]
    return f"{last.by.full_name} {ACTIONS.get(last.kind, last.kind)} bản {last.version_no}."


def _same(people: Iterable[PersonView], holders: Iterable[PersonView]) -> bool:
    return {one.user_id for one in people} == {one.user_id for one in holders}


def _ids(session: Session, case: Case, people: Iterable[PersonView]) -> list[str]:
    """Ids of those who may know of the case."""
    ids = dict.fromkeys(one.user_id for one in people if one.user_id)
    return [one for one in ids if one and allowed(session.get(User, one), Permission.CASE_VIEW, case)]
