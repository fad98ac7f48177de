"""sanctions.toml, votes.toml, authority.toml and holds.toml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from webapp.datafile import Strict
from webapp.rules.shapes.base import Dated, Form, Text
from webapp.rules.terms import Mode, VoteTarget


class SanctionsEntry(Dated):
    """The closed list of forms for one kind of target, light to heavy."""

    question = ("target",)

    target: VoteTarget
    basis: str | None = None
    forms: Annotated[list[Form], Field(min_length=1)]


class SanctionsFile(Strict):
    """sanctions.toml"""

    list: list[SanctionsEntry]


class MajorityEntry(Dated):
    """How many votes of all entitled carry a form of sanction."""

    question = ("targets", "modes", "forms")

    basis: str | None = None
    targets: list[VoteTarget]
    modes: list[Mode]
    forms: list[Form]
    majority: Literal["more_than_half", "at_least_two_thirds"]


class CumulationEntry(Dated):
    """Whether votes for heavier forms count for lighter ones when no form carries by itself."""

    question = ("mode",)

    basis: str | None = None
    mode: Mode
    cumulate: bool


class CellDenominatorEntry(Dated):
    """Which official members of a cell are left out of the number that a majority is counted on."""

    left_out: list[Literal["introduced_elsewhere", "exempt_and_absent"]]
    basis: str | None = None


class VotesFile(Strict):
    """votes.toml"""

    cell_denominator: list[CellDenominatorEntry]

    majority: list[MajorityEntry]
    cumulation: list[CumulationEntry]


class NamedEntry(Dated):
    """A body, a target or an area of violation: the name the data uses and the words a person reads."""

    question = ("name",)

    name: Text
    label: Text


class AuthorityEntry(Dated):
    """What a body may do with a form of discipline; an empty list of areas means any area."""

    question = ("bodies", "targets", "areas", "forms")

    bodies: Annotated[list[Text], Field(min_length=1)]
    targets: Annotated[list[Text], Field(min_length=1)]
    areas: list[Text] = Field(default_factory=list)
    forms: Annotated[list[Form], Field(min_length=1)]
    verdict: Literal["decide", "propose", "none"]
    basis: str | None = None


class AuthorityFile(Strict):
    """authority.toml"""

    body: list[NamedEntry]
    target: list[NamedEntry]
    area: list[NamedEntry]
    authority: list[AuthorityEntry]


class HoldEntry(Dated):
    """A situation in which discipline waits or is not decided; the inspection itself goes on."""

    question = ("id",)

    id: Text
    label: Text
    effect: Literal["postponed", "no_decision", "not_enforced", "handled_separately"]
    until: Text
    evidence: Text
    unless_especially_serious: bool = False
    basis: str | None = None


class HoldsFile(Strict):
    """holds.toml"""

    hold: list[HoldEntry]
