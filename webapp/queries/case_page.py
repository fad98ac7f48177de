"""Everything the page of a case shows, as plain values: where it stands, what is next, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from webapp.auth.permissions import Permission, allowed
from webapp.auth.predicates import STANDING
from webapp.models import Case, User
from webapp.queries.bodies import body_of
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.conditions import ConditionRow, condition_rows, people_text
from webapp.queries.consistency import case_disagreements
from webapp.queries.document_rows import DocumentRow, UploadRow, document_rows, upload_rows
from webapp.queries.due_rows import DueRow, due_row
from webapp.queries.timeline import Line, timeline
from webapp.queries.tools import Tools
from webapp.workflow import engine
from webapp.workflow.actors import who_may
from webapp.workflow.engine import StageStatus, StepStatus
from webapp.workflow.view import CaseView

SHOWN = 12
"""Lines of the timeline on the page itself; the rest is one link away."""


@dataclass(frozen=True)
class NextStep:
    """The step the case waits for: who does it, what it still lacks, and whether the viewer may finish it."""

    id: str
    label: str
    help: str
    who: str
    conditions: tuple[ConditionRow, ...]
    unmet: int
    due: DueRow | None
    mine: bool
    optional: bool


@dataclass(frozen=True)
class StepRow:
    """One step in the list of steps."""

    id: str
    label: str
    state: str
    on: date | None
    beside: bool = False


@dataclass(frozen=True)
class LinkRow:
    """Another case this one leads to or comes from; code and title only for who may know of it."""

    said: str
    case_id: str
    code: str
    title: str
    on: date
    reason: str


@dataclass(frozen=True)
class CasePage:
    """The case page. `beside` are the steps that may be taken any time now: an extension, a change of the team."""

    case: Case
    procedure: str
    verified: bool
    stages: tuple[StageStatus, ...]
    stage_no: int
    stage_id: str
    next: NextStep | None
    also_open: tuple[StepRow, ...]
    steps: tuple[StepRow, ...]
    documents: tuple[DocumentRow, ...]
    uploads: tuple[UploadRow, ...]
    dues: tuple[DueRow, ...]
    lines: tuple[Line, ...]
    line_count: int
    may_edit: bool
    disagreements: int  # places where the papers do not agree
    beside: tuple[StepRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    body: str = ""
    kinds: tuple[str, ...] = ()
    days_stood: int = 0
    may_direct: bool = False


def case_page(session: Session, tools: Tools, viewer: User, case: Case) -> CasePage:
    """The page as `viewer` sees it today."""
    procedure, view = procedure_of(tools, case), case_view(session, tools, case)
    statuses = engine.statuses(procedure, view)
    stages = engine.stages(procedure, view)
    at_work = case.state == "open"
    following = next((s for s in statuses if at_work and s.state == "open" and s.step.side is None), None)
    rows = tuple(_step_row(status) for status in statuses if status.state != "not_applicable")
    lines = timeline(session, tools, case)
    return CasePage(
        case=case,
        procedure=procedure.title,
        verified=procedure.verified,
        stages=stages,
        stage_no=next((i for i, stage in enumerate(stages, 1) if stage.state == "current"), len(stages)),
        stage_id=following.step.stage if following else "",
        next=next_step(tools, view, case, following, viewer) if following else None,
        also_open=tuple(
            row for row in rows if row.state == "open" and following and row.id != following.step.id and not row.beside
        ),
        steps=tuple(row for row in rows if not row.beside or row.state in ("done", "skipped")),
        documents=document_rows(session, tools, view, statuses),
        uploads=upload_rows(session, case, statuses),
        dues=tuple(row for status in statuses if (row := due_row(tools, view, status))),
        lines=tuple(lines[:SHOWN]),
        line_count=len(lines),
        may_edit=allowed(viewer, Permission.CASE_EDIT, case),
        disagreements=len(case_disagreements(session, tools, case, view)),
        beside=tuple(row for row in rows if row.beside and row.state == "open" and at_work),
        links=tuple(_links(case, viewer)),
        body=view.body.full_name,
        kinds=tuple(tools.procedures.get(kind["code"], kind["version"]).title for kind in case.kinds),
        days_stood=engine.days_stood(view.pauses, view.today),
        may_direct=allowed(viewer, Permission.CASE_DIRECT, case) or allowed(viewer, Permission.CASE_REOPEN, case),
    )


_ONWARD = {"proposed_to": "Đã đề nghị cấp có thẩm quyền", "merged_into": "Đã nhập vào", "handed_to": "Đã chuyển đến"}
_ORIGINS = {
    "proposed_to": "Do đề nghị của", "merged_into": "Đã nhập hồ sơ vào đây", "handed_to": "Do chuyển đến từ",
}  # fmt: skip


def _links(case: Case, viewer: User) -> Iterator[LinkRow]:
    """Both ways; of a case the viewer may not know of, only which body has it."""
    both = [(link, link.other, _ONWARD) for link in case.onward]
    both += [(link, link.case, _ORIGINS) for link in case.origins]
    for link, other, words in both:
        known = allowed(viewer, Permission.CASE_VIEW, other)
        yield LinkRow(
            said=f"{words[link.kind]}: {body_of(other).full_name}",
            case_id=other.id if known else "",
            code=other.code if known else "",
            title=other.title if known else "",
            on=link.at.date(),
            reason=link.reason,
        )


def next_step(tools: Tools, view: CaseView, case: Case, status: StepStatus, viewer: User) -> NextStep:
    """One open step with its conditions."""
    rows = condition_rows(view, status.conditions, here=status.step.id)
    return NextStep(
        id=status.step.id,
        label=status.step.label,
        help=status.step.help,
        who=people_text(status.step.actor, view),
        conditions=rows,
        unmet=sum(not row.met and row.severity == "error" for row in rows),
        due=due_row(tools, view, status),
        mine=may_take(status.step.actor, view, case, viewer),
        optional=status.step.optional,
    )


def may_take(actor: str, view: CaseView, case: Case, viewer: User) -> bool:
    """Who may finish a step: those it is for, the team that keeps the case, the standing members."""
    people = {person.user_id for person in (*who_may(actor, view), *who_may("body_standing", view))}
    people |= {case.opened_by_id, *(member.user_id for member in case.team)}
    return viewer.id in people or bool(viewer.roles & STANDING)


def _step_row(status: StepStatus) -> StepRow:
    return StepRow(status.step.id, status.step.label, status.state, status.on, status.step.side is not None)
