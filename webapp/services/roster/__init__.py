"""The roster of Party organisations and members: rows that hold from a day on, corrections, and acts on several."""

from webapp.services.roster.members import (
    Identity,
    Post,
    add_member,
    change_posts,
    correct_member,
    end_membership,
)
from webapp.services.roster.organisations import (
    OrganisationValues,
    RosterRefused,
    add_organisation,
    change_organisation,
    correct_organisation,
    end_organisation,
)

__all__ = [
    "Identity",
    "OrganisationValues",
    "Post",
    "RosterRefused",
    "add_member",
    "add_organisation",
    "change_organisation",
    "change_posts",
    "correct_member",
    "correct_organisation",
    "end_membership",
    "end_organisation",
]
