"""The documents of a step or a stage as one set: which are made, which wait, which facts they will print are empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.auth.documents import may_act, next_act
from webapp.errors import NotFound
from webapp.models import Case, Document, User
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.conditions import missing_lines
from webapp.queries.document_rows import DocumentRow, document_rows
from webapp.queries.tools import Tools
from webapp.workflow import engine
from webapp.workflow.engine import STAGES, StepStatus
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView


@dataclass(frozen=True)
class SetItem:
    """One document of the set. `why` says why the viewer cannot draft it now; empty when he can, or it is made."""

    row: DocumentRow
    document: Document | None
    why: str

    @property
    def key(self) -> str:
        return "/".join(part for part in (self.row.step, self.row.template, self.row.subject) if part)

    @property
    def lacking(self) -> list[str]:
        return [str(label) for label in self.document.current.empty] if self.document else []


@dataclass(frozen=True)
class EmptyFact:
    """A fact nobody has filled in, the step that asks for it, and the documents that will print it."""

    key: str
    label: str
    step: str
    step_label: str
    required: bool
    printed_in: tuple[str, ...]


@dataclass(frozen=True)
class DocumentSet:
    """`step` or `stage` is what was asked for, the other is empty."""

    case: Case
    step: str
    stage: str
    label: str
    items: tuple[SetItem, ...]
    empty: tuple[EmptyFact, ...]

    @property
    def made(self) -> list[SetItem]:
        return [item for item in self.items if item.document]

    @property
    def waiting(self) -> list[SetItem]:
        """What one press would draft."""
        return [item for item in self.items if not item.document and not item.why]

    @property
    def per_cent(self) -> int:
        return 100 * len(self.made) // len(self.items) if self.items else 0

    @property
    def newest(self) -> datetime | None:
        return max((item.document.current.at for item in self.items if item.document), default=None)


def document_set(
    session: Session, tools: Tools, viewer: User, case: Case, *, step: str = "", stage: str = ""
) -> DocumentSet:
    """The set of one step, or of every step of one stage. Raises NotFound when the procedure has neither."""
    procedure, view = procedure_of(tools, case), case_view(session, tools, case)
    statuses = [
        one
        for one in engine.statuses(procedure, view)
        if (one.step.id == step if step else one.step.stage == stage) and one.state != "not_applicable"
    ]
    if not statuses:
        raise NotFound("Quy trình của hồ sơ này không có bước hay giai đoạn đó, hoặc bước đó không áp dụng.")
    rows = document_rows(session, tools, view, statuses, spread=True)
    blocked = {one.step.id: _blocked(procedure, view, one) for one in statuses}
    return DocumentSet(
        case=case,
        step=step,
        stage="" if step else stage,
        label=f"bước “{statuses[0].step.label}”" if step else f"giai đoạn “{STAGES[statuses[0].step.stage]}”",
        items=tuple(_item(session, tools, view, viewer, row, blocked[row.step]) for row in rows),
        empty=tuple(_empty_facts(tools, procedure, view, rows)),
    )


def _blocked(procedure: Procedure, view: CaseView, status: StepStatus) -> str:
    if status.state not in ("open", "waiting"):
        return "bước đã qua"
    unmet = engine.entry_blockers(procedure, view, status.step.id)
    return "; ".join(line.rstrip(".") for line in missing_lines(view, unmet)) if unmet else ""


def _item(session: Session, tools: Tools, view: CaseView, viewer: User, row: DocumentRow, blocked: str) -> SetItem:
    document = session.get(Document, row.document_id) if row.document_id else None
    if document:
        return SetItem(row, document, "")
    template = tools.catalogue.get(row.template)
    if blocked:
        return SetItem(row, None, blocked)
    mine = next_act(template, None) == "draft" and may_act("draft", template, view, viewer, row.step)
    return SetItem(row, None, "" if mine else "việc soạn của người khác")


def _empty_facts(
    tools: Tools, procedure: Procedure, view: CaseView, rows: tuple[DocumentRow, ...]
) -> Iterator[EmptyFact]:
    """In the order of the steps that ask for them; what is drafted and issued already asks for nothing more."""
    printed: dict[str, list[tuple[str, bool]]] = {}
    for row in rows:
        for field in tools.catalogue.get(row.template).fields if row.state != "issued" else ():
            if field.source.startswith("fact:"):
                key = field.source.removeprefix("fact:")
                printed.setdefault(key, []).append((row.label, field.required))
    for step in procedure.steps:
        for fact in step.facts:
            if fact.key in printed and view.facts.get(fact.key) in (None, "", [], {}):
                uses = printed.pop(fact.key)
                labels = tuple(dict.fromkeys(label for label, _ in uses))
                required = any(needed for _, needed in uses)
                yield EmptyFact(fact.key, fact.label, step.id, step.label, required, labels)
