"""The words of the law room: sanctions and targets, with the Vietnamese a person reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

Mode = Literal["decide", "propose"]
VoteTarget = Literal["member", "probationary_member", "organisation"]


class Sanction(StrEnum):
    """A form of Party discipline (hình thức kỷ luật), or the answer "no discipline" on a ballot.

    Source: Điều lệ Đảng, Điều 35.
    """

    NONE = "none"
    """Không kỷ luật."""
    REPRIMAND = "reprimand"
    """Khiển trách."""
    WARN = "warn"
    """Cảnh cáo."""
    REMOVE = "remove"
    """Cách chức."""
    EXPEL = "expel"
    """Khai trừ."""
    DISSOLVE = "dissolve"
    """Giải tán (tổ chức đảng)."""

    @property
    def label(self) -> str:
        """The Vietnamese name, lower case: `cảnh cáo`."""
        return _SANCTION_LABELS[self]


_SANCTION_LABELS = {
    Sanction.NONE: "không kỷ luật",
    Sanction.REPRIMAND: "khiển trách",
    Sanction.WARN: "cảnh cáo",
    Sanction.REMOVE: "cách chức",
    Sanction.EXPEL: "khai trừ",
    Sanction.DISSOLVE: "giải tán",
}


def capital(text: str) -> str:
    """The text with its first letter large: the beginning of a sentence."""
    return text[:1].upper() + text[1:]


TARGET_LABELS: dict[str, str] = {
    "member": "đảng viên chính thức",
    "probationary_member": "đảng viên dự bị",
    "organisation": "tổ chức đảng",
}
