"""What each kind of check computes, and how exactly a source is held to its figure."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.rules.figures.conftest import JudgeOne
from webapp.rules.figures.kinds import MEASURES, RELATIONS, difference, quotient, relative_change, share, total


def numbers(*values: int) -> list[Fraction]:
    return [Fraction(value) for value in values]


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        (total(numbers(31, 21, 2, 2)), Fraction(56)),
        (total(numbers()), Fraction(0)),
        (difference(numbers(1330, 3, 8, 960)), Fraction(359)),
        (share(numbers(5, 6)), Fraction(250, 3)),
        (relative_change(numbers(1, 3)), Fraction(-200, 3)),
        (relative_change(numbers(12, 3)), Fraction(300)),
        (quotient(numbers(1301, 232)), Fraction(1301, 232)),
    ],
)
def test_each_measure_computes_exactly(computed: Fraction, expected: Fraction) -> None:
    assert computed == expected


RIGHT: list[tuple[str, Any, Any, int | None, str]] = [
    ("sum", [31, 21, 2, 2], 56, None, "56"),
    ("total", [1000, 574], 1574, None, "1.574"),
    ("sum", {"khiển trách": 1, "cảnh cáo": 12}, 13, None, "13"),
    ("sum", [1.5, 2.25], 3.75, None, "3,75"),
    ("sum", [1.5, 2.25], 3.8, 1, "3,8"),
    ("diff", [60, 56], 4, None, "4"),
    ("diff", {"base": 60, "current": 56}, -4, None, "-4"),
    ("pct", {"n": 5, "d": 6}, 83.3, 1, "83,3%"),
    ("pct", [5, 6], 83.3, 1, "83,3%"),
    ("pct", {"n": 5, "d": 6}, 83, None, "83%"),
    ("pct", {"n": 5, "d": 6}, "83,3%", None, "83,3%"),
    ("pct", {"n": 1, "d": 8}, 13, 0, "13%"),
    ("pct", {"n": 1, "d": 2}, "50,00%", None, "50,00%"),
    ("pct", {"n": 0, "d": 6}, 0, 0, "0%"),
    ("progress", {"current": 5, "base": 6}, 83.33, 2, "83,33%"),
    ("share", {"n": 821, "d": 1450}, 56.62, 2, "56,62%"),
    ("reach", {"current": 12, "base": 3}, 400, 0, "400%"),
    ("change", {"current": 56, "base": 60}, -6.67, 2, "giảm 6,67% (giảm 4)"),
    ("change", {"current": 56, "base": 60}, "giảm 6,67%", None, "giảm 6,67% (giảm 4)"),
    ("comparison", {"current": 267, "base": 174}, 53.45, 2, "tăng 53,45% (tăng 93)"),
    ("change", {"current": 60, "base": 60}, 0, 0, "không tăng, không giảm"),
    ("exceed", {"current": 12, "base": 8}, 50, 0, "vượt 50%"),
    ("exceed", {"current": 8, "base": 10}, -20, 0, "hụt 20%"),
    ("exceed_at_least", {"current": 4, "base": 3}, ">=33", None, "vượt 33,33%"),
    ("exceed_at_least", {"current": 4, "base": 3}, 33, None, "vượt 33,33%"),
    ("exceed", {"current": 4, "base": 3}, "tăng trên 33%", None, "tăng 33,33% (tăng 1)"),
    ("change_at_least", {"current": 3, "base": 2}, 50, None, "tăng 50% (tăng 1)"),
    ("pct_at_most", {"n": 1, "d": 3}, 34, None, "33,33%"),
    ("sum_about", [20257], 20000, None, "20.257"),
    ("sum", [19257], "gần 20.000", None, "19.257"),
    ("sum", [20257], "hơn 20.000 đảng viên", None, "20.257"),
    ("times", {"current": 12, "base": 3}, 4, None, "gấp 4 lần"),
    ("times", {"current": 12, "base": 3}, "tăng gấp 4 lần", None, "gấp 4 lần"),
    ("ratio", {"n": 1301, "d": 232}, 5.6, 1, "5,6"),
    ("le", [3463, 3465, 6695, 8982], "<=", None, "3.463 ≤ 3.465 ≤ 6.695 ≤ 8.982"),
    ("le", [4, 4], "<=", None, "4 ≤ 4"),
    ("lt", [3, 4], "<", None, "3 < 4"),
    ("ge", [4, 4], "≥", None, "4 ≥ 4"),
    ("gt", [5, 4], ">", None, "5 > 4"),
    ("eq", [5, 5, 5], "=", None, "5 = 5 = 5"),
]


@pytest.mark.parametrize(("kind", "inputs", "stated", "decimals", "computed"), RIGHT)
def test_a_right_figure_is_not_flagged(
    one: JudgeOne, kind: str, inputs: Any, stated: Any, decimals: int | None, computed: str
) -> None:
    verdict = one(kind, inputs, stated, decimals)
    assert (verdict.ok, verdict.computed) == (True, computed)


WRONG: list[tuple[str, Any, Any, int | None, str]] = [
    ("sum", [31, 21, 2, 2], 57, None, "56"),
    ("sum", [1.5, 2.25], 3.8, None, "3,75"),
    ("diff", [60, 56], 5, None, "4"),
    ("pct", {"n": 5, "d": 6}, 83.4, 1, "83,3%"),
    ("pct", {"n": 5, "d": 6}, 83.3, 2, "83,33%"),
    ("pct", {"n": 5, "d": 6}, 83.33, 1, "83,3%"),
    ("pct", {"n": 1, "d": 8}, 12, 0, "13%"),
    ("reach", {"current": 12, "base": 3}, 300, 0, "400%"),
    ("change", {"current": 56, "base": 60}, 6.67, 2, "giảm 6,67% (giảm 4)"),
    ("exceed", {"current": 12, "base": 8}, 51, 0, "vượt 50%"),
    ("exceed_at_least", {"current": 4, "base": 3}, ">=34", None, "vượt 33,33%"),
    ("exceed_at_least", {"current": 133329, "base": 100000}, "≥33,33", None, "vượt 33,329%"),
    ("pct_at_most", {"n": 1, "d": 3}, 33, None, "33,33%"),
    ("sum", [20257], "gần 20.000", None, "20.257"),
    ("sum", [14999], "gần 20.000", None, "14.999"),
    ("sum_about", [25000], 20000, None, "25.000"),
    ("sum", [20000], "> 20.000", None, "20.000"),
    ("sum", [20000], "dưới 20.000", None, "20.000"),
    ("times", {"current": 12, "base": 3}, 3, None, "gấp 4 lần"),
    ("ratio", {"n": 1301, "d": 232}, 5.7, 1, "5,6"),
    ("le", [3, 2], "<=", None, "3 > 2"),
    ("le", [3463, 3465, 3000], "<=", None, "3.463 ≤ 3.465 > 3.000"),
    ("lt", [4, 4], "<", None, "4 = 4"),
    ("ge", [3, 4], ">=", None, "3 < 4"),
    ("gt", [4, 4], ">", None, "4 = 4"),
    ("eq", [5, 6], "==", None, "5 < 6"),
]


@pytest.mark.parametrize(("kind", "inputs", "stated", "decimals", "computed"), WRONG)
def test_a_wrong_figure_is_flagged_with_a_reason(
    one: JudgeOne, kind: str, inputs: Any, stated: Any, decimals: int | None, computed: str
) -> None:
    verdict = one(kind, inputs, stated, decimals)
    assert (verdict.ok, verdict.computed) == (False, computed)
    assert "; " in verdict.reason or "phải là dấu" in verdict.reason


def test_every_kind_of_check_has_a_right_and_a_wrong_example() -> None:
    bare = {name for name in MEASURES if not name.endswith(("_at_least", "_at_most", "_about"))} | RELATIONS.keys()
    assert bare - {kind for kind, *_ in RIGHT} == set()
    assert bare - {"total", "share", "progress", "comparison"} - {kind for kind, *_ in WRONG} == set()


@pytest.mark.parametrize(
    ("kind", "stated", "shown"),
    [
        ("pct", 83.3, "83,3%"),
        ("change", -6.67, "giảm 6,67%"),
        ("change", 0, "0%"),
        ("exceed", 50, "vượt 50%"),
        ("exceed", -50, "hụt 50%"),
        ("exceed_at_least", 33, "vượt trên 33%"),
        ("pct_at_most", 34, "không quá 34%"),
        ("times_about", 3, "gấp khoảng 3 lần"),
        ("exceed", "tăng trên 33%", "tăng trên 33%"),
    ],
)
def test_the_stated_figure_is_shown_in_words(one: JudgeOne, kind: str, stated: Any, shown: str) -> None:
    assert one(kind, [7, 5], stated).stated == shown


def test_large_totals_are_shown_with_dots(one: JudgeOne) -> None:
    assert one("sum", [16794, 3463], 20257).stated == "20.257"


def test_inputs_may_be_named_after_the_counts_of_the_report(one: JudgeOne) -> None:
    raw = {"kl.khien_trach": 31, "kl.canh_cao": 21}
    assert one("sum", ["kl.khien_trach", "kl.canh_cao"], 52, raw=raw).ok
    assert not one("sum", ["kl.khien_trach", "kl.canh_cao"], 53, raw=raw).ok


def test_a_name_may_stand_for_another_name(one: JudgeOne) -> None:
    assert one("sum", ["a", "1.574"], 1600, derived={"a": "b", "b": "26 đảng viên"}).ok
