"""The strict shape of every file in workflows/_law: one model per file, one per row."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from webapp.datafile import Strict
from webapp.rules.terms import Mode, Sanction, VoteTarget

Text = Annotated[str, Field(min_length=1)]
Form = Annotated[Sanction, Field(strict=False)]
Unit = Literal["calendar", "working", "month"]


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
        return tuple(tuple(value) if isinstance(value, list) else value for name, value in self if name not in ignored)

    def answers(self) -> set[str]:
        """The fields that hold the answer rather than the question; each kind of rule names its own."""
        return set()

    def overlaps(self, other: Dated) -> bool:
        """Whether the two hold together on some day."""
        return self.valid_from <= (other.valid_to or date.max) and other.valid_from <= (self.valid_to or date.max)


class BasisEntry(Dated):
    """One legal text (căn cứ): `topics` are the questions it answers while it is in force."""

    id: Text
    kind: Text
    number: str = ""
    issued_on: date
    issuer: Text
    linking: str = "về"
    subject: Text
    topics: Annotated[list[Text], Field(min_length=1)]
    amends: str | None = None
    guides: str | None = None
    replaces: list[str] = Field(default_factory=list)


class BasesFile(Strict):
    """bases.toml"""

    basis: list[BasisEntry]


class YearEntry(Strict):
    """A year whose days off are listed; `verified` when the Government's own plan for it was known."""

    year: int
    verified: bool
    source: Text


class HolidayEntry(Strict):
    """A day off on a weekday or weekend."""

    on: date
    name: Text


class SwapEntry(Strict):
    """A weekday off that is made up for on a weekend day."""

    off: date
    worked: date
    source: Text


class HolidaysFile(Strict):
    """holidays.toml"""

    year: list[YearEntry]
    holiday: list[HolidayEntry]
    swap: list[SwapEntry] = Field(default_factory=list)


class Extension(Strict):
    """How much a limit may be extended: a number of the same units, or a share of the limit."""

    length: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    times: int = 1
    granted_by: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        share = self.numerator is not None and self.denominator is not None
        if (self.length is not None) == share:
            raise ValueError("ghi hoặc length, hoặc cả numerator và denominator")
        return self

    def of(self, length: int) -> int:
        """The longest extension of a limit of `length` units; a fraction of a unit is dropped."""
        if self.length is not None:
            return self.length
        return length * (self.numerator or 0) // (self.denominator or 1)


class DeadlineEntry(Dated):
    """One time limit: `length` units counted from the day after the `start` event; empty lists mean any."""

    event: Text
    label: Text
    basis: str | None = None
    kinds: list[Text] = Field(default_factory=list)
    levels: list[Text] = Field(default_factory=list)
    initiators: list[Text] = Field(default_factory=list)
    start: Text
    length: Annotated[int, Field(gt=0)]
    unit: Unit
    extension: Extension | None = None

    def answers(self) -> set[str]:
        """See Dated."""
        return {"start", "length", "unit", "extension"}


class DeadlinesFile(Strict):
    """deadlines.toml"""

    deadline: list[DeadlineEntry]


class SanctionsEntry(Dated):
    """The closed list of forms for one kind of target, light to heavy."""

    target: VoteTarget
    basis: str | None = None
    forms: Annotated[list[Form], Field(min_length=1)]

    def answers(self) -> set[str]:
        """See Dated."""
        return {"forms"}


class SanctionsFile(Strict):
    """sanctions.toml"""

    list: list[SanctionsEntry]


class MajorityEntry(Dated):
    """How many votes of all entitled carry a form of sanction."""

    basis: str | None = None
    targets: list[VoteTarget]
    modes: list[Mode]
    forms: list[Form]
    majority: Literal["more_than_half", "at_least_two_thirds"]

    def answers(self) -> set[str]:
        """See Dated."""
        return {"majority"}


class CumulationEntry(Dated):
    """Whether votes for heavier forms count for lighter ones when no form carries by itself."""

    basis: str | None = None
    mode: Mode
    cumulate: bool

    def answers(self) -> set[str]:
        """See Dated."""
        return {"cumulate"}


class VotesFile(Strict):
    """votes.toml"""

    majority: list[MajorityEntry]
    cumulation: list[CumulationEntry]
