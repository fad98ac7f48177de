"""One- to three-line statements about a person and a case; the map of permissions is made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from webapp.models import Role, User

Predicate = Callable[[User, Any], bool]

STANDING = frozenset({Role.CHAIR, Role.STANDING_DEPUTY, Role.DEPUTY})
COMMISSION = STANDING | {Role.COMMISSION_MEMBER}
CASEWORK = COMMISSION | {Role.AREA_OFFICER, Role.OFFICIAL}


def in_office_of(actor: User, case: Any) -> bool:
    """The case belongs to the actor's office."""
    return case is not None and bool(actor.office_id == case.office_id)


def involved(actor: User, case: Any) -> bool:
    """Opened the case, is in charge of it, or is in its team; standing members are involved in every case."""
    people = {case.opened_by_id, case.member_in_charge_id, *(member.user_id for member in case.team)}
    return actor.id in people or bool(actor.roles & STANDING)


def commission(actor: User, _case: Any) -> bool:
    """A member of the commission votes on every case, so may read every case."""
    return bool(actor.roles & COMMISSION)


def keeps_records(actor: User, _case: Any) -> bool:
    """The records clerk numbers and issues every document (văn thư)."""
    return Role.RECORDS_CLERK in actor.roles


def may_open_cases(actor: User, _case: Any) -> bool:
    return bool(actor.roles & CASEWORK)


def administers(actor: User, _case: Any) -> bool:
    """Keeps the accounts and the settings of the office (quản trị hệ thống)."""
    return Role.ADMINISTRATOR in actor.roles


def at_work(actor: User, _case: Any) -> bool:
    """Any role but the administrator's alone: who keeps the system sees no case."""
    return bool(actor.roles - {Role.ADMINISTRATOR})
