"""Dates as documents print them and as people type them."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.errors import DomainError
from webapp.rules.dates_vi import (
    BadDate,
    blank_date,
    long_date,
    number_two_digits,
    number_vi,
    parse_date,
    short_date,
)

THIRD = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("on", "long", "short"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026", "05/02/2026"),
        (date(2026, 1, 12), "ngày 12 tháng 01 năm 2026", "12/01/2026"),
        (date(2021, 7, 12), "ngày 12 tháng 7 năm 2021", "12/7/2021"),
        (date(2021, 3, 9), "ngày 09 tháng 3 năm 2021", "09/3/2021"),
        (date(2018, 4, 10), "ngày 10 tháng 4 năm 2018", "10/4/2018"),
        (date(2021, 10, 1), "ngày 01 tháng 10 năm 2021", "01/10/2021"),
        (date(2016, 7, 26), "ngày 26 tháng 7 năm 2016", "26/7/2016"),
    ],
)
def test_a_document_writes_zeros_before_small_days_and_the_first_two_months(on: date, long: str, short: str) -> None:
    assert (long_date(on), short_date(on)) == (long, short)


def test_a_document_without_a_day_keeps_the_room_for_it() -> None:
    assert blank_date(2026) == "ngày       tháng       năm 2026"


@pytest.mark.parametrize(
    "text",
    [
        "3/11/2026", "03/11/2026", "3/11/26", "03/11/26", "3-11-2026", "03-11-2026", "3-11-26", "3.11.2026",
        "03.11.2026", "3.11.26", "3 11 2026", "03 11 2026", "3 11 26", "3, 11, 2026", "03112026", "031126",
        "2026-11-03", "2026/11/03", "2026.11.3", "2026-11-3", "  3/11/2026  ", "3 / 11 / 2026", "3 - 11 - 2026",
        "3– 11–2026", "3−11−2026", "ngày 3/11/2026", "Ngày 03/11/2026", "ngày 3-11-2026", "3/11/2026.",
        "3/11/2026,", "3/11/2026;", "ngày 03 tháng 11 năm 2026", "ngày 3 tháng 11 năm 2026",
        "Ngày 3 tháng 11, năm 2026", "3 tháng 11 năm 2026", "NGÀY 03 THÁNG 11 NĂM 2026", "mùng 3 tháng 11 năm 2026",
        "ngày mùng 3 tháng 11 năm 2026", "3 tháng 11 năm 26", "3\u00a0/\u00a011\u00a0/\u00a02026", "3\t11\t2026",
        unicodedata.normalize("NFD", "ngày 3 tháng 11 năm 2026"),
    ],
)  # fmt: skip
def test_one_day_in_many_writings(text: str) -> None:
    assert parse_date(text) == THIRD


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("29/2/2024", date(2024, 2, 29)), ("1/1/00", date(2000, 1, 1)), ("9/2/74", date(1974, 2, 9)),
        ("9/2/1974", date(1974, 2, 9)), ("31/12/49", date(2049, 12, 31)), ("1/1/50", date(1950, 1, 1)),
        ("26-7-2016", date(2016, 7, 26)), ("030999", date(1999, 9, 3)),
    ],
)  # fmt: skip
def test_other_days(text: str, on: date) -> None:
    assert parse_date(text) == on


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Chưa nhập ngày"), ("   ", "Chưa nhập ngày"), (".", "Chưa nhập ngày"), ("31/2/2026", "không có ngày 31"),
        ("29/2/2026", "Tháng 02/2026 không có ngày 29"), ("31/4/2026", "Tháng 4/2026 không có ngày 31"),
        ("0/11/2026", "không có ngày 0"), ("11/13/2026", "Tháng trong"), ("3/0/2026", "Tháng trong"),
        ("2026-13-01", "Tháng trong"), ("3/11/0026", "Năm trong"), ("3/11/2126", "Năm trong"),
        ("3/11", "Không hiểu"), ("tháng 11 năm 2026", "Không hiểu"), ("hôm nay", "Không hiểu"),
        ("3112026", "Không hiểu"),
        ("3/11/202", "Không hiểu"), ("3//11/2026", "Không hiểu"), ("3/11/2026 09:00", "Không hiểu"),
        ("-3/11/2026", "Không hiểu"), ("3/Nov/2026", "Không hiểu"), ("3/11/2026/5", "Không hiểu"),
        ("20261103", "Năm trong"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadDate, match=sentence):
        parse_date(text)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_what_a_document_prints_can_be_read_back(on: date) -> None:
    assert parse_date(long_date(on)) == parse_date(short_date(on)) == parse_date(on.isoformat()) == on


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused_with_a_sentence(text: str) -> None:
    try:
        assert isinstance(parse_date(text), date)
    except BadDate as refused:
        assert refused.sentence.endswith(".")


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1234.5, None, "1.234,5"), (0, None, "0"), (7, None, "7"), (1000, None, "1.000"), (12340, None, "12.340"),
        (186500000, None, "186.500.000"), (-1234567.25, None, "-1.234.567,25"), (83.333333, 1, "83,3"),
        (2.5, 0, "3"), (Decimal("0.10"), None, "0,10"), (1.005, 2, "1,01"), (999.95, 1, "1.000,0"),
        (1e21, 0, "1.000.000.000.000.000.000.000"),
    ],
)  # fmt: skip
def test_numbers_have_dots_between_thousands_and_a_decimal_comma(
    value: float | Decimal, places: int | None, written: str
) -> None:
    assert number_vi(value, places=places) == written


def test_a_number_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(DomainError):
        number_vi(float("nan"))


@pytest.mark.parametrize(("count", "written"), [(0, "00"), (3, "03"), (9, "09"), (10, "10"), (1200, "1.200")])
def test_counts_in_a_document_have_two_digits(count: int, written: str) -> None:
    assert number_two_digits(count) == written
