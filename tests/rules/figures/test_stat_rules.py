"""The rules figures keep among themselves, R1 to R11, each where it holds and where it does not."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.errors import DomainError
from webapp.rules.figures.cycles import (
    BadPeriod,
    Cycle,
    Period,
    month_from_cumulatives,
    own_period,
    period_of,
    same_period_before,
    term_period,
)
from webapp.rules.figures.forms import Key, Statistics, tabulate
from webapp.rules.figures.integrity import (
    check_table,
    contents_within,
    decisions_and_people,
    funnel_narrows,
    levels_add_up,
    named_parts_fit,
    part_within,
    rest_after,
    sanctions_add_up,
)
from webapp.rules.figures.sentences import ZeroBase, percent, say_change, say_progress, say_share, say_target
from webapp.rules.figures.values import Entered, Figure, cell_text, say_count

SANCTIONS = {"khiển trách": 31, "cảnh cáo": 21, "cách chức": 2, "khai trừ": 2}


def test_r1_the_forms_of_discipline_add_up() -> None:
    assert sanctions_add_up(56, SANCTIONS) == ""
    assert sanctions_add_up(57, SANCTIONS) == (
        "Tổng các hình thức kỷ luật là 56 (khiển trách 31 + cảnh cáo 21 + cách chức 2 + khai trừ 2), khác tổng số 57."
    )


def test_r2_the_levels_add_up() -> None:
    assert levels_add_up(28, {"UBKT tỉnh": 1, "cấp huyện": 8, "cơ sở": 19}) == ""
    assert "khác tổng số 28" in levels_add_up(28, {"UBKT tỉnh": 1, "cấp huyện": 8})


def test_r3_parts_after_trong_do_need_not_be_everything() -> None:
    parts = {"Thành uỷ viên": 3, "diện Ban Thường vụ quản lý": 8, "cấp uỷ các cấp và chi bộ": 960}
    assert (named_parts_fit(1330, parts), rest_after(1330, parts)) == ("", 359)
    assert "lớn hơn tổng số 900" in named_parts_fit(900, parts)


@pytest.mark.parametrize(
    ("numbers", "fine"), [((8982, 6695, 3465, 3463), True), ((3, 3, 3, 3), True), ((10, 2, 3, 1), False)]
)
def test_r4_the_funnel_narrows(numbers: tuple[int, ...], fine: bool) -> None:
    names = ("được kiểm tra", "có vi phạm", "phải thi hành kỷ luật", "đã thi hành kỷ luật")
    assert (funnel_narrows(list(zip(names, numbers, strict=True))) == "") is fine


def test_r4_names_the_two_cells() -> None:
    said = funnel_narrows([("phải thi hành kỷ luật", 2), ("đã thi hành kỷ luật", 3)])
    assert said == "“đã thi hành kỷ luật” (3) không được lớn hơn “phải thi hành kỷ luật” (2)."


def test_r5_committee_members_are_not_more_than_members() -> None:
    assert part_within(8982, 4307, "cấp uỷ viên") == ""
    assert part_within(10, 11, "cấp uỷ viên") == "“cấp uỷ viên” (11) không được lớn hơn tổng số (10)."


def test_r5_contents_may_exceed_the_total_together_but_not_alone() -> None:
    assert contents_within(62, {"đạo đức": 40, "đất đai": 34}) == ""
    assert contents_within(62, {"đạo đức": 63}) == "Nội dung “đạo đức” (63) nhiều hơn số đối tượng (62)."


@pytest.mark.parametrize(
    ("part", "base", "places", "said"),
    [(5, 6, 1, "83,3%"), (47, 215, 2, "21,86%"), (1, 8, 0, "13%"), (1, 8, 1, "12,5%"), (1574, 1574, 0, "100%")],
)
def test_r6_percentages_are_rounded_half_up_with_a_comma(part: int, base: int, places: int, said: str) -> None:
    assert percent(part, base, places) == said


def test_r6_there_is_no_rate_on_a_base_of_zero() -> None:
    with pytest.raises(ZeroBase):
        percent(5, 0)
    assert say_change(5, 0, unit="đảng viên", against="cùng kỳ") == "tăng 5 đảng viên so với cùng kỳ (0)"
    assert say_share(0, 0, of="đảng viên") == "0 (đảng viên: 0, không tính tỷ lệ)"


@pytest.mark.parametrize(
    ("current", "base", "unit", "said"),
    [
        (1, 3, "tổ chức đảng", "giảm 66,67% (giảm 2 tổ chức đảng) so với cùng kỳ năm trước (3)"),
        (56, 60, "đảng viên", "giảm 6,67% (giảm 4 đảng viên) so với cùng kỳ năm trước (60)"),
        (267, 174, "tổ chức đảng", "tăng 53,45% (tăng 93 tổ chức đảng) so với cùng kỳ năm trước (174)"),
        (6, 4, "cuộc", "tăng 50% (tăng 2 cuộc) so với cùng kỳ năm trước (4)"),
        (4, 4, "cuộc", "bằng cùng kỳ năm trước (4)"),
        (0, 4, "cuộc", "giảm 100% (giảm 4 cuộc) so với cùng kỳ năm trước (4)"),
    ],
)
def test_r7_a_change_prints_rate_number_and_base(current: int, base: int, unit: str, said: str) -> None:
    assert say_change(current, base, unit=unit, against="cùng kỳ năm trước") == said


@pytest.mark.parametrize(
    ("done", "target", "said"),
    [
        (12, 3, "12 đảng viên, vượt 300% so với chỉ tiêu (12/3)"),
        (3, 4, "3 đảng viên, đạt 75% chỉ tiêu (3/4)"),
        (8, 8, "8 đảng viên, bằng chỉ tiêu (8/8)"),
        (4, 3, "4 đảng viên, vượt 33,3% so với chỉ tiêu (4/3)"),
        (2, 0, "2 đảng viên, chỉ tiêu không giao số lượng"),
    ],
)
def test_the_verb_of_a_target_fits_its_figures(done: int, target: int, said: str) -> None:
    assert say_target(done, target, unit="đảng viên") == said


def test_progress_and_share_print_their_base() -> None:
    assert say_progress(5, 6, unit="cuộc") == "5/6 cuộc (bằng 83,3% kế hoạch năm)"
    assert say_progress(7, 6, unit="cuộc") == "7/6 cuộc (vượt 16,7% kế hoạch năm)"
    assert say_progress(2, 0, unit="cuộc") == "2 cuộc (ngoài kế hoạch năm: kế hoạch năm không giao)"
    assert say_share(47, 215, of="đảng viên được kiểm tra") == "chiếm 21,9% (47/215 đảng viên được kiểm tra)"


def test_r8_zero_is_a_sentence_and_blank_is_not_reported() -> None:
    assert say_count(1574, did="kiểm tra", unit="đảng viên") == "Đã kiểm tra đối với 1.574 đảng viên."
    assert say_count(0, did="kiểm tra", unit="đảng viên") == (
        "Trong kỳ báo cáo, không phát sinh việc kiểm tra đối với đảng viên."
    )
    assert say_count(None, did="kiểm tra", unit="đảng viên") == "Chưa có báo cáo về việc kiểm tra đối với đảng viên."
    assert (cell_text(None), cell_text(0), cell_text(1574)) == ("", "0", "1.574")
    assert Figure().value is None
    assert (Figure(derived=0).value, Figure(reported=2).value, Figure(derived=0, reported=2).value) == (0, 2, 2)


def test_r9_cycles_are_cumulative_from_january() -> None:
    found = {cycle: period_of(cycle, 2026, month=2) for cycle in Cycle if cycle is not Cycle.TERM}
    assert {cycle.value: (p.first.month, p.last.month, p.last.day) for cycle, p in found.items()} == {
        "month": (2, 2, 28), "quarter_1": (1, 3, 31), "six_months": (1, 6, 30), "nine_months": (1, 9, 30),
        "year": (1, 12, 31),
    }  # fmt: skip
    assert found[Cycle.SIX_MONTHS].label == "6 tháng đầu năm 2026"
    assert term_period(date(2020, 8, 20), date(2025, 8, 19)).label == "nhiệm kỳ 2020 - 2025"
    with pytest.raises(BadPeriod):
        period_of(Cycle.TERM, 2026)


def test_r9_a_month_is_no_difference_of_corrected_cumulatives() -> None:
    assert month_from_cumulatives(40, 47, corrected=False) == (7, "")
    value, said = month_from_cumulatives(40, 47, corrected=True)
    assert value is None and "hiệu 7 không phải số phát sinh trong tháng" in said
    assert month_from_cumulatives(None, 47, corrected=False)[0] is None


@pytest.mark.parametrize(
    ("period", "first", "last", "label"),
    [
        (period_of(Cycle.SIX_MONTHS, 2024), date(2023, 1, 1), date(2023, 6, 30), "6 tháng đầu năm 2023"),
        (period_of(Cycle.MONTH, 2024, month=2), date(2023, 2, 1), date(2023, 2, 28), "tháng 2 năm 2023"),
        (period_of(Cycle.MONTH, 2025, month=2), date(2024, 2, 1), date(2024, 2, 29), "tháng 2 năm 2024"),
        (own_period(date(2021, 1, 1), date(2021, 8, 31)), date(2020, 1, 1), date(2020, 8, 31), "8 tháng năm 2020"),
        (own_period(date(2023, 12, 15), date(2024, 6, 14)), date(2022, 12, 15), date(2023, 6, 14),
         "từ ngày 15/12/2022 đến ngày 14/6/2023"),
    ],
)  # fmt: skip
def test_the_same_period_before_keeps_the_ends_of_months(period: Period, first: date, last: date, label: str) -> None:
    before = same_period_before(period)
    assert (before.first, before.last, before.label) == (first, last, label)


def test_a_period_without_a_day_is_refused() -> None:
    with pytest.raises(DomainError, match="không có ngày nào"):
        own_period(date(2024, 6, 14), date(2024, 6, 13))


def test_r10_decisions_are_counted_and_people_are_said() -> None:
    assert decisions_and_people(17, 17) == ""
    assert decisions_and_people(17, 16) == "17 quyết định kỷ luật đối với 16 người; biểu tính theo số quyết định."
    assert "không được lớn hơn" in decisions_and_people(16, 17)


def test_r11_a_value_by_hand_keeps_the_counted_one_beside_it() -> None:
    hand = Entered(19, "Chi bộ 3 báo cáo bổ sung bằng văn bản", "Nguyễn Thị B", date(2026, 7, 3))
    figure = Figure(derived=15, reported=2, entered=hand)
    assert (figure.value, figure.counted, figure.differs) == (19, 17, True)
    assert figure.beside() == (
        "Số nhập tay 19, hệ thống đếm được 17; Nguyễn Thị B nhập ngày 03/7/2026, "
        "lý do: Chi bộ 3 báo cáo bổ sung bằng văn bản."
    )
    assert Figure(derived=15).beside() == ""
    assert "đếm được chưa báo cáo" in Figure(entered=hand).beside()


JUNE = {"first": date(2018, 1, 1), "last": date(2018, 6, 30)}


def key(measure: str, position: str = "ordinary_member") -> Key:
    return Key("discipline", "committee", "member", position, measure)


def test_a_form_adds_rows_up_and_loses_no_position(statistics: Statistics) -> None:
    cells = {
        key("total"): (3, 3), key("total", "cell_member"): (2, 2), key("total", "unheard_of"): (1, 1),
        key("sanction.warn"): (3, 3), key("sanction.reprimand", "cell_member"): (2, 2),
        Key("discipline", "commission", "member", "cell_member", "total"): (9, 9),
    }  # fmt: skip
    table = tabulate(statistics.sets[0].form("member_discipline"), statistics, cells, **JUNE)
    assert [(row.code, row.values[0]) for row in table.rows if row.values[0]] == [
        ("total", 6), ("committee_members", 2), ("cell_member", 2), ("ordinary_member", 3),
    ]  # fmt: skip
    assert (table.value("total", "sanction.warn"), table.stray) == (3, ("unheard_of",))


def test_a_column_of_amounts_adds_amounts_and_one_of_counts_counts(statistics: Statistics) -> None:
    cells = {
        Key("finance", "commission", "organisation", "cell", "money.total"): (2, 1_500_000),
        Key("finance", "commission", "organisation", "cell", "total"): (2, 2),
    }
    table = tabulate(statistics.sets[0].form("finance"), statistics, cells, **JUNE)
    assert (table.value("cell", "money.total"), table.value("cells", "total")) == (1_500_000, 2)


def test_a_filled_form_is_checked_cell_against_cell(statistics: Statistics) -> None:
    right = {key("total"): (3, 3), key("sanction.warn"): (3, 3), key("body.district.standing"): (3, 3)}
    form = statistics.sets[0].form("member_discipline")
    assert list(check_table(tabulate(form, statistics, right, **JUNE))) == []
    wrong = {**right, key("sanction.warn"): (2, 2), key("content.land"): (4, 4), key("body.cell.cell"): (1, 1)}
    problems = list(check_table(tabulate(form, statistics, wrong, **JUNE)))
    assert {(one.rule, one.row) for one in problems} == {
        (rule, row) for rule in ("R1", "R2", "R5") for row in ("total", "ordinary_member")
    }


def test_a_funnel_of_a_form_is_checked(statistics: Statistics) -> None:
    def of(measure: str) -> Key:
        return Key("suspected_violation", "commission", "member", "ordinary_member", measure)

    cells = {of("total"): (2, 2), of("body.district.commission"): (2, 2), of("result.violation"): (1, 1)}
    form = statistics.sets[0].form("member_suspected")
    assert list(check_table(tabulate(form, statistics, cells, **JUNE))) == []
    cells[of("result.disciplined")] = (1, 1)
    problems = list(check_table(tabulate(form, statistics, cells, **JUNE)))
    assert {problem.rule for problem in problems} == {"R4"}
