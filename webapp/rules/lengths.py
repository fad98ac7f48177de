"""Whether a plan keeps to a limit: working time, extension, reference period (checks C04 and C05).

Source: the rows of deadlines.toml; Quy định số 331-QĐ/TW (five latest years, extension of one third).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from webapp.rules.dates_vi import number_two_digits, short_date
from webapp.rules.days import DayTable
from webapp.rules.deadlines import UNIT_LABELS, add_months, count_out, extension_limit, find_rule
from webapp.rules.shapes import DeadlineEntry, Unit

if TYPE_CHECKING:
    from webapp.rules.law import Law


@dataclass(frozen=True)
class LengthCheck:
    """`allowed` is None when the law data has no limit for the case: the user is told so, nothing is stopped."""

    allowed: bool | None
    sentence: str
    basis: str
    verified: bool


_UNKNOWN = LengthCheck(None, "Chưa có dữ liệu về thời hạn cho trường hợp này.", "chưa có dữ liệu", False)


def check_working_period(
    law: Law,
    *,
    start: date,
    days: int,
    unit: Unit,
    on: date,
    kind: str | None = None,
    level: str | None = None,
    initiator: str | None = None,
    table: DayTable | None = None,
) -> LengthCheck:
    """Whether a working time of `days` from `start` ends within the limit in force on `on`, whatever the units."""
    rule = find_rule(law, event="working_period", on=on, kind=kind, level=level, initiator=initiator)
    if rule is None:
        return _UNKNOWN
    days_off = table or law.days
    planned = count_out(days_off, start, days, unit)
    limit = count_out(days_off, start, rule.length, rule.unit)
    allowed = planned.due_on <= limit.due_on
    known = rule.verified_on(on) and (
        unit == rule.unit or days_off.verified_between(start, max(planned.due_on, limit.due_on))
    )
    relation = "trong" if allowed else "vượt quá"
    sentence = (
        f"Thời gian làm việc đến ngày {short_date(planned.due_on)} {relation} thời hạn "
        f"{_length(rule.length, rule.unit)}, tức đến ngày {short_date(limit.due_on)}."
    )
    return LengthCheck(allowed, sentence, rule.source, known)


def check_extension(rule: DeadlineEntry, *, extra: int, approved_on: date, first_end: date) -> LengthCheck:
    """Whether an extension of `extra` units of the rule is short enough and was approved before the first end."""
    known = rule.verified_on(approved_on)
    if approved_on > first_end:
        sentence = f"Gia hạn phải được duyệt trước khi hết hạn, chậm nhất ngày {short_date(first_end)}."
        return LengthCheck(False, sentence, rule.source, known)
    limit = extension_limit(rule)
    if limit is None:
        return LengthCheck(None, "Quy định không nêu thời hạn được gia hạn.", rule.source, False)
    allowed = extra <= limit
    most = _length(limit, rule.unit)
    sentence = f"Được gia hạn tối đa {most}." if allowed else f"Gia hạn vượt quá mức tối đa {most}."
    return LengthCheck(allowed, sentence, rule.source, known)


def check_reference_period(law: Law, *, first_day: date, plan_on: date, initiator: str) -> LengthCheck:
    """Whether the period under review begins within the latest years the rule allows before the plan."""
    rule = find_rule(law, event="reference_period", on=plan_on, initiator=initiator)
    if rule is None:
        return _UNKNOWN
    earliest = add_months(plan_on, -rule.length)
    allowed = first_day >= earliest
    state = "không sớm hơn" if allowed else "sớm hơn"
    most = _length(rule.length, rule.unit)
    sentence = f"Mốc thời gian kiểm tra bắt đầu {state} ngày {short_date(earliest)} ({most})."
    return LengthCheck(allowed, sentence, rule.source, rule.verified_on(plan_on))


def _length(length: int, unit: Unit) -> str:
    return f"{number_two_digits(length)} {UNIT_LABELS[unit]}"
