"""The row of a form an organisation or a member stands in, told from its name or posts as written in the case."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webapp.rules.figures.acts import CountedSubject

_POSTS = ("uỷ viên", "bí thư", "cấp uỷ")
_OUTSIDE = ("uỷ ban nhân dân", "hội đồng nhân dân", "đoàn thanh niên", "uỷ ban kiểm tra")
_AGENCIES = ("ban tổ chức", "ban tuyên giáo", "ban dân vận", "ban nội chính", "văn phòng", "ban xây dựng đảng")
_COMMITTEES = ("uỷ", "ban thường vụ", "đảng bộ", "ban chấp hành")
_ROWS = {
    "central": "central",
    "province": "province",
    "district": "district",
    "commune": "commune",
    "grassroots": "grassroots",
    "sectional": "section",
    "section": "section",
    "cell": "cell",
}


def position_of(subject: CountedSubject, *, level_of: Callable[[str], str]) -> str:
    """The code of the row in rows.toml. `level_of` turns a level of the law into the level forms count at."""
    level = level_of(subject.level or "grassroots")
    if subject.object == "organisation":
        return organisation_row(subject.name, level)
    return member_row(subject.party_position, level)


def organisation_row(name: str, level: str) -> str:
    """`Chi bộ 3` → `cell`; `Đảng uỷ xã X` → the committee of its level; a name that says nothing → other."""
    words = _plain(name)
    if words.startswith("chi bộ"):
        return "grassroots_cell" if "cơ sở" in words else "cell"
    if words.startswith(("uỷ ban kiểm tra", "ubkt")):
        return "commission"
    if words.startswith(("ban cán sự", "đảng đoàn")):
        return "caucus"
    if words.startswith(("đảng uỷ bộ phận", "đảng bộ bộ phận")):
        return "section_committee"
    if words.startswith(_AGENCIES):
        return "agency"
    if any(word in words for word in _COMMITTEES):
        row = _ROWS.get(level, "")
        return f"{row}_committee" if row in ("province", "district", "commune", "grassroots") else "other_organisation"
    return "other_organisation"


def member_row(posts: str, level: str) -> str:
    """`Chi uỷ viên, Chi bộ 3` → `cell_member`; `Tỉnh uỷ viên` → `province_member`; no post in the Party → ordinary."""
    words = _plain(posts)
    for mark in _OUTSIDE:
        words = words.replace(mark, " ")
    if "trung ương" in words and any(post in words for post in _POSTS):
        return "central_member"
    if "tỉnh uỷ" in words:
        return "province_member"
    if "huyện uỷ" in words or "thị uỷ" in words:
        return "district_member"
    if "bộ phận" in words and any(post in words for post in _POSTS):
        return "section_member"
    if any(word in words for word in ("chi uỷ", "bí thư chi bộ")):
        return "cell_member"
    if any(word in words for word in ("đảng uỷ", "thành uỷ", "cấp uỷ viên")):
        row = _ROWS.get(level, "")
        return f"{row}_member" if row in ("province", "district", "commune", "grassroots") else "grassroots_member"
    return "ordinary_member"


def _plain(text: str) -> str:
    """Small letters, single spaces, and one of the two ways of writing the tone of “uỷ”."""
    return " ".join(unicodedata.normalize("NFC", text).lower().replace("ủy", "uỷ").split())
