"""Sections onto pages: page geometry, columns, note areas, headers and footers, page numbers."""

from __future__ import annotations

import itertools
from dataclasses import replace

from webapp.rendering.convert.errors import TooLong
from webapp.rendering.convert.lay import headers
from webapp.rendering.convert.lay.anchors import Surface, Taken
from webapp.rendering.convert.lay.boxes import Page, Placed, PlacedDrawing, PlacedPara, PlacedTable, Rule, shift
from webapp.rendering.convert.lay.flow import Flow, Region, pour
from webapp.rendering.convert.lay.notes import NoteArea
from webapp.rendering.convert.lay.pieces import PageNumbers
from webapp.rendering.convert.model import Block, Break, Document, Note, PageField, Paragraph, Section, inner_blocks

PAGES_LIMIT = 3_000
BALANCE_STEPS = 12
NOTES_SHARE = 0.85  # of a page's height that footnotes may take; what is longer goes on on the next page


def lay_out(document: Document) -> list[Page]:
    """All pages of a document. Raises TooLong."""
    total = 1
    pages = Paginator(document, total).run()
    if _shows_total(document):
        # NUMPAGES stands in the text itself: lay out again now that the total is known.
        pages = Paginator(document, len(pages)).run()
    headers.add_headers(document, pages)
    return pages


def _shows_total(document: Document) -> bool:
    return any(
        isinstance(item, PageField) and item.kind != "page"
        for section in document.sections
        for block in inner_blocks(section.blocks)
        if isinstance(block, Paragraph)
        for item in block.items
    )


