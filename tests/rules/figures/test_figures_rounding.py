"""Exact rounding, as printed reports do it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.figures.rounding import cut, exact, half_up, own_places, round_zeros


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(250, 3), 1, "83.3"),
        (Fraction(-200, 3), 2, "-66.67"),
        (Fraction(25, 2), 0, "13"),
        (Fraction(-25, 2), 0, "-13"),
        (Fraction(1005, 1000), 2, "1.01"),
        (Fraction(2675, 1000), 2, "2.68"),
        (Fraction(1574), -2, "1600"),
        (Fraction(1550), -2, "1600"),
        (Fraction(1549), -2, "1500"),
        (Fraction(-1, 1000), 1, "0"),
        (Fraction(100), 1, "100"),
    ],
)
def test_a_half_rounds_away_from_zero(value: Fraction, places: int, rounded: str) -> None:
    assert half_up(value, places) == Decimal(rounded)


def test_rounding_keeps_the_places_it_was_asked_for() -> None:
    assert str(half_up(Fraction(50), 2)) == "50.00"


def test_a_small_fall_that_rounds_to_zero_has_no_sign() -> None:
    assert str(half_up(Fraction(-1, 1000), 1)) == "0.0"


@pytest.mark.parametrize(("value", "cut_off"), [(Fraction(1311, 60), "21.8"), (Fraction(-1311, 60), "-21.8")])
def test_cutting_drops_the_rest_towards_zero(value: Fraction, cut_off: str) -> None:
    assert cut(value, 1) == Decimal(cut_off)


@given(st.fractions(min_value=-10_000, max_value=10_000), st.integers(0, 4))
def test_a_rounded_number_is_never_further_away_than_half_a_unit(value: Fraction, places: int) -> None:
    assert abs(Fraction(half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("value", "places", "zeros"),
    [("83.30", 1, 0), ("1500", 0, 2), ("1574", 0, 0), ("0", 0, 0), ("0.00", 0, 0), ("1E+3", 0, 3), ("0.125", 3, 0)],
)
def test_decimals_and_closing_zeros_are_counted(value: str, places: int, zeros: int) -> None:
    assert (own_places(Decimal(value)), round_zeros(Decimal(value))) == (places, zeros)


@pytest.mark.parametrize(
    ("value", "decimal"),
    [(Fraction(1, 8), "0.125"), (Fraction(7, 20), "0.35"), (Fraction(3), "3"), (Fraction(1, 3), None)],
)
def test_only_a_number_that_ends_has_an_exact_decimal(value: Fraction, decimal: str | None) -> None:
    assert exact(value) == (None if decimal is None else Decimal(decimal))
