"""How far programmes and targets have come, and who has not been inspected in a term; pure."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.rules.dates_vi import number_vi
from webapp.rules.figures.sentences import percent, say_progress, say_target

NEARLY_DUE_DAYS = 30


class LineState(StrEnum):
    """How a line of a programme stands on a day."""

    NOT_STARTED = "not_started"
    """Chưa bắt đầu."""
    UNDER_WAY = "under_way"
    """Đang thực hiện."""
    LATE = "late"
    """Chậm tiến độ: đến lúc phải bắt đầu mà chưa mở đủ cuộc."""
    OVERDUE = "overdue"
    """Quá hạn: hết thời gian mà chưa xong."""
    DONE = "done"
    """Hoàn thành."""

    @property
    def label(self) -> str:
        """The Vietnamese name, with a capital."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    LineState.NOT_STARTED: "Chưa bắt đầu",
    LineState.UNDER_WAY: "Đang thực hiện",
    LineState.LATE: "Chậm tiến độ",
    LineState.OVERDUE: "Quá hạn",
    LineState.DONE: "Hoàn thành",
}


@dataclass(frozen=True)
class PlannedLine:
    """A line of a programme as planned. `months` are those of its year; empty: the quarter's, else the whole year's."""

    planned: int
    year: int
    quarter: int | None = None
    months: tuple[int, ...] = ()
    first_year: int | None = None  # a line of a term's programme begins here and ends with `year`

    @property
    def starts_on(self) -> date:
        """The first day of the time it was planned for."""
        month = self.months[0] if self.months else 3 * (self.quarter or 1) - 2
        return date(self.first_year or self.year, month, 1)

    @property
    def ends_on(self) -> date:
        """The last day of the time it was planned for."""
        month = self.months[-1] if self.months else 3 * self.quarter if self.quarter else 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])


def line_state(line: PlannedLine, *, opened: int, concluded: int, on: date) -> LineState:
    """How the line stands: `opened` inspections were begun, `concluded` of them have their conclusion."""
    if concluded >= line.planned > 0:
        return LineState.DONE
    if on > line.ends_on:
        return LineState.OVERDUE
    if opened:
        return LineState.UNDER_WAY
    nearly_over = (line.ends_on - on).days < NEARLY_DUE_DAYS
    return LineState.LATE if on >= line.starts_on and nearly_over else LineState.NOT_STARTED


@dataclass(frozen=True)
class Progress:
    """Done against planned, with what was done outside the programme."""

    done: int
    planned: int
    outside: int = 0

    def sentence(self, *, unit: str = "cuộc", plan: str = "kế hoạch năm") -> str:
        """`triển khai 5/6 cuộc (bằng 83,3% kế hoạch năm), 2 cuộc ngoài chương trình`."""
        said = f"triển khai {say_progress(self.done, self.planned, unit=unit, plan=plan)}"
        return f"{said}, {number_vi(self.outside)} {unit} ngoài chương trình" if self.outside else said


class TargetKind(StrEnum):
    """What a target asks for."""

    COUNT = "count_min"
    """Ít nhất bao nhiêu."""
    RATE = "rate_min"
    """Ít nhất bao nhiêu phần trăm."""
    ROTATION = "rotation"
    """Xoay vòng: hết lượt trong nhiệm kỳ."""


@dataclass(frozen=True)
class TargetResult:
    """Whether a target was reached, and the sentence that says so with its base."""

    reached: bool
    sentence: str


def judge_target(
    kind: TargetKind, value: int, *, done: int, of: int = 0, unit: str = "đảng viên", giver: str = ""
) -> TargetResult:
    """Judge one target. `value` is a number, or percent for a rate; `of` is whom the rate or the rotation is of."""
    if kind is TargetKind.COUNT:
        return TargetResult(done >= value, say_target(done, value, unit=unit, giver=giver))
    if of == 0:
        return TargetResult(False, f"{number_vi(done)} {unit}; chưa có tổng số {unit} nên chưa tính được tỷ lệ")
    rate = f"{number_vi(done)}/{number_vi(of)} {unit} ({percent(done, of)})"
    if kind is TargetKind.ROTATION:
        left = max(0, of - done)
        tail = "đã hết lượt" if left == 0 else f"còn {number_vi(left)} {unit} chưa đến lượt"
        return TargetResult(left == 0, f"{rate}, {tail}")
    reached = done * 100 >= value * of
    tail = "đạt" if reached else "chưa đạt"
    return TargetResult(reached, f"{rate}, {tail} mức ít nhất {value}%")


def never_covered(everybody: Iterable[str], covered: Collection[str]) -> list[str]:
    """Those not inspected or supervised once in the term (chưa được kiểm tra, giám sát lần nào), in the order given."""
    return [one for one in everybody if one not in covered]


def say_coverage(total: int, left: int, *, unit: str = "tổ chức đảng", term: str = "trong nhiệm kỳ") -> str:
    """`18/20 tổ chức đảng (90%) đã được kiểm tra, giám sát trong nhiệm kỳ; 2 … chưa được … lần nào`."""
    if total == 0:
        return f"Chưa có danh sách {unit} để tính."
    done = total - left
    said = f"{number_vi(done)}/{number_vi(total)} {unit} ({percent(done, total)}) đã được kiểm tra, giám sát {term}"
    return f"{said}; {number_vi(left)} {unit} chưa được kiểm tra, giám sát lần nào." if left else f"{said}."
