"""Fields of the facts form as a template draws them: what stands in each box, and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from webapp.forms.facts.reading import PEOPLE, Mistakes, Sent, read_value, row_numbers
from webapp.queries.fact_text import text_of
from webapp.queries.step_page import FactValue
from webapp.rules.dates_vi import short_date
from webapp.rules.secrecy import MASK
from webapp.workflow.facts import decode
from webapp.workflow.facts.checks import SESSION_KEYS, ballot_keys
from webapp.workflow.procedure import Column, FactDefinition

_BLANK_ROWS = 2  # so that a table can be filled without a script


@dataclass
class FactField:
    """One fact on the form. `boxes` holds the text of each control by name, `rows` the row numbers of a table.

    `theirs` is somebody else's version as text, when both must be shown.
    """

    definition: FactDefinition
    version: int
    boxes: dict[str, str]
    value: Any = None
    suggested: bool = False
    errors: Mistakes = field(default_factory=list)
    theirs: str | None = None
    masked: bool = False

    @property
    def id(self) -> str:
        return f"f-{self.definition.key}"

    @property
    def sentences(self) -> list[str]:
        return [sentence for _, sentence in self.errors]

    def row_columns(self) -> tuple[Column, ...]:
        return self.definition.columns if self.definition.type == "table" else PEOPLE

    @property
    def row_prefix(self) -> str:
        return self.definition.key + ("-attendees" if self.definition.type == "session" else "")

    @property
    def rows(self) -> list[int]:
        """The rows that hold something, then blank ones."""
        prefix = self.row_prefix
        filled = [
            n
            for n in row_numbers(prefix, self.boxes)
            if any(self.boxes[name] for name in self.boxes if name.startswith(f"{prefix}-{n}-"))
        ]
        after = max(filled, default=-1) + 1
        return [*filled, *range(after, after + _BLANK_ROWS)]


def stored(facts: Sequence[FactValue]) -> list[FactField]:
    """The form as it opens: what is known, or a suggestion where nothing is known yet."""
    fields = []
    for fact in facts:
        suggested = fact.value is None and fact.suggestion is not None
        shown = fact.suggestion if suggested else fact.value
        fields.append(
            FactField(
                fact.definition, fact.version, boxes_of(fact.definition, shown), shown, suggested, masked=fact.masked
            )
        )
    return fields


def posted(facts: Sequence[FactValue], sent: Sent) -> list[FactField]:
    """The form as it came back: every text as it was typed, with what could not be read."""
    fields = []
    for fact in facts:
        key = fact.definition.key
        if fact.masked and f"seen-{key}" not in sent:  # the page did not show it, so nothing was said about it
            fields.append(FactField(fact.definition, 0, {}, masked=True))
            continue
        value, errors = read_value(fact.definition, sent)
        boxes = {name: text for name, text in sent.items() if name == key or name.startswith(f"{key}-")}
        labelled = [(place, f"{fact.definition.label}: {sentence}") for place, sentence in errors]
        fields.append(FactField(fact.definition, _seen(sent, key), boxes, value, errors=labelled))
    return fields


def _seen(sent: Sent, key: str) -> int:
    text = sent.get(f"seen-{key}", "0")
    return int(text) if text.isascii() and text.isdigit() else 0


def refused(fields: Sequence[FactField], errors: Mapping[str, Sequence[str]]) -> None:
    """Put the refusals of the service beside their boxes."""
    for each in fields:
        each.errors += [(each.id, f"{each.definition.label}: {s}.") for s in errors.get(each.definition.key, ())]


def conflicting(fields: Sequence[FactField], facts: Sequence[FactValue], theirs: Mapping[str, Any]) -> None:
    """Show somebody else's version beside ours, and remember that it has been seen.

    `facts` are the facts as they are now: a box the person never touched takes what stands there.
    """
    for each, now in zip(fields, facts, strict=True):
        key = each.definition.key
        if key in theirs:
            said = text_of(each.definition, decode(each.definition, theirs[key]))
            each.theirs = (MASK if each.definition.restricted else said) or "(để trống)"
            each.version = now.version
            each.errors.append((each.id, f"{each.definition.label}: có hai bản khác nhau."))
        elif each.value is None and not each.version:
            each.boxes, each.version = boxes_of(each.definition, now.value), now.version


def boxes_of(definition: FactDefinition, value: Any) -> dict[str, str]:
    """The text of every control of a fact, by the control's name."""
    key = definition.key
    if value is None:
        return {}
    if definition.type == "lines":
        return {key: "\n".join(value)}
    if definition.type == "table":
        return _row_boxes(key, definition.columns, value)
    if definition.type == "session":
        parts = {f"{key}-{part}": _text(value.get(part)) for part in SESSION_KEYS if part != "attendees"}
        return parts | _row_boxes(f"{key}-attendees", PEOPLE, value.get("attendees") or [])
    if definition.type == "ballots":
        return {f"{key}-{part}": _text(value.get(part)) for part in ballot_keys(definition)}
    return {key: _text(value)}


def _row_boxes(prefix: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {f"{prefix}-{n}-{c.name}": _text(row.get(c.name)) for n, row in enumerate(rows) for c in columns}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return short_date(value) if isinstance(value, date) else str(value)
