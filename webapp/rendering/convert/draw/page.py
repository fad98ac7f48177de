"""One page as WeasyPrint's Document wants it: size, links, anchors, bookmarks, and a paint method."""

from __future__ import annotations

from typing import Any

from webapp.rendering.convert.draw import shapes
from webapp.rendering.convert.draw.frames import frames, has_frames, page_borders
from webapp.rendering.convert.draw.nodes import Figure, Leaf
from webapp.rendering.convert.draw.paint import Painter
from webapp.rendering.convert.draw.tree import PX, Headings, PageTree, walk
from webapp.rendering.convert.draw.typeface import Typefaces
from webapp.rendering.convert.lay.boxes import Page, Placed, PlacedDrawing, PlacedPara, PlacedTable

_NO_BLEED = {"top": 0, "right": 0, "bottom": 0, "left": 0}


class PaintedPage:
    """Stands where WeasyPrint's own Page stands; lengths it shows outside are CSS pixels."""

    def __init__(
        self, page: Page, typefaces: Typefaces, headings: Headings, targets: set[str], images: dict[bytes, Any]
    ) -> None:
        self.page, self.typefaces, self.images = page, typefaces, images
        self.width, self.height = page.section.width * PX, page.section.height * PX
        self.bleed = _NO_BLEED
        self.forms: dict[None, list[Any]] = {None: []}
        tree = PageTree(page, headings, targets)
        self.links, self.anchors, self.bookmarks = tree.links, tree.anchors, tree.bookmarks
        self._page_box = tree.root

    def paint(self, stream: Any, scale: float) -> None:
        """Draw the page; the stream's origin is the page's upper left corner, one unit is a point."""
        page = self.page
        painter = Painter(stream, self.typefaces)
        behind = [box for box in page.floats if box.behind]
        front = [box for box in page.floats if not box.behind]
        with stream.artifact():
            for part in (page.header, page.footer):
                self._artifact(painter, part)
            for box in behind:
                shapes.shape(painter, box.drawing, box.x, box.y)
            if page.section.borders:
                page_borders(painter, page)
            if has_frames(page.body) or page.notes:
                frames(painter, [*page.body, *page.notes])
            for placed in page.body:
                self._shapes(painter, placed)
            for box in front:
                shapes.shape(painter, box.drawing, box.x, box.y)
                frames(painter, box.content)
            self._repeated_heads(painter, page.body)
        walk(self._page_box.children, lambda child: self._marked(painter, child))

    def _marked(self, painter: Painter, child: Any) -> None:
        if isinstance(child, Figure):
            with painter.stream.marked(child, "Figure"):
                shapes.picture(painter, child.drawing, child.x, child.y, self.images)
        else:
            with painter.stream.marked(child, "Span"):
                painter.leaf(child)

    def _shapes(self, painter: Painter, placed: Placed) -> None:
        if isinstance(placed, PlacedPara):
            for drawing in placed.drawings:
                self._shapes(painter, drawing)
        elif isinstance(placed, PlacedDrawing):
            shapes.shape(painter, placed.drawing, placed.x, placed.y)
            for inner in placed.content:
                self._shapes(painter, inner)
        elif isinstance(placed, PlacedTable):
            for row in placed.rows:
                for cell in row.cells:
                    for inner in cell.content:
                        self._shapes(painter, inner)

    def _artifact(self, painter: Painter, placed: list[Placed]) -> None:
        """Boxes outside the structure: headers and footers, repeated table heads."""
        if not placed:
            return
        frames(painter, placed)
        for box in placed:
            self._shapes(painter, box)
        part = Page(self.page.section, 1, 0, 0, 0, body=placed)
        tree = PageTree(part, Headings(), set())
        walk(tree.root.children, lambda child: self._plain(painter, child))

    def _plain(self, painter: Painter, child: Any) -> None:
        if isinstance(child, Leaf):
            painter.leaf(child)
        else:
            shapes.picture(painter, child.drawing, child.x, child.y, self.images)

    def _repeated_heads(self, painter: Painter, placed: list[Placed]) -> None:
        for box in placed:
            if isinstance(box, PlacedTable):
                for row in box.rows:
                    if row.repeated:
                        for cell in row.cells:
                            self._artifact(painter, [inner for inner in cell.content if isinstance(inner, PlacedPara)])
