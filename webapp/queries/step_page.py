"""Everything the page of a step shows: its facts with suggestions, its papers, its documents, what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.auth.documents import may_act, next_act
from webapp.auth.permissions import Permission, allowed
from webapp.errors import NotFound
from webapp.models import Case, Document, User
from webapp.queries.case_page import NextStep, next_step
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.conditions import ConditionRow, condition_rows
from webapp.queries.document_rows import DocumentRow, UploadRow, document_rows, upload_rows
from webapp.queries.tools import Tools
from webapp.workflow import engine
from webapp.workflow.engine import PHASES, STAGES, StepStatus
from webapp.workflow.procedure import FactDefinition, Step, UploadNeed
from webapp.workflow.suggestions import suggest
from webapp.workflow.view import CaseView


@dataclass(frozen=True)
class FactValue:
    """One fact of the step: its value (None: not known), the version the reader sees (0: none), a first text."""

    definition: FactDefinition
    value: Any
    version: int
    suggestion: Any = None


@dataclass(frozen=True)
class StepDocument:
    """One document of the step and the act it waits for; `mine` when the viewer may do that act."""

    row: DocumentRow
    act: str
    mine: bool


@dataclass(frozen=True)
class StepPage:
    """The step page. `turn` says why its documents cannot be drafted yet; empty when they can."""

    case: Case
    step: Step
    stage: str
    phase: str
    state: str
    next: NextStep
    facts: tuple[FactValue, ...]
    documents: tuple[StepDocument, ...]
    wanted: tuple[UploadNeed, ...]
    uploads: tuple[UploadRow, ...]
    turn: tuple[ConditionRow, ...]
    may_edit: bool
    reason: str

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def step_page(session: Session, tools: Tools, viewer: User, case: Case, step_id: str) -> StepPage:
    """The page of one step as `viewer` sees it today. Raises NotFound for a step the procedure does not have."""
    procedure, view = procedure_of(tools, case), case_view(session, tools, case)
    status = next((one for one in engine.statuses(procedure, view) if one.step.id == step_id), None)
    if status is None:
        raise NotFound("Quy trình của hồ sơ này không có bước đó.")
    step, record = status.step, view.record(step_id)
    turn = engine.entry_blockers(procedure, view, step_id) if status.state in ("open", "waiting") else ()
    return StepPage(
        case=case,
        step=step,
        stage=STAGES[step.stage],
        phase=PHASES[step.phase],
        state=status.state,
        next=next_step(tools, view, case, status, viewer),
        facts=fact_values(tools, case, view, step, status.state == "open"),
        documents=_documents(session, tools, view, status, viewer, blocked=bool(turn)),
        wanted=step.uploads,
        uploads=upload_rows(session, case, [status]),
        turn=condition_rows(view, turn, here=step_id),
        may_edit=case.state == "open" and allowed(viewer, Permission.CASE_EDIT, case),
        reason=record.reason if record else "",
    )


def fact_values(tools: Tools, case: Case, view: CaseView, step: Step, with_suggestions: bool) -> tuple[FactValue, ...]:
    """The facts of a step; suggestions only where nothing is known."""
    procedure, versions = procedure_of(tools, case), fact_versions(case)
    return tuple(
        FactValue(
            definition=definition,
            value=view.facts.get(definition.key),
            version=versions.get(definition.key, 0),
            suggestion=suggest(procedure, view, definition.key)
            if with_suggestions and view.facts.get(definition.key) is None
            else None,
        )
        for definition in step.facts
    )


def fact_versions(case: Case) -> dict[str, int]:
    """Fact key → version, for telling whether somebody saved meanwhile."""
    return {row.key: row.version for row in case.facts}


def _documents(
    session: Session, tools: Tools, view: CaseView, status: StepStatus, viewer: User, *, blocked: bool
) -> tuple[StepDocument, ...]:
    found = []
    for row in document_rows(session, tools, view, [status]):
        template = tools.catalogue.get(row.template)
        document = session.get(Document, row.document_id) if row.document_id else None
        act = next_act(template, document)
        mine = bool(act) and not (act == "draft" and blocked) and may_act(act, template, view, viewer, status.step.id)
        found.append(StepDocument(row, act, mine))
    return tuple(found)
