"""limitation.toml, effect.toml and suspension.toml."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from webapp.datafile import Strict
from webapp.rules.shapes.base import Dated, Form, Text
from webapp.rules.terms import VoteTarget

Months = Annotated[int, Field(gt=0)]
Days = Annotated[int, Field(gt=0)]


class LimitationEntry(Dated):
    """The time after which a form is no longer enforced; `unlimited` forms have none."""

    question = ("targets", "forms")

    targets: list[VoteTarget]
    forms: list[Form]
    months: Months | None = None
    unlimited: bool = False
    basis: str | None = None

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if (self.months is None) != self.unlimited:
            raise ValueError("ghi hoặc months, hoặc unlimited = true")
        return self


class UnlimitedAreaEntry(Dated):
    """A kind of violation that is never too old."""

    question = ("area", "targets")

    area: Text
    label: Text
    targets: list[VoteTarget]
    basis: str | None = None


class LimitationFile(Strict):
    """limitation.toml"""

    limitation: list[LimitationEntry]
    unlimited_area: list[UnlimitedAreaEntry]


class EffectEntry(Dated):
    """From which event a decision has effect."""

    question = ("decided_by",)

    decided_by: Literal["cell", "other"]
    starts: Literal["announcement", "signing", "vote_announced"]
    basis: str | None = None


class EndEntry(Dated):
    """After how many months the effect ends by itself, and for which forms it never does."""

    months: Months
    never_ends: list[Form]
    basis: str | None = None


class EffectFile(Strict):
    """effect.toml"""

    effect: list[EffectEntry]
    end: list[EndEntry]


class SuspensionEntry(Dated):
    """How long a suspension (đình chỉ) lasts: first term and the most with every extension, in calendar days."""

    question = ("target",)

    target: Literal["member", "organisation"]
    base_days: Days
    max_total_days: Days
    extensions: int | None = None
    basis: str | None = None


class SuspensionGroundEntry(Dated):
    """A reason to suspend: what is suspended, whether it must be, and whether the legal term replaces the limit."""

    question = ("ground", "suspends")

    ground: Text
    label: Text
    suspends: Literal["party_activity", "committee_activity", "organisation_activity"]
    mandatory: bool
    legal_term: bool
    basis: str | None = None


class SuspensionFile(Strict):
    """suspension.toml"""

    duration: list[SuspensionEntry]
    ground: list[SuspensionGroundEntry]
