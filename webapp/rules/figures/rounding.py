"""Exact rounding of figures, as the printed reports do it.

Everything is counted in fractions, so that 12,5 is really a half: floats would round 2,675 the wrong way.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, places: int) -> Decimal:
    """Round to `places` decimals, a half away from zero; negative `places` round to tens, hundreds, thousands."""
    return _digits(value, places, Fraction(1, 2))


def cut(value: Fraction, places: int) -> Decimal:
    """Drop everything after `places` decimals: the mistake of a source that truncates instead of rounding."""
    return _digits(value, places, Fraction(0))


def own_places(value: Decimal) -> int:
    """How many decimals the number really has: `83.30` → 1, `1500` → 0."""
    return max(0, -_last(value))


def round_zeros(value: Decimal) -> int:
    """How many zeros a whole number ends in: `20000` → 4, `1574` → 0; zero itself has none."""
    return max(0, _last(value)) if value else 0


def exact(value: Fraction) -> Decimal | None:
    """The decimal number equal to `value`, or None when it never ends (1/3)."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    while rest > 1 and (rest % 2 == 0 or rest % 5 == 0):
        rest, places = (rest // 2 if rest % 2 == 0 else rest // 5), places + 1
    return half_up(value, places) if rest == 1 else None


def _digits(value: Fraction, places: int, up: Fraction) -> Decimal:
    whole = int(abs(value) * Fraction(10) ** places + up)
    sign = int(value < 0 and whole > 0)
    if places < 0:
        return Decimal((sign, _tuple(whole * 10**-places), 0))
    return Decimal((sign, _tuple(whole), -places))


def _last(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero. `normalize` would round a long number first."""
    _, digits, exponent = value.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return exponent + zeros if isinstance(exponent, int) and value else 0


def _tuple(whole: int) -> tuple[int, ...]:
    return tuple(int(digit) for digit in str(whole))
