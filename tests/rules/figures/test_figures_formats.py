"""Figures in Vietnamese, written and read back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.figures.formats import change_vi, count_vi, delta_vi, exceed_vi, parse_number, percent_vi, times_vi
from webapp.rules.figures.phrases import Bound, read_phrase

EVEN = "không tăng, không giảm"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (percent_vi(Fraction(250, 3), 1), "83,3%"),
        (percent_vi(Fraction(100), 0), "100%"),
        (count_vi(Fraction(1574)), "1.574"),
        (count_vi(Fraction(20257)), "20.257"),
        (count_vi(Fraction(1, 3)), "0,3333"),
        (count_vi(Fraction(5, 2)), "2,5"),
        (change_vi(Fraction(-200, 3), Fraction(-2), places=2, unit="đảng viên"), "giảm 66,67% (giảm 2 đảng viên)"),
        (change_vi(Fraction(9300, 174), Fraction(93), places=2), "tăng 53,45% (tăng 93)"),
        (change_vi(Fraction(0), Fraction(0), places=2), EVEN),
        (delta_vi(Fraction(-1204), "đảng viên"), "giảm 1.204 đảng viên"),
        (delta_vi(Fraction(0), "đảng viên"), EVEN),
        (exceed_vi(Fraction(50), 0), "vượt 50%"),
        (exceed_vi(Fraction(-20), 0), "hụt 20%"),
        (times_vi(Fraction(5, 2)), "gấp 2,5 lần"),
    ],
)
def test_figures_are_written_as_reports_print_them(written: str, expected: str) -> None:
    assert written == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.574", "1574"),
        ("1.574,5", "1574.5"),
        ("83,3", "83.3"),
        ("83.3", "83.3"),
        ("12", "12"),
        ("1.234.567", "1234567"),
        ("0.125", "125"),
        ("1.23.456", None),
        ("1,2,3", None),
        ("", None),
        ("mười", None),
    ],
)
def test_a_dot_before_three_digits_separates_thousands(text: str, number: str | None) -> None:
    expected = Decimal(number) if number else None
    assert parse_number(text) == expected


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_that_was_written_is_read_back(number: Decimal) -> None:
    assert parse_number(count_vi(Fraction(number), 2)) == number


@pytest.mark.parametrize(
    ("text", "value", "places", "bound"),
    [
        ("83,3%", "83.3", 1, Bound.EXACT),
        ("50,00%", "50", 2, Bound.EXACT),
        ("tăng trên 33%", "33", 0, Bound.AT_LEAST),
        ("vượt 300%", "300", 0, Bound.EXACT),
        ("giảm 6,67% (giảm 4 đảng viên)", "-6.67", 2, Bound.EXACT),
        ("hụt 20% so với chỉ tiêu", "-20", 0, Bound.EXACT),
        (">=33", "33", 0, Bound.AT_LEAST),
        ("≥ 33%", "33", 0, Bound.AT_LEAST),
        ("> 33", "33", 0, Bound.ABOVE),
        ("gần 20.000 đảng viên", "20000", 0, Bound.NEARLY),
        ("Hơn 57.480 tổ chức đảng", "57480", 0, Bound.AT_LEAST),
        ("khoảng 1,5 nghìn", "1.5", 1, Bound.ABOUT),
        ("tăng gấp 3 lần", "3", 0, Bound.EXACT),
        ("-6,67", "-6.67", 2, Bound.EXACT),
        ("28", "28", 0, Bound.EXACT),
    ],
)
def test_the_words_before_a_figure_say_how_it_is_meant(text: str, value: str, places: int, bound: Bound) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    assert (phrase.value, phrase.places, phrase.bound) == (Decimal(value), places, bound)


@pytest.mark.parametrize("text", ["", "khiển trách", "5/6 cuộc", "30 - 50%", "30/6/2021", "tăng", "%"])
def test_words_without_one_figure_at_their_head_are_not_read(text: str) -> None:
    assert read_phrase(text) is None


def test_words_in_decomposed_letters_are_read_too() -> None:
    phrase = read_phrase("gia\u0309m 66,67% (gia\u0309m 2 tổ chức đảng)")
    assert phrase is not None
    assert (phrase.value, phrase.delta, phrase.unit) == (Decimal("-66.67"), Decimal(-2), "tổ chức đảng")


def test_a_percentage_in_brackets_is_not_the_number_behind_a_change() -> None:
    phrase = read_phrase("tăng 12 đảng viên (tăng 5,5%)")
    assert phrase is not None
    assert phrase.delta is None


@given(st.integers(-5000, 5000).filter(bool), st.integers(1, 5000), st.integers(0, 2))
def test_a_change_that_was_written_is_read_back(delta: int, base: int, places: int) -> None:
    percent = Fraction(delta * 100, base)
    phrase = read_phrase(change_vi(percent, Fraction(delta), places=places, unit="đảng viên"))
    assert phrase is not None
    assert (phrase.delta, phrase.unit, phrase.places) == (delta, "đảng viên", places)
    assert abs(Fraction(phrase.value) - percent) <= Fraction(1, 2 * 10**places)
