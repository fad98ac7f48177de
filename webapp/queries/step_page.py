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
from webapp.workflow.procedure import DocumentNeed, FactDefinition, Procedure, Step, UploadNeed
from webapp.workflow.suggestions import suggest
from webapp.workflow.view import CaseView


@dataclass(frozen=True)
class FactValue:
    """One fact of the step: its value (None: not known), the version the reader sees (0: none), a first text.

    A `masked` fact is known and kept from the page: `value` is None.
    """

    definition: FactDefinition
    value: Any
    version: int
    suggestion: Any = None
    masked: bool = False


@dataclass(frozen=True)
class StepDocument:
    """One document of the step and the act it waits for; `mine` when the viewer may do that act."""

    row: DocumentRow
    act: str
    mine: bool


@dataclass(frozen=True)
class SubjectRow:
    """One of several subjects: how much of what the step asks of it is there."""

    id: str
    name: str
    kind: str
    state: str  # done | open
    lacks: str


@dataclass(frozen=True)
class StepPage:
    """The step page. `turn` says why its documents cannot be drafted yet; empty when they can.

    `subjects` is filled where the step asks something of each of several; `subject` is the one whose page this is, None
    for what the step asks once.
    """

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
    may_uncover: bool
    reason: str
    subjects: tuple[SubjectRow, ...] = ()
    subject: SubjectRow | None = None

    @property
    def masked(self) -> bool:
        """Is something of the step kept from the page?"""
        return any(fact.masked for fact in self.facts)

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def step_page(
    session: Session, tools: Tools, viewer: User, case: Case, step_id: str, subject_id: str = "", *,
    uncovered: bool = False,
) -> StepPage:  # fmt: skip
    """The page of one step, or of one subject in it, as `viewer` sees it today; restricted facts only if `uncovered`.

    Raises NotFound for a step the procedure does not have and for a subject the step asks nothing of.
    """
    procedure, view = procedure_of(tools, case), case_view(session, tools, case)
    status = next((one for one in engine.statuses(procedure, view) if one.step.id == step_id), None)
    if status is None:
        raise NotFound("Quy trình của hồ sơ này không có bước đó.")
    step, record = status.step, view.record(step_id)
    subjects = _subjects(procedure, view, status)
    subject = next((one for one in subjects if one.id == subject_id), None)
    if subject_id and subject is None:
        raise NotFound("Bước này không có phần riêng của đối tượng đó.")
    about = engine.about(view, subject_id)
    turn = engine.entry_blockers(procedure, view, step_id, subject_id) if status.state in ("open", "waiting") else ()
    each = bool(subject) if subjects else None
    return StepPage(
        case=case,
        step=step,
        stage=STAGES[step.stage],
        phase=PHASES[step.phase],
        state=status.state,
        next=next_step(tools, view, case, status, viewer),
        facts=fact_values(tools, case, about, step, status.state == "open", each=each, subject_id=subject_id,
                          uncovered=uncovered),
        documents=_documents(session, tools, view, status, viewer, blocked=bool(turn), subject=subject_id),
        wanted=tuple(one for one in step.uploads if each is None or (step.per_of(one) != "case") == each),
        uploads=upload_rows(session, case, [status], subject=subject_id),
        turn=condition_rows(view, turn, here=step_id),
        may_edit=case.state == "open" and allowed(viewer, Permission.CASE_EDIT, case),
        may_uncover=allowed(viewer, Permission.CASE_UNCOVER, case),
        reason=record.reason if record else "",
        subjects=subjects,
        subject=subject,
    )


def _subjects(procedure: Procedure, view: CaseView, status: StepStatus) -> tuple[SubjectRow, ...]:
    """The subjects the step asks something of, when the case has several and the step asks something of each."""
    step = status.step
    needs: list[FactDefinition | UploadNeed | DocumentNeed] = [*step.facts, *step.uploads, *step.documents]
    if len(view.subjects) < 2 or all(step.per_of(need) == "case" for need in needs):
        return ()
    rows = []
    for one in view.each():
        if not any(engine.is_meant(step.per_of(need), one.subject) for need in needs if step.per_of(need) != "case"):
            continue
        unmet = engine.own_conditions(procedure, one, step)
        lacks = "; ".join(condition.sentence for condition in unmet)
        rows.append(
            SubjectRow(one.subject.id, one.subject.full_name, one.subject.kind, "open" if unmet else "done", lacks)
        )
    return tuple(rows)


def fact_values(
    tools: Tools, case: Case, view: CaseView, step: Step, with_suggestions: bool, *, each: bool | None = None,
    subject_id: str = "", uncovered: bool = False,
) -> tuple[FactValue, ...]:  # fmt: skip
    """The facts of a step; suggestions only where nothing is known, restricted facts masked unless `uncovered`.

    `each`: those asked of each subject, those asked once, or (None) all of them.
    """
    procedure, versions = procedure_of(tools, case), fact_versions(case, subject_id)
    masked = {
        one.key for one in step.facts if one.restricted and not uncovered and view.facts.get(one.key) is not None
    }
    return tuple(
        FactValue(
            definition=definition,
            masked=definition.key in masked,
            value=view.facts.get(definition.key) if definition.key not in masked else None,
            version=versions.get(definition.key, 0),
            suggestion=suggest(procedure, view, definition.key)
            if with_suggestions and view.facts.get(definition.key) is None
            else None,
        )
        for definition in step.facts
        if each is None or (step.per_of(definition) != "case") == each
    )


def fact_versions(case: Case, subject_id: str = "") -> dict[str, int]:
    """Fact key → version, for telling whether somebody saved meanwhile; those of one subject where it is named."""
    alone = len(case.subjects) == 1
    return {row.key: row.version for row in case.facts if alone or (row.subject_id or "") == subject_id}


def _documents(
    session: Session, tools: Tools, view: CaseView, status: StepStatus, viewer: User, *, blocked: bool, subject: str
) -> tuple[StepDocument, ...]:
    found = []
    for row in document_rows(session, tools, view, [status], subject=subject):
        if row.count > 1:
            found.append(StepDocument(row, "", False))
            continue
        if subject and row.subject != subject:
            continue
        template = tools.catalogue.get(row.template)
        document = session.get(Document, row.document_id) if row.document_id else None
        act = next_act(template, document)
        mine = bool(act) and not (act == "draft" and blocked) and may_act(act, template, view, viewer, status.step.id)
        found.append(StepDocument(row, act, mine))
    return tuple(found)
