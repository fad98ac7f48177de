"""Suspension (đình chỉ): which grounds suspend what, and for how long (check C27). It is not a sanction.

Source: Quy định số 22-QĐ/TW, Điều 28-31; the rows of suspension.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from webapp.errors import DomainError
from webapp.rules.dates_vi import short_date
from webapp.rules.shapes import SuspensionEntry

if TYPE_CHECKING:
    from webapp.rules.law import Law

Suspended = Literal["party_activity", "committee_activity", "organisation_activity"]

_LABELS: dict[Suspended, str] = {
    "party_activity": "sinh hoạt đảng",
    "committee_activity": "sinh hoạt cấp ủy",
    "organisation_activity": "hoạt động của tổ chức đảng",
}


class UnknownGround(DomainError):
    """No such ground of suspension on that day."""


@dataclass(frozen=True)
class Suspension:
    """What a ground suspends: `automatic` holds what follows without a decision of its own."""

    suspends: Suspended
    mandatory: bool
    legal_term: bool
    automatic: tuple[Suspended, ...]
    sentence: str
    basis: str
    verified: bool


@dataclass(frozen=True)
class SuspensionCheck:
    """Whether a suspension may last that long; `latest_on` is its last possible day, None when nothing limits it."""

    allowed: bool
    latest_on: date | None
    sentence: str
    basis: str
    verified: bool


def suspension_for(law: Law, *, ground: str, committee_member: bool, on: date) -> Suspension:
    """What the ground asks for. A committee member suspended from Party activity leaves the committee's too."""
    entry = next((e for e in law.suspension.ground if e.ground == ground and e.in_force(on)), None)
    if entry is None:
        raise UnknownGround(f"Không có căn cứ đình chỉ “{ground}” vào ngày {short_date(on)}.")
    follows = committee_member and entry.suspends == "party_activity"
    automatic: tuple[Suspended, ...] = ("committee_activity",) if follows else ()
    sentence = f"{'Phải' if entry.mandatory else 'Có thể'} đình chỉ {_LABELS[entry.suspends]}: {entry.label}."
    if follows:
        sentence += " Cấp ủy viên bị đình chỉ sinh hoạt đảng thì đương nhiên bị đình chỉ sinh hoạt cấp ủy."
    return Suspension(
        entry.suspends, entry.mandatory, entry.legal_term, automatic, sentence, entry.source, entry.verified_on(on)
    )


def check_suspension(
    law: Law,
    *,
    target: Literal["member", "organisation"],
    start: date,
    end: date,
    extensions: int = 0,
    legal_term: bool = False,
) -> SuspensionCheck:
    """Whether a suspension from `start` to `end`, with that many extensions, keeps to the limit. Day 1 is `start`.

    Detention, prosecution and criminal initiation last as long as the legal term: `legal_term` exempts them.
    """
    if end < start:
        raise DomainError("Ngày kết thúc đình chỉ không được trước ngày bắt đầu.")
    rule = next((r for r in law.suspension.duration if r.target == target and r.in_force(start)), None)
    if rule is None:
        sentence = f"Chưa có dữ liệu về thời hạn đình chỉ vào ngày {short_date(start)}; hãy đối chiếu quy định."
        return SuspensionCheck(True, None, sentence, "chưa có dữ liệu", False)
    known = rule.verified_on(start)
    if legal_term:
        sentence = "Thời hạn đình chỉ theo thời hạn tố tụng, kể cả thời gian gia hạn."
        return SuspensionCheck(True, None, sentence, rule.source, known)
    limit = rule.max_total_days if extensions else rule.base_days
    latest = start + timedelta(days=limit - 1)
    wrong = _wrong(rule, extensions, end, latest)
    sentence = wrong or f"Đình chỉ tối đa {limit} ngày, đến hết ngày {short_date(latest)}."
    return SuspensionCheck(not wrong, latest, sentence, rule.source, known)


def _wrong(rule: SuspensionEntry, extensions: int, end: date, latest: date) -> str:
    if rule.extensions is not None and extensions > rule.extensions:
        if rule.extensions == 0:
            return "Trường hợp này không được gia hạn đình chỉ."
        return f"Chỉ được gia hạn đình chỉ {rule.extensions:02d} lần."
    if end > latest:
        limit = rule.max_total_days if extensions else rule.base_days
        return f"Thời hạn đình chỉ vượt quá {limit} ngày; chậm nhất đến hết ngày {short_date(latest)}."
    return ""
