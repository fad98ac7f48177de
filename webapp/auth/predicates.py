"""One- to three-line statements about a person and a case; the map of permissions is made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from webapp.models import Role, User
from webapp.workflow.actors import COLLECTIVE, LEADING

Predicate = Callable[[User, Any], bool]

STANDING = frozenset({Role.CHAIR, Role.STANDING_DEPUTY, Role.DEPUTY})
COMMISSION = STANDING | {Role.COMMISSION_MEMBER}
CASEWORK = COMMISSION | {Role.AREA_OFFICER, Role.OFFICIAL}


ON_A_COMMITTEE = frozenset({Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.BOARD_MEMBER, Role.COMMITTEE_MEMBER})
LEADING_A_UNIT = frozenset({Role.CELL_SECRETARY, Role.CELL_DEPUTY, Role.AGENCY_HEAD, Role.AGENCY_DEPUTY})


def in_office_of(actor: User, case: Any) -> bool:
    """The case belongs to the actor's office."""
    return case is not None and bool(actor.office_id == case.office_id)


def involved(actor: User, case: Any) -> bool:
    """Opened the case, is in charge of it, is in its team, or leads the body that acts.

    The standing members of the commission are involved in every case.
    """
    people = {case.opened_by_id, case.member_in_charge_id, *(member.user_id for member in case.team)}
    return actor.id in people or bool(actor.roles & STANDING) or leads_the_body(actor, case)


def leads_the_body(actor: User, case: Any) -> bool:
    """Secretary or deputy of the committee, cell or agency that acts in the case."""
    return _holds_there(actor, case, LEADING.get(case.initiator, ()))


def heads_the_body(actor: User, case: Any) -> bool:
    """The secretary of the committee or the cell, the head of the agency that acts."""
    return _holds_there(actor, case, LEADING.get(case.initiator, ())[:1])


def chairs(actor: User, _case: Any) -> bool:
    """Chairs the commission (Chủ nhiệm)."""
    return Role.CHAIR in actor.roles


def sits_on_the_body(actor: User, case: Any) -> bool:
    """Whoever decides together reads the case: the committee, its board, the cell."""
    return _holds_there(actor, case, COLLECTIVE.get(case.initiator, ()))


def _holds_there(actor: User, case: Any, roles: tuple[str, ...]) -> bool:
    return any(grant.role in roles and grant.unit_id == case.unit_id for grant in actor.grants)


def follows_it_on(actor: User, case: Any) -> bool:
    """Is involved in the case of this office that this one was merged into, proposed to or handed to."""
    return any(link.other.office_id == actor.office_id and involved(actor, link.other) for link in case.onward)


def standing(actor: User, _case: Any) -> bool:
    """The standing members of the commission (thường trực uỷ ban)."""
    return bool(actor.roles & STANDING)


def commission(actor: User, _case: Any) -> bool:
    """A member of the commission votes on every case, so may read every case."""
    return bool(actor.roles & COMMISSION)


def keeps_records(actor: User, _case: Any) -> bool:
    """The records clerk numbers and issues every document (văn thư)."""
    return Role.RECORDS_CLERK in actor.roles


def keeps_figures(actor: User, _case: Any) -> bool:
    """The statistics officer keeps the figures; the standing members answer for them."""
    return bool(actor.roles & (STANDING | {Role.STATISTICS_OFFICER}))


def keeps_mandates(actor: User, _case: Any) -> bool:
    """The chair decides who stands in for whom and who signs what; the administrator writes it down."""
    return bool(actor.roles & {Role.CHAIR, Role.ADMINISTRATOR})


def may_open_cases(actor: User, _case: Any) -> bool:
    return bool(actor.roles & CASEWORK)


def leads_a_unit(actor: User, _case: Any) -> bool:
    """The secretary of a cell, the head of an agency: they open the cases of their own unit."""
    return bool(actor.roles & LEADING_A_UNIT)


def administers(actor: User, _case: Any) -> bool:
    """Keeps the accounts and the settings of the office (quản trị hệ thống)."""
    return Role.ADMINISTRATOR in actor.roles


def at_work(actor: User, _case: Any) -> bool:
    """Any role but the administrator's alone: who keeps the system sees no case."""
    return bool(actor.roles - {Role.ADMINISTRATOR})


def stands_in_the_commission(actor: User, _thing: Any) -> bool:
    """A standing member: chair or deputy."""
    return bool(actor.roles & STANDING)


def took_in(actor: User, letter: Any) -> bool:
    """Wrote the letter into the book."""
    return letter is not None and bool(actor.id == letter.by_id)


def is_in_charge(actor: User, case: Any) -> bool:
    """The member of the commission in charge of the case."""
    return bool(actor.id == case.member_in_charge_id)


def leads_the_team(actor: User, case: Any) -> bool:
    """The leader of the team (trưởng đoàn)."""
    return any(actor.id == one.user_id and one.role == "leader" for one in case.team)


def took_the_letter_in(actor: User, case: Any) -> bool:
    """Wrote the letter into the book, or opened the case from it: whoever did has read the letter."""
    return actor.id == case.opened_by_id or any(took_in(actor, letter) for letter in case.letters)


def settles(actor: User, letter: Any) -> bool:
    """Is in charge of, or in the team of, the case that settles the letter."""
    case = letter.case if letter is not None else None
    return case is not None and actor.id in {case.member_in_charge_id, *(one.user_id for one in case.team)}
