"""Facts to JSON and back. JSON knows no dates, so dates become ISO text; everything else keeps its form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the loader of procedures imports this package
    from webapp.workflow.procedure.model import Column, FactDefinition


Json = Any


def encode(definition: FactDefinition, value: Any) -> Json:
    """The JSON form of a value. Raises TypeError when the value is not of the fact's type."""
    return _walk(definition, value, _date_to_text)


def decode(definition: FactDefinition, json: Json) -> Any:
    """The value of a JSON form. Raises ValueError or TypeError when the text of a date is none."""
    return _walk(definition, json, _text_to_date)


def _walk(definition: FactDefinition, value: Any, convert: Callable[[Any], Any]) -> Any:
    """Copy a value, converting its dates; None and an empty text stay None."""
    if value is None or value == "":
        return None
    if definition.type == "date":
        return convert(value)
    if definition.type == "lines":
        return list(value)
    if definition.type == "table":
        return [_row(definition.columns, row, convert) for row in value]
    if definition.type == "session":
        return {key: _session_part(key, part, convert) for key, part in value.items()}
    if definition.type == "ballots":
        return dict(value)
    return value


def _row(columns: tuple[Column, ...], row: dict[str, Any], convert: Callable[[Any], Any]) -> dict[str, Any]:
    dates = {column.name for column in columns if column.type == "date"}
    return {key: convert(cell) if key in dates and cell not in (None, "") else cell for key, cell in row.items()}


def _session_part(key: str, part: Any, convert: Callable[[Any], Any]) -> Any:
    if key == "on":
        return convert(part) if part not in (None, "") else None
    return [dict(person) for person in part] if key == "attendees" and part else part


def _date_to_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    raise TypeError(f"not a date: {value!r}")


def _text_to_date(value: Any) -> date:
    return date.fromisoformat(value)
