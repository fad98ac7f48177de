"""From when a decision has effect, and when the effect ends by itself.

Source: Điều lệ Đảng, Điều 39; Quy định số 69-QĐ/TW, Điều 2 khoản 5; the rows of effect.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from webapp.rules.dates_vi import short_date
from webapp.rules.deadlines import add_months
from webapp.rules.terms import Sanction

if TYPE_CHECKING:
    from webapp.rules.law import Law

_EVENTS = {
    "announcement": "công bố quyết định",
    "signing": "ký quyết định",
    "vote_announced": "chi bộ công bố kết quả biểu quyết",
}


@dataclass(frozen=True)
class Effect:
    """`effective_on` is None when the event has not happened yet or the rule is not known."""

    effective_on: date | None
    starts: str | None
    sentence: str
    basis: str
    verified: bool


@dataclass(frozen=True)
class EndOfEffect:
    """`ends_on` is None when the form never ends, or something holds the end back."""

    ends_on: date | None
    ended: bool
    sentence: str
    basis: str
    verified: bool


def effective(
    law: Law,
    *,
    decided_by_cell: bool,
    signed_on: date,
    announced_on: date | None = None,
    vote_announced_on: date | None = None,
) -> Effect:
    """From which day the decision has effect, by the rule in force when it was signed."""
    kind = "cell" if decided_by_cell else "other"
    rule = next((r for r in law.effect_rules.effect if r.decided_by == kind and r.in_force(signed_on)), None)
    if rule is None:
        sentence = f"Chưa có dữ liệu về hiệu lực của quyết định ký ngày {short_date(signed_on)}."
        return Effect(None, None, sentence, "chưa có dữ liệu", False)
    event = {"announcement": announced_on, "signing": signed_on, "vote_announced": vote_announced_on}[rule.starts]
    when = f": ngày {short_date(event)}" if event else "; sự kiện này chưa được ghi nhận"
    sentence = f"Quyết định có hiệu lực từ khi {_EVENTS[rule.starts]}{when}."
    return Effect(event, rule.starts, sentence, rule.source, rule.verified_on(signed_on))


def end_of_effect(
    law: Law,
    *,
    sanction: Sanction,
    announced_on: date,
    on: date,
    complaint_open: bool = False,
    complaint_decision_announced_on: date | None = None,
    new_violation: bool = False,
) -> EndOfEffect:
    """Whether the decision has ended by itself on `on`; a settled complaint moves the start to its announcement.

    Expulsion and dissolution never end; an open complaint or a new violation that must be disciplined holds the end.
    """
    start = complaint_decision_announced_on or announced_on
    rule = next((r for r in law.effect_rules.end if r.in_force(start)), None)
    if rule is None:
        return EndOfEffect(None, False, "Chưa có dữ liệu về việc chấm dứt hiệu lực.", "chưa có dữ liệu", False)
    known = rule.verified_on(start)
    if sanction in rule.never_ends:
        sentence = f"Quyết định {sanction.label} không đương nhiên chấm dứt hiệu lực."
        return EndOfEffect(None, False, sentence, rule.source, known)
    if complaint_open or new_violation:
        why = "đang có khiếu nại" if complaint_open else "có vi phạm mới đến mức phải kỷ luật"
        return EndOfEffect(None, False, f"Chưa chấm dứt hiệu lực vì {why}.", rule.source, known)
    ends_on = add_months(start, rule.months)
    ended = on >= ends_on
    state = "đã đương nhiên chấm dứt hiệu lực" if ended else "sẽ đương nhiên chấm dứt hiệu lực"
    counted = f"sau {rule.months} tháng kể từ ngày công bố {short_date(start)}"
    sentence = f"Quyết định {sanction.label} {state} {counted}, tức ngày {short_date(ends_on)}."
    return EndOfEffect(ends_on, ended, sentence, rule.source, known)
