"""What waits for a person: documents to act on, and steps to take in the cases that name them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp import clock
from webapp.models import Case, Document, User, Waiting
from webapp.queries.case_page import NextStep, next_step
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.draft_page import DraftPage, draft_page
from webapp.queries.due_rows import DueRow, days_left
from webapp.queries.tools import Tools
from webapp.queries.waiting import count_late, count_waiting, list_waiting
from webapp.workflow import engine

SHOWN = 100
"""Lines of the list, the most urgent first; the counts above it say how many there are."""

ACT_WORDS = {
    "draft": "Soạn", "opine": "Góp ý", "submit": "Trình", "check": "Thẩm định thể thức", "approve": "Duyệt",
    "decide": "Ghi kết luận tập thể", "sign": "Ký", "issue": "Ban hành", "step": "Bước",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One line of the list. `key` names it in the address; `kind` is document or step.

    `version` is the one that waits; a document whose `act` is approving may be approved together with others.
    """

    key: str
    kind: str
    act: str
    code: str
    title: str
    why: str
    due: DueRow | None
    document_id: str = ""
    version: int = 0
    may_join: bool = False


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
    late: int


def inbox_page(session: Session, tools: Tools, viewer: User, *, tab: str = "", key: str = "") -> InboxPage:
    """What waits for `viewer`, the nearest deadline first; `key` chooses one item, else the first is shown."""
    rows = list_waiting(session, viewer, kind=tab, limit=SHOWN)
    items = [_document(tools, row, row.document) if row.document else _step(tools, row) for row in rows]
    chosen = next((item for item in items if item.key == key), items[0] if items else None)
    draft, case, step = _chosen(session, tools, viewer, chosen)
    counts, late = count_waiting(session, viewer), count_late(session, viewer)
    return InboxPage(tuple(items), tab, counts, chosen, draft, case, step, late)


def _document(tools: Tools, row: Waiting, document: Document) -> Item:
    return Item(
        key=f"document-{document.id}",
        kind="document",
        act=_act_word(tools, document, row.act),
        code=row.case.code,
        title=document.title,
        why=row.why,
        due=_due(tools, row),
        document_id=document.id,
        version=document.current.no,
        may_join=row.act == "approve",
    )


def _act_word(tools: Tools, document: Document, act: str) -> str:
    if act == "issue" and not tools.catalogue.get(document.template).meta.registered:
        return "Hoàn tất"
    again = act == "approve" and any(action.kind == "returned" for action in document.actions)
    return "Duyệt lại" if again else ACT_WORDS[act]


def _step(tools: Tools, row: Waiting) -> Item:
    step = procedure_of(tools, row.case).step(row.step)
    return Item(
        key=f"step-{row.case_id}-{row.step}",
        kind="step",
        act=ACT_WORDS["step"],
        code=row.case.code,
        title=f"{step.label}: {row.case.title}",
        why=row.why,
        due=_due(tools, row),
    )


def _due(tools: Tools, row: Waiting) -> DueRow | None:
    if row.due_on is None:
        return None
    return DueRow("", row.step, row.due_on, days_left(tools, clock.today(), row.due_on), "", "", True)


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
