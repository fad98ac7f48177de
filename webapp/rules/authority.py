"""Who may decide, who may only propose, who may do nothing: body × target × area of violation × form × day.

Source: Điều lệ Đảng, Điều 36-37; Quy định số 22-QĐ/TW, Điều 11; the rows of authority.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from webapp.errors import DomainError
from webapp.rules.dates_vi import short_date
from webapp.rules.shapes import AuthorityEntry, NamedEntry
from webapp.rules.terms import Sanction, capital

if TYPE_CHECKING:
    from webapp.rules.law import Law

Answer = Literal["decide", "propose", "none", "unknown"]
_STRICTEST_FIRST: tuple[Answer, ...] = ("none", "propose", "unknown", "decide")


class UnknownName(DomainError):
    """A body, target or area the law data does not know: a mistake of the caller, not of the user."""


@dataclass(frozen=True)
class Verdict:
    """What the body may do; `unknown` means that the law data has no row, so the user is warned, not stopped."""

    verdict: Answer
    basis: str
    verified: bool
    sentence: str


def authority(law: Law, *, body: str, target: str, violation_area: str, sanction: Sanction, on: date) -> Verdict:
    """The authority of `body` over `target` for that violation and form on that day. Raises UnknownName.

    Names are those of authority.toml. A probationary member is treated as a member.
    """
    name = "member" if target == "probationary_member" else target
    the_body = _named(law.authority.body, body)
    the_target = _named(law.authority.target, name)
    the_area = _named(law.authority.area, violation_area)
    whom = f"{sanction.label} đối với {the_target[-1].label} vi phạm về {the_area[-1].label}"
    current = next((entry for entry in the_body if entry.in_force(on)), None)
    label = capital(the_body[-1].label)
    if current is None:
        gone = f"{label} không tồn tại vào ngày {short_date(on)}."
        return Verdict("none", the_body[-1].source, the_body[-1].verified, gone)
    row = _row(law.authority.authority, body, name, violation_area, sanction, on)
    if row is None:
        return Verdict(
            "unknown",
            "chưa có dữ liệu",
            False,
            f"Chưa rõ thẩm quyền của {the_body[-1].label} về hình thức {whom} vào ngày {short_date(on)}; "
            "hãy đối chiếu quy định trước khi ký.",
        )
    return Verdict(row.verdict, row.source, row.verified_on(on), _sentence(row.verdict, label, whom))


def strictest(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict that binds a person who is several targets at once (a lower committee member and a managed cadre)."""
    if not verdicts:
        raise DomainError("Chưa nêu đối tượng để xét thẩm quyền.")
    return min(verdicts, key=lambda verdict: (_STRICTEST_FIRST.index(verdict.verdict), verdict.verified))


def _named(entries: Sequence[NamedEntry], name: str) -> list[NamedEntry]:
    found = [entry for entry in entries if entry.name == name]
    if not found:
        raise UnknownName(f"Dữ liệu thẩm quyền không có tên “{name}”.")
    return found


def _row(
    rows: Sequence[AuthorityEntry], body: str, target: str, area: str, sanction: Sanction, on: date
) -> AuthorityEntry | None:
    """The row that names the area wins over the row for any area."""
    fitting = [
        row
        for row in rows
        if body in row.bodies
        and target in row.targets
        and sanction in row.forms
        and (not row.areas or area in row.areas)
        and row.in_force(on)
    ]
    return max(fitting, key=lambda row: bool(row.areas), default=None)


def _sentence(verdict: str, body: str, whom: str) -> str:
    if verdict == "decide":
        return f"{body} có thẩm quyền quyết định hình thức {whom}."
    if verdict == "propose":
        return f"{body} không được quyết định mà chỉ được đề nghị cấp có thẩm quyền thi hành hình thức {whom}."
    return f"{body} không có thẩm quyền thi hành hình thức {whom}."
