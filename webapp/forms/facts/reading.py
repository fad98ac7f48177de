"""From what a browser sends to the value of a fact; what cannot be read becomes a sentence, and the text is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from webapp.forms.base import clean
from webapp.rules.dates_vi import BadDate, parse_date
from webapp.workflow.facts.checks import SESSION_KEYS, ballot_keys
from webapp.workflow.procedure import Column, FactDefinition

MOST_ROWS = 300
PEOPLE = (Column(name="name", label="Họ và tên"), Column(name="position", label="Chức vụ"))
"""The columns of the people who attend a meeting."""

Sent = Mapping[str, str]
Mistakes = list[tuple[str, str]]
"""Pairs of the control's id and the sentence."""


def read_value(definition: FactDefinition, sent: Sent) -> tuple[Any, Mistakes]:
    """The value of one fact, None when nothing was written, and what could not be read."""
    key, mistakes = definition.key, []  # type: tuple[str, Mistakes]
    value: Any
    if definition.type == "lines":
        value = [line.strip() for line in clean(sent.get(key)).split("\n") if line.strip()] or None
    elif definition.type == "table":
        value = _rows(key, definition.columns, sent, mistakes) or None
    elif definition.type == "session":
        value = _session(key, sent, mistakes)
    elif definition.type == "ballots":
        value = {
            part: _single("int", clean(sent.get(f"{key}-{part}")), f"f-{key}-{part}", mistakes)
            for part in ballot_keys(definition)
        }
        value = None if all(number is None for number in value.values()) else value
    else:
        value = _single(definition.type, clean(sent.get(key)), f"f-{key}", mistakes)
    return value, mistakes


def row_numbers(prefix: str, sent: Sent) -> list[int]:
    """Which rows of a table were sent, in order."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-")
    found = {int(match[1]) for name in sent if (match := pattern.match(name))}
    return sorted(found)[:MOST_ROWS]


def _rows(prefix: str, columns: tuple[Column, ...], sent: Sent, mistakes: Mistakes) -> list[dict[str, Any]]:
    rows = []
    for number in row_numbers(prefix, sent):
        written = {c.name: clean(sent.get(f"{prefix}-{number}-{c.name}")) for c in columns}
        if any(written.values()):
            cells = {
                c.name: _single(c.type, written[c.name], f"f-{prefix}-{number}-{c.name}", mistakes) for c in columns
            }
            rows.append({name: "" if cell is None else cell for name, cell in cells.items()})
    return rows


def _session(key: str, sent: Sent, mistakes: Mistakes) -> dict[str, Any] | None:
    value: dict[str, Any] = {}
    for part in SESSION_KEYS:
        if part == "attendees":
            value[part] = _rows(f"{key}-attendees", PEOPLE, sent, mistakes)
        else:
            kind = "date" if part == "on" else "text"
            value[part] = _single(kind, clean(sent.get(f"{key}-{part}")), f"f-{key}-{part}", mistakes) or ""
    value["on"] = value["on"] or None
    return value if any(value.values()) else None


def _single(kind: str, text: str, place: str, mistakes: Mistakes) -> Any:
    """One box: empty is None; text that is no date or number is kept out of the value and reported."""
    if not text:
        return None
    if kind == "date":
        try:
            return parse_date(text)
        except BadDate as error:
            mistakes.append((place, error.sentence))
            return None
    if kind == "int":
        plain = text.replace(".", "").replace(" ", "")
        if plain.isascii() and plain.isdigit():
            return int(plain)
        mistakes.append((place, f"“{text}” phải là số nguyên không âm."))
        return None
    return text == "yes" if kind == "bool" else text
