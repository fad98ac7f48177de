"""Deadlines of a case in words: the last day, what is left in working days, and how it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.errors import DomainError
from webapp.queries.labels import DUE_EVENTS
from webapp.queries.tools import Tools
from webapp.rules import deadlines
from webapp.rules.dates_vi import short_date
from webapp.workflow.engine import DueView, StepStatus
from webapp.workflow.view import CaseView


@dataclass(frozen=True)
class DueRow:
    """One deadline. `left` counts working days: negative when overdue, 0 today, None while the clock stands."""

    label: str
    step: str
    on: date | None
    left: int | None
    sentence: str
    basis: str
    verified: bool


def due_row(tools: Tools, view: CaseView, status: StepStatus) -> DueRow | None:
    """The deadline of a step that is not finished; None when the step has none."""
    due = status.due
    if due is None or status.state not in ("open", "waiting"):
        return None
    label = DUE_EVENTS.get(due.event, status.step.label)
    counted = _counted(tools, view, due)
    on = due.on or (counted.due_on if counted else None)
    left = None if on is None else days_left(tools, view.today, on)
    if counted and counted.due_on == on:
        return DueRow(label, status.step.id, on, left, counted.sentence, counted.basis, counted.verified)
    return DueRow(label, status.step.id, on, left, _plain_sentence(due), "", True)


def days_left(tools: Tools, today: date, on: date) -> int:
    """Working days until `on`; a day off in between never makes a past deadline look like today's."""
    if today == on:
        return 0
    if today < on:
        return max(1, deadlines.working_days_between(tools.law.days, today, on))
    return -max(1, deadlines.working_days_between(tools.law.days, on, today))


def _counted(tools: Tools, view: CaseView, due: DueView) -> deadlines.Deadline | None:
    if due.starts_on is None or due.kind == "fixed" or (due.kind != "law" and due.days is None):
        return None
    unit = {"working": "working", "calendar": "calendar"}.get(due.kind)
    try:
        return deadlines.due(
            tools.law, event=due.event, start=due.starts_on, on=view.today, level=view.office_level,
            days=due.days, unit=unit,  # type: ignore[arg-type]  # the two kinds are units
        )  # fmt: skip
    except DomainError:
        return None


def _plain_sentence(due: DueView) -> str:
    if due.on is None:
        return "Bắt đầu tính khi có ngày làm mốc; hiện chưa có."
    if due.kind == "fixed":
        return "Ngày do kế hoạch hoặc người phụ trách ấn định."
    return f"Tính từ {short_date(due.starts_on)}." if due.starts_on else ""
