"""How a signature block reads: the authority, and the title of whoever signs.

A commission acts as a body, so its deputies too sign "T/M", never "K/T"; K/T, T/L and Q. are for working organs and for
whoever a decision gives the power to. The title carries no name of the organisation. Source: HD 36-HD/VPTW,
HD 05-HD/VPTW, the rules on who signs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from webapp.errors import DomainError
from webapp.models import Role
from webapp.rendering.catalogue import DocTemplate
from webapp.workflow.suggestions.tone import respelt
from webapp.workflow.view import BodyView, MandateView

COLLECTIVE = ("commission", "body")
"""Signatures given for a body that decides together."""

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


class UnlawfulBlock(DomainError):
    """A form of signature that this kind of document may not carry."""

    status = 422


@dataclass(frozen=True)
class Block:
    """The two lines above the name; an empty authority leaves the one that was drafted."""

    authority: str
    title: str


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


def signature_block(
    template: DocTemplate, roles: Collection[str], body: BodyView, mandate: MandateView | None = None
) -> Block:
    """The block as it is lawful for this signer. Raises UnlawfulBlock for K/T or Q. under a collective's document."""
    if mandate is None or mandate.form == "T/M":
        return Block("", signer_title(template, roles, body))
    collective = template.meta.sign_authority in COLLECTIVE and bool(body.acts_for)
    title = mandate.title.upper()
    if mandate.form == "T/L":
        return Block(f"T/L {(mandate.principal or body.acts_for or body.name).upper()}", title)
    if collective:
        raise UnlawfulBlock(
            f"“{template.title}” ký thay mặt tập thể: cấp phó cũng ký T/M, không ký {mandate.form or 'trực tiếp'}. "
            "Sửa lại hình thức ký trong bảng thẩm quyền ký."
        )
    if mandate.form == "K/T":
        return Block(f"K/T {mandate.principal.upper()}", title)
    return Block("", f"Q. {title}" if mandate.form == "Q." else title)
