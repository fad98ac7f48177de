"""On which page a line is, from the converter's own layout; a file it cannot lay out has no page numbers."""

from __future__ import annotations

from functools import lru_cache

from webapp.rendering.convert.lay.boxes import Page, PlacedPara
from webapp.rendering.convert.lay.pages import lay_out
from webapp.rendering.convert.locate import boxes_of
from webapp.rendering.convert.read.document import read_document
from webapp.rendering.convert.report import Report
from webapp.rendering.lint.paper import Line, Paper

# Beyond this, laying out takes longer than a person wants to wait for a remark.
MOST_LINES = 3_000
QUOTED = 40


def count_pages(paper: Paper) -> int | None:
    """How many pages the file has; None when that is not known."""
    texts = _texts(paper)
    return len(texts) if texts else None


def page_of(paper: Paper, line: Line | None, after: int = 1) -> int | None:
    """The page of a line, looked for from page `after` on, for the same words may stand on several."""
    texts = _texts(paper)
    words = _squeezed(line.words if line else "")[:QUOTED]
    if not texts or not words:
        return None
    order = [*range(after - 1, len(texts)), *range(after - 1)]
    return next((number + 1 for number in order if words in texts[number]), None)


def _texts(paper: Paper) -> list[str]:
    if paper.page_texts is None:
        paper.page_texts = _laid_out(paper)
    return paper.page_texts


def _laid_out(paper: Paper) -> list[str]:
    if not paper.data or len(paper.lines) > MOST_LINES:
        return []
    try:
        return list(_lay_out(paper.data))
    except Exception:
        # A strange file may break the layout in any way; the remarks are worth having without pages.
        return []


@lru_cache(maxsize=2)
def _lay_out(data: bytes) -> tuple[str, ...]:
    pages = lay_out(read_document(data, Report()))
    return tuple(_words(page) for page in pages)


def _words(page: Page) -> str:
    boxes = boxes_of([*page.body, *page.floats])
    lines = (line for box in boxes if isinstance(box, PlacedPara) for line in box.lines)
    return _squeezed("".join(span.text for line in lines for span in line.spans))


def _squeezed(text: str) -> str:
    return "".join(text.split())
