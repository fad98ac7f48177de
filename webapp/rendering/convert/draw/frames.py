"""Borders and shading of paragraphs and tables, drawn as artifacts under the text."""

from __future__ import annotations

from webapp.rendering.convert.draw.paint import Painter
from webapp.rendering.convert.lay.boxes import Page, Placed, PlacedCell, PlacedDrawing, PlacedPara, PlacedTable, Rule
from webapp.rendering.convert.lay.paragraph import edge
from webapp.rendering.convert.model import Border


def frames(painter: Painter, placed: list[Placed]) -> None:
    """Shading first, then borders, in the order of the boxes."""
    for box in placed:
        if isinstance(box, PlacedPara):
            _paragraph(painter, box)
        elif isinstance(box, PlacedTable):
            _table(painter, box)
        elif isinstance(box, Rule):
            painter.rectangle(box.x, box.y, box.width, box.height, box.colour)
        elif isinstance(box, PlacedDrawing):
            frames(painter, box.content)


def has_frames(placed: list[Placed]) -> bool:
    return any(
        not isinstance(box, PlacedPara) or box.box.paragraph.style.borders or box.box.paragraph.style.shade
        for box in placed
    )


def _paragraph(painter: Painter, box: PlacedPara) -> None:
    paragraph = box.box.paragraph
    style = paragraph.style
    if not style.borders and not style.shade:
        return
    left_edge, right_edge = edge(paragraph, "left"), edge(paragraph, "right")
    indent = min(style.left, style.left + style.first)
    left = box.x + indent - (left_edge.space if left_edge else 0.0)
    right = box.x + box.box.width - style.right + (right_edge.space if right_edge else 0.0)
    top = box.y - (box.top_edge.space if box.top_edge else 0.0)
    bottom = box.y + box.height + (box.bottom_edge.space if box.bottom_edge else 0.0)
    if style.shade:
        painter.rectangle(left, top, right - left, bottom - top, style.shade)
    for border, (x1, y1, x2, y2) in (
        (box.top_edge, (left, top, right, top)),
        (box.bottom_edge, (left, bottom, right, bottom)),
        (left_edge, (left, top, left, bottom)),
        (right_edge, (right, top, right, bottom)),
    ):
        if border is not None:
            painter.border(border, x1, y1, x2, y2)


def _table(painter: Painter, table: PlacedTable) -> None:
    for row in table.rows:
        for cell in row.cells:
            if cell.cell.shade:
                painter.rectangle(cell.x, cell.y, cell.width, cell.height, cell.cell.shade)
    drawn: dict[tuple[float, float, float, float], Border] = {}
    for row in table.rows:
        for cell in row.cells:
            _edges(cell, drawn)
    for place, border in drawn.items():
        painter.border(border, *place)
    for row in table.rows:
        for cell in row.cells:
            frames(painter, cell.content)


def _edges(cell: PlacedCell, drawn: dict[tuple[float, float, float, float], Border]) -> None:
    """Collect a cell's edges; where two cells meet the wider border stands."""
    left, top, right, bottom = (round(v, 2) for v in (cell.x, cell.y, cell.x + cell.width, cell.y + cell.height))
    for side, place in (
        ("top", (left, top, right, top)),
        ("bottom", (left, bottom, right, bottom)),
        ("left", (left, top, left, bottom)),
        ("right", (right, top, right, bottom)),
    ):
        border = cell.edges.get(side)
        if border is not None and (place not in drawn or drawn[place].width < border.width):
            drawn[place] = border


def page_borders(painter: Painter, page: Page) -> None:
    """The frame round a page, away from the paper's edge or from the text by each side's space."""
    section = page.section
    if section.borders_from_page:
        left, top, right, bottom = 0.0, 0.0, section.width, section.height
        inward = 1.0
    else:
        left, top = page.left, abs(section.top)
        right, bottom = section.width - page.right, section.height - abs(section.bottom)
        inward = -1.0
    edges = section.borders
    space = {side: inward * edge.space for side, edge in edges.items()}
    left, top = left + space.get("left", 0.0), top + space.get("top", 0.0)
    right, bottom = right - space.get("right", 0.0), bottom - space.get("bottom", 0.0)
    for side, place in (
        ("top", (left, top, right, top)),
        ("bottom", (left, bottom, right, bottom)),
        ("left", (left, top, left, bottom)),
        ("right", (right, top, right, bottom)),
    ):
        if side in edges:
            painter.border(edges[side], *place)
