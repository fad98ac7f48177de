"""How a signature block reads: the authority, and the title of whoever signs.

Source: HD 36-HD/VPTW, HD 05-HD/VPTW: a commission acts as a body, so its deputies too sign "T/M", never "K/T"; the
title carries no name of the organisation.
"""

from __future__ import annotations

from collections.abc import Collection

from webapp.models import Role
from webapp.rendering.catalogue import DocTemplate
from webapp.workflow.suggestions.tone import respelt
from webapp.workflow.view import BodyView

_TITLES = (
    (Role.CHAIR, "CHỦ NHIỆM"),
    (Role.STANDING_DEPUTY, "PHÓ CHỦ NHIỆM"),
    (Role.DEPUTY, "PHÓ CHỦ NHIỆM"),
    (Role.COMMISSION_MEMBER, "UỶ VIÊN"),
)
_TITLES_ELSEWHERE = {
    "committee": ((Role.SECRETARY, "BÍ THƯ"), (Role.DEPUTY_SECRETARY, "PHÓ BÍ THƯ")),
    "standing_board": ((Role.SECRETARY, "BÍ THƯ"), (Role.DEPUTY_SECRETARY, "PHÓ BÍ THƯ")),
    "cell": ((Role.CELL_SECRETARY, "BÍ THƯ"), (Role.CELL_DEPUTY, "PHÓ BÍ THƯ")),
    "advisory_agency": ((Role.AGENCY_HEAD, "TRƯỞNG BAN"), (Role.AGENCY_DEPUTY, "PHÓ TRƯỞNG BAN")),
}
"""Only secretaries and their deputies have a title; a committee member signs with the name alone."""


def sign_authority(template: DocTemplate, body: BodyView, team: str) -> str:
    """The first line of the block: on whose behalf the document is signed; empty for officers and minutes.

    A committee, its board and a cell act as bodies too (T/M); an advisory agency is signed for by its head alone.
    """
    if template.meta.sign_authority in ("commission", "body"):
        return f"T/M {body.acts_for.upper()}" if body.acts_for else ""
    return f"T/M {team.upper()}" if template.meta.sign_authority == "team" else ""


def signer_title(template: DocTemplate, roles: Collection[str], body: BodyView) -> str:
    """The title under the authority, in capitals and in the spelling of the office; empty where none is printed."""
    if template.meta.sign_authority == "team":
        return "TỔ TRƯỞNG" if body.kind == "cell" else "TRƯỞNG ĐOÀN"
    if template.meta.sign_authority == "officer":
        return "CÁN BỘ THEO DÕI ĐỊA BÀN"
    if template.meta.sign_authority in ("commission", "body"):
        titles = _TITLES_ELSEWHERE.get(body.kind, _TITLES)
        title = next((title for role, title in titles if role in roles), "")
        return respelt(title) if "ủy" in body.full_name.lower() else title
    return ""
