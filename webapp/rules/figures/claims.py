"""What a source states: a number, how exactly it is meant, and how many decimals it prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from webapp.errors import DomainError
from webapp.rules.figures.formats import count_vi
from webapp.rules.figures.kinds import Measure, Relation
from webapp.rules.figures.phrases import Bound, Phrase, read_phrase
from webapp.rules.figures.reading import ABSENT, is_number
from webapp.rules.figures.rounding import half_up, own_places, round_zeros

MOST_DECIMALS = 9
_WORDS = {Bound.AT_LEAST: "trên", Bound.ABOVE: "hơn", Bound.AT_MOST: "không quá", Bound.BELOW: "dưới"}


class UnreadableClaim(DomainError):
    """`stated` or `decimals` cannot be understood; the sentence says why."""


@dataclass(frozen=True)
class Claim:
    """`places`: decimals the comparison is rounded to, None when it must be exact. `phrase`: the figure in words."""

    value: Decimal
    bound: Bound
    places: int | None
    phrase: Phrase | None = None

    def holds(self, value: Fraction) -> bool:
        """Whether the true `value` is what the source says, rounded half up as sources print (rule R6)."""
        stated = Fraction(self.value)
        if self.bound is Bound.EXACT:
            return value == stated if self.places is None else half_up(value, self.places) == self.value
        simple = {
            Bound.AT_LEAST: value >= stated,
            Bound.ABOVE: value > stated,
            Bound.AT_MOST: value <= stated,
            Bound.BELOW: value < stated,
        }
        if self.bound in simple:
            return simple[self.bound]
        return self._near(value) and (self.bound is Bound.ABOUT or value <= stated)

    def _near(self, value: Fraction) -> bool:
        """“Khoảng 20.000” is meant to its last figure that is not zero."""
        zeros = round_zeros(self.value)
        return half_up(value, -zeros if zeros else own_places(self.value)) == self.value

    def shown(self, measure: Measure, phrase: Phrase | None) -> str:
        """The stated figure in Vietnamese, in the source's own words where they are known."""
        words = self.phrase or phrase
        if words:
            return words.text
        places = max(self.places or 0, own_places(self.value)) if self.bound is Bound.EXACT else None
        bound = _WORDS.get(self.bound, self.bound.value)
        return measure.claim(Fraction(self.value), places=places if measure.divides else places or None, bound=bound)

    def shown_places(self, value: Fraction) -> int | None:
        """Decimals to print the true value with: the source's, or for "trên 33%" enough to see on which side it is."""
        if self.bound is Bound.EXACT:
            return self.places
        if len(count_vi(value).partition(",")[2]) <= 2:
            return None
        return next((p for p in range(2, MOST_DECIMALS) if half_up(value, p) != self.value), MOST_DECIMALS)


def read_decimals(decimals: object) -> int | None:
    """The decimals a check prints, None when it does not say. Raises UnreadableClaim."""
    if decimals is ABSENT or decimals is None:
        return None
    if isinstance(decimals, Decimal) and decimals.is_finite() and decimals in range(MOST_DECIMALS + 1):
        return int(decimals)
    raise UnreadableClaim(f"“decimals” phải là số nguyên từ 0 đến {MOST_DECIMALS}")


def read_claim(stated: object, decimals: int | None, measure: Measure) -> Claim:
    """Understand `stated` of a check that measures. Raises UnreadableClaim."""
    if isinstance(stated, str):
        claim = _from_words(stated, measure)
    elif isinstance(stated, Decimal) and is_number(stated):
        claim = Claim(stated, measure.bound, own_places(stated) if measure.divides else None)
    elif stated is ABSENT or stated is None:
        raise UnreadableClaim("thiếu “stated”, con số mà nguồn nêu")
    else:
        raise UnreadableClaim("“stated” phải là một con số, hoặc chữ như “>=33”, “tăng trên 33%”")
    return claim if decimals is None else replace(claim, places=decimals)


def read_sign(stated: object, relation: Relation) -> None:
    """See that `stated` does not say another relation than the kind. Raises UnreadableClaim."""
    if stated is ABSENT or stated is None:
        return
    if not isinstance(stated, str) or stated.strip() not in relation.spellings:
        raise UnreadableClaim(f"“stated” phải là dấu {relation.sign}, đúng với “kind” của phép kiểm")


def _from_words(text: str, measure: Measure) -> Claim:
    phrase = read_phrase(text)
    if phrase is None:
        raise UnreadableClaim(f"không đọc được con số trong “{text}”")
    bound = measure.bound if phrase.bound is Bound.EXACT else phrase.bound
    places = phrase.places if measure.divides or phrase.places else None
    in_words = phrase if any(letter.isalpha() or letter == "%" for letter in phrase.text) else None
    return Claim(phrase.value, bound, places, in_words)
