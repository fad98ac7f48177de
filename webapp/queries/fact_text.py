"""A fact as text for reading: on the document page, and beside somebody else's version of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.rules.dates_vi import number_vi, short_date
from webapp.workflow.facts.checks import SESSION_KEYS, ballot_keys
from webapp.workflow.procedure import Column, FactDefinition


def text_of(definition: FactDefinition, value: Any) -> str:
    """Plain text, one line per line, row or part; empty for nothing."""
    if value in (None, "", [], {}):
        return ""
    if definition.type == "lines":
        return "\n".join(str(line) for line in value)
    if definition.type == "table":
        return "\n".join(f"{number}. {_row(definition.columns, row)}" for number, row in enumerate(value, 1))
    if definition.type == "session":
        return _session(value)
    if definition.type == "ballots":
        counts = ballot_keys(definition).items()
        return "\n".join(f"{label.capitalize()}: {value.get(key, '')}" for key, label in counts)
    return _single(definition.type, {c.value: c.label for c in definition.choices}, value)


def _single(kind: str, choices: Mapping[str, str], value: Any) -> str:
    if value is None:
        return ""
    if kind == "date" and isinstance(value, date):
        return short_date(value)
    if kind == "bool":
        return "Có" if value else "Không"
    if kind == "int":
        return number_vi(value)
    return choices.get(value, str(value)) if kind == "choice" else str(value)


def _row(columns: tuple[Column, ...], row: Mapping[str, Any]) -> str:
    cells = ((c.label, _single(c.type, {x.value: x.label for x in c.choices}, row.get(c.name))) for c in columns)
    return "; ".join(f"{label}: {text}" for label, text in cells if text)


def _session(value: Mapping[str, Any]) -> str:
    lines = []
    for key, label in SESSION_KEYS.items():
        part = value.get(key)
        if isinstance(part, date):
            part = short_date(part)
        elif key == "attendees":
            part = "; ".join(", ".join(filter(None, (p.get("name"), p.get("position")))) for p in part or [])
        if part:
            lines.append(f"{label.capitalize()}: {part}")
    return "\n".join(lines)
