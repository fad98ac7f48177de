"""A small column chart as numbers: where each column stands and how high it is, drawn inline without script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 230
_LEFT, _TOP, _BOTTOM = 34, 18, 28


@dataclass(frozen=True)
class Column:
    """One column: `series` 0 or 1, its place, and the figure printed on it."""

    series: int
    x: float
    y: float
    width: float
    height: float
    value: int


@dataclass(frozen=True)
class ColumnChart:
    """Columns, names under them (place, text) and rules with their figures (height, figure)."""

    columns: tuple[Column, ...]
    names: tuple[tuple[float, str], ...]
    rules: tuple[tuple[float, int], ...]
    base: float = HEIGHT - _BOTTOM
    left: float = _LEFT
    width: int = WIDTH
    height: int = HEIGHT


def column_chart(rows: Sequence[tuple[str, int, int]]) -> ColumnChart:
    """Two series side by side: (name, first figure, second figure) for every place of the base line."""
    top = _ceiling(max([1, *(max(first, second) for _, first, second in rows)]))
    room, floor = HEIGHT - _TOP - _BOTTOM, HEIGHT - _BOTTOM
    step = (WIDTH - _LEFT) / max(1, len(rows))
    wide = min(26.0, step * 0.36)
    columns, names = [], []
    for place, (name, *figures) in enumerate(rows):
        middle = _LEFT + step * (place + 0.5)
        names.append((round(middle, 1), name))
        for series, value in enumerate(figures):
            high = room * value / top
            x = middle - wide + series * wide
            columns.append(
                Column(series, round(x, 1), round(floor - high, 1), round(wide - 2, 1), round(high, 1), value)
            )
    rules = tuple((round(floor - room * part / 4, 1), top * part // 4) for part in (0, 2, 4))
    return ColumnChart(tuple(columns), tuple(names), rules)


def _ceiling(most: int) -> int:
    """The next number that four equal parts divide."""
    size = 4
    while size < most:
        size *= 2
    return size
