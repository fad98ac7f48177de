"""Questions about laid cells and rows that placing a table asks."""

from __future__ import annotations

from webapp.rendering.convert.lay.boxes import PlacedCell, PlacedPara, PlacedTable, paragraphs, shift
from webapp.rendering.convert.model import Note, Paragraph, Row, Table


def head_count(table: Table) -> int:
    count = 0
    for row in table.rows:
        if not row.header:
            break
        count += 1
    return count if count < len(table.rows) else 0


def clip(cells: list[PlacedCell], bottom: float) -> None:
    """A row of exact height hides the lines that begin below it."""
    for cell in cells:
        for box in cell.content:
            if isinstance(box, PlacedPara):
                box.last = box.first + sum(1 for line, top in box.with_tops() if top + line.baseline / 2 < bottom)
        cell.content = [box for box in cell.content if not isinstance(box, PlacedPara) or box.last > box.first]


def row_line(row: Row) -> float:
    """The room the row's upper line takes: half of the thickest, the other half is the row above's."""
    return max((edge.width for cell in row.cells if (edge := cell.borders.get("top")) is not None), default=0.0)


def last_space(block: object) -> float:
    return block.style.after if isinstance(block, Paragraph) and not block.style.auto_after else 0.0


def content_height(cell: PlacedCell) -> float:
    return max(
        (box.y + box.height - cell.y for box in cell.content if isinstance(box, PlacedPara | PlacedTable)), default=0.0
    )


def align(cell: PlacedCell) -> None:
    """Move a cell's content down when it is to stand in the middle or at the bottom."""
    if cell.cell.v_align not in ("center", "bottom", "both") or not cell.content:
        return
    free = cell.height - content_height(cell) - cell.cell.margins[2]
    last = cell.content[-1]
    free -= last_space(last.box.paragraph) if isinstance(last, PlacedPara) else 0.0
    if free > 0:
        shift(cell.content, 0.0, free if cell.cell.v_align == "bottom" else free / 2)


def notes_in(cells: list[PlacedCell]) -> list[Note]:
    return [note for cell in cells for box in paragraphs(cell.content) for line in box.lines for note in line.notes]


def shows_text(cells: list[PlacedCell]) -> bool:
    return any(cell.content for cell in cells)
