"""The law as tables a person reads and changes: names of files, tables and columns, cells as text and back again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from webapp.datafile import Strict
from webapp.rules.dates_vi import BadDate, parse_date, short_date
from webapp.rules.law import FILES
from webapp.rules.table_words import CODES, COLUMNS, FILE_TITLES, TABLE_TITLES

Cells = Mapping[str, str]
_LONG = frozenset({"source", "subject", "sentence", "label", "title", "until", "evidence", "explain"})
_LAST = frozenset({"valid_from", "valid_to", "verified", "verified_until", "basis", "source"})


@dataclass(frozen=True)
class Column:
    """One column. `kind`: text | long | date | bool | int | choice | list | places; `choices` for choice and list."""

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table of one file. `dated` tables keep ended rows; the others are plain lists whose rows may be removed."""

    file: str
    name: str
    title: str
    columns: tuple[Column, ...]
    dated: bool


@dataclass(frozen=True)
class BadCell(Exception):
    """A cell that cannot be understood."""

    column: str
    sentence: str


def tables(file: str) -> tuple[Table, ...]:
    """The tables of a file, in its order. Raises KeyError for a file that is not of the law."""
    found = []
    for name, field in FILES[file].model_fields.items():
        row = get_args(field.annotation)[0]
        columns = _columns(row)
        dated = "valid_from" in row.model_fields
        found.append(Table(file, name, TABLE_TITLES.get((file, name), FILE_TITLES[file]), columns, dated))
    return tuple(found)


def table(file: str, name: str) -> Table:
    """Raises KeyError."""
    for one in tables(file):
        if one.name == name:
            return one
    raise KeyError(name)


def rows_of(text: str, name: str) -> list[dict[str, Any]]:
    """The rows of one table as the file writes them."""
    rows: list[dict[str, Any]] = tomllib.loads(text).get(name, [])
    return rows


def cells(columns: Iterable[Column], row: Mapping[str, Any]) -> dict[str, str]:
    """A row as the form shows it."""
    return {column.name: _text(_value(row, column.name)) for column in columns}


def words(column: Column, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A cell as the table shows it: codes as words. `names` are the names the law itself declares."""
    value = _value(row, column.name)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "; ".join(f"{one['article']} ({one['basis']})" for one in value)
    if isinstance(value, list):
        return "; ".join(_word(one, names) for one in value)
    if own := CODES.get(f"{column.name}:{value}"):
        return own
    return _word(value, names) if column.kind != "long" else _text(value)


def row_from(columns: Iterable[Column], typed: Cells) -> dict[str, Any]:
    """The row the form means; an empty cell leaves its key out. Raises BadCell."""
    row: dict[str, Any] = {}
    for column in columns:
        text = typed.get(column.name, "").strip()
        if not text and column.kind != "bool":
            continue
        value = _read(column, text)
        outer, _, inner = column.name.partition(".")
        if inner:
            row.setdefault(outer, {})[inner] = value
        else:
            row[outer] = value
    return row


def with_row(text: str, name: str, index: int | None, row: Mapping[str, Any] | None) -> str:
    """The file with one row changed, added (`index` is None) or removed (`row` is None)."""
    data = tomllib.loads(text)
    rows = list(data.get(name, []))
    if index is None:
        rows.append(dict(row or {}))
    elif row is None:
        del rows[index]
    else:
        rows[index] = dict(row)
    return dump({**data, name: rows})


def dump(data: Mapping[str, Any]) -> str:
    """A file of arrays of tables as TOML, one key per line."""
    blocks = []
    for name, rows in data.items():
        for row in rows:
            lines = [f"[[{name}]]", *(f"{key} = {_toml(value)}" for key, value in row.items())]
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def _columns(row: type[Strict], prefix: str = "") -> tuple[Column, ...]:
    found: list[Column] = []
    for name in sorted(row.model_fields, key=lambda one: one in _LAST):  # what a row says before since when
        field = row.model_fields[name]
        kind, choices, nested = _kind(field.annotation)
        if nested is not None:
            found += _columns(nested, f"{name}.")
            continue
        full = f"{prefix}{name}"
        long = kind == "text" and name in _LONG
        required = field.is_required() and not prefix
        found.append(Column(full, COLUMNS.get(full, full), "long" if long else kind, required, choices))
    return tuple(found)


def _kind(annotation: Any) -> tuple[str, tuple[str, ...], type[Strict] | None]:
    """What a field takes: its kind, the codes it may be, and the model inside it."""
    plain = _bare(annotation)
    origin = get_origin(plain)
    if origin is list:
        inner = _bare(get_args(plain)[0])
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return "places", (), None
        return "list", _codes(inner), None
    if codes := _codes(plain):
        return "choice", codes, None
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return "table", (), plain  # type: ignore[return-value]  # every model of the law is strict
    return {bool: "bool", int: "int", date: "date"}.get(plain, "text"), (), None


def _bare(annotation: Any) -> Any:
    """Without Annotated and without None."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(one for one in get_args(annotation) if one is not type(None))
        else:
            return annotation


def _codes(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(one) for one in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(one.value) for one in annotation)
    return ()


def _value(row: Mapping[str, Any], name: str) -> Any:
    outer, _, inner = name.partition(".")
    value = row.get(outer)
    return (value or {}).get(inner) if inner else value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, list):
        return "\n".join(_line(one) for one in value)
    return str(value)


def _line(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['basis']} | {value['article']} | {'yes' if value['verified'] else 'no'}"
    return str(value)


def _word(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return names.get(str(value), CODES.get(str(value), _text(value)))


def _read(column: Column, text: str) -> Any:
    if column.kind == "bool":
        return text == "yes"
    if column.kind == "int":
        if not text.lstrip("-").isdigit():
            raise BadCell(column.name, f"{column.label}: phải là số nguyên.")
        return int(text)
    if column.kind == "date":
        try:
            return parse_date(text)
        except BadDate as error:
            raise BadCell(column.name, f"{column.label}: {error.sentence}") from error
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if column.kind == "list":
        return lines
    return [_place(column, line) for line in lines] if column.kind == "places" else " ".join(text.split())


def _place(column: Column, line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3 or parts[2] not in ("yes", "no"):
        raise BadCell(column.name, f"{column.label}: mỗi dòng ghi “mã căn cứ | điều, khoản | yes hoặc no”.")
    return {"basis": parts[0], "article": parts[1], "verified": parts[2] == "yes"}
