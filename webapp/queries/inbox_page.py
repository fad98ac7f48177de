"""What waits for a person: documents to act on, and steps to take in the cases that name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.models import Case, Document, TeamMember, User
from webapp.queries.case_page import NextStep, next_step
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.documents import list_waiting
from webapp.queries.draft_page import DraftPage, draft_page
from webapp.queries.due_rows import DueRow, due_row
from webapp.queries.tools import Tools
from webapp.workflow import engine
from webapp.workflow.actors import who_may
from webapp.workflow.view import CaseView

MOST_CASES = 60
"""Open cases whose steps are looked through, newest first: more would keep the page waiting."""

ACT_WORDS = {"draft": "Soạn", "submit": "Trình", "approve": "Duyệt", "sign": "Ký", "issue": "Ban hành"}


@dataclass(frozen=True)
class Item:
    """One line of the list. `key` names it in the address; `kind` is document or step."""

    key: str
    kind: str
    act: str
    code: str
    title: str
    why: str
    due: DueRow | None


@dataclass(frozen=True)
class InboxPage:
    """The list, and the chosen item in full: a document page, or a step of a case."""

    items: tuple[Item, ...]
    tab: str
    counts: dict[str, int]
    chosen: Item | None
    draft: DraftPage | None
    case: Case | None
    step: NextStep | None

    @property
    def late(self) -> int:
        return sum(1 for item in self.items if item.due and item.due.left is not None and item.due.left < 0)


def inbox_page(session: Session, tools: Tools, viewer: User, *, tab: str = "", key: str = "") -> InboxPage:
    """What waits for `viewer`, the nearest deadline first; `key` chooses one item, else the first is shown."""
    items = [*_documents(session, tools, viewer), *_steps(session, tools, viewer)]
    counts = {kind: sum(item.kind == kind for item in items) for kind in ("document", "step")}
    shown = sorted((item for item in items if item.kind == tab or not tab), key=_urgency)
    chosen = next((item for item in shown if item.key == key), shown[0] if shown else None)
    draft, case, step = _chosen(session, tools, viewer, chosen)
    return InboxPage(tuple(shown), tab, counts, chosen, draft, case, step)


def _urgency(item: Item) -> tuple[int, int]:
    left = item.due.left if item.due and item.due.left is not None else 10_000
    return (left, 0 if item.kind == "document" else 1)


def _documents(session: Session, tools: Tools, viewer: User) -> list[Item]:
    return [
        Item(
            key=f"document-{one.document.id}",
            kind="document",
            act=_act_word(tools, one.document, one.act),
            code=one.case.code,
            title=one.document.title,
            why=_why(one.document),
            due=None,
        )
        for one in list_waiting(session, tools, viewer)
    ]


def _act_word(tools: Tools, document: Document, act: str) -> str:
    if act == "issue" and not tools.catalogue.get(document.template).meta.registered:
        return "Hoàn tất"
    again = act == "approve" and any(action.kind == "returned" for action in document.actions)
    return "Duyệt lại" if again else ACT_WORDS[act]


def _why(document: Document) -> str:
    """Who did the last thing, and what."""
    last = document.actions[-1]
    did = {"drafted": "soạn", "submitted": "trình", "approved": "duyệt", "returned": "trả lại", "signed": "ký"}
    return f"{last.by.full_name} {did.get(last.kind, '')} bản {last.version_no}."


def _steps(session: Session, tools: Tools, viewer: User) -> list[Item]:
    """Open steps whose actor the viewer is, in cases that name the viewer or that are the standing members'."""
    found = []
    for case in _open_cases(session, viewer):
        procedure, view = procedure_of(tools, case), case_view(session, tools, case)
        states = engine.states(procedure, view)
        mine = {s.id for s in procedure.main_steps if states[s.id] == "open" and _is_for(s.actor, view, viewer)}
        for status in engine.statuses(procedure, view) if mine else ():
            if status.step.id not in mine:
                continue
            unmet = sum(not c.met and c.severity == "error" for c in status.conditions)
            found.append(
                Item(
                    key=f"step-{case.id}-{status.step.id}",
                    kind="step",
                    act="Bước",
                    code=case.code,
                    title=f"{status.step.label}: {case.title}",
                    why=f"Còn thiếu {unmet} điều kiện." if unmet else "Đủ điều kiện để hoàn thành.",
                    due=due_row(tools, view, status),
                )
            )
    return found


def _is_for(actor: str, view: CaseView, viewer: User) -> bool:
    return viewer.id in {person.user_id for person in who_may(actor, view)}


def _open_cases(session: Session, viewer: User) -> Sequence[Case]:
    query = select(Case).where(Case.office_id == viewer.office_id, Case.state == "open")
    if not viewer.roles & {"chair", "standing_deputy", "deputy", "commission_member"}:
        mine = select(TeamMember.case_id).where(TeamMember.user_id == viewer.id)
        query = query.where(
            or_(Case.opened_by_id == viewer.id, Case.member_in_charge_id == viewer.id, Case.id.in_(mine))
        )
    parts = [selectinload(part) for part in (Case.subjects, Case.team, Case.facts, Case.records)]
    query = query.options(*parts, joinedload(Case.member_in_charge), joinedload(Case.opened_by))
    return list(session.scalars(query.order_by(Case.opened_on.desc(), Case.id.desc()).limit(MOST_CASES)))


def _chosen(
    session: Session, tools: Tools, viewer: User, chosen: Item | None
) -> tuple[DraftPage | None, Case | None, NextStep | None]:
    if chosen is None:
        return None, None, None
    kind, _, rest = chosen.key.partition("-")
    if kind == "document":
        return draft_page(session, tools, viewer, session.get_one(Document, rest)), None, None
    case_id, _, step_id = rest.partition("-")
    case = session.get_one(Case, case_id)
    procedure, view = procedure_of(tools, case), case_view(session, tools, case)
    status = next(one for one in engine.statuses(procedure, view) if one.step.id == step_id)
    return None, case, next_step(tools, view, case, status, viewer)