class Paginator:
    """Lays the sections of one document one after another."""

    def __init__(self, document: Document, total: int) -> None:
        self.document, self.settings, self.total = document, document.settings, total
        self.pages: list[Page] = []
        self.top = self.bottom = self.y = 0.0
        self.area: NoteArea | None = None
        self.keep_space = True  # whether the next paragraph keeps its space above at the top of the page
        self.carried: Flow | None = None  # the rest of footnotes too long for their page
        self.broken = False  # the last region ended with a break in the text

    def run(self) -> list[Page]:
        sections = self.document.sections
        for index, section in enumerate(sections):
            following = sections[index + 1] if index + 1 < len(sections) else None
            blocks = section.blocks
            if following is None:
                blocks = blocks + _endnotes(self.document)
            self._section(section, blocks, following)
        self._close_page()
        while self.carried is not None and self.pages:
            self._new_page(self.pages[-1].section, first=False)
            self._close_page()
        if not self.pages:
            self._new_page(sections[-1], first=True)
        return self.pages

    # Pages -----------------------------------------------------------------------------------------------------

    def _new_page(self, section: Section, *, first: bool) -> None:
        self._close_page()
        if len(self.pages) >= PAGES_LIMIT:
            raise TooLong(f"Văn bản dài quá {PAGES_LIMIT} trang, không dàn trang được.")
        number = self.pages[-1].number + 1 if self.pages else 1
        if first and section.page_start is not None:
            number = section.page_start
        left, right = section.left, section.right
        if self.settings.mirror and number % 2 == 0:
            left, right = right, left
        page = Page(section, number, len(self.pages), left, right, first_of_section=first)
        self.pages.append(page)
        numbers = self._numbers(page)
        self.top, self.bottom = headers.body_edges(self.document, page, numbers)
        self.y = self.top
        limit = (self.bottom - self.top) * NOTES_SHARE
        self.area = NoteArea(left, section.width - left - right, self.settings, limit, self.carried)
        self.notes: list[Note] = []
        self.taken: list[Taken] = []

    def _close_page(self) -> None:
        if not self.pages or self.area is None:
            return
        page = self.pages[-1]
        page.notes, self.carried = self.area.place(self.notes, self.bottom)
        if page.section.v_align in ("center", "bottom") and page.body:
            lowest = max(_bottom(box) for box in page.body)
            free = self.bottom - lowest
            if free > 0:
                shift(page.body, 0.0, free / 2 if page.section.v_align == "center" else free)
        self.area = None

    def _numbers(self, page: Page) -> PageNumbers:
        return PageNumbers(page.number, self.total, self.total, page.section.page_format)

    # Sections --------------------------------------------------------------------------------------------------

    def _section(self, section: Section, blocks: list[Block], following: Section | None) -> None:
        previous = self.pages[-1].section if self.pages else None
        continuous = section.start == "continuous" and previous is not None and _same_page(previous, section)
        if section.start == "nextColumn" and previous is not None and section.columns and _same_page(previous, section):
            continuous = True
        if continuous:
            # The page keeps the header of the section it began with; later pages take this section's.
            if section.page_start is not None and not self.pages[-1].body:
                self.pages[-1].number = section.page_start
        else:
            self._new_page(section, first=True)
            self._parity(section)
        self.keep_space = True
        flow = Flow(blocks)
        balanced = following is not None and following.start == "continuous" and bool(section.columns)
        while not flow.done:
            self._fill_page(section, flow, balanced)
            if not flow.done:
                self._new_page(section, first=False)
        at_end = following is None and self.broken and self.settings.compat >= 15
        if at_end and blocks and _is_bare_break(blocks[-1]):
            # The file ends with a page break: its last, empty page is a page too.
            self._new_page(section, first=False)

    def _parity(self, section: Section) -> None:
        """A section that starts on an odd or even page leaves a blank page before it."""
        wanted = {"oddPage": 1, "evenPage": 0}.get(section.start)
        page = self.pages[-1]
        if wanted is not None and page.number % 2 != wanted and len(self.pages) > 1 and section.page_start is None:
            page.first_of_section = False
            page.section = replace(self.pages[-2].section, headers={}, footers={})
            self._new_page(section, first=True)

    def _columns(self, section: Section) -> list[tuple[float, float]]:
        page = self.pages[-1]
        if not section.columns:
            return [(page.left, section.width - page.left - page.right)]
        found, x = [], page.left
        for width, gap in section.columns:
            found.append((x, width))
            x += width + gap
        return found

    def _fill_page(self, section: Section, flow: Flow, balanced: bool) -> None:
        """Pour into the columns of the current page from `self.y` down."""
        columns = self._columns(section)
        bottom = self._balanced_bottom(flow, columns) if balanced and len(columns) > 1 else self.bottom
        lowest, top = self.y, self.y
        for x, width in columns:
            region = self._region(x, top, width, bottom)
            pour(flow, region)
            self._keep(region)
            lowest = max(lowest, region.pen)
            # A page begun by "page break before" keeps the space above its first paragraph in older files only.
            self.keep_space = region.stop == "before" and self.settings.compat < 15
            self.broken = region.stop in ("page", "column")
            if flow.done or region.stop in ("page", "before"):
                break
        if section.separator and len(columns) > 1:
            for (x, width), (following, _) in itertools.pairwise(columns):
                self.pages[-1].body.append(Rule((x + width + following) / 2, top, 0.5, lowest - top))
        self.y = lowest

    def _region(self, x: float, top: float, width: float, bottom: float) -> Region:
        page = self.pages[-1]
        region = Region(x, top, width, bottom, self.settings, self._numbers(page))
        region.keep_first_space, region.paged = self.keep_space, True
        area = self.area
        assert area is not None
        region.notes = list(self.notes)
        region.note_room = area.height
        region.taken = list(self.taken)
        region.surface = Surface(page.section, page.left, page.right, self.top, self.bottom)
        return region

    def _keep(self, region: Region) -> None:
        page = self.pages[-1]
        page.body += region.placed
        page.floats += region.floats
        self.notes = list(region.notes)
        self.taken = list(region.taken)

    def _balanced_bottom(self, flow: Flow, columns: list[tuple[float, float]]) -> float:
        """The highest bottom at which the rest of the section still fits into the columns of this page."""
        if not self._fits(flow, columns, self.bottom):
            return self.bottom
        low, high = self.y, self.bottom
        for _ in range(BALANCE_STEPS):
            middle = (low + high) / 2
            if self._fits(flow, columns, middle):
                high = middle
            else:
                low = middle
        return high

    def _fits(self, flow: Flow, columns: list[tuple[float, float]], bottom: float) -> bool:
        trial = Flow(flow.blocks, flow.index, flow.line, flow.inside)
        for x, width in columns:
            region = self._region(x, self.y, width, bottom)
            pour(trial, region)
            if trial.done:
                return region.pen <= bottom + 0.1
            if region.stop in ("page", "before"):
                return False
        return False


def _is_bare_break(block: Block) -> bool:
    """A paragraph of nothing but a page break."""
    return isinstance(block, Paragraph) and bool(block.items) and all(isinstance(item, Break) for item in block.items)


def _same_page(first: Section, second: Section) -> bool:
    return (first.width, first.height) == (second.width, second.height)


def _bottom(box: Placed) -> float:
    return box.y + box.height if isinstance(box, PlacedPara | PlacedTable | Rule) else box.y


def _endnotes(document: Document) -> list[Block]:
    return [block for note in document.endnotes for block in note.blocks]


__all__ = ["PlacedDrawing", "lay_out"]
