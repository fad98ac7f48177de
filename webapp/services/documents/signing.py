"""How a signature block reads: the authority, and the title of whoever signs.

Source: HD 36-HD/VPTW, HD 05-HD/VPTW: a commission acts as a body, so its deputies too sign "T/M", never "K/T"; the
title carries no name of the organisation.
"""

from __future__ import annotations

from collections.abc import Collection

from webapp.models import Role
from webapp.rendering.catalogue import DocTemplate
from webapp.workflow.suggestions.tone import respelt

_COMMISSION_TITLES = (
    (Role.CHAIR, "CHỦ NHIỆM"),
    (Role.STANDING_DEPUTY, "PHÓ CHỦ NHIỆM"),
    (Role.DEPUTY, "PHÓ CHỦ NHIỆM"),
    (Role.COMMISSION_MEMBER, "UỶ VIÊN"),
)


def sign_authority(template: DocTemplate, commission: str, team: str) -> str:
    """The first line of the block: on whose behalf the document is signed; empty for officers and minutes."""
    body = f"T/M {commission.upper()}"
    return {"commission": body, "body": body, "team": f"T/M {team.upper()}"}.get(template.meta.sign_authority, "")


def signer_title(template: DocTemplate, roles: Collection[str], commission: str) -> str:
    """The title under the authority, in capitals and in the spelling of the office; empty where none is printed."""
    if template.meta.sign_authority == "team":
        return "TRƯỞNG ĐOÀN"
    if template.meta.sign_authority == "officer":
        return "CÁN BỘ THEO DÕI ĐỊA BÀN"
    if template.meta.sign_authority in ("commission", "body"):
        title = next((title for role, title in _COMMISSION_TITLES if role in roles), "")
        return respelt(title) if "ủy" in commission.lower() else title
    return ""
