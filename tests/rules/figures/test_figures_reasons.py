"""The slips of published reports, each told in a sentence of its own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.figures.conftest import JudgeOne

FULL = {"kl.dv.total": 47, "kt.dv.total": 215, "prev.kt.dv.total": 367, "tcd.total": 367}


@pytest.mark.parametrize(
    ("kind", "inputs", "stated", "decimals", "reason"),
    [
        ("pct", [47, 215], 21.8, 1, "47/215 ≈ 21,8605%; nguồn cắt bỏ phần lẻ, không làm tròn"),
        ("pct", [47, 215], 22, 1, "47/215 ≈ 21,8605%; nguồn chỉ làm tròn đến hàng đơn vị"),
        ("pct", [47, 215], 21.9, 2, "47/215 ≈ 21,8605%; nguồn chỉ làm tròn đến 1 chữ số thập phân"),
        ("pct", [5, 8], 25, 0, "5/8 = 62,5%; nguồn ghi thấp hơn 38 điểm phần trăm"),
        ("pct", [3, 2], 67, 0, "3/2 = 150%; nguồn đảo tử số và mẫu số"),
        ("pct", [12, 8], 50, 0, "12/8 = 150%; nguồn lấy mức vượt, tăng (phần hơn trên gốc) làm mức đạt"),
        ("exceed", [12, 3], 400, 0, "(12 − 3)/3 = 300%; nguồn lấy mức đạt (thực hiện trên gốc) làm mức vượt, tăng"),
        ("change", [56, 60], 6.67, 2, "sai chiều: số liệu cho thấy giảm, nguồn ghi tăng"),
        ("change", [60, 56], -7.14, 2, "sai chiều: số liệu cho thấy tăng, nguồn ghi giảm"),
        ("change", [60, 48], 20, 0, "(60 − 48)/48 = 25%; nguồn chia cho số kỳ này (60), không phải cho gốc so sánh"),
        ("change", [60, 48], 30, 0, "(60 − 48)/48 = 25%; nguồn ghi cao hơn 5 điểm phần trăm"),
        ("times", [12, 3], 5, 0, "12/3 = 4; nguồn ghi cao hơn 1 lần"),
        ("exceed_at_least", [4, 3], 34, None, "không đạt mức “trên” mà nguồn nêu"),
        ("sum", [1000, 574], 1600, None, "nguồn làm tròn đến hàng trăm mà không nói “gần”, “hơn” hay “khoảng”"),
        ("sum", [10, 5], 20, None, "10 + 5 = 15; nguồn ghi cao hơn 5, đúng bằng một phần: có thể phần đó bị cộng hai"),
        ("sum", [10, 5], 10, None, "10 + 5 = 15; nguồn ghi thấp hơn 5, đúng bằng một phần: có thể phần đó bị bỏ sót"),
        ("sum", [3, 8, 960], 1331, None, "nguồn ghi cao hơn 360; nếu các phần chỉ đứng sau “trong đó” thì chưa"),
        ("sum", [15, 3, 2], 19, None, "nguồn ghi thấp hơn 1; nếu một người, một tổ chức được tính ở nhiều phần"),
        ("diff", [60, 56], 5, None, "60 − 56 = 4; nguồn ghi cao hơn 1"),
        ("le", [1575, 1500], "<=", None, "phải là dấu ≤, nhưng 1.575 > 1.500"),
        ("le", [3, 2, 5, 1], "<=", None, "phải là dấu ≤, nhưng 3 > 2, 5 > 1"),
    ],
)
def test_a_slip_is_named(
    one: JudgeOne, kind: str, inputs: Any, stated: Any, decimals: int | None, reason: str
) -> None:
    verdict = one(kind, inputs, stated, decimals)
    assert not verdict.ok
    assert reason in verdict.reason


def test_a_percentage_of_another_base_names_the_nearest_number_that_fits(one: JudgeOne) -> None:
    verdict = one("pct", [47, 215], 12.8, 1, raw=FULL)
    assert verdict.reason == "47/215 ≈ 21,8605%; khớp nếu lấy gốc là 367 (“prev.kt.dv.total”), không phải 215"


def test_a_percentage_of_another_numerator_names_it(one: JudgeOne) -> None:
    raw = {"kl.dv.total": 47, "kt.dv.total": 215, "gs.dv.total": 50}
    assert "khớp nếu lấy 50 (“gs.dv.total”) thay cho 47" in one("pct", [47, 215], 23.3, 1, raw=raw).reason


def test_a_whole_percentage_that_fits_an_unrelated_number_is_not_explained_by_it(one: JudgeOne) -> None:
    raw = {"kl.dv.total": 47, "kt.dv.total": 215, "cuoc": 362}
    assert "cuoc" not in one("pct", [47, 215], 13, 0, raw=raw).reason
    assert "cuoc" in one("pct", [47, 215], 13.0, 1, raw=raw).reason


def test_a_total_that_lacks_a_number_of_the_report_names_it(one: JudgeOne) -> None:
    raw = {"kl.khien_trach": 10, "kl.canh_cao": 6, "kl.cach_chuc": 7}
    verdict = one("sum", [10, 6], 23, raw=raw)
    assert verdict.reason == "10 + 6 = 16; nguồn ghi cao hơn 7, đúng bằng “kl.cach_chuc”: có thể còn thiếu phần này"


PREVIOUS = {"raw": {"kl.tcd.total": 1}, "implied": {"prev.kl.tcd": 3}}


def test_the_words_of_the_report_are_shown_and_the_unit_is_taken_from_them(one: JudgeOne) -> None:
    derived = {"kl.tcd.vs_prev": "giảm 66,67% (giảm 2 tổ chức đảng)"}
    verdict = one("change", {"current": 1, "base": 3}, -66.67, 2, derived=derived, **PREVIOUS)
    assert (verdict.ok, verdict.stated, verdict.computed) == (
        True,
        "giảm 66,67% (giảm 2 tổ chức đảng)",
        "giảm 66,67% (giảm 2 tổ chức đảng)",
    )


def test_a_right_percentage_with_a_wrong_number_in_brackets_is_flagged(one: JudgeOne) -> None:
    derived = {"kl.tcd.vs_prev": "giảm 66,67% (giảm 3 tổ chức đảng)"}
    verdict = one("change", {"current": 1, "base": 3}, -66.67, 2, derived=derived, **PREVIOUS)
    assert not verdict.ok
    assert "phần trong ngoặc ghi giảm 3 tổ chức đảng, đúng là giảm 2 tổ chức đảng" in verdict.reason


def test_a_right_percentage_after_the_wrong_verb_is_flagged(one: JudgeOne) -> None:
    derived = {"kl.tcd.vs_prev": "tăng 66,67%"}
    verdict = one("change", {"current": 1, "base": 3}, -66.67, 2, derived=derived, **PREVIOUS)
    assert not verdict.ok
    assert "nguồn viết “tăng”, số liệu cho thấy giảm 66,67%" in verdict.reason


def test_words_about_other_counts_are_not_held_against_a_check(one: JudgeOne) -> None:
    derived = {"kl.dv.vs_prev": "tăng 66,67% (tăng 40 đảng viên)"}
    assert one("change", {"current": 1, "base": 3}, -66.67, 2, derived=derived, **PREVIOUS).ok


def test_words_that_two_figures_share_are_not_held_against_a_check(one: JudgeOne) -> None:
    derived = {"kl.tcd.vs_prev": "giảm 66,67% (giảm 9)", "tcd.kl.vs_target": "giảm 66,67% (giảm 8)"}
    assert one("change", {"current": 1, "base": 3}, -66.67, 2, derived=derived, **PREVIOUS).ok


@pytest.mark.parametrize(
    ("name", "raw", "unit"),
    [
        ("KT tcd change", {}, "tổ chức đảng"),
        ("kỷ luật đảng viên", {}, "đảng viên"),
        ("so cùng kỳ", {"gs.luot_dv": 7}, "lượt đảng viên"),
        ("so cùng kỳ", {"program.cuoc_ke_hoach": 7}, "cuộc"),
        ("so cùng kỳ", {"kt.chi_bo": 7}, "chi bộ"),
        ("tcd và dv", {}, ""),
        ("so cùng kỳ", {"kt.tcd": 7, "kt.dv": 7}, ""),
        ("adv", {}, ""),
    ],
)
def test_the_unit_of_a_change_is_named_only_when_it_is_sure(
    one: JudgeOne, name: str, raw: dict[str, int], unit: str
) -> None:
    verdict = one("change", [7, 5], 40, 0, name=name, raw=raw)
    assert verdict.computed == f"tăng 40% (tăng 2 {unit}".rstrip() + ")"


@pytest.mark.parametrize(
    ("kind", "inputs", "stated", "tables", "note"),
    [
        ("exceed", [12, 8], 50, {"raw": {"kt": 12}, "implied": {"target.kt": 8}}, "gốc 8 là suy ra, nguồn không nêu"),
        ("exceed", [12, 3], 300, {"raw": {"kt": 12}, "implied": {"a": 3, "b": 4}}, "nếu hiểu là “đạt” thì gốc là 4"),
        ("sum", [127, 76], 203, {"raw": {"luot_dv": 127, "dv": 76, "t": 203}}, "cộng lẫn lượt với số người"),
        ("sum", [127, 76], 203, {"raw": {"dv": 76, "t": 203}}, "không có trong số liệu gốc: 127"),
        ("sum", [127, 76], 203, {"raw": {"a": 127, "b": 76, "t": 204}}, "không có trong số liệu gốc: 203"),
    ],
)
def test_what_a_reader_should_know_is_said_without_flagging(
    one: JudgeOne, kind: str, inputs: Any, stated: Any, tables: dict[str, Any], note: str
) -> None:
    verdict = one(kind, inputs, stated, **tables)
    assert verdict.ok
    assert note in verdict.reason


def test_a_figure_from_known_numbers_carries_no_remark(one: JudgeOne) -> None:
    assert one("pct", [5, 6], 83.3, 1, raw={"done": 5, "plan": 6}).reason == "5/6 ≈ 83,3333%"
