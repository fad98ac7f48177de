"""What each kind of check computes: one small function per kind, and the words its result is printed in.

A kind that measures (sum, diff, pct, reach, change, exceed, times, ratio) may end in `_at_least`, `_at_most` or
`_about` when the source said "trên", "dưới" or "khoảng" before its figure. A kind that compares (le, lt, ge, gt, eq)
holds or not.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from webapp.rules.figures import formats
from webapp.rules.figures.phrases import Bound

Numbers = Sequence[Fraction]


def total(parts: Numbers) -> Fraction:
    """Every part added up: forms of discipline, levels, actors (rules R1 and R2)."""
    return sum(parts, Fraction(0))


def difference(parts: Numbers) -> Fraction:
    """The first number less all that follow: what is left of a total."""
    return parts[0] - total(parts[1:])


def share(parts: Numbers) -> Fraction:
    """Part / whole or done / planned, in percent."""
    part, whole = parts
    return part / whole * 100


def relative_change(parts: Numbers) -> Fraction:
    """(current - base) / base, in percent, negative when it fell. Also what "vượt" means against a target."""
    current, base = parts
    return (current - base) / base * 100


def quotient(parts: Numbers) -> Fraction:
    """How many times the base the current number is, or how many there are for each."""
    part, whole = parts
    return part / whole


@dataclass(frozen=True)
class Measure:
    """A kind that yields a number. `names` are the keys of its inputs when they come as a table.

    Of a kind that `divides`, the second input is the base, which can never be zero.
    """

    compute: Callable[[Numbers], Fraction]
    style: str
    names: tuple[str, ...] = ()
    bound: Bound = Bound.EXACT

    @property
    def divides(self) -> bool:
        """Whether it needs exactly a number and its base; sums and differences take any list."""
        return self.compute not in (total, difference)

    def write(self, value: Fraction, parts: Numbers, *, places: int | None, unit: str = "") -> str:
        """The result in words: `83,3%`, `vượt 50%`, `giảm 66,67% (giảm 2 tổ chức đảng)`, `1.574`."""
        if self.style == "change":
            return formats.change_vi(value, parts[0] - parts[1], places=places, unit=unit)
        return _WRITERS[self.style](value, places)

    def claim(self, value: Fraction, *, places: int | None, bound: str = "") -> str:
        """A figure of a source in the same words when only the number is known: `83,3%`, `tăng trên 33%`."""
        if self.style == "change":
            figure = formats.percent_vi(abs(value), places)
            figure = f"{formats.direction(value)} {figure}" if value else figure
        else:
            figure = _WRITERS[self.style](value, places)
        return re.sub(r"(?=\d)", f"{bound} ", figure, count=1) if bound else figure

    def working(self, parts: Numbers) -> str:
        """The numbers behind the result, the base always among them: `5/6`, `35 + 42`, `(1 - 3)/3`."""
        shown = [formats.count_vi(part) for part in parts]
        if not self.divides:
            return (" + " if self.compute is total else " − ").join(shown)
        if self.compute is relative_change:
            return f"({shown[0]} − {shown[1]})/{shown[1]}"
        return f"{shown[0]}/{shown[1]}"


@dataclass(frozen=True)
class Relation:
    """A kind that holds or not between every number and the next: `đã <= phải <= có vi phạm <= được kiểm tra`."""

    sign: str
    spellings: tuple[str, ...]
    holds: Callable[[Fraction, Fraction], bool]

    def broken(self, parts: Numbers) -> list[tuple[Fraction, Fraction]]:
        """The neighbours between which it does not hold."""
        return [(left, right) for left, right in pairwise(parts) if not self.holds(left, right)]

    def breaks(self, parts: Numbers) -> str:
        """The neighbours between which it does not hold, as it truly is: `4 > 3`."""
        return ", ".join(
            f"{formats.count_vi(left)} {_true_sign(left, right)} {formats.count_vi(right)}"
            for left, right in self.broken(parts)
        )

    def working(self, parts: Numbers) -> str:
        """The numbers with the signs that are true between them: `1.575 ≤ 3.005`, `4 > 3`."""
        words = [formats.count_vi(parts[0])]
        for left, right in pairwise(parts):
            words += [self.sign if self.holds(left, right) else _true_sign(left, right), formats.count_vi(right)]
        return " ".join(words)


def _true_sign(left: Fraction, right: Fraction) -> str:
    return "<" if left < right else ">" if left > right else "="


_WRITERS: dict[str, Callable[[Fraction, int | None], str]] = {
    "count": formats.count_vi,
    "percent": formats.percent_vi,
    "exceed": formats.exceed_vi,
    "times": formats.times_vi,
}
PART = ("n", "d")
AGAINST = ("current", "base")
_MEASURES: dict[str, tuple[Callable[[Numbers], Fraction], str, tuple[str, ...]]] = {
    "sum": (total, "count", ()),
    "diff": (difference, "count", AGAINST),
    "pct": (share, "percent", PART),
    "reach": (share, "percent", AGAINST),
    "change": (relative_change, "change", AGAINST),
    "exceed": (relative_change, "exceed", AGAINST),
    "times": (quotient, "times", AGAINST),
    "ratio": (quotient, "count", PART),
}
_MEASURES |= {
    "total": _MEASURES["sum"],
    "share": _MEASURES["pct"],
    "progress": _MEASURES["pct"],
    "comparison": _MEASURES["change"],
}
SUFFIXES = {"": Bound.EXACT, "_at_least": Bound.AT_LEAST, "_at_most": Bound.AT_MOST, "_about": Bound.ABOUT}

MEASURES: dict[str, Measure] = {
    name + suffix: Measure(compute, style, names, bound)
    for name, (compute, style, names) in _MEASURES.items()
    for suffix, bound in SUFFIXES.items()
}
RELATIONS: dict[str, Relation] = {
    "le": Relation("≤", ("<=", "≤", "=<"), operator.le),
    "lt": Relation("<", ("<",), operator.lt),
    "ge": Relation("≥", (">=", "≥", "=>"), operator.ge),
    "gt": Relation(">", (">",), operator.gt),
    "eq": Relation("=", ("=", "=="), operator.eq),
}
