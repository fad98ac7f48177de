"""A figure with where it comes from: counted here, reported from below, written by hand beside it (rules R8, R11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.rules.dates_vi import number_vi, short_date

NOT_REPORTED = "chưa báo cáo"


@dataclass(frozen=True)
class Entered:
    """A value somebody wrote: why, who, when."""

    value: int
    reason: str
    author: str
    on: date


@dataclass(frozen=True)
class Figure:
    """One figure. None is not reported, 0 is reported as nothing (rule R8)."""

    derived: int | None = None
    reported: int | None = None
    entered: Entered | None = None

    @property
    def counted(self) -> int | None:
        """What the system counted and what was reported from below, together; None when there is neither."""
        known = [value for value in (self.derived, self.reported) if value is not None]
        return sum(known) if known else None

    @property
    def value(self) -> int | None:
        """The value that stands in the report: the one written by hand when there is one."""
        return self.entered.value if self.entered else self.counted

    @property
    def differs(self) -> bool:
        """Whether the value written by hand is not the one counted."""
        return self.entered is not None and self.entered.value != self.counted

    def beside(self) -> str:
        """R11: what stands beside a value written by hand; "" when there is none."""
        if self.entered is None:
            return ""
        counted = NOT_REPORTED if self.counted is None else number_vi(self.counted)
        return (
            f"Số nhập tay {number_vi(self.entered.value)}, hệ thống đếm được {counted}; {self.entered.author} nhập "
            f"ngày {short_date(self.entered.on)}, lý do: {self.entered.reason}."
        )


def cell_text(value: int | None) -> str:
    """R8: a blank cell means not reported, so nothing is printed as `0`."""
    return "" if value is None else number_vi(value)


def say_count(value: int | None, *, did: str, unit: str) -> str:
    """R8: `Đã kiểm tra 12 đảng viên.`; zero is a sentence of its own; what was not reported is said to be so.

    `did` is the act in small letters: `kiểm tra khi có dấu hiệu vi phạm`.
    """
    if value is None:
        return f"Chưa có báo cáo về việc {did} đối với {unit}."
    if value == 0:
        return f"Trong kỳ báo cáo, không phát sinh việc {did} đối với {unit}."
    return f"Đã {did} đối với {number_vi(value)} {unit}."
