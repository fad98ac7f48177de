"""On which page each line of the fidelity report is: by the drawing it tells of, or by the words it quotes."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.rendering.convert.lay.boxes import Page, Placed, PlacedDrawing, PlacedPara, PlacedTable
from webapp.rendering.convert.report import Report

QUOTED = 40  # letters of a quotation that are looked for


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
