"""Tables on pages: rows placed one under another, split or moved where the page ends, heads repeated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webapp.rendering.convert.lay import columns, flow
from webapp.rendering.convert.lay.boxes import (
    PlacedCell,
    PlacedDrawing,
    PlacedRow,
    PlacedTable,
)
from webapp.rendering.convert.lay.cells import (
    align,
    clip,
    content_height,
    head_count,
    last_space,
    notes_in,
    row_line,
    shows_text,
)
from webapp.rendering.convert.model import Cell, Row, Table

if TYPE_CHECKING:
    from webapp.rendering.convert.lay.flow import Flow, Region

SMALLEST_PART = 4.0


@dataclass(slots=True)
class TableMark:
    """How far a table has been placed: row `row`, and what is left of its cells when it was split."""

    row: int
    cells: list[Flow] | None = None
    used: float = 0.0  # the height the split row has already had


@dataclass(slots=True)
class Result:
    placed: PlacedTable | None
    rest: TableMark | None


@dataclass(slots=True)
class _Laid:
    """A row's cells poured, before the row's final height is known."""

    cells: list[PlacedCell]
    height: float
    rest: list[Flow] | None
    floats: list[PlacedDrawing] = field(default_factory=list)


def place_table(table: Table, region: Region, y: float, mark: TableMark | None) -> Result:
    """Place the rows that fit between `y` and the bottom of `region`, from `mark` on."""
    edges, left = columns.edges_of(table, region.width, region.settings, region.numbers)
    placed = PlacedTable(region.x + left, y, table, edges[-1] - edges[0] if edges else 0.0, 0.0, [])
    maker = _Maker(table, region, edges, region.x + left)
    pen = maker.repeat_heads(placed, y) if mark and mark.row and maker.heads else y
    began = len(placed.rows)
    reached, pen = _place_rows(maker, placed, pen, mark or TableMark(0))
    done = reached.row >= len(table.rows)
    at_heads = reached.row <= maker.heads and reached.cells is None and not (mark and mark.row)
    if not done and at_heads and not region.is_empty:
        return Result(None, TableMark(0))  # head rows are not left alone at the foot of a page
    if placed.rows:
        pen += maker.bottom_line(placed.rows[-1])
    placed.height = pen - y
    if not done and len(placed.rows) == began:
        return Result(None, mark or TableMark(0))
    return Result(placed, None if done else reached)


def _place_rows(maker: _Maker, placed: PlacedTable, pen: float, mark: TableMark) -> tuple[TableMark, float]:
    """Place rows from `mark` on; gives how far it came and the y below the last row."""
    began, row, cells = len(placed.rows), mark.row, mark.cells
    maker.used = mark.used
    while row < len(maker.table.rows):
        laid = maker.lay(row, pen, cells)
        if laid is None:
            if len(placed.rows) > began or not maker.region.is_empty:
                break
            laid = maker.force(row, pen, cells)
        pen = maker.add(placed, row, pen, laid)
        cells = laid.rest
        if cells is not None:
            maker.used += laid.height
            break
        maker.used = 0.0
        row += 1
    return TableMark(row, cells, maker.used), pen


class _Maker:
    """Lays rows of one table in one region."""

    def __init__(self, table: Table, region: Region, edges: list[float], x: float) -> None:
        self.table, self.region, self.edges, self.x = table, region, edges, x
        self.heads = head_count(table)
        self.spans: dict[int, PlacedCell] = {}
        self.used = 0.0

    def lay(self, index: int, y: float, rest: list[Flow] | None) -> _Laid | None:
        """Pour a row's cells at `y`; None when it does not fit and may not be split here."""
        row = self.table.rows[index]
        whole = self._pour(row, y, rest, flow.ENDLESS)
        bottom = self.region.bottom
        if self.region.note_room is not None:
            bottom -= self.region.note_room(self.region.notes + notes_in(whole.cells))
        height = self._height(row, whole, index, y)
        if y + height <= bottom + flow.SLACK:
            whole.height = height
            return whole
        if row.cant_split or row.rule == "exact" or (row.header and index < self.heads):
            return None
        return self._split(row, index, y, rest, bottom)

    def _split(self, row: Row, index: int, y: float, rest: list[Flow] | None, bottom: float) -> _Laid | None:
        room = bottom - y
        if room < SMALLEST_PART:
            return None
        part = self._pour(row, y, rest, room)
        if part.rest is None or not shows_text(part.cells):
            return None
        part.height = min(room, max(part.height, row.height if row.rule == "atLeast" and row.height < room else 0.0))
        return part

    def force(self, index: int, y: float, rest: list[Flow] | None) -> _Laid:
        """A row that no page could hold is split wherever the page ends."""
        row = self.table.rows[index]
        room = max(12.0, self.region.bottom - y)
        part = self._pour(row, y, rest, room, force=True)
        if part.rest is not None and not any(cell.content for cell in part.cells):
            part = self._pour(row, y, rest, flow.ENDLESS)
        part.height = (
            min(max(part.height, row.height), room) if part.rest is not None else self._height(row, part, index, y)
        )
        if row.rule == "exact":
            part.height, part.rest = min(row.height or part.height, room), None
        return part

    def _pour(self, row: Row, y: float, rest: list[Flow] | None, room: float, *, force: bool = False) -> _Laid:
        laid = _Laid([], 0.0, None)
        left: list[Flow] = []
        over = False
        for number, cell in enumerate(row.cells):
            source = rest[number] if rest else flow.Flow(cell.blocks)
            copy = flow.Flow(source.blocks, source.index, source.line, source.inside)
            placed, height = self._cell(row, cell, y, copy, (room, force), laid.floats)
            laid.cells.append(placed)
            left.append(copy)
            over = over or not copy.done
            if cell.merge == "":
                laid.height = max(laid.height, height)
        laid.rest = left if over else None
        return laid

    def _cell(
        self, row: Row, cell: Cell, y: float, source: Flow, limit: tuple[float, bool], floats: list[PlacedDrawing]
    ) -> tuple[PlacedCell, float]:
        first, last = self.edges[cell.column], self.edges[min(cell.column + cell.span, len(self.edges) - 1)]
        top, right, bottom, left = cell.margins
        placed = PlacedCell(cell, self.x + first, y, last - first, 0.0, [], edges=dict(cell.borders))
        if cell.merge == "go_on":
            source.index = len(source.blocks)
            return placed, 0.0
        line, (room, force) = row_line(row), limit
        inner = flow.Region(
            placed.x + left,
            y + top + line,
            max(6.0, last - first - left - right),
            y + room - bottom,
            self.region.settings,
            self.region.numbers,
        )
        inner.surface = self.region.surface
        inner.force = force
        flow.pour(source, inner)
        placed.content = inner.placed
        floats += inner.floats
        after = last_space(inner.last) if source.done else 0.0
        return placed, inner.pen - y + after + bottom

    def _height(self, row: Row, laid: _Laid, index: int, y: float) -> float:
        """The row's height: its cells', its own rule's, and what a merged cell that ends here still needs."""
        if row.rule == "exact" and row.height:
            return row.height
        # "At least" counts from under the row's upper line.
        height = max(
            laid.height, row.height - self.used + row_line(row) if row.rule == "atLeast" and row.height else 0.0
        )
        for cell, placed in zip(row.cells, laid.cells, strict=True):
            if cell.merge == "start":
                if not self._goes_on(index, cell.column):
                    height = max(height, content_height(placed) + cell.margins[2])
            elif cell.merge == "go_on" and not self._goes_on(index, cell.column):
                open_cell = self.spans.get(cell.column)
                if open_cell is not None:
                    height = max(height, open_cell.y + content_height(open_cell) + open_cell.cell.margins[2] - y)
        return height

    def _goes_on(self, index: int, column: int) -> bool:
        following = self.table.rows[index + 1].cells if index + 1 < len(self.table.rows) else []
        return any(cell.column == column and cell.merge == "go_on" for cell in following)

    def add(self, placed: PlacedTable, index: int, y: float, laid: _Laid) -> float:
        """Put a laid row into the table; gives the y below it."""
        row = self.table.rows[index]
        if row.rule == "exact":
            clip(laid.cells, y + laid.height)
        done = PlacedRow(y, laid.height, [], header=index < self.heads)
        for cell in laid.cells:
            cell.height = laid.height
            if cell.cell.merge == "go_on":
                owner = self.spans.get(cell.cell.column)
                if owner is not None and not cell.content:
                    owner.height = y + laid.height - owner.y
                    owner.rows += 1
                    owner.edges["bottom"] = cell.edges.get("bottom")
                    if not self._goes_on(index, cell.cell.column):
                        align(owner)
                        del self.spans[cell.cell.column]
                    continue
                # The cell began on the page before: here only its frame goes on.
                self.spans[cell.cell.column] = cell
            elif cell.cell.merge == "start" and self._goes_on(index, cell.cell.column):
                self.spans[cell.cell.column] = cell
            else:
                align(cell)
            done.cells.append(cell)
        placed.rows.append(done)
        self.region.notes += notes_in(laid.cells)
        self.region.floats += laid.floats
        return y + laid.height + self.table.spacing

    @staticmethod
    def bottom_line(row: PlacedRow) -> float:
        """The room the table's lower line takes under its last row."""
        return max((edge.width for cell in row.cells if (edge := cell.edges.get("bottom")) is not None), default=0.0)

    def repeat_heads(self, placed: PlacedTable, y: float) -> float:
        """Draw the head rows again at the top of a further page."""
        begin = len(placed.rows)
        for index in range(self.heads):
            laid = self._pour(self.table.rows[index], y, None, flow.ENDLESS)
            laid.height = self._height(self.table.rows[index], laid, index, y)
            y = self.add(placed, index, y, laid)
        for row in placed.rows[begin:]:
            row.repeated = True
        self.spans.clear()
        return y


__all__ = ["Result", "TableMark", "place_table"]
