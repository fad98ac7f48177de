"""Dates and numbers as Party documents write them, and as people type them.

The day has a leading zero below 10, the month only for January and February (05/02/2026, 12/7/2021).
Source: Hướng dẫn 36-HD/VPTW and 05-HD/VPTW on the layout of Party documents.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from webapp.errors import DomainError

_BLANK = " " * 6


class BadDate(DomainError):
    """The text is not a date anybody could have meant; the sentence says why."""


def day_vi(day: int) -> str:
    """`5` → `05`, `12` → `12`."""
    return f"{day:02d}"


def month_vi(month: int) -> str:
    """`2` → `02`, `7` → `7`: only January and February take a zero."""
    return f"{month:02d}" if month <= 2 else str(month)


def long_date(on: date) -> str:
    """`ngày 05 tháng 02 năm 2026`: the date line of a document."""
    return f"ngày {day_vi(on.day)} tháng {month_vi(on.month)} năm {on.year}"


def short_date(on: date) -> str:
    """`05/02/2026`, `12/7/2021`: a date inside the text."""
    return f"{day_vi(on.day)}/{month_vi(on.month)}/{on.year}"


def blank_date(year: int) -> str:
    """The date line of a document that has no day yet: `ngày       tháng       năm 2026`."""
    return f"ngày{_BLANK} tháng{_BLANK} năm {year}"


def number_vi(value: int | float | Decimal, *, places: int | None = None) -> str:
    """`1234.5` → `1.234,5`: a dot between thousands, a comma before decimals.

    `places` fixes the number of decimals (rounded half up); without it every decimal is kept.
    """
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise DomainError("Giá trị không phải là một con số viết ra được.")
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def number_two_digits(value: int) -> str:
    """`3` → `03`, `12` → `12`: counts in the text of a document (`gồm 03 đồng chí`)."""
    return f"{value:02d}" if 0 <= value < 10 else number_vi(value)


_WORDS = re.compile(
    r"^(?:ngày\s+|mùng\s+)*(?P<day>\d{1,2})\s*tháng\s+(?P<month>\d{1,2})\s*,?\s*năm\s+(?P<year>\d{4}|\d{2})$"
)
_SEPARATOR = r"\s*[/.\-\s,]\s*"
_PARTS = re.compile(
    rf"^(?:ngày\s+)?(?P<day>\d{{1,2}}){_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}(?P<year>\d{{4}}|\d{{2}})$"
)
_ISO = re.compile(r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})$")
_DIGITS = re.compile(r"^(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})$")
_SHAPES = (_WORDS, _PARTS, _ISO, _DIGITS)


def parse_date(text: str, *, pivot: int = 50) -> date:
    """Read a date a person typed: `3/11/26`, `03112026`, `3-11-2026`, `ngày 03 tháng 11 năm 2026`, `2026-11-03`.

    The day always comes before the month. A two-digit year below `pivot` is of this century, else of the last.
    Raises BadDate with a sentence that says what is wrong.
    """
    plain = unicodedata.normalize("NFC", text).replace("\u2013", "-").replace("\u2212", "-")
    cleaned = re.sub(r"\s+", " ", plain).strip(" .;,").lower()
    if not cleaned:
        raise BadDate("Chưa nhập ngày. Hãy viết dạng 03/11/2026.")
    for shape in _SHAPES:
        if found := shape.match(cleaned):
            year = int(found["year"])
            if len(found["year"]) == 2:
                year += 2000 if year < pivot else 1900
            return _real_date(text.strip(), int(found["day"]), int(found["month"]), year)
    raise BadDate(f"Không hiểu “{text.strip()}” là ngày nào. Hãy viết ngày/tháng/năm, ví dụ 03/11/2026.")


def _real_date(text: str, day: int, month: int, year: int) -> date:
    if not 1900 <= year <= 2099:
        raise BadDate(f"Năm trong “{text}” phải từ 1900 đến 2099.")
    if not 1 <= month <= 12:
        raise BadDate(f"Tháng trong “{text}” phải từ 1 đến 12; ngày viết trước, tháng viết sau.")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadDate(f"Tháng {month_vi(month)}/{year} không có ngày {day}.") from error
