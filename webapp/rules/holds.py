"""Situations in which discipline waits, is not decided, or is not enforced (check C20). The inspection goes on.

Source: Quy định số 69-QĐ/TW, Điều 2 khoản 14; Quy định số 296-QĐ/TW, Điều 8 khoản 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from webapp.errors import DomainError
from webapp.rules.dates_vi import short_date

if TYPE_CHECKING:
    from webapp.rules.law import Law

_CONSEQUENCES = {
    "postponed": "chưa xem xét kỷ luật",
    "no_decision": "kết luận nhưng không ra quyết định kỷ luật",
    "not_enforced": "kết luận nhưng chưa thi hành kỷ luật",
    "handled_separately": "xem xét riêng theo kết luận của cấp có thẩm quyền",
}


class UnknownHold(DomainError):
    """A situation the law data does not list on that day."""


@dataclass(frozen=True)
class Hold:
    """What a declared situation does; `evidence` is the paper that proves it."""

    reason: str
    stops_discipline: bool
    effect: Literal["postponed", "no_decision", "not_enforced", "handled_separately", "nothing"]
    evidence: str
    sentence: str
    basis: str
    verified: bool


def hold(law: Law, *, reason: str, on: date, especially_serious: bool = False) -> Hold:
    """The consequence of a situation (ids of holds.toml) on that day. Raises UnknownHold.

    Someone who has died is still disciplined when the violation is especially serious.
    """
    entry = next((e for e in law.holds if e.id == reason and e.in_force(on)), None)
    if entry is None:
        raise UnknownHold(f"Dữ liệu không có trường hợp “{reason}” vào ngày {short_date(on)}.")
    known = entry.verified_on(on)
    if entry.unless_especially_serious and especially_serious:
        sentence = f"Đảng viên {entry.label} nhưng vi phạm đặc biệt nghiêm trọng: vẫn xem xét kỷ luật."
        return Hold(reason, False, "nothing", entry.evidence, sentence, entry.source, known)
    sentence = f"Đảng viên {entry.label}: {_CONSEQUENCES[entry.effect]} ({entry.until}). Cần có {entry.evidence}."
    return Hold(reason, True, entry.effect, entry.evidence, sentence, entry.source, known)


def reasons(law: Law, on: date) -> dict[str, str]:
    """The situations a user may declare on that day: id → label."""
    return {entry.id: entry.label for entry in law.holds if entry.in_force(on)}
