"""Why a stated figure differs from the counted one: the slips published reports really make, tried one after another.

Every sentence is a guess about a slip and says so by what it shows; that the figure differs is certain in any case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from webapp.rules.figures.claims import Claim
from webapp.rules.figures.counts import Counts
from webapp.rules.figures.formats import count_vi, delta_vi, direction, percent_vi
from webapp.rules.figures.kinds import Measure, Numbers, relative_change, share, total
from webapp.rules.figures.links import parts_of
from webapp.rules.figures.phrases import Bound
from webapp.rules.figures.rounding import cut, half_up, own_places, round_zeros

_ROUND = {1: "chục", 2: "trăm", 3: "nghìn", 4: "chục nghìn", 5: "trăm nghìn", 6: "triệu"}
_BOUNDS = {
    Bound.AT_LEAST: "không đạt mức “trên” mà nguồn nêu",
    Bound.ABOVE: "không lớn hơn mức nguồn nêu",
    Bound.AT_MOST: "lớn hơn mức tối đa nguồn nêu",
    Bound.BELOW: "không dưới mức nguồn nêu",
    Bound.ABOUT: "không xấp xỉ con số nguồn nêu",
    Bound.NEARLY: "không phải “gần” con số nguồn nêu",
}


@dataclass(frozen=True)
class Difference:
    """A stated figure beside what the numbers give, and the other numbers of the report."""

    measure: Measure
    parts: Numbers
    claim: Claim
    counts: Counts

    @cached_property
    def value(self) -> Fraction:
        """What the numbers give."""
        return self.measure.compute(self.parts)

    @property
    def stated(self) -> Fraction:
        """The figure of the source."""
        return Fraction(self.claim.value)

    def rounds_to_stated(self, value: Fraction) -> bool:
        """Whether `value`, had it been the true one, would be printed as the source printed."""
        return half_up(value, self.claim.places or 0) == self.claim.value


def why(difference: Difference) -> str:
    """The first slip that explains the difference, or its size. Always one sentence without a full stop."""
    if difference.claim.bound is not Bound.EXACT:
        return _BOUNDS[difference.claim.bound]
    slips = _RATE_SLIPS if difference.measure.divides else _COUNT_SLIPS
    return next((found for slip in slips if (found := slip(difference))), size(difference))


def size(found: Difference) -> str:
    """How far apart the two figures are, as printed."""
    rounded = found.value if found.claim.places is None else Fraction(half_up(found.value, found.claim.places))
    apart = found.stated - rounded
    unit = {"count": "", "times": " lần"}.get(found.measure.style, " điểm phần trăm")
    return f"nguồn ghi {'cao' if apart > 0 else 'thấp'} hơn {count_vi(abs(apart))}{unit}"


def wrong_way(found: Difference) -> str:
    """The source says it rose where it fell, or the reverse."""
    if found.measure.compute is not relative_change or not found.value or not found.rounds_to_stated(-found.value):
        return ""
    return f"sai chiều: số liệu cho thấy {direction(found.value)}, nguồn ghi {direction(-found.value)}"


def truncated(found: Difference) -> str:
    """The source dropped the rest instead of rounding."""
    places = found.claim.places
    if places is None or cut(found.value, places) != found.claim.value:
        return ""
    return "nguồn cắt bỏ phần lẻ, không làm tròn"


def rounded_further(found: Difference) -> str:
    """The source rounded to fewer figures than it prints, as headlines do."""
    value = found.claim.value
    places = own_places(value)
    if places < (found.claim.places or 0) and half_up(found.value, places) == value:
        return f"nguồn chỉ làm tròn đến {places} chữ số thập phân" if places else "nguồn chỉ làm tròn đến hàng đơn vị"
    zeros = 0 if found.measure.divides else round_zeros(value)
    for digits in range(min(zeros, max(_ROUND)), 0, -1):
        if half_up(found.value, -digits) == value:
            return f"nguồn làm tròn đến hàng {_ROUND[digits]} mà không nói “gần”, “hơn” hay “khoảng”"
    return ""


def reached_taken_for_exceeded(found: Difference) -> str:
    """“Vượt 400%” of a source that means “đạt 400%”, and the reverse."""
    if found.measure.compute is relative_change and found.rounds_to_stated(share(found.parts)):
        return "nguồn lấy mức đạt (thực hiện trên gốc) làm mức vượt, tăng (phần hơn trên gốc)"
    if found.measure.compute is share and found.rounds_to_stated(relative_change(found.parts)):
        return "nguồn lấy mức vượt, tăng (phần hơn trên gốc) làm mức đạt (thực hiện trên gốc)"
    return ""


def turned_round(found: Difference) -> str:
    """Numerator and denominator exchanged, or the change taken on the new number."""
    current, base = found.parts
    if found.measure.compute is relative_change:
        on_current = current and found.rounds_to_stated((current - base) / current * 100)
        return f"nguồn chia cho số kỳ này ({count_vi(current)}), không phải cho gốc so sánh" if on_current else ""
    upside_down = current and found.rounds_to_stated(found.measure.compute((base, current)))
    return "nguồn đảo tử số và mẫu số" if upside_down else ""


def other_number(found: Difference) -> str:
    """Another number of the report in place of the base, or of the numerator, gives exactly what is printed."""
    current, base = found.parts
    other = _fitting(found, base, lambda value: value > 0 and found.rounds_to_stated(_rate(found, current, value)))
    if other:
        return f"khớp nếu lấy gốc là {other}, không phải {count_vi(base)}"
    other = _fitting(found, current, lambda value: found.rounds_to_stated(_rate(found, value, base)))
    return f"khớp nếu lấy {other} thay cho {count_vi(current)}" if other else ""


def _rate(found: Difference, current: Fraction, base: Fraction) -> Fraction:
    return found.measure.compute((current, base))


def part_slipped(found: Difference) -> str:
    """A total that is off by exactly one of its parts, or by another number of the report."""
    apart = found.stated - found.value
    off = f"nguồn ghi {'cao' if apart > 0 else 'thấp'} hơn {count_vi(abs(apart))}"
    if found.measure.compute is not total:
        return ""
    if abs(apart) in found.parts:
        return f"{off}, đúng bằng một phần: có thể phần đó bị {'cộng hai lần' if apart > 0 else 'bỏ sót'}"
    others = found.counts.keys(apart)
    return f"{off}, đúng bằng “{others[0]}”: có thể còn thiếu phần này" if len(others) == 1 else ""


def parts_of_another_whole(found: Difference) -> str:
    """Parts that give less may only be those named after "trong đó" (rule R3); that give more, overlap (rule R5)."""
    if found.measure.compute is not total or len(found.parts) < 2:
        return ""
    if found.stated > found.value:
        return f"{size(found)}; nếu các phần chỉ đứng sau “trong đó” thì chưa phải là tất cả"
    return f"{size(found)}; nếu một người, một tổ chức được tính ở nhiều phần thì tổng các phần lớn hơn tổng số"


def _fitting(found: Difference, replaced: Fraction, fits: Callable[[Fraction], bool]) -> str:
    """The number that fits and is named most like `replaced`, with its name; "" when none does.

    Whole percents are met by chance too often: there the names must have something in common.
    """
    known = {part for key in found.counts.keys(replaced) for part in parts_of(key)}
    numbers = [*found.counts.stated.items(), *found.counts.implied.items()]
    others = [(key, value) for key, value in numbers if value not in found.parts and fits(value)]
    fitting = [(len(known & parts_of(key)), key, value) for key, value in others]
    alike, key, value = max(fitting, key=lambda item: item[0], default=(0, "", replaced))
    return f"{count_vi(value)} (“{key}”)" if alike or (key and found.claim.places) else ""


Slip = Callable[[Difference], str]
_COUNT_SLIPS: tuple[Slip, ...] = (part_slipped, rounded_further, truncated, parts_of_another_whole)
_RATE_SLIPS: tuple[Slip, ...] = (
    wrong_way,
    truncated,
    rounded_further,
    reached_taken_for_exceeded,
    turned_round,
    other_number,
)


def delta_mistake(stated: Fraction, true: Fraction, unit: str) -> str:
    """The number in brackets after a change is not what was counted: `giảm 2` for 60 → 56."""
    return f"phần trong ngoặc ghi {delta_vi(stated, unit)}, đúng là {delta_vi(true, unit)}"


def verb_mistake(stated: str, true: Fraction) -> str:
    """The percentage is right but the word before it is not."""
    return f"nguồn viết “{stated}”, số liệu cho thấy {direction(true)} {percent_vi(abs(true), 2)}"
