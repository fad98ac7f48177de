"""Pages → the bytes of one PDF file that is PDF/A-3a and PDF/UA-1 at once, the same for the same input."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint import URLFetcher
from weasyprint.document import Document as WeasyDocument
from weasyprint.logger import LOGGER

from webapp.rendering.convert.draw.page import PaintedPage
from webapp.rendering.convert.draw.tree import Headings
from webapp.rendering.convert.draw.typeface import Typefaces, font_configuration
from webapp.rendering.convert.errors import CannotRender
from webapp.rendering.convert.lay.boxes import Page, paragraphs
from webapp.rendering.convert.model import Document
from webapp.rendering.convert.report import Report
from webapp.rendering.pdf.attachments import embed
from webapp.rendering.pdf.metadata import Metadata
from webapp.rendering.pdf.proof import fill, place

if TYPE_CHECKING:
    from webapp.rendering.options import PdfOptions

VARIANT = "pdf/a-3a"
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
NO_TITLE = "Văn bản"


class _Warnings(logging.Handler):
    """A warning of the PDF writer is a mistake of ours: nothing is dropped without a word."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def write_pdf(document: Document, pages: list[Page], options: PdfOptions, report: Report) -> bytes:
    """The PDF of laid-out pages. Raises CannotRender when the writer finds fault."""
    created = options.created or NO_DATE
    typefaces, headings = Typefaces(), Headings()
    images: dict[bytes, Any] = {}
    targets = _targets(pages)
    painted = [PaintedPage(page, typefaces, headings, targets, images) for page in pages]
    metadata = Metadata(options.title or document.title or NO_TITLE, options.language, created)
    fetcher = URLFetcher(allowed_protocols=("data",))
    weasy = _Document(painted, metadata, fetcher, font_configuration(), typefaces)
    warnings = _Warnings()
    LOGGER.addHandler(warnings)
    try:
        pdf: bytes = weasy.write_pdf(
            pdf_variant=VARIANT,
            attachments=embed(options.attachments, created),
            finisher=_with_code if options.proof_number else None,
        )
    finally:
        LOGGER.removeHandler(warnings)
    if warnings.messages:
        raise CannotRender("Không ghi được tệp PDF đúng chuẩn lưu trữ.", details=warnings.messages)
    return fill(pdf, number=options.proof_number, on=created.date()) if options.proof_number else pdf


def _with_code(document: WeasyDocument, pdf: pydyf.PDF) -> None:
    """WeasyPrint's last word before it writes: the empty code goes on the first page."""
    first = next(item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page")
    place(pdf, first)


class _Document(WeasyDocument):  # type: ignore[misc]
    """WeasyPrint's document over our own pages."""

    def __init__(
        self, pages: list[PaintedPage], metadata: Metadata, fetcher: Any, fonts: Any, typefaces: Typefaces
    ) -> None:
        super().__init__(pages, metadata, fetcher, fonts, {}, None)
        self._typefaces = typefaces

    def make_bookmark_tree(self, scale: float = 1, transform_pages: bool = False) -> Any:
        # Called when every page is painted and before fonts are subset: now the glyphs in use are known.
        self._typefaces.close()
        return super().make_bookmark_tree(scale, transform_pages)


def _targets(pages: list[Page]) -> set[str]:
    """Names of the places that links inside the file may go to."""
    return {name for page in pages for box in paragraphs(page.body) for line in box.lines for name in line.bookmarks}
