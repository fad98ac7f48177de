"""What a new case may be opened with: the procedures there are, and the people of the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.models import Unit, User
from webapp.queries.accounts import list_people
from webapp.queries.labels import INITIATORS, upper_first
from webapp.queries.life_page import IN_A_TEAM, IN_CHARGE
from webapp.queries.tools import Tools
from webapp.rules.shapes import LevelEntry, NamedEntry
from webapp.workflow.procedure import Procedure

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Offer:
    """(value, label) pairs for each question; `initiators` and `targets` by procedure code."""

    procedures: Choices
    initiators: dict[str, tuple[str, ...]]
    targets: dict[str, tuple[str, ...]]
    initiator_choices: Choices
    members: Choices
    officials: Choices
    managed: Choices
    levels: Choices
    kinds: Choices
    combines: dict[str, tuple[str, ...]]
    units: Choices


def new_case_offer(session: Session, tools: Tools, viewer: User) -> Offer:
    """The choices of `viewer`'s office; procedures that need no subject of their own are not offered."""
    current = [tools.procedures.current(code) for code in tools.procedures.codes()]
    openable = [procedure for procedure in current if set(procedure.targets) & {"member", "organisation"}]
    people = list_people(session, viewer.office_id)
    known = {code for procedure in openable for code in procedure.initiators}
    return Offer(
        procedures=tuple((procedure.code, procedure.title) for procedure in openable),
        initiators={procedure.code: tuple(procedure.initiators) for procedure in openable},
        targets={procedure.code: tuple(procedure.targets) for procedure in openable},
        initiator_choices=tuple((code, label) for code, label in INITIATORS.items() if code in known),
        members=_choices(people, IN_CHARGE),
        officials=_choices(people, IN_A_TEAM),
        managed=_in_force([one for one in tools.law.authority.target if not one.name.startswith("organisation")]),
        levels=_in_force(tools.law.levels),
        kinds=_combined(openable),
        combines={procedure.code: procedure.combines for procedure in openable},
        units=_units(session, viewer),
    )


def _combined(procedures: list[Procedure]) -> Choices:
    """The kinds some other kind may be held together with."""
    wanted = {code for procedure in procedures for code in procedure.combines}
    return tuple((one.code, one.title) for one in procedures if one.code in wanted)


def _units(session: Session, viewer: User) -> Choices:
    query = select(Unit).where(Unit.office_id == viewer.office_id).order_by(Unit.kind, Unit.name)
    return tuple((unit.id, unit.name) for unit in session.scalars(query))


def _in_force(entries: Iterable[NamedEntry | LevelEntry]) -> Choices:
    """The entries of the law that hold today, as it calls them."""
    return tuple((one.name, upper_first(one.label)) for one in entries if one.in_force(clock.today()))


def _choices(people: list[User], roles: frozenset[str]) -> Choices:
    return tuple(
        (p.id, f"{p.full_name}, {p.position}" if p.position else p.full_name) for p in people if p.roles & roles
    )
