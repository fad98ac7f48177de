"""holidays.toml and deadlines.toml."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from webapp.datafile import Strict
from webapp.rules.shapes.base import Dated, Text

Unit = Literal["calendar", "working", "month"]


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


class OfficeDayEntry(Strict):
    """One day on which the office closes, or works although others do not."""

    on: date
    name: Text
    source: Text


class OfficeDaysFile(Strict):
    """office_days.toml: the office's own days, which win over the public ones."""

    closed: list[OfficeDayEntry] = Field(default_factory=list)
    worked: list[OfficeDayEntry] = Field(default_factory=list)


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

    question = ("event", "kinds", "levels", "initiators")

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


class DeadlinesFile(Strict):
    """deadlines.toml"""

    deadline: list[DeadlineEntry]
