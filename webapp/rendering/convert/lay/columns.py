"""Column widths of a table: from its grid, its preferred widths, or from its content when it has neither."""

from __future__ import annotations

from webapp.rendering.convert.lay.paragraph import natural_widths
from webapp.rendering.convert.lay.pieces import PageNumbers
from webapp.rendering.convert.model import Cell, Paragraph, Settings, Table, inner_blocks

SMALLEST = 4.0


def edges_of(table: Table, room: float, settings: Settings, numbers: PageNumbers) -> tuple[list[float], float]:
    """(the x of every grid line from the table's left edge, the table's left edge in a column of `room` points)."""
    key = f"edges {room:.2f}"
    known: tuple[list[float], float] | None = table.cache.get(key)
    if known is None:
        widths = _widths(table, room, numbers)
        edges = [0.0]
        for width in widths:
            edges.append(edges[-1] + width)
        known = table.cache[key] = (edges, _left(table, edges[-1], room, settings))
    return known


def _left(table: Table, width: float, room: float, settings: Settings) -> float:
    if table.align == "center":
        return (room - width) / 2
    if table.align == "right":
        return room - width
    # The left line stands with its outer edge on the margin, so the grid moves in by half its width.
    line = max(
        (edge.width for row in table.rows for cell in row.cells[:1] if (edge := cell.borders.get("left"))), default=0.0
    )
    return table.indent - table.cell_left if settings.compat < 15 else table.indent + line / 2


def _widths(table: Table, room: float, numbers: PageNumbers) -> list[float]:
    count = max((cell.column + cell.span for row in table.rows for cell in row.cells), default=1)
    total = table.width if table.width else room * table.percent if table.percent else None
    grid = (table.grid + [0.0] * count)[:count] if table.grid else [0.0] * count
    preferred = _preferred(table, count, total or room)
    if all(width > 0 for width in grid):
        widths = _adjust(grid, preferred) if table.fixed else grid
        if total and not table.fixed and abs(sum(widths) - total) > 1 and table.percent:
            widths = _scaled(widths, total)
        return widths
    if all(width > 0 for width in preferred):
        return _scaled(preferred, total) if total else preferred
    return _by_content(table, count, preferred, total, room, numbers)


def _adjust(grid: list[float], preferred: list[float]) -> list[float]:
    return grid


def _scaled(widths: list[float], total: float) -> list[float]:
    whole = sum(widths)
    return [width * total / whole for width in widths] if whole > 0 else widths


def _preferred(table: Table, count: int, total: float) -> list[float]:
    """Each column's preferred width from cells that span it alone; 0 where none says so."""
    found = [0.0] * count
    for row in table.rows:
        for cell in row.cells:
            width = cell.width if cell.width else total * cell.percent if cell.percent else 0.0
            if cell.span == 1 and width and cell.column < count:
                found[cell.column] = max(found[cell.column], width)
    return found


def _by_content(
    table: Table, count: int, preferred: list[float], total: float | None, room: float, numbers: PageNumbers
) -> list[float]:
    """As Word autofits: every column its longest word, then what it would like, then an even share of the rest."""
    least, most = [SMALLEST] * count, [SMALLEST] * count
    wide: list[tuple[Cell, float, float]] = []
    for row in table.rows:
        for cell in row.cells:
            small, large = _content(cell, numbers)
            if cell.span == 1:
                least[cell.column] = max(least[cell.column], small)
                most[cell.column] = max(most[cell.column], large)
            else:
                wide.append((cell, small, large))
    for cell, small, large in wide:
        _spread(least, cell, small)
        _spread(most, cell, large)
    most = [max(most[i], least[i]) if not preferred[i] else max(preferred[i], least[i]) for i in range(count)]
    goal = total or min(room, sum(most))
    if sum(most) <= goal:
        return _scaled(most, goal) if total else most
    spare, wish = goal - sum(least), sum(most) - sum(least)
    if spare <= 0 or wish <= 0:
        return _scaled(least, goal)
    return [low + (high - low) * spare / wish for low, high in zip(least, most, strict=True)]


def _spread(widths: list[float], cell: Cell, needed: float) -> None:
    covered = range(cell.column, min(len(widths), cell.column + cell.span))
    lacking = needed - sum(widths[i] for i in covered)
    if lacking > 0 and len(covered):
        for i in covered:
            widths[i] += lacking / len(covered)


def _content(cell: Cell, numbers: PageNumbers) -> tuple[float, float]:
    margins = cell.margins[1] + cell.margins[3]
    small = large = 0.0
    for block in inner_blocks(cell.blocks):
        if isinstance(block, Paragraph):
            low, high = natural_widths(block, numbers)
            small, large = max(small, high if cell.no_wrap else low), max(large, high)
    return small + margins, large + margins
