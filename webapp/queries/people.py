"""A person with an account as the pure rooms see one."""

from __future__ import annotations

from webapp.models import User
from webapp.workflow.view import PersonView

ORDER = ("chair", "standing_deputy", "deputy", "commission_member", "records_clerk", "area_officer", "official")
"""Office roles by rank: the first one a person holds names him."""


def person_view(user: User, role: str = "") -> PersonView:
    main = next((name for name in ORDER if name in user.roles), "official")
    return PersonView(user.full_name, role or main, user.position, user.id, user.roles)
