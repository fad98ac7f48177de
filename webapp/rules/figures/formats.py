"""Figures as Vietnamese reports print them: `83,3%`, `1.574`, `giảm 66,67% (giảm 2 tổ chức đảng)`.

The two verbs the press confuses are kept apart: "vượt x%" is (done - target) / target, "đạt x%" and "bằng x%" are
done / base. A change always prints both the rate and the number behind it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from webapp.rules.dates_vi import number_vi
from webapp.rules.figures.rounding import exact, half_up

UNSPENT = 4
"""Decimals shown of a number that never ends, when nothing says how many to print."""

_GROUPED = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_PLAIN = re.compile(r"^\d+(?:[.,]\d+)?$")


def count_vi(value: Fraction, places: int | None = None) -> str:
    """`1574` → `1.574`; without `places` every decimal, of a number that never ends four."""
    if places is not None:
        return number_vi(half_up(value, places))
    whole = exact(value)
    return number_vi(half_up(value, UNSPENT) if whole is None else whole)


def percent_vi(value: Fraction, places: int | None = None) -> str:
    """`83.3333`, 1 → `83,3%`."""
    return f"{count_vi(value, places)}%"


def change_vi(percent: Fraction, delta: Fraction, *, places: int | None = None, unit: str = "") -> str:
    """`giảm 66,67% (giảm 2 tổ chức đảng)`; `không tăng, không giảm` when nothing changed."""
    if not delta:
        return "không tăng, không giảm"
    return f"{direction(delta)} {percent_vi(abs(percent), places)} ({delta_vi(delta, unit)})"


def delta_vi(delta: Fraction, unit: str = "") -> str:
    """`giảm 2 tổ chức đảng`, `tăng 93`, `không tăng, không giảm`."""
    return f"{direction(delta)} {count_vi(abs(delta))} {unit}".rstrip() if delta else "không tăng, không giảm"


def direction(delta: Fraction) -> str:
    """The verb of a change that is not zero: `tăng` or `giảm`."""
    return "tăng" if delta > 0 else "giảm"


def exceed_vi(percent: Fraction, places: int | None = None) -> str:
    """`vượt 50%`; below the target `hụt 20%`; exactly on it `vượt 0%` as a source would have to put it."""
    return f"{'hụt' if percent < 0 else 'vượt'} {percent_vi(abs(percent), places)}"


def times_vi(value: Fraction, places: int | None = None) -> str:
    """`gấp 3 lần`, `gấp 2,5 lần`."""
    return f"gấp {count_vi(value, places)} lần"


def parse_number(text: str) -> Decimal | None:
    """Read `1.574`, `83,3`, `1.234,5`, `12`; None when the text is not a number.

    A dot before exactly three digits separates thousands, as the reports print it; any other single dot (`83.3`)
    can only be a decimal point and is taken as one.
    """
    plain = text.strip()
    if _GROUPED.match(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _PLAIN.match(plain):
        return Decimal(plain.replace(",", "."))
    return None
