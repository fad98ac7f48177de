"""Programmes and targets: how a line stands on a day, whether a target was reached, who was never inspected."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.rules.figures.progress import (
    LineState,
    PlannedLine,
    Progress,
    TargetKind,
    judge_target,
    line_state,
    never_covered,
    say_coverage,
)

QUARTER_2 = PlannedLine(planned=2, year=2026, quarter=2)


@pytest.mark.parametrize(
    ("on", "opened", "concluded", "state"),
    [
        (date(2026, 3, 1), 0, 0, LineState.NOT_STARTED),
        (date(2026, 4, 15), 0, 0, LineState.NOT_STARTED),
        (date(2026, 6, 15), 0, 0, LineState.LATE),
        (date(2026, 6, 15), 1, 0, LineState.UNDER_WAY),
        (date(2026, 6, 30), 2, 1, LineState.UNDER_WAY),
        (date(2026, 7, 1), 2, 1, LineState.OVERDUE),
        (date(2026, 7, 1), 0, 0, LineState.OVERDUE),
        (date(2026, 5, 1), 2, 2, LineState.DONE),
        (date(2026, 9, 1), 3, 3, LineState.DONE),
    ],
)
def test_a_line_stands_as_its_inspections_and_the_day_say(
    on: date, opened: int, concluded: int, state: LineState
) -> None:
    assert line_state(QUARTER_2, opened=opened, concluded=concluded, on=on) is state


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        (PlannedLine(1, 2026), date(2026, 1, 1), date(2026, 12, 31)),
        (PlannedLine(1, 2026, quarter=4), date(2026, 10, 1), date(2026, 12, 31)),
        (PlannedLine(1, 2026, quarter=1, months=(3, 4)), date(2026, 3, 1), date(2026, 4, 30)),
        (PlannedLine(1, 2025, first_year=2020), date(2020, 1, 1), date(2025, 12, 31)),
        (PlannedLine(1, 2024, months=(2,)), date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_the_time_of_a_line_is_its_months_its_quarter_or_its_years(line: PlannedLine, first: date, last: date) -> None:
    assert (line.starts_on, line.ends_on) == (first, last)


def test_progress_names_what_lies_outside_the_programme() -> None:
    assert Progress(5, 6).sentence() == "triển khai 5/6 cuộc (bằng 83,3% kế hoạch năm)"
    assert Progress(6, 6, outside=2).sentence().endswith("(bằng 100% kế hoạch năm), 2 cuộc ngoài chương trình")


@pytest.mark.parametrize(
    ("kind", "value", "done", "of", "reached", "sentence"),
    [
        (TargetKind.COUNT, 3, 12, 0, True, "12 đảng viên, vượt 300% so với chỉ tiêu UBKT Tỉnh uỷ giao (12/3)"),
        (TargetKind.COUNT, 4, 3, 0, False, "3 đảng viên, đạt 75% chỉ tiêu UBKT Tỉnh uỷ giao (3/4)"),
        (TargetKind.RATE, 30, 12, 40, True, "12/40 đảng viên (30,0%), đạt mức ít nhất 30%"),
        (TargetKind.RATE, 30, 11, 40, False, "11/40 đảng viên (27,5%), chưa đạt mức ít nhất 30%"),
        (TargetKind.RATE, 30, 11, 0, False, "11 đảng viên; chưa có tổng số đảng viên nên chưa tính được tỷ lệ"),
        (TargetKind.ROTATION, 0, 5, 6, False, "5/6 đảng viên (83,3%), còn 1 đảng viên chưa đến lượt"),
        (TargetKind.ROTATION, 0, 6, 6, True, "6/6 đảng viên (100,0%), đã hết lượt"),
    ],
)
def test_a_target_is_judged_with_its_base(
    kind: TargetKind, value: int, done: int, of: int, reached: bool, sentence: str
) -> None:
    result = judge_target(kind, value, done=done, of=of, giver="UBKT Tỉnh uỷ")
    assert (result.reached, result.sentence) == (reached, sentence)


def test_coverage_names_those_never_inspected() -> None:
    assert never_covered(["Chi bộ 1", "Chi bộ 2", "Chi bộ 3"], {"Chi bộ 2"}) == ["Chi bộ 1", "Chi bộ 3"]
    assert say_coverage(20, 2) == (
        "18/20 tổ chức đảng (90,0%) đã được kiểm tra, giám sát trong nhiệm kỳ; "
        "2 tổ chức đảng chưa được kiểm tra, giám sát lần nào."
    )
    assert say_coverage(20, 0).endswith("(100,0%) đã được kiểm tra, giám sát trong nhiệm kỳ.")
    assert say_coverage(0, 0) == "Chưa có danh sách tổ chức đảng để tính."
