"""Headers and footers: which one a page shows, how far it pushes the text, and its place."""

from __future__ import annotations

from webapp.rendering.convert.lay.anchors import Surface
from webapp.rendering.convert.lay.boxes import Page
from webapp.rendering.convert.lay.flow import ENDLESS, Flow, Region, pour
from webapp.rendering.convert.lay.pieces import PageNumbers
from webapp.rendering.convert.model import Block, Document, Paragraph

HIGHEST = 0.75  # of the page: a header beyond that is cut rather than leaving no room for text


def kind_of(document: Document, page: Page) -> str:
    """first, even or default."""
    if page.section.title_page and page.first_of_section:
        return "first"
    return "even" if document.settings.even_odd and page.number % 2 == 0 else "default"


def body_edges(document: Document, page: Page, numbers: PageNumbers) -> tuple[float, float]:
    """The top and bottom of the text area: the margins, or further in when header or footer need the room."""
    section = page.section
    kind = kind_of(document, page)
    top, bottom = abs(section.top), section.height - abs(section.bottom)
    header, footer = section.headers.get(kind), section.footers.get(kind)
    if header and section.top >= 0:
        height = min(_lay(document, page, header, numbers, 0.0).pen, section.height * HIGHEST)
        top = max(top, section.header + height)
    if footer and section.bottom >= 0:
        height = min(_lay(document, page, footer, numbers, 0.0).pen, section.height * HIGHEST)
        bottom = min(bottom, section.height - section.footer - height)
    return (top, bottom) if bottom - top > 24 else (abs(section.top), max(section.height - 24, abs(section.top) + 24))


def add_headers(document: Document, pages: list[Page]) -> None:
    """Put header and footer on every page, now that the number of pages is known."""
    counts: dict[int, int] = {}
    for page in pages:
        counts[id(page.section)] = counts.get(id(page.section), 0) + 1
    for page in pages:
        section, kind = page.section, kind_of(document, page)
        numbers = PageNumbers(page.number, len(pages), counts[id(section)], section.page_format)
        header, footer = section.headers.get(kind), section.footers.get(kind)
        if header:
            region = _lay(document, page, header, numbers, section.header)
            page.header = region.placed + list(region.floats)
        if footer:
            height = _lay(document, page, footer, numbers, 0.0).pen
            region = _lay(document, page, footer, numbers, section.height - section.footer - height)
            page.footer = region.placed + list(region.floats)


def _lay(document: Document, page: Page, blocks: list[Block], numbers: PageNumbers, y: float) -> Region:
    section = page.section
    region = Region(page.left, y, section.width - page.left - page.right, ENDLESS, document.settings, numbers)
    region.surface = Surface(section, page.left, page.right, abs(section.top), section.height - abs(section.bottom))
    pour(Flow(blocks), region)
    last = region.last
    if isinstance(last, Paragraph):
        region.pen += last.style.after
    return region
