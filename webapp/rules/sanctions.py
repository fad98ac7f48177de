"""The closed lists of forms, and what they ask of the person (check C17).

Source: Điều lệ Đảng, Điều 35; Quy định số 22-QĐ/TW, Điều 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from webapp.errors import DomainError
from webapp.rules.dates_vi import short_date
from webapp.rules.shapes import SanctionsEntry
from webapp.rules.terms import TARGET_LABELS, Sanction, VoteTarget

if TYPE_CHECKING:
    from webapp.rules.law import Law


class NoListOfForms(DomainError):
    """The law data has no list of forms for that target on that day."""


@dataclass(frozen=True)
class SanctionCheck:
    """Whether the form may be used for that person or organisation, and why not."""

    allowed: bool
    sentence: str
    basis: str
    verified: bool


def forms_for(law: Law, target: VoteTarget, on: date) -> list[Sanction]:
    """The forms for the target on that day, light to heavy. Raises NoListOfForms."""
    return list(_entry(law, target, on).forms)


def check_sanction(
    law: Law, *, sanction: Sanction, target: VoteTarget, has_party_post: bool, on: date
) -> SanctionCheck:
    """Whether the form is in the list of the target; removal (cách chức) also needs a Party post."""
    entry = _entry(law, target, on)
    known = entry.verified_on(on)
    if sanction is Sanction.NONE:
        return SanctionCheck(True, "Không thi hành kỷ luật.", entry.source, known)
    if sanction not in entry.forms:
        allowed = ", ".join(form.label for form in entry.forms)
        sentence = f"Đối với {TARGET_LABELS[target]} chỉ có các hình thức: {allowed}; không có {sanction.label}."
        return SanctionCheck(False, sentence, entry.source, known)
    if sanction is Sanction.REMOVE and not has_party_post:
        sentence = "Chỉ cách chức đảng viên có chức vụ trong Đảng; người này không giữ chức vụ nào trong Đảng."
        return SanctionCheck(False, sentence, entry.source, known)
    sentence = f"Hình thức {sanction.label} áp dụng được đối với {TARGET_LABELS[target]}."
    return SanctionCheck(True, sentence, entry.source, known)


def _entry(law: Law, target: VoteTarget, on: date) -> SanctionsEntry:
    for entry in law.sanctions:
        if entry.target == target and entry.in_force(on):
            return entry
    raise NoListOfForms(f"Chưa có danh mục hình thức kỷ luật {TARGET_LABELS[target]} vào ngày {short_date(on)}.")
