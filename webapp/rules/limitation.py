"""Limitation (thời hiệu kỷ luật): whether a violation is too old for the form that was voted.

The limit depends on the form, so it can be tested only after the vote: the body examines, concludes and votes
anyway, then compares. The clock runs from the act to the conclusion; a new violation inside it starts it anew.
Source: Quy định số 69-QĐ/TW, Điều 4; Quy định số 102-QĐ/TW, Điều 3; Hướng dẫn số 06-HD/UBKTTW năm 2018.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from webapp.rules.dates_vi import short_date
from webapp.rules.deadlines import add_months
from webapp.rules.shapes import LimitationEntry
from webapp.rules.terms import Sanction, VoteTarget

if TYPE_CHECKING:
    from webapp.rules.law import Law


@dataclass(frozen=True)
class Limitation:
    """`passed` is None when the law data has no limit for that day; `ends_on` is the last day of the limit."""

    passed: bool | None
    ends_on: date | None
    sentence: str
    basis: str
    verified: bool


def check_limitation(
    law: Law,
    *,
    target: VoteTarget,
    sanction: Sanction,
    violation_on: date,
    concluded_on: date,
    areas: Sequence[str] = (),
    later_violations: Sequence[date] = (),
) -> Limitation:
    """Test the form that was voted, by the rule in force on the day of the conclusion."""
    for area in law.limitation.unlimited_area:
        if area.area in areas and target in area.targets and area.in_force(concluded_on):
            sentence = f"Không áp dụng thời hiệu đối với {area.label}."
            return Limitation(False, None, sentence, area.source, area.verified_on(concluded_on))
    rule = _rule(law, target, sanction, concluded_on)
    if rule is None:
        return Limitation(
            None,
            None,
            f"Chưa có dữ liệu về thời hiệu đối với hình thức {sanction.label} vào ngày {short_date(concluded_on)}; "
            "hãy đối chiếu quy định.",
            "chưa có dữ liệu",
            False,
        )
    known = rule.verified_on(concluded_on)
    if rule.months is None:
        return Limitation(False, None, f"Hình thức {sanction.label} không áp dụng thời hiệu.", rule.source, known)
    start = _restarted(violation_on, later_violations, rule.months)
    ends_on = add_months(start, rule.months)
    passed = concluded_on > ends_on
    return Limitation(passed, ends_on, _sentence(sanction, rule.months, start, ends_on, passed), rule.source, known)


def _rule(law: Law, target: VoteTarget, sanction: Sanction, on: date) -> LimitationEntry | None:
    for rule in law.limitation.limitation:
        if target in rule.targets and sanction in rule.forms and rule.in_force(on):
            return rule
    return None


def _restarted(start: date, later: Sequence[date], months: int) -> date:
    for violation in sorted(later):
        if start < violation <= add_months(start, months):
            start = violation
    return start


def _sentence(sanction: Sanction, months: int, start: date, ends_on: date, passed: bool) -> str:
    state = "đã hết thời hiệu, không thi hành kỷ luật" if passed else "còn trong thời hiệu"
    return (
        f"Thời hiệu đối với hình thức {sanction.label} là {months} tháng kể từ {short_date(start)}, "
        f"đến hết ngày {short_date(ends_on)}: {state}."
    )
