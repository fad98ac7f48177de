"""Where each step stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from webapp.workflow.condition import Condition, Place
from webapp.workflow.engine.due import DueView, due_of
from webapp.workflow.engine.each import applies_to
from webapp.workflow.engine.needs import entry_conditions, finish_conditions, issue_conditions
from webapp.workflow.procedure.model import Procedure, Side, Step
from webapp.workflow.view import CaseView

State = Literal["done", "skipped", "open", "waiting", "not_applicable"]
_PASSED = frozenset({"done", "skipped", "not_applicable"})


@dataclass(frozen=True)
class StepStatus:
    """One step of a case on one day. `conditions` are all of finishing the step, met and unmet, errors and warnings."""

    step: Step
    state: State
    on: date | None
    conditions: tuple[Condition, ...]
    due: DueView | None

    @property
    def unmet(self) -> tuple[Condition, ...]:
        return tuple(condition for condition in self.conditions if not condition.met)


def states(procedure: Procedure, view: CaseView) -> dict[str, State]:
    """Step id → state, in the order of the procedure."""
    found: dict[str, State] = {}
    path = procedure.main_steps
    while len(found) < len(path):
        known = len(found)
        for step in path:
            if step.id not in found and all(earlier in found for earlier in step.after):
                found[step.id] = _state(step, view, found)
        if len(found) == known:
            raise ValueError(f"procedure {procedure.code} has a cycle; it was not loaded by load_procedure")
    over = any(step.final and found[step.id] == "done" for step in path)
    beside = {step.id: _beside(step, step.side, view, found, over) for step in procedure.side_steps if step.side}
    return {step.id: (found | beside)[step.id] for step in procedure.steps}


def _state(step: Step, view: CaseView, earlier: dict[str, State]) -> State:
    record = view.record(step.id)
    if record is not None:
        return "skipped" if record.state == "skipped" else "done"
    applies = applies_to(step, view)
    if applies is False:
        return "not_applicable"
    if applies is None or not all(earlier[name] in _PASSED for name in step.after):
        return "waiting"
    return "open"


def _beside(step: Step, side: Side, view: CaseView, path: dict[str, State], over: bool) -> State:
    """A side step is open between two steps of the path; used or not, it holds nobody up."""
    record = view.record(step.id)
    used: State | None = None if record is None else "skipped" if record.state == "skipped" else "done"
    if over or path[side.until] in ("done", "skipped"):
        return used or "not_applicable"
    if used and not side.many:
        return used
    applies = applies_to(step, view)
    if applies is False:
        return used or "not_applicable"
    return "open" if applies and path[side.after_step] in _PASSED else used or "waiting"


def statuses(procedure: Procedure, view: CaseView) -> tuple[StepStatus, ...]:
    """Every step, in the order of the procedure."""
    found = states(procedure, view)
    return tuple(_status(procedure, view, step, found[step.id]) for step in procedure.steps)


def _status(procedure: Procedure, view: CaseView, step: Step, state: State) -> StepStatus:
    record = view.record(step.id)
    return StepStatus(
        step=step,
        state=state,
        on=record.on if record else None,
        conditions=() if state == "not_applicable" else finish_conditions(procedure, view, step),
        due=due_of(step, view),
    )


def blockers(procedure: Procedure, view: CaseView, step_id: str) -> tuple[Condition, ...]:
    """The unmet errors for performing the step now; empty means it may be performed. Raises KeyError."""
    step = procedure.step(step_id)
    return (*_turn(procedure, view, step), *_errors(finish_conditions(procedure, view, step)))


def entry_blockers(procedure: Procedure, view: CaseView, step_id: str, subject: str = "") -> tuple[Condition, ...]:
    """Why the documents of the step (of one `subject`) may not be drafted or submitted yet; empty means they may.

    Raises KeyError.
    """
    step = procedure.step(step_id)
    return (*_turn(procedure, view, step), *_errors(entry_conditions(procedure, view, step, subject)))


def issue_blockers(
    procedure: Procedure, view: CaseView, step_id: str, template: str, on: date, subject: str = ""
) -> tuple[Condition, ...]:
    """Why this document of the step may not be issued with the date `on`; empty means it may. Raises KeyError.

    Ask before signing and before issuing: a plan dated another day than its decision can never be mended afterwards.
    """
    step = procedure.step(step_id)
    return (*_turn(procedure, view, step), *_errors(issue_conditions(procedure, view, step, template, on, subject)))


def _errors(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(one for one in conditions if not one.met and one.severity == "error")


def _turn(procedure: Procedure, view: CaseView, step: Step) -> tuple[Condition, ...]:
    """The steps that must come first, or the one sentence why this step is not to be performed."""
    found = states(procedure, view)
    state = found[step.id]
    if state == "open":
        return ()
    if state in ("done", "skipped"):
        return (_not_now(step, f"việc còn phải làm ở bước “{step.label}”; bước này đã ghi kết quả"),)
    if state == "not_applicable":
        return (_not_now(step, f"căn cứ để tiến hành bước “{step.label}”; bước này không áp dụng cho hồ sơ này"),)
    missing = [procedure.step(name) for name in step.before if found[name] not in _PASSED]
    if missing:
        return tuple(_not_now(one, f"bước “{one.label}” hoàn thành trước") for one in missing)
    return (_not_now(step, f"kết luận, kết quả biểu quyết quyết định có bước “{step.label}” hay không"),)


def _not_now(step: Step, sentence: str) -> Condition:
    return Condition(f"step:{step.id}", False, "error", sentence, step.actor, Place("step", step.id, step.id))


def next_step(procedure: Procedure, view: CaseView) -> StepStatus | None:
    """The first open step of the path, in the order of the procedure; None when nothing is open."""
    found = statuses(procedure, view)
    return next((status for status in found if status.state == "open" and status.step.side is None), None)


def is_finished(procedure: Procedure, view: CaseView) -> bool:
    """A final step was performed."""
    found = states(procedure, view)
    return any(step.final and found[step.id] == "done" for step in procedure.steps)
