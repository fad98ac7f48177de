"""What the layout hands to drawing: lines of positioned text, paragraphs, tables, drawings, pages.

x and y are points from the left and top edge of whatever holds the box; a Line's spans count from the column's
left edge, a page's boxes from the page's corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.rendering.convert.model import (
    Anchor,
    Border,
    Cell,
    Colour,
    Drawing,
    Note,
    Paragraph,
    RunStyle,
    Section,
    Table,
)


@dataclass(slots=True)
class Span:
    """Text of one style. `extra` is added at every space; `width` is the room it takes."""

    x: float
    text: str
    style: RunStyle
    width: float
    extra: float = 0.0
    link: str = ""
    leader: str = ""


@dataclass(slots=True)
class Line:
    spans: list[Span]
    height: float
    baseline: float
    lead: float = 0.0  # the extra of proportional spacing: above the line, or below it when it ends the paragraph
    width: float = 0.0
    objects: list[tuple[float, Drawing, RunStyle]] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    ends_with: str = ""  # "", page, column: a forced break after this line


@dataclass(slots=True)
class ParaBox:
    """A paragraph broken into lines for one width."""

    paragraph: Paragraph
    width: float
    lines: list[Line]


@dataclass(slots=True)
class PlacedPara:
    x: float
    y: float
    box: ParaBox
    first: int
    last: int  # one past
    height: float
    top_edge: Border | None = None
    bottom_edge: Border | None = None
    drawings: list[PlacedDrawing] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return self.box.lines[self.first : self.last]

    def with_tops(self) -> Iterator[tuple[Line, float]]:
        """Every line with the y of its upper edge."""
        y = self.y
        for index, line in enumerate(self.lines):
            y += line.lead if index else 0.0
            yield line, y
            y += line.height


@dataclass(slots=True)
class PlacedCell:
    cell: Cell
    x: float
    y: float
    width: float
    height: float
    content: list[Placed]
    rows: int = 1
    edges: dict[str, Border | None] = field(default_factory=dict)


@dataclass(slots=True)
class PlacedRow:
    y: float
    height: float
    cells: list[PlacedCell]
    header: bool = False
    repeated: bool = False


@dataclass(slots=True)
class PlacedTable:
    x: float
    y: float
    table: Table
    width: float
    height: float
    rows: list[PlacedRow]


@dataclass(slots=True)
class PlacedDrawing:
    x: float
    y: float
    drawing: Drawing
    content: list[Placed] = field(default_factory=list)
    behind: bool = False


@dataclass(slots=True)
class Rule:
    """A plain line drawn by the layout: the footnote separator, the line between columns."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour = (0, 0, 0)


Placed = PlacedPara | PlacedTable | PlacedDrawing | Rule


@dataclass(slots=True)
class Page:
    section: Section
    number: int  # the number that PAGE shows
    index: int  # counted from 0 through the whole document
    left: float
    right: float
    body: list[Placed] = field(default_factory=list)
    notes: list[Placed] = field(default_factory=list)
    floats: list[PlacedDrawing] = field(default_factory=list)
    header: list[Placed] = field(default_factory=list)
    footer: list[Placed] = field(default_factory=list)
    first_of_section: bool = False


def paragraphs(placed: list[Placed]) -> Iterator[PlacedPara]:
    """Every placed paragraph, those inside tables too."""
    for box in placed:
        if isinstance(box, PlacedPara):
            yield box
        elif isinstance(box, PlacedTable):
            for row in box.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.content)


def shift(placed: list[Placed], dx: float, dy: float) -> None:
    """Move boxes; what is inside cells and drawings counts from the page too and moves along."""
    for box in placed:
        box.x += dx
        box.y += dy
        if isinstance(box, PlacedPara):
            shift(list(box.drawings), dx, dy)
        elif isinstance(box, PlacedTable):
            for row in box.rows:
                row.y += dy
                for cell in row.cells:
                    cell.x += dx
                    cell.y += dy
                    shift(cell.content, dx, dy)
        elif isinstance(box, PlacedDrawing):
            shift(box.content, dx, dy)
