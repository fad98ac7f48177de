"""Tables: borderless ones for head and signatures, ruled ones for rows that docxtpl repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.rendering.scaffold.xml import dxa, text_paragraph


@dataclass(frozen=True)
class Cell:
    """One cell: ready paragraphs, and how many columns it spans."""

    content: str
    span: int = 1


@dataclass(frozen=True)
class Column:
    """A column of a ruled table: its heading, its width, what its cells print, and whether they are centred."""

    label: str
    width_mm: float
    text: str
    centred: bool = False


def borderless(rows: Sequence[Sequence[Cell]], widths_mm: Sequence[float], *, whole: bool = False) -> str:
    """A fixed table without borders and cell margins; `whole` keeps every row on one page."""
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    properties = _properties(widths_mm, f"<w:tblCellMar>{margins}</w:tblCellMar>")
    return _table(properties, widths_mm, [_row(row, widths_mm, whole=whole) for row in rows])


def ruled(clause: str, columns: Sequence[Column], *, numbered: bool = False) -> str:
    """A table with one row for each item of a list; the heading row repeats on every page, no row is torn.

    `numbered` adds a second heading row with the numbers of the columns.
    """
    widths = [column.width_mm for column in columns]
    head = [Cell(text_paragraph("CellHead", column.label)) for column in columns]
    cells = [Cell(text_paragraph("CellCentre" if column.centred else "Cell", column.text)) for column in columns]
    numbers = [Cell(text_paragraph("CellCentre", str(place))) for place, _ in enumerate(columns, start=1)]
    rows = [
        _row(head, widths, whole=True, repeated=True),
        *([_row(numbers, widths, whole=True, repeated=True)] if numbered else []),
        _tag_row(f"{{%tr for {clause} %}}", widths),
        _row(cells, widths, whole=True),
        _tag_row("{%tr endfor %}", widths),
    ]
    return _table(_properties(widths, _borders()), widths, rows)


def ruled_rows(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths_mm: Sequence[float]) -> str:
    """A ruled table of ready rows; the heading row repeats on every page, no row is torn."""
    made = [_row(head, widths_mm, whole=True, repeated=True), *(_row(row, widths_mm, whole=True) for row in rows)]
    return _table(_properties(widths_mm, _borders()), widths_mm, made)


def ruled_grid(
    heads: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]], widths_mm: Sequence[float]
) -> str:
    """The same under several heading rows, all of which repeat on every page."""
    made = [
        *(_row(head, widths_mm, whole=True, repeated=True) for head in heads),
        *(_row(row, widths_mm, whole=True) for row in rows),
    ]
    return _table(_properties(widths_mm, _borders()), widths_mm, made)


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in _RULED_MARGINS)
    return f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'


_RULED_MARGINS = (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))


def _properties(widths_mm: Sequence[float], more: str) -> str:
    layout = "" if "w:tblLayout" in more else '<w:tblLayout w:type="fixed"/>'
    total = sum(dxa(width) for width in widths_mm)
    return f'<w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="left"/>{layout}{more}</w:tblPr>'


def _table(properties: str, widths_mm: Sequence[float], rows: Sequence[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{dxa(width)}"/>' for width in widths_mm)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row(cells: Sequence[Cell], widths_mm: Sequence[float], *, whole: bool = False, repeated: bool = False) -> str:
    properties = "<w:cantSplit/>" * whole + "<w:tblHeader/>" * repeated
    position, pieces = 0, []
    for cell in cells:
        width = sum(dxa(each) for each in widths_mm[position : position + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        pieces.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{cell.content}</w:tc>')
        position += cell.span
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(pieces)}</w:tr>"


def _tag_row(tag: str, widths_mm: Sequence[float]) -> str:
    return _row([Cell(text_paragraph("Cell", tag), span=len(widths_mm))], widths_mm)
