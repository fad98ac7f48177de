"""Take a step of a case, or pass over one that may be passed over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.predicates import STANDING
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Case, StepRecord, User
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.conditions import missing_lines
from webapp.queries.tools import Tools
from webapp.services import ledger, waiting
from webapp.services.cases.access import refuse_at_rest
from webapp.services.cases.effects import happen
from webapp.workflow import engine
from webapp.workflow.actors import who_may
from webapp.workflow.condition import Condition
from webapp.workflow.view import CaseView


class StepBlocked(Conflict):
    """Conditions of a step are not met; `details` says each, and who can mend it."""

    @classmethod
    def because(cls, sentence: str, view: CaseView, unmet: Iterable[Condition]) -> StepBlocked:
        """A refusal with one line per unmet condition."""
        return cls(sentence, details=missing_lines(view, unmet))


def perform_step(
    session: Session, tools: Tools, *, case: Case, step_id: str, actor: User, on: date | None = None
) -> StepRecord:
    """Mark a step as done when its required facts, documents, papers and guards are all there.

    Raises NotAllowed when the step is not this person's, StepBlocked with one line per unmet condition.
    """
    refuse_at_rest(case)
    view = case_view(session, tools, case, on=on)
    procedure = procedure_of(tools, case)
    refuse_stranger(procedure.step(step_id).actor, case, view, actor)
    if unmet := engine.blockers(procedure, view, step_id):
        raise StepBlocked.because("Chưa xong được bước này.", view, unmet)
    return _record_step(session, tools, case=case, step_id=step_id, actor=actor, state="done", on=view.today)


def skip_step(session: Session, tools: Tools, *, case: Case, step_id: str, actor: User, reason: str) -> StepRecord:
    """Pass over an optional step, with its reason. Raises StepBlocked when the step is not optional or not open."""
    refuse_at_rest(case)
    view = case_view(session, tools, case)
    procedure = procedure_of(tools, case)
    refuse_stranger(procedure.step(step_id).actor, case, view, actor)
    status = next(s for s in engine.statuses(procedure, view) if s.step.id == step_id)
    if not status.step.optional or status.state != "open":
        raise StepBlocked(f"Bước “{status.step.label}” không bỏ qua được.")
    if not reason.strip():
        raise DomainError("Bỏ qua một bước thì phải ghi lý do.")
    return _record_step(
        session, tools, case=case, step_id=step_id, actor=actor, state="skipped", on=view.today, reason=reason
    )


def _record_step(
    session: Session, tools: Tools, *, case: Case, step_id: str, actor: User, state: str, on: date, reason: str = ""
) -> StepRecord:
    procedure = procedure_of(tools, case)
    step = procedure.step(step_id)
    if state == "done":
        happen(session, tools, case=case, step=step, actor=actor)
    now = sum(record.step == step_id for record in case.records) + 1
    record = StepRecord(
        step=step_id, state=state, round=now, done_on=on, reason=reason.strip(), by_id=actor.id, at=clock.now()
    )
    case.records.append(record)
    session.flush()  # the same step taken twice at once is refused by the database here
    view = case_view(session, tools, case, on=on)
    following = engine.next_step(procedure, view)
    case.stage = following.step.stage if following else case.stage
    if engine.is_finished(procedure, view):
        case.state = "closed"
    ledger.record(
        session, office_id=case.office_id, actor=actor, event=f"step_{state}", case_id=case.id,
        step=step_id, on=on, reason=reason, **({"round": now} if now > 1 else {}),
    )  # fmt: skip
    waiting.note_case(session, tools, case)
    return record


def refuse_stranger(role: str, case: Case, view: CaseView, actor: User) -> None:
    """Only those a step is for, the team that keeps the case and those who lead the acting body may take it."""
    people = {person.user_id for person in (*who_may(role, view), *who_may("body_standing", view))}
    people |= {case.opened_by_id, *(member.user_id for member in case.team)}
    if actor.id not in people and not actor.roles & STANDING:
        raise NotAllowed("Bước này không thuộc nhiệm vụ của đồng chí.")
