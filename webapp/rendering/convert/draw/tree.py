"""Placed boxes → structure nodes: headings, paragraphs, tables, links, figures, bookmarks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from webapp.rendering.convert.draw.nodes import Figure, Leaf, Node, Root, Run
from webapp.rendering.convert.lay.boxes import Page, Placed, PlacedCell, PlacedDrawing, PlacedPara, PlacedTable
from webapp.rendering.convert.model import RunStyle

PX = 1 / 0.75
NO_ALT = "Hình minh hoạ"
DEEPEST = 6


class Headings:
    """Levels for PDF/UA: the first is 1, and none is skipped on the way down."""

    def __init__(self) -> None:
        self._levels: list[int] = []

    def level(self, outline: int) -> int:
        while self._levels and self._levels[-1] >= outline:
            self._levels.pop()
        self._levels.append(outline)
        return min(DEEPEST, len(self._levels))


class PageTree:
    """The nodes of one page, with the links, anchors and bookmarks found on it (in CSS pixels)."""

    def __init__(self, page: Page, headings: Headings, targets: set[str]) -> None:
        self.headings, self.targets = headings, targets
        self.root = Root()
        self.links: list[tuple[str, str, tuple[float, float, float, float], Node]] = []
        self.anchors: dict[str, tuple[float, float, float, float]] = {}
        self.bookmarks: list[tuple[int, str, tuple[float, float], str]] = []
        self._boxes(self.root.children, page.body)
        for drawing in page.floats:
            self._drawing(self.root.children, drawing)
        self._boxes(self.root.children, page.notes)

    def _boxes(self, into: list[Any], placed: list[Placed]) -> None:
        for box in placed:
            if isinstance(box, PlacedPara):
                self._paragraph(into, box)
            elif isinstance(box, PlacedTable):
                self._table(into, box)
            elif isinstance(box, PlacedDrawing):
                self._drawing(into, box)

    def _paragraph(self, into: list[Any], box: PlacedPara) -> None:
        node = Node("p")
        leaf: Leaf | None = None
        link: Node | None = None
        for line, y in box.with_tops():
            baseline = y + line.baseline
            for name in line.bookmarks:
                self.anchors.setdefault(name, (box.x * PX, y * PX, box.x * PX, y * PX))
            for span in line.spans:
                target = span.link if self._is_known(span.link) else ""
                if target:
                    link, leaf = self._link(node, target, box.x + span.x, y, span.width, line.height), None
                    into_leaf = link.children[-1]
                else:
                    if leaf is None:
                        leaf = Leaf()
                        node.children.append(leaf)
                    into_leaf = leaf
                into_leaf.runs.append(Run(box.x + span.x, baseline - span.style.rise, span))
        for drawing in box.drawings:
            self._drawing(node.children, drawing)
        if not node.children:
            return
        self._heading(node, box)
        into.append(node)

    def _heading(self, node: Node, box: PlacedPara) -> None:
        outline = box.box.paragraph.style.outline
        if outline > 8:
            return
        text = "".join(span.text for line in box.box.lines for span in line.spans).strip()
        if not text:
            return
        if box.first:
            return
        level = self.headings.level(outline)
        node.element_tag = node.element.tag = f"h{level}"
        self.bookmarks.append((level, text[:300], (box.x * PX, box.y * PX), "open"))

    def _is_known(self, link: str) -> bool:
        return bool(link) and (not link.startswith("#") or link[1:] in self.targets)

    def _link(self, parent: Node, target: str, x: float, y: float, width: float, height: float) -> Node:
        node = Node("a")
        node.children.append(Leaf())
        parent.children.append(node)
        rectangle = (x * PX, y * PX, (x + width) * PX, (y + height) * PX)
        inner = target.startswith("#")
        self.links.append(("internal" if inner else "external", target[1:] if inner else target, rectangle, node))
        return node

    def _drawing(self, into: list[Any], box: PlacedDrawing) -> None:
        drawing = box.drawing
        if drawing.kind == "picture":
            into.append(Figure(box.x, box.y, drawing, drawing.alt or NO_ALT))
        if box.content:
            node = Node("div")
            self._boxes(node.children, box.content)
            if node.children:
                into.append(node)

    def _table(self, into: list[Any], box: PlacedTable) -> None:
        rows = [row for row in box.rows if not row.repeated]
        table = Node("table")
        width = max(
            (len(box.table.grid), *(cell.cell.column + cell.cell.span for row in rows for cell in row.cells)), default=1
        )
        covered: dict[int, int] = {}
        for row in rows:
            line = Node("tr")
            cells = {cell.cell.column: cell for cell in row.cells}
            column = 0
            while column < width:
                if covered.get(column, 0):
                    covered[column] -= 1
                    column += 1
                    continue
                cell = cells.get(column)
                column += self._cell(line, cell, row.header, covered, width)
            table.children.append(line)
        if any(not line.is_empty for line in table.children):
            into.append(table)

    def _cell(self, line: Node, cell: PlacedCell | None, header: bool, covered: dict[int, int], width: int) -> int:
        """Add a cell, or an empty one where the grid has a hole; gives the columns it takes."""
        node = Node("th" if header else "td", **({"scope": "col"} if header else {}))
        line.children.append(node)
        if cell is None:
            return 1
        node.colspan = max(1, min(cell.cell.span, width - cell.cell.column))
        node.rowspan = cell.rows
        for column in range(cell.cell.column, cell.cell.column + node.colspan):
            if cell.rows > 1:
                covered[column] = cell.rows - 1
        self._boxes(node.children, cell.content)
        return node.colspan


def walk(children: list[Any], visit: Callable[[Any], None]) -> None:
    """Call `visit` for every leaf and figure in reading order."""
    for child in children:
        if isinstance(child, Leaf | Figure):
            visit(child)
        else:
            walk(child.children, visit)


__all__ = ["Headings", "PageTree", "RunStyle", "walk"]
