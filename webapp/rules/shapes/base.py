"""What every dated rule has in common."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from webapp.datafile import Strict
from webapp.rules.terms import Sanction

Text = Annotated[str, Field(min_length=1)]
Form = Annotated[Sanction, Field(strict=False)]


class Dated(Strict):
    """A rule that holds from one day to another, and may or may not have been read in the text of the law."""

    question: ClassVar[tuple[str, ...]] = ()
    """The fields that say what the rule is about; two rules about the same may not hold on one day."""

    valid_from: date
    valid_to: date | None = None
    verified: bool
    verified_until: date | None = None
    """The last day on which somebody knows the rule held; later it may have been replaced."""
    source: Text

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to không được trước valid_from")
        return self

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on that day, both ends included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def verified_on(self, on: date) -> bool:
        """Whether it is known, not only presumed, that the rule holds on that day."""
        return self.verified and (self.verified_until is None or on <= self.verified_until)

    def asks_the_same(self, other: Self) -> bool:
        """Whether both rules answer one question: equal names, and lists that share a member or are both empty.

        An empty list means "any" and gives way to a rule that names its case, so empty and filled do not clash.
        """
        return all(_meet(getattr(self, name), getattr(other, name)) for name in self.question)

    def overlaps(self, other: Dated) -> bool:
        """Whether the two hold together on some day."""
        return self.valid_from <= (other.valid_to or date.max) and other.valid_from <= (self.valid_to or date.max)


def _meet(first: object, second: object) -> bool:
    if isinstance(first, list) and isinstance(second, list):
        return bool(set(first) & set(second)) or (not first and not second)
    return first == second
