"""Tell a period: the text of each part of the report, the sentences with what they rest on, the rows of the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.rules.dates_vi import number_vi
from webapp.rules.figures.narrative.says import SAYS, Known, Words
from webapp.rules.figures.narrative.shapes import FigureKey, Narrative, Statement
from webapp.rules.figures.sentences import percent, say_change

Figures = Mapping[str, int | None]
NOT_REPORTED = "Chưa có số liệu báo cáo"
_TARGETED = ("target", "target_over", "progress")


@dataclass(frozen=True)
class Said:
    """A sentence of a part: the named rule it was made by and the names of the figures in it."""

    part: str
    sentence: str
    rule: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """`parts` are texts by the name of the fact; a part with nothing but zeros is empty, which the form says as “không
    phát sinh”; a part nobody reported says so. `rows` are those of the table."""

    parts: dict[str, str]
    said: list[Said] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


def tell(narrative: Narrative, figures: Figures, *, before: Figures | None = None, against: str = "") -> Told:
    """Tell some figures; `before` are those of the period it is compared with, `against` what that is called."""
    said: list[Said] = []
    rows: list[dict[str, Any]] = []
    zeros: set[str] = set()
    for statement in narrative.statement:
        known = [_known(key, figures, before if statement.compare else None) for key in statement.key]
        sentence = SAYS[statement.rule](Words(statement.say, statement.giver, against), known)
        if sentence:
            said.append(Said(statement.part, sentence, statement.rule, tuple(key.name for key in statement.key)))
        if sentence.endswith(": không phát sinh"):
            zeros.add(sentence)
        rows += _rows(statement, known, against)
    parts: dict[str, str] = {statement.part: _text(statement.part, said, zeros) for statement in narrative.statement}
    return Told(parts, said, rows)


def _known(key: FigureKey, figures: Figures, before: Figures | None) -> Known:
    return Known(figures.get(key.name), key.unit, key.label, before.get(key.name) if before is not None else None)


def _text(part: str, said: list[Said], zeros: set[str]) -> str:
    sentences = [one.sentence for one in said if one.part == part]
    if not sentences:
        return NOT_REPORTED
    if all(sentence in zeros for sentence in sentences):
        return ""
    text = "; ".join(sentences)
    return text[:1].upper() + text[1:]


def _rows(statement: Statement, known: list[Known], against: str) -> list[dict[str, Any]]:
    """One row per figure; of a figure against a target or a plan, one row with both."""
    label = statement.say[:1].upper() + statement.say[1:]
    if statement.rule in _TARGETED:
        done, wanted = known[0], known[1]
        if done.value is None:
            return []
        rate = percent(done.value, wanted.value).replace(",0%", "%") if wanted.value else ""
        planned = "" if wanted.value is None else number_vi(wanted.value)
        return [_row(label, done, planned=planned, rate=rate)]
    return [
        _row(f"{label}: {one.label}" if one.label else label, one, against=against)
        for one in known
        if one.value is not None
    ]


def _row(label: str, one: Known, *, planned: str = "", rate: str = "", against: str = "") -> dict[str, Any]:
    compared = ""
    if one.value is not None and one.before is not None and against:
        compared = say_change(one.value, one.before, unit=one.unit, against=against)
    return {
        "label": label, "unit": one.unit, "planned": planned, "done": number_vi(one.value or 0), "percent": rate,
        "compared": compared, "note": "",
    }  # fmt: skip
