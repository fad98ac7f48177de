"""Deadlines of a case in words: the last day, what is left in working days, and how it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.errors import DomainError
from webapp.queries.case_findings import limits_of
from webapp.queries.labels import DUE_EVENTS
from webapp.queries.tools import Tools
from webapp.rules import deadlines
from webapp.rules.dates_vi import number_two_digits, short_date
from webapp.workflow.engine import DueView, StepStatus
from webapp.workflow.view import CaseView

EXTENDED = ("inspection_length", "working_period")
"""The limits that a decision of extension moves."""


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
    note: str = ""


def due_row(tools: Tools, view: CaseView, status: StepStatus) -> DueRow | None:
    """The deadline of a step that is not finished; None when the step has none.

    The sentence shows the arithmetic, then what the case stood still; `note` how far the limit may be extended.
    """
    due = status.due
    if due is None or status.state not in ("open", "waiting"):
        return None
    label = DUE_EVENTS.get(due.event, status.step.label)
    counted = _counted(tools, view, due)
    on = due.on or (counted.due_on if counted else None)
    standing = any(pause.until is None for pause in view.pauses)
    left = None if on is None or standing else days_left(tools, view.today, on)
    stood, note = _stood(view, due, on, counted.due_on if counted else None), _extension(tools, view, due)
    if counted and (counted.due_on == on or stood):
        sentence = f"{counted.sentence} {stood}".strip()
        return DueRow(label, status.step.id, on, left, sentence, counted.basis, counted.verified, note)
    return DueRow(label, status.step.id, on, left, f"{_plain_sentence(due)} {stood}".strip(), "", True, note)


def _stood(view: CaseView, due: DueView, on: date | None, counted_on: date | None) -> str:
    """What the clock stood still since the limit began, in words."""
    if on is None or due.starts_on is None:
        return ""
    last = counted_on or on
    pauses = [one for one in view.pauses if one.since <= last and (one.until is None or one.until > due.starts_on)]
    if not pauses:
        return ""
    spans = "; ".join(
        f"từ {short_date(one.since)} đến {short_date(one.until) if one.until else 'nay'}"
        f"{f' ({one.reason})' if one.reason else ''}"
        for one in pauses
    )
    moved = f", hạn cuối lùi đến ngày {short_date(on)}" if on != counted_on else ""
    return f"Không tính thời gian tạm dừng {spans}{moved}."


def _extension(tools: Tools, view: CaseView, due: DueView) -> str:
    """`Gia hạn tối đa 15 ngày làm việc.` where the law names an extension, then what was granted already."""
    granted = _granted(view, due)
    day = due.starts_on or view.today
    event = "working_period" if due.event == "inspection_length" else due.event
    rule = deadlines.find_rule(tools.law, event=event, on=day, **limits_of(view))
    limit = deadlines.extension_limit(rule) if rule else None
    if rule is None or not limit:
        return granted
    unread = "" if rule.verified_on(day) else " (chưa đối chiếu)"
    most = f"Gia hạn tối đa {number_two_digits(limit)} {deadlines.UNIT_LABELS[rule.unit]}{unread}."
    return f"{most} {granted}".strip()


def _granted(view: CaseView, due: DueView) -> str:
    """`Đã gia hạn đến ngày 20/6/2026.`, for the limit that the extensions of the case move."""
    if due.event not in EXTENDED or not any(one.step == "extend" and one.state == "done" for one in view.records):
        return ""
    until = view.facts.get("extend_to")
    return f"Đã gia hạn đến ngày {short_date(until)}." if isinstance(until, date) else "Đã gia hạn."


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
            tools.law, event=due.event, start=due.starts_on, on=due.starts_on, days=due.days,
            unit=unit, **limits_of(view),  # type: ignore[arg-type]  # the two kinds are units
        )  # fmt: skip
    except DomainError:
        return None


def _plain_sentence(due: DueView) -> str:
    if due.on is None:
        return "Bắt đầu tính khi có ngày làm mốc; hiện chưa có."
    if due.kind == "fixed":
        return "Ngày do kế hoạch hoặc người phụ trách ấn định."
    return f"Tính từ {short_date(due.starts_on)}." if due.starts_on else ""
