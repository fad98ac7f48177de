"""What a new case may be opened with: the procedures there are, and the people of the office."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.auth.predicates import CASEWORK, COMMISSION
from webapp.models import User
from webapp.queries.accounts import list_people
from webapp.queries.labels import INITIATORS
from webapp.queries.tools import Tools

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
        members=_choices(people, COMMISSION),
        officials=_choices(people, CASEWORK),
    )


def _choices(people: list[User], roles: frozenset[str]) -> Choices:
    return tuple(
        (p.id, f"{p.full_name}, {p.position}" if p.position else p.full_name) for p in people if p.roles & roles
    )
