"""The verdict on one check: read its parts, compute, compare, and say why."""

from __future__ import annotations

from fractions import Fraction

from webapp.errors import DomainError
from webapp.rules.figures.claims import Claim, read_claim, read_decimals, read_sign
from webapp.rules.figures.counts import Counts
from webapp.rules.figures.formats import change_vi, count_vi, delta_vi
from webapp.rules.figures.inputs import read_inputs
from webapp.rules.figures.kinds import MEASURES, RELATIONS, SUFFIXES, Measure, Numbers, Relation, relative_change
from webapp.rules.figures.links import phrase_for, unit_of
from webapp.rules.figures.notes import notes_on
from webapp.rules.figures.phrases import FALLING, RISING, Phrase
from webapp.rules.figures.reading import Check
from webapp.rules.figures.reasons import Difference, delta_mistake, verb_mistake, why
from webapp.rules.figures.rounding import half_up, own_places
from webapp.rules.figures.verdicts import NoBase, Unusable, Verdict

FINE = 4
"""Decimals of the result beside its working."""


def judge(entry: str, check: Check, counts: Counts) -> Verdict:
    """Judge one check of the report `entry`. Raises Unusable with all its mistakes, NoBase when the base is zero."""
    kind = MEASURES.get(check.kind) or RELATIONS.get(check.kind)
    if kind is None:
        raise Unusable([_unknown(check.kind)])
    mistakes: list[str] = []
    parts = read_inputs(check.inputs, kind, counts, mistakes)
    claim = _claim(check, kind, mistakes)
    if mistakes:
        raise Unusable(mistakes)
    if isinstance(kind, Measure) and claim:
        return _measured(entry, check, Difference(kind, parts, claim, counts))
    assert isinstance(kind, Relation)
    return _compared(entry, check, kind, parts)


def _unknown(kind: str) -> str:
    known = [name for name in MEASURES if not name.endswith(tuple(filter(None, SUFFIXES)))]
    measures = f"{', '.join(known)} (có thể thêm {', '.join(filter(None, SUFFIXES))})"
    return f"không có loại phép kiểm “{kind}”; các loại: {measures}, {', '.join(RELATIONS)}"


def _claim(check: Check, kind: Measure | Relation, mistakes: list[str]) -> Claim | None:
    """What is stated, None for a relation; what is wrong with `stated` and `decimals` goes to `mistakes`."""
    decimals = None
    try:
        decimals = read_decimals(check.decimals)
    except DomainError as error:
        mistakes.append(error.sentence)
    try:
        if isinstance(kind, Measure):
            return read_claim(check.stated, decimals, kind)
        read_sign(check.stated, kind)
    except DomainError as error:
        mistakes.append(error.sentence)
    return None


def _compared(entry: str, check: Check, kind: Relation, parts: Numbers) -> Verdict:
    working = kind.working(parts)
    ok = not kind.broken(parts)
    reason = working if ok else f"phải là dấu {kind.sign}, nhưng {kind.breaks(parts)}"
    return Verdict(ok, entry, check.name, kind.sign, working, reason)


def _measured(entry: str, check: Check, found: Difference) -> Verdict:
    kind, parts, claim, counts = found.measure, found.parts, found.claim, found.counts
    phrase = claim.phrase or phrase_for(claim.value, parts, counts)
    unit = unit_of(check.name, parts, counts, phrase)
    stated = claim.shown(kind, phrase)
    if kind.divides and not parts[1]:
        raise _no_base(Verdict(False, entry, check.name, stated, "", ""), kind, parts, unit)
    wrong = _wrong(found, phrase, unit)
    remarks = [wrong] if wrong else notes_on(kind, parts, claim, counts, phrase)
    reason = "; ".join([_working(kind, parts, found.value), *remarks])
    return Verdict(not wrong, entry, check.name, stated, _computed(found, phrase, unit), reason)


def _working(kind: Measure, parts: Numbers, value: Fraction) -> str:
    """The numbers and what they give, finer than printed: `5/6 ≈ 83,3333%`."""
    fine = half_up(value, FINE)
    result = count_vi(value, min(FINE, own_places(fine)))
    percent = "%" if kind.style in ("percent", "change", "exceed") else ""
    if len(parts) == 1:
        return count_vi(value)
    return f"{kind.working(parts)} {'=' if value == fine else '≈'} {result.replace('-', '−')}{percent}"


def _computed(found: Difference, phrase: Phrase | None, unit: str) -> str:
    """The counted figure as the source would have printed it; against a target with the source's own verb."""
    places = found.claim.shown_places(found.value)
    if found.measure.style == "exceed" and phrase and phrase.verb in ("tăng", "giảm"):
        return change_vi(found.value, found.parts[0] - found.parts[1], places=places, unit=unit)
    return found.measure.write(found.value, found.parts, places=places, unit=unit)


def _wrong(found: Difference, phrase: Phrase | None, unit: str) -> str:
    """Why the source is wrong, or "" when it is right: the figure, the verb before it, the number in brackets."""
    if not found.claim.holds(found.value):
        return why(found)
    if phrase is None or found.measure.compute is not relative_change:
        return ""
    delta = found.parts[0] - found.parts[1]
    if (phrase.verb in RISING and delta < 0) or (phrase.verb in FALLING and delta > 0):
        return verb_mistake(phrase.verb, found.value)
    if phrase.delta is not None and Fraction(phrase.delta) != delta:
        return delta_mistake(Fraction(phrase.delta), delta, unit)
    return ""


def _no_base(verdict: Verdict, kind: Measure, parts: Numbers, unit: str) -> NoBase:
    """A rate on nothing does not exist; a rise can still be told in numbers (rule R6)."""
    sentence = "mẫu số (gốc so sánh) bằng 0 nên không có tỷ lệ"
    computed = "không tính được"
    if kind.compute is relative_change:
        computed = delta_vi(parts[0] - parts[1], unit)
        sentence += f", chỉ có thể viết “{computed}”"
    return NoBase(sentence, Verdict(False, verdict.entry, verdict.check, verdict.stated, computed, sentence))
