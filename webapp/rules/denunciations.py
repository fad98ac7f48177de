"""Which denunciations are settled, and what an unusable letter may still serve for (check C26).

Source: Quy định số 22-QĐ/TW, Điều 20; Quy định số 296-QĐ/TW, Điều 19; the rows of denunciations.toml.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from webapp.errors import DomainError
from webapp.rules.dates_vi import short_date
from webapp.rules.shapes import DenunciationFaultEntry

if TYPE_CHECKING:
    from webapp.rules.law import Law

Use = Literal["settle", "information", "nothing", "complaint_only"]
_LEAST_FIRST: tuple[Use, ...] = ("nothing", "information", "complaint_only")


class UnknownFault(DomainError):
    """A fault the law data does not list on that day."""


@dataclass(frozen=True)
class LetterCheck:
    """What to do with a letter: settle it as a denunciation, keep it as information, settle its complaint, nothing."""

    use: Use
    sentences: tuple[str, ...]
    basis: str
    verified: bool


def check_letter(
    law: Law, *, faults: Collection[str], on: date, concrete: bool = True, under_pressure: bool = False
) -> LetterCheck:
    """Judge a letter by its faults (ids of denunciations.toml). Raises UnknownFault.

    A nameless letter with concrete content may support opening an inspection on signs of violation, never a
    denunciation; a withdrawal under threat, force or bribery does not count.
    """
    counted = {fault for fault in faults if not (fault == "withdrawn" and under_pressure)}
    entries = [_fault(law, fault, on) for fault in sorted(counted)]
    if not entries:
        sentence = "Đơn đủ điều kiện xem xét, giải quyết tố cáo."
        return LetterCheck("settle", (sentence,), _basis(law, on), _known(law, on))
    use: Use = min((entry.use for entry in entries), key=_LEAST_FIRST.index)
    use = "nothing" if use == "information" and not concrete else use
    sentences = [entry.sentence for entry in entries]
    if use == "information":
        sentences.append("Nội dung cụ thể trong đơn là thông tin để xem xét kiểm tra khi có dấu hiệu vi phạm.")
    return LetterCheck(use, tuple(sentences), entries[0].source, all(entry.verified_on(on) for entry in entries))


def _fault(law: Law, fault: str, on: date) -> DenunciationFaultEntry:
    for entry in law.denunciations:
        if entry.id == fault and entry.in_force(on):
            return entry
    raise UnknownFault(f"Dữ liệu về đơn tố cáo không có mục “{fault}” vào ngày {short_date(on)}.")


def _in_force(law: Law, on: date) -> list[DenunciationFaultEntry]:
    return [entry for entry in law.denunciations if entry.in_force(on)]


def _basis(law: Law, on: date) -> str:
    return next((entry.source for entry in _in_force(law, on)), "chưa có dữ liệu")


def _known(law: Law, on: date) -> bool:
    current = _in_force(law, on)
    return bool(current) and all(entry.verified_on(on) for entry in current)
