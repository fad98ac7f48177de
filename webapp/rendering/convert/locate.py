"""Where something stands on the laid-out pages: a line of the fidelity report, or a text that is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.rendering.convert.lay.boxes import Page, Placed, PlacedDrawing, PlacedPara, PlacedTable
from webapp.rendering.convert.report import Report

QUOTED = 40  # letters of a quotation that are looked for


@dataclass(frozen=True)
class Place:
    """Where a text begins: the page (from 0), its left and upper edge in points from the page's upper left corner,
    and the page's height."""

    page: int
    left: float
    top: float
    page_height: float


def place_of(pages: list[Page], text: str) -> Place | None:
    """The last paragraph that says exactly `text`; None when there is none."""
    wanted = _squeezed(text)
    for number in range(len(pages) - 1, -1, -1):
        boxes = [box for box in boxes_of(list(pages[number].body)) if isinstance(box, PlacedPara)]
        for box in reversed(boxes):
            if wanted and _squeezed(_text(box)) == wanted:
                first = box.lines[0].spans
                left = box.x + (first[0].x if first else 0.0)
                return Place(number, left, box.y, pages[number].section.height)
    return None


def locate(report: Report, pages: list[Page]) -> None:
    """Fill in the pages of the report's lines that have a place."""
    open_keys = [key for key, page in report.lines.items() if page is None and key[1]]
    for number, page in enumerate(pages, start=1):
        if not open_keys:
            return
        boxes = list(boxes_of([*page.header, *page.body, *page.floats, *page.notes, *page.footer]))
        drawn = {box.drawing.reported for box in boxes if isinstance(box, PlacedDrawing)}
        words = _squeezed("".join(_text(box) for box in boxes if isinstance(box, PlacedPara)))
        for key in open_keys:
            if key[1] in drawn or _squeezed(key[1])[:QUOTED] in words:
                report.lines[key] = number
        open_keys = [key for key in open_keys if report.lines[key] is None]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _text(box: PlacedPara) -> str:
    return "".join(span.text for line in box.lines for span in line.spans)


def boxes_of(placed: list[Placed]) -> Iterator[Placed]:
    """Every box, those inside drawings and tables too."""
    for box in placed:
        yield box
        if isinstance(box, PlacedPara):
            yield from boxes_of(list(box.drawings))
        elif isinstance(box, PlacedDrawing):
            yield from boxes_of(box.content)
        elif isinstance(box, PlacedTable):
            for row in box.rows:
                for cell in row.cells:
                    yield from boxes_of(cell.content)
