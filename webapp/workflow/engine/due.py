"""When a step should be finished. Working days and lengths set by law are counted by the rules, not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from webapp.workflow.engine.pauses import moved
from webapp.workflow.procedure.model import Due, Step
from webapp.workflow.view import CaseView


@dataclass(frozen=True)
class DueView:
    """`on` is the last day; None while the clock has not started, or the length is not known."""

    event: str  # the key of the dated limit: inspection_length, decision_announced ...
    kind: str  # fixed | calendar | working | law
    starts_on: date | None
    days: int | None
    on: date | None


def due_of(step: Step, view: CaseView) -> DueView | None:
    """The deadline of a step: `view.law.due_on` wins, a fixed date and calendar days are plain arithmetic.

    Days in which the case stood still are added; the rules have added them already to what they counted.
    """
    if step.due is None:
        return None
    starts_on, days = _start(step.due.start, view), _days(step.due, view)
    on = view.law.due_on.get(step.id)
    if on is None and starts_on is not None:
        if step.due.kind == "fixed":
            on = moved(starts_on, _turn_came(step, view), view.pauses, view.today)
        elif step.due.kind == "calendar" and days is not None:
            on = moved(starts_on + timedelta(days=days), starts_on, view.pauses, view.today)
        elif step.due.event == "decision_announced":
            on = view.law.announcement_limit_on
    return DueView(step.due.event, step.due.kind, starts_on, days, on)


def _turn_came(step: Step, view: CaseView) -> date:
    """When the steps before it were done: a date agreed upon is moved by what happened since, not by what was known."""
    days = [record.on for name in step.before if (record := view.record(name))]
    return max(days, default=date.min)


def _start(reference: str, view: CaseView) -> date | None:
    kind, _, name = reference.partition(":")
    if kind == "document":
        document = view.document(name)
        return document.dated_on if document else None
    if kind == "step":
        record = view.record(name)
        return record.on if record and record.state == "done" else None
    value: Any = view.facts.get(name)
    if isinstance(value, dict):
        value = value.get("on")
    return value if isinstance(value, date) else None


def _days(due: Due, view: CaseView) -> int | None:
    if isinstance(due.days, str):
        value = view.facts.get(due.days.removeprefix("fact:"))
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return due.days
