"""Which words of a report (`derived`) belong to which check, and what unit is counted.

A file names its figures in parts (`cap_uy.kl.tcd.vs_prev`, `prev.cap_uy.kl.tcd`) but does not tie checks to them. The
tie is made only when both the name and the number agree; otherwise there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from webapp.rules.figures.counts import Counts
from webapp.rules.figures.phrases import Phrase

_COMPARED = {"pct", "vs", "prev", "target", "previous", "plan", "percent", "rate", "share", "progress", "change"}
UNITS = {
    "to_chuc_dang": "tổ chức đảng",
    "dang_vien": "đảng viên",
    "tcd": "tổ chức đảng",
    "tổ chức đảng": "tổ chức đảng",
    "dv": "đảng viên",
    "đảng viên": "đảng viên",
    "đv": "đảng viên",
    "tcđ": "tổ chức đảng",
    "cuoc": "cuộc",
    "cuộc": "cuộc",
    "chi_bo": "chi bộ",
    "chi bộ": "chi bộ",
    "don": "đơn",
    "đơn": "đơn",
}


def parts_of(key: str) -> set[str]:
    """`dhvp_tcd_vs_target` → {dhvp, tcd, vs, target}."""
    return {part for part in re.split(r"[._\s]+", key.lower()) if part}


def phrase_for(value: Decimal, parts: Sequence[Fraction], counts: Counts) -> Phrase | None:
    """The words in which the report printed the figure `value` that rests on the inputs `parts`."""
    found: list[tuple[int, Phrase]] = []
    for key, phrase in counts.phrases(value):
        stem = {part for part in parts_of(key) - _COMPARED if not part.isdigit()}
        if stem and all(_named_after(stem, part, counts) for part in parts):
            found.append((len(stem), phrase))
    closest = max((size for size, _ in found), default=0)
    best = [phrase for size, phrase in found if size == closest]
    return best[0] if len(best) == 1 else None


def unit_of(name: str, parts: Sequence[Fraction], counts: Counts, phrase: Phrase | None) -> str:
    """What is counted, by the report's words, the check's name, or the name of its first number; "" if unsure."""
    if phrase and phrase.unit:
        return phrase.unit
    for words in ([name], counts.keys(parts[0])):
        units = {unit for text in words if (unit := _unit_in(text))}
        if len(units) == 1:
            return units.pop()
    return ""


def _unit_in(text: str) -> str:
    """The unit a name speaks of: `kl.dv.total` → đảng viên, `gs.luot_dv` → lượt đảng viên; "" when none or several."""
    lowered = unicodedata.normalize("NFC", text).lower()
    units = {unit for mark, unit in UNITS.items() if re.search(rf"(?<![^\W_]){re.escape(mark)}(?![^\W_])", lowered)}
    if len(units) != 1:
        return ""
    times = re.search(r"(?<![^\W_])(luot|lượt)(?![^\W_])", lowered)
    return f"lượt {units.pop()}" if times else units.pop()


def _named_after(stem: set[str], value: Fraction, counts: Counts) -> bool:
    return any(stem <= parts_of(key) for key in counts.keys(value))
