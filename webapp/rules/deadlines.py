"""Time limits: which one applies, when it ends, and the arithmetic in words.

The day of the starting event is not counted; the first day is the next one. A limit in calendar days or months
may end on a day off: the regulations do not move it.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from webapp.errors import DomainError
from webapp.rules.dates_vi import number_two_digits, short_date
from webapp.rules.days import DayTable, add_working_days, working_days_between
from webapp.rules.shapes import DeadlineEntry, Unit

if TYPE_CHECKING:
    from webapp.rules.law import Law

__all__ = [
    "DayTable",
    "Deadline",
    "SkippedDay",
    "UnknownDeadline",
    "add_working_days",
    "count_out",
    "due",
    "extension_limit",
    "find_rule",
    "working_days_between",
]

UNIT_LABELS: dict[Unit, str] = {"calendar": "ngày", "working": "ngày làm việc", "month": "tháng"}


class UnknownDeadline(DomainError):
    """The law data has no limit for that event, kind, level and day; the user enters one."""


@dataclass(frozen=True)
class SkippedDay:
    """A day that a limit in working days passes over, and why."""

    on: date
    reason: str


@dataclass(frozen=True)
class Deadline:
    """A limit counted out: `due_on` is its last day, `sentence` shows the arithmetic."""

    due_on: date
    length: int
    unit: Unit
    start: date
    skipped_days: tuple[SkippedDay, ...]
    sentence: str
    basis: str
    verified: bool


def due(
    law: Law,
    *,
    event: str,
    start: date,
    on: date,
    kind: str | None = None,
    level: str | None = None,
    initiator: str | None = None,
    days: int | None = None,
    unit: Unit | None = None,
    table: DayTable | None = None,
) -> Deadline:
    """The limit for `event` counted from `start`, by the rule in force on `on`.

    `days` and `unit` replace the rule's own length (a plan or a procedure fixes it); a length that came from
    nowhere in the law is the office's own, so its basis says so and it counts as verified as far as the day table
    is. `table` is the office's day table, by default the public one. Raises UnknownDeadline.
    """
    rule = find_rule(law, event=event, on=on, kind=kind, level=level, initiator=initiator)
    days_off = table or law.days
    if days is not None:
        counted = count_out(days_off, start, days, unit or (rule.unit if rule else "calendar"))
        return _deadline(days_off, counted, start, basis="thời hạn do kế hoạch hoặc quy trình ấn định", verified=True)
    if rule is None:
        raise UnknownDeadline(
            f"Chưa có quy định về thời hạn “{event}” cho trường hợp này vào ngày {short_date(on)}; "
            "hãy nhập số ngày theo kế hoạch."
        )
    counted = count_out(days_off, start, rule.length, rule.unit)
    return _deadline(days_off, counted, start, basis=rule.source, verified=rule.verified_on(on))


def find_rule(
    law: Law, *, event: str, on: date, kind: str | None = None, level: str | None = None, initiator: str | None = None
) -> DeadlineEntry | None:
    """The most particular rule for the event on that day, or None when the law data has none."""
    fitting = [
        rule
        for rule in law.deadlines
        if rule.event == event
        and rule.in_force(on)
        and _fits(rule.kinds, kind)
        and _fits(rule.levels, level)
        and _fits(rule.initiators, initiator)
    ]
    return max(fitting, key=lambda rule: bool(rule.kinds) + bool(rule.levels) + bool(rule.initiators), default=None)


def extension_limit(rule: DeadlineEntry) -> int | None:
    """The longest extension in the rule's own units; None when the rule names none."""
    return rule.extension.of(rule.length) if rule.extension else None


@dataclass(frozen=True)
class Counted:
    """The last day of a limit and its length."""

    due_on: date
    length: int
    unit: Unit


def count_out(table: DayTable, start: date, length: int, unit: Unit) -> Counted:
    """Count `length` units from the day after `start`."""
    if length < 0:
        raise DomainError("Thời hạn không được âm.")
    if unit == "working":
        return Counted(add_working_days(table, start, length), length, unit)
    if unit == "month":
        return Counted(add_months(start, length), length, unit)
    return Counted(start + timedelta(days=length), length, unit)


def add_months(start: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _fits(allowed: list[str], value: str | None) -> bool:
    return not allowed or value in allowed


def _deadline(table: DayTable, counted: Counted, start: date, *, basis: str, verified: bool) -> Deadline:
    skipped = _skipped(table, start, counted.due_on) if counted.unit == "working" else ()
    known = counted.unit != "working" or table.verified_between(start, counted.due_on)
    return Deadline(
        due_on=counted.due_on,
        length=counted.length,
        unit=counted.unit,
        start=start,
        skipped_days=skipped,
        sentence=_sentence(table, counted, start, skipped),
        basis=basis,
        verified=verified and known,
    )


def _skipped(table: DayTable, start: date, end: date) -> tuple[SkippedDay, ...]:
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return tuple(SkippedDay(day, reason) for day in days if (reason := table.reason_off(day)))


def _sentence(table: DayTable, counted: Counted, start: date, skipped: tuple[SkippedDay, ...]) -> str:
    length = number_two_digits(counted.length)
    words = f"{length} {UNIT_LABELS[counted.unit]} kể từ {short_date(start)}"
    weekend = sum(day.on.weekday() >= 5 for day in skipped)
    holidays = [day for day in skipped if day.on.weekday() < 5]
    parts = [f"{number_two_digits(weekend)} ngày cuối tuần"] if weekend else []
    if holidays:
        named = "; ".join(f"{short_date(day.on)}: {day.reason}" for day in holidays)
        parts.append(f"{number_two_digits(len(holidays))} ngày nghỉ ({named})")
    words += f", trừ {' và '.join(parts)}" if parts else ""
    made_up = [day for day in table.worked if start < day <= counted.due_on and table.is_working(day)]
    if made_up and counted.unit == "working":
        words += f", tính cả ngày làm bù {', '.join(short_date(day) for day in sorted(made_up))}"
    return f"{words}: hạn cuối là ngày {short_date(counted.due_on)}."
