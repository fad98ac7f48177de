"""Which days are worked: public holidays, swapped days, and the office's own days off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from webapp.errors import DomainError
from webapp.rules.shapes import HolidaysFile

_DAY = timedelta(days=1)
_WEEKEND = {5: "thứ bảy", 6: "chủ nhật"}
_LONGEST = 3660


@dataclass(frozen=True)
class DayTable:
    """`closed` and `worked` override the ordinary week (Monday to Friday); the office's own days override both."""

    closed: Mapping[date, str]
    worked: Mapping[date, str]
    verified_years: frozenset[int] = field(default_factory=frozenset)

    def is_working(self, on: date) -> bool:
        """Whether the office works on that day."""
        return self.reason_off(on) is None

    def reason_off(self, on: date) -> str | None:
        """Why nobody works on that day, in Vietnamese; None on a working day."""
        if on in self.closed:
            return self.closed[on]
        if on in self.worked:
            return None
        return _WEEKEND.get(on.weekday())

    def verified_between(self, start: date, end: date) -> bool:
        """Whether the days off of every year from start to end are known for certain."""
        return all(year in self.verified_years for year in range(start.year, end.year + 1))

    def with_office(self, *, closed: Mapping[date, str] | None = None, worked: Iterable[date] = ()) -> DayTable:
        """The same table with the office's own days off and extra working days, which win over the public ones."""
        extra = dict.fromkeys(worked, "ngày làm việc của cơ quan")
        kept = {day: name for day, name in self.closed.items() if day not in extra}
        own = dict(closed or {})
        base = {day: name for day, name in self.worked.items() if day not in own}
        return replace(self, closed={**kept, **own}, worked={**base, **extra})


def day_table(file: HolidaysFile) -> DayTable:
    """Build the table from holidays.toml."""
    closed = {entry.on: entry.name for entry in file.holiday}
    worked: dict[date, str] = {}
    for swap in file.swap:
        closed.setdefault(swap.off, "ngày nghỉ hoán đổi")
        worked[swap.worked] = "ngày làm bù"
    return DayTable(closed, worked, frozenset(entry.year for entry in file.year if entry.verified))


def add_working_days(days: DayTable, start: date, count: int) -> date:
    """The day on which `count` working days have passed; `start` itself is not counted. `count` must be ≥ 0."""
    if count < 0:
        raise DomainError("Số ngày làm việc không được âm.")
    on, left = start, count
    while left:
        on += _DAY
        if (on - start).days > _LONGEST:
            raise DomainError("Thời hạn dài quá 10 năm; hãy kiểm tra lại số ngày.")
        left -= days.is_working(on)
    return on


def working_days_between(days: DayTable, start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end`; 0 when end is not after start."""
    return sum(days.is_working(start + _DAY * step) for step in range(1, (end - start).days + 1))
