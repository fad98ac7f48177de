"""What every dated rule has in common."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from webapp.datafile import Strict
from webapp.rules.terms import Sanction

Text = Annotated[str, Field(min_length=1)]
Form = Annotated[Sanction, Field(strict=False)]


class Dated(Strict):
    """A rule that holds from one day to another, and may or may not have been read in the text of the law."""

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

    def same_question(self) -> tuple[Hashable, ...]:
        """What the rule answers: two rules with the same answer here must not hold on the same day."""
        ignored = set(Dated.model_fields) | {"basis", "label"} | self.answers()
        return tuple(
            tuple(value) if isinstance(value, list) else value
            for name, value in self
            if name not in ignored
        )

    def answers(self) -> set[str]:
        """The fields that hold the answer rather than the question; each kind of rule names its own."""
        return set()

    def overlaps(self, other: Dated) -> bool:
        """Whether the two hold together on some day."""
        return self.valid_from <= (other.valid_to or date.max) and other.valid_from <= (self.valid_to or date.max)
