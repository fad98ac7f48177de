"""The periods of reports: cumulative cycles from 1 January, a month, a term, any days of their own (rule R9).

There is no second, third or fourth quarter: after the first come six months, nine months and the year.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.errors import DomainError
from webapp.rules.dates_vi import short_date


class BadPeriod(DomainError):
    """The days do not make a period; the sentence says why."""


class Cycle(StrEnum):
    """A cycle of reports (kỳ báo cáo)."""

    MONTH = "month"
    """Tháng."""
    QUARTER_1 = "quarter_1"
    """Quý I."""
    SIX_MONTHS = "six_months"
    """6 tháng đầu năm."""
    NINE_MONTHS = "nine_months"
    """9 tháng đầu năm."""
    YEAR = "year"
    """Năm."""
    TERM = "term"
    """Nhiệm kỳ."""


_LAST_MONTH = {Cycle.QUARTER_1: 3, Cycle.SIX_MONTHS: 6, Cycle.NINE_MONTHS: 9, Cycle.YEAR: 12}
_LABELS = {
    Cycle.QUARTER_1: "quý I năm {}",
    Cycle.SIX_MONTHS: "6 tháng đầu năm {}",
    Cycle.NINE_MONTHS: "9 tháng đầu năm {}",
    Cycle.YEAR: "năm {}",
}


@dataclass(frozen=True)
class Period:
    """The days of a figure, both ends included, as a report names them."""

    first: date
    last: date
    label: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadPeriod(
                f"Kỳ báo cáo từ {short_date(self.first)} đến {short_date(self.last)} không có ngày nào; sửa lại ngày."
            )

    def holds(self, day: date) -> bool:
        """Whether the day belongs to the period."""
        return self.first <= day <= self.last


def period_of(cycle: Cycle, year: int, *, month: int = 1) -> Period:
    """The period of a cycle that lies within a year; `month` is asked for `MONTH` only. A term has its own days."""
    if cycle is Cycle.TERM:
        raise BadPeriod("Kỳ báo cáo nhiệm kỳ phải có ngày bắt đầu và ngày kết thúc của nhiệm kỳ.")
    if cycle is Cycle.MONTH:
        return Period(date(year, month, 1), month_end(year, month), f"tháng {month} năm {year}")
    last = _LAST_MONTH[cycle]
    return Period(date(year, 1, 1), month_end(year, last), _LABELS[cycle].format(year))


def term_period(first: date, last: date, label: str = "") -> Period:
    """A whole term: `nhiệm kỳ 2020 - 2025`."""
    return Period(first, last, label or f"nhiệm kỳ {first.year} - {last.year}")


def own_period(first: date, last: date, label: str = "") -> Period:
    """Days of their own inside a report: whole months from January are named so (`8 tháng năm 2021`)."""
    if label:
        return Period(first, last, label)
    months = first == date(first.year, 1, 1) and last == month_end(last.year, last.month) and first.year == last.year
    if months and last.month != 12:
        return Period(first, last, f"{last.month} tháng năm {last.year}")
    return Period(first, last, f"từ ngày {short_date(first)} đến ngày {short_date(last)}")


def same_period_before(period: Period, *, years: int = 1) -> Period:
    """The same days some years earlier (cùng kỳ); the end of a month stays the end of the month."""
    first, last = _earlier(period.first, years), _earlier(period.last, years)
    if period.last == month_end(period.last.year, period.last.month):
        last = month_end(last.year, last.month)
    label = period.label.replace(str(period.last.year), str(period.last.year - years))
    if label == period.label or period.first.year != period.last.year:
        label = own_period(first, last).label
    return Period(first, last, label)


def month_end(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def month_from_cumulatives(before: int | None, now: int | None, *, corrected: bool) -> tuple[int | None, str]:
    """The figure of the last month out of two cumulative ones, with what to say when it cannot be told (rule R9).

    When the log knows of a correction in between, the difference is not what happened in the month.
    """
    if before is None or now is None:
        return None, "Chưa có đủ hai số luỹ kế để tách số của tháng."
    if corrected:
        return None, (
            f"Số luỹ kế đã được điều chỉnh giữa hai kỳ, nên hiệu {now - before} không phải số phát sinh trong tháng; "
            "xem nhật ký điều chỉnh."
        )
    return now - before, ""


def _earlier(day: date, years: int) -> date:
    year = day.year - years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))
