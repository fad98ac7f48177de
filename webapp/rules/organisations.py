"""What a Party organisation may be on a day: its kind, its level, what it may stand under, its code.

Source: Điều lệ Đảng, Chương II và V; Quy định số 208-QĐ/TW (three levels, code of an organisation); levels.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from webapp.rules.dates_vi import short_date
from webapp.rules.levels import is_above, level_exists
from webapp.rules.terms import capital

if TYPE_CHECKING:
    from webapp.rules.law import Law

KINDS = {
    "committee": "đảng bộ, đảng ủy",
    "cell": "chi bộ",
    "party_group": "đảng đoàn, ban cán sự đảng",
    "agency": "cơ quan tham mưu, giúp việc cấp ủy",
    "commission": "ủy ban kiểm tra",
}
"""Kind → what it is called; the kind stays when the level changes."""

END_KINDS = {"merged": "sáp nhập", "split": "chia tách", "abolished": "kết thúc hoạt động"}

_CODE = re.compile(r"\d{2}\.\d{3}\.\d{3}\.\d{3}\.\d{3}")


@dataclass(frozen=True)
class RowProblem:
    """Something wrong with a row; only errors stop it. `field` is the column it is about."""

    field: str
    sentence: str
    severity: Literal["error", "warn"] = "error"


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation from a day on."""

    kind: str
    level: str
    name: str
    valid_from: date
    code: str = ""
    parent_name: str = ""
    parent_level: str = ""  # the parent's level on that day; empty when it has no parent here


def known_levels(law: Law) -> dict[str, str]:
    """Every level there ever was, highest first, with what it is called."""
    entries = sorted(law.levels, key=lambda entry: (-entry.rank, entry.valid_from))
    return {entry.name: capital(entry.label) for entry in entries}


def check_row(law: Law, row: OrganisationRow) -> list[RowProblem]:
    """Everything that is wrong with the row on the day it begins; what the law data is not sure of only warns."""
    found = []
    if not row.name.strip():
        found.append(RowProblem("name", "Chưa ghi tên tổ chức đảng."))
    if row.kind not in KINDS:
        found.append(RowProblem("kind", f"Không có loại tổ chức “{row.kind}”; ghi một trong: {_listed(KINDS)}."))
    if row.level not in known_levels(law):
        found.append(RowProblem("level", f"Không có cấp “{row.level}”; ghi một trong: {_listed(known_levels(law))}."))
        return found
    if row.kind == "cell" and row.level != "cell":
        found.append(RowProblem("level", "Chi bộ thì cấp là “Chi bộ”."))
    found += _level_problems(law, row)
    found += _parent_problems(law, row)
    if row.code and not _CODE.fullmatch(row.code):
        sentence = f"Mã “{row.code}” không theo dạng 2.3.3.3.3 chữ số (ví dụ 38.168.053.000.001); vẫn lưu được."
        found.append(RowProblem("code", sentence, "warn"))
    return found


def _level_problems(law: Law, row: OrganisationRow) -> list[RowProblem]:
    if level_exists(law, row.level, row.valid_from):
        return []
    label = known_levels(law)[row.level]
    sentence = f"{label} không có vào ngày {short_date(row.valid_from)}: {lifetime(law, row.level)}."
    return [RowProblem("level", sentence, "error" if _sure(law, row.level) else "warn")]


def _parent_problems(law: Law, row: OrganisationRow) -> list[RowProblem]:
    if not row.parent_level or row.parent_level not in known_levels(law):
        return []
    relation = is_above(law, row.parent_level, row.level, row.valid_from)
    if relation:
        return []
    sentence = f"“{row.parent_name}” không thể là cấp trên trực tiếp: {relation.sentence}"
    return [RowProblem("parent", sentence, "error" if relation.verified else "warn")]


def lifetime(law: Law, level: str) -> str:
    """`có từ 19/01/2011 đến 30/6/2025`."""
    spans = sorted((e.valid_from, e.valid_to or date.max) for e in law.levels if e.name == level)
    first, last = spans[0][0], max(end for _, end in spans)
    return f"có từ {short_date(first)}" + ("" if last == date.max else f" đến {short_date(last)}")


def ended_levels(law: Law, on: date) -> frozenset[str]:
    """The levels that no longer exist on that day: an organisation still kept at one must end or change its level."""
    return frozenset(
        name
        for name in known_levels(law)
        if not level_exists(law, name, on) and all(e.valid_from <= on for e in law.levels if e.name == name)
    )


def _sure(law: Law, level: str) -> bool:
    return all(entry.verified for entry in law.levels if entry.name == level)


def _listed(names: dict[str, str]) -> str:
    return "; ".join(names.values())
