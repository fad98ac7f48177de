"""Figures against a base, in words: đạt, bằng, vượt, chiếm, tăng, giảm; the base is always printed (rules R6, R7).

"Vượt x%" is (done - target) / target and "đạt x%", "bằng x%" are done / base: the press confuses them, this does not.
"""

from __future__ import annotations

from fractions import Fraction

from webapp.errors import DomainError
from webapp.rules.dates_vi import number_vi
from webapp.rules.figures.formats import change_vi, count_vi, delta_vi, exceed_vi, percent_vi
from webapp.rules.figures.rounding import half_up


class ZeroBase(DomainError):
    """There is no rate on a base of zero; only the difference can be said."""

    def __init__(self) -> None:
        super().__init__("Gốc so sánh bằng 0 nên không có tỷ lệ; chỉ nêu số tăng.")


def percent(part: int, base: int, places: int = 1) -> str:
    """R6: `83,3%`, rounded half up, comma for decimals. Raises ZeroBase."""
    return percent_vi(_rate(part, base), places)


def say_share(part: int, whole: int, *, of: str, places: int = 1) -> str:
    """`chiếm 21,9% (47/215 đảng viên được kiểm tra)`."""
    if whole == 0:
        return f"{number_vi(part)} ({of}: 0, không tính tỷ lệ)"
    return f"chiếm {percent(part, whole, places)} ({number_vi(part)}/{number_vi(whole)} {of})"


def say_progress(done: int, planned: int, *, unit: str, plan: str = "kế hoạch năm", places: int = 1) -> str:
    """`5/6 cuộc (bằng 83,3% kế hoạch năm)`; more than planned is said with "vượt"."""
    if planned == 0:
        return f"{number_vi(done)} {unit} (ngoài {plan}: {plan} không giao)"
    head = f"{number_vi(done)}/{number_vi(planned)} {unit}"
    if done > planned:
        return f"{head} ({exceed_vi(_rate(done - planned, planned), _places(done - planned, planned, places))} {plan})"
    return f"{head} (bằng {percent_vi(_rate(done, planned), _places(done, planned, places))} {plan})"


def say_target(done: int, target: int, *, unit: str, giver: str = "", places: int = 1) -> str:
    """`12 đảng viên, vượt 300% so với chỉ tiêu (12/3)`, `đạt 75% chỉ tiêu (3/4)`, `bằng chỉ tiêu (8/8)`."""
    given = f"chỉ tiêu {giver} giao".replace("  ", " ") if giver else "chỉ tiêu"
    head, base = f"{number_vi(done)} {unit}", f"({number_vi(done)}/{number_vi(target)})"
    if target == 0:
        return f"{head}, {given} không giao số lượng"
    if done == target:
        return f"{head}, bằng {given} {base}"
    if done > target:
        rate = exceed_vi(_rate(done - target, target), _places(done - target, target, places))
        return f"{head}, {rate} so với {given} {base}"
    return f"{head}, đạt {percent_vi(_rate(done, target), _places(done, target, places))} {given} {base}"


def say_change(current: int, base: int, *, unit: str, against: str, places: int = 2) -> str:
    """R7: `giảm 66,67% (giảm 2 tổ chức đảng) so với cùng kỳ năm trước (3)`: rate, number and base together.

    On a base of zero there is no rate (rule R6): `tăng 5 tổ chức đảng so với cùng kỳ năm trước (0)`.
    """
    tail = f"so với {against} ({number_vi(base)})"
    if current == base:
        return f"bằng {against} ({number_vi(base)})"
    delta = Fraction(current - base)
    if base == 0:
        return f"{delta_vi(delta, unit)} {tail}"
    rate = _rate(current - base, base)
    return f"{change_vi(rate, delta, places=_places(current - base, base, places), unit=unit)} {tail}"


def _rate(part: int, base: int) -> Fraction:
    if base == 0:
        raise ZeroBase
    return Fraction(part * 100, base)


def _places(part: int, base: int, most: int) -> int:
    """As few decimals as say the same: `50%`, not `50,0%`."""
    rounded = half_up(abs(_rate(part, base)), most)
    text = count_vi(Fraction(rounded), most)
    return len(text.rstrip("0").partition(",")[2]) if "," in text else 0
