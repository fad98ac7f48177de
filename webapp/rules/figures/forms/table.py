"""From counted marks to the rows and columns of a form; pure, one look-up per cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from webapp.rules.figures.forms.build import StatColumn, StatForm
from webapp.rules.figures.forms.load import Statistics

TOTAL = "total"
"""The row that adds all others up."""


class Key(NamedTuple):
    """What marks are added up by."""

    task: str
    side: str
    object: str
    position: str
    measure: str


Cells = Mapping[Key, tuple[int, int]]
"""How many marks of a key there are, and what they amount to."""


@dataclass(frozen=True)
class TableRow:
    """A row of a form with a figure per column."""

    code: str
    numeral: str
    label: str
    depth: int
    values: tuple[int, ...]


@dataclass(frozen=True)
class StatTable:
    """A form filled for a period. `stray` are marks of positions that no row of the period shows."""

    form: StatForm
    columns: tuple[StatColumn, ...]
    rows: tuple[TableRow, ...]
    stray: tuple[str, ...] = ()

    def value(self, row: str, column: str) -> int:
        """The figure of a cell. Raises KeyError."""
        places = {one.id: place for place, one in enumerate(self.columns)}
        for one in self.rows:
            if one.code == row:
                return one.values[places[column]]
        raise KeyError(row)


def tabulate(form: StatForm, statistics: Statistics, cells: Cells, *, first: date, last: date) -> StatTable:
    """Put the marks of a period into the rows and columns of a form.

    A row that others are counted into adds them up with what stands on it directly; the total adds every position of
    the form, also one that has no row, so that nothing that was counted is lost.
    """
    columns = form.columns_in(first, last)
    by_position = _by_position(form, columns, cells)
    rows = statistics.rows_of(form.object, first, last)
    below: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        below[row.parent].append(row.code)
    width = len(columns)

    def of(code: str) -> tuple[int, ...]:
        return _added([by_position.get(code, (0,) * width), *map(of, below.get(code, ()))], width)

    known = {row.code for row in rows}
    table = [TableRow(TOTAL, "", "Tổng số", 0, _added(by_position.values(), width))]
    table += [TableRow(row.code, row.numeral, row.label, 2 if row.parent else 1, of(row.code)) for row in rows]
    stray = tuple(sorted(code for code in by_position if code not in known)) if rows else ()
    return StatTable(form, columns, tuple(table), stray)


def _by_position(form: StatForm, columns: tuple[StatColumn, ...], cells: Cells) -> dict[str, tuple[int, ...]]:
    """Position → a figure per column."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, column in enumerate(columns):
        for measure in column.measures:
            places[measure].append((place, 0 if column.rule == "count" else 1))
    found: dict[str, list[int]] = {}
    for key, value in cells.items():
        if key.task == form.task and key.object == form.object and key.side in form.sides:
            for place, which in places.get(key.measure, ()):
                found.setdefault(key.position, [0] * len(columns))[place] += value[which]
    return {position: tuple(values) for position, values in found.items()}


def _added(rows: Iterable[tuple[int, ...]], width: int) -> tuple[int, ...]:
    total = [0] * width
    for row in rows:
        for place, value in enumerate(row):
            total[place] += value
    return tuple(total)
