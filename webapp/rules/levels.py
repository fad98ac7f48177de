"""The levels of Party organisations over time, and which stands above which (check C10).

The district level ended on 2025-07-01; from 2026-07-26 there are three levels, and a commune is grassroots.
Source: Điều lệ Đảng, Chương II và V; Quy định số 22-QĐ/TW, Điều 2; Quy định số 208-QĐ/TW.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from webapp.errors import DomainError
from webapp.rules.dates_vi import short_date
from webapp.rules.shapes import LevelEntry
from webapp.rules.terms import capital

if TYPE_CHECKING:
    from webapp.rules.law import Law


class UnknownLevel(DomainError):
    """No such level at any time."""


@dataclass(frozen=True)
class Comparison:
    """Whether the first level stands above the second; usable as a truth value."""

    above: bool
    sentence: str
    verified: bool

    def __bool__(self) -> bool:
        return self.above


def is_above(law: Law, level_a: str, level_b: str, on: date) -> Comparison:
    """Whether `level_a` stands above `level_b` on that day. Raises UnknownLevel.

    A level that has ended stands above nothing, but is still below what stood above it: an organisation that was
    dissolved or merged remains a subject of inspection (Quy định số 22-QĐ/TW, Điều 1 khoản 2).
    """
    upper, lower = _at(law, level_a, on), _at(law, level_b, on)
    known = upper.verified_on(on) and (lower.verified_on(on) if lower.in_force(on) else lower.verified)
    if not upper.in_force(on):
        sentence = f"{capital(upper.label)} không còn (hoặc chưa có) vào ngày {short_date(on)}."
        return Comparison(False, sentence, upper.verified)
    above = upper.rank > lower.rank
    relation = "là cấp trên của" if above else "không phải là cấp trên của"
    return Comparison(above, f"{capital(upper.label)} {relation} {lower.label}.", known)


def level_exists(law: Law, level: str, on: date) -> bool:
    """Whether organisations of that level exist on that day. Raises UnknownLevel."""
    return _at(law, level, on).in_force(on)


def levels_on(law: Law, on: date) -> list[LevelEntry]:
    """The levels of that day, highest first."""
    return sorted((entry for entry in law.levels if entry.in_force(on)), key=lambda entry: -entry.rank)


def _at(law: Law, level: str, on: date) -> LevelEntry:
    """The level on that day, or as it last was before it, or as it first will be."""
    entries = sorted((entry for entry in law.levels if entry.name == level), key=lambda entry: entry.valid_from)
    if not entries:
        raise UnknownLevel(f"Dữ liệu không có cấp tổ chức đảng “{level}”.")
    started = [entry for entry in entries if entry.valid_from <= on]
    return started[-1] if started else entries[0]
