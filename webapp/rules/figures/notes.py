"""Remarks beside a figure that holds: what its reader should know. A remark never makes a figure differ."""

from __future__ import annotations

from fractions import Fraction

from webapp.rules.figures.claims import Claim
from webapp.rules.figures.counts import Counts
from webapp.rules.figures.formats import count_vi
from webapp.rules.figures.kinds import Measure, Numbers, total
from webapp.rules.figures.phrases import Phrase


def notes_on(measure: Measure, parts: Numbers, claim: Claim, counts: Counts, phrase: Phrase | None) -> list[str]:
    """Every remark on a check that measures, in a fixed order."""
    found = (
        unknown_numbers(parts, counts),
        mixed_units(measure, parts, counts),
        inferred_base(measure, parts, counts, phrase),
        other_reading(measure, parts, claim, counts),
    )
    return [note for note in found if note]


def unknown_numbers(parts: Numbers, counts: Counts) -> str:
    """Inputs that stand nowhere among the numbers of the report."""
    if not counts.stated and not counts.implied:
        return ""
    unknown = dict.fromkeys(count_vi(part) for part in parts if not counts.keys(part))
    return f"không có trong số liệu gốc: {'; '.join(unknown)}" if unknown else ""


def mixed_units(measure: Measure, parts: Numbers, counts: Counts) -> str:
    """Times (lượt) and heads added in one sum: allowed, since reports do it, but worth knowing."""
    if measure.compute is not total:
        return ""
    named = [counts.keys(part) for part in parts]
    times = ["luot" in keys[0] for keys in named if len(keys) == 1]
    return "cộng lẫn lượt với số người hoặc tổ chức" if any(times) and not all(times) else ""


def inferred_base(measure: Measure, parts: Numbers, counts: Counts, phrase: Phrase | None) -> str:
    """A base the source does not print: the check then only shows that such a number exists."""
    if not measure.divides or (phrase and phrase.delta is not None):
        return ""
    base = parts[1]
    compared = measure.names[1] == "base"
    inferred = base in counts.implied_values and (compared or base not in counts.stated_values)
    return f"gốc {count_vi(base)} là suy ra, nguồn không nêu" if inferred else ""


def other_reading(measure: Measure, parts: Numbers, claim: Claim, counts: Counts) -> str:
    """“Vượt 300%” may be meant as “đạt 300%”: say so when an inferred target makes that reading exact."""
    if measure.style != "exceed":
        return ""
    base = parts[0] * 100 / Fraction(claim.value) if claim.value > 0 else Fraction(0)
    return f"nếu hiểu là “đạt” thì gốc là {count_vi(base)}" if base and base in counts.implied_values else ""
