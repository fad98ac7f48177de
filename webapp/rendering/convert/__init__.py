"""Word → PDF: the same pages as Word's, drawn with the bundled typeface.

    rendered = to_pdf(docx_bytes, PdfOptions(title="Quyết định", created=moment))

The steps: `read` (WordprocessingML → model), `lay` (model → pages), `draw` (pages → WeasyPrint document),
`webapp.rendering.pdf` (document → PDF/A-3a with PDF/UA-1 tags). docs/rendering.md tells why each is as it is.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webapp.errors import DomainError
from webapp.rendering.convert.errors import CannotRender
from webapp.rendering.convert.report import Report, Unrendered
from webapp.rendering.options import Attachment, PdfOptions

if TYPE_CHECKING:
    from webapp.rendering.convert.locate import Place

__all__ = ["Attachment", "PdfOptions", "Rendered", "Unrendered", "find_text", "to_pdf", "warm_up"]


@dataclass(frozen=True)
class Rendered:
    pdf: bytes
    pages: int
    unrendered: tuple[Unrendered, ...]


_PLAIN = PdfOptions()


def to_pdf(docx: bytes, options: PdfOptions = _PLAIN) -> Rendered:
    """The PDF/A-3a of a Word file, its number of pages, and what could not be drawn.

    Raises NotWord, TooLong, CannotRender (all DomainError, with a Vietnamese sentence).
    """
    with _no_collection():
        try:
            return _convert(docx, options)
        except (DomainError, MemoryError):
            raise
        except Exception as error:
            # Whatever a strange file brings up, the caller gets a sentence; the cause stays attached for the log.
            raise CannotRender(
                "Tệp Word này có chỗ không dàn trang được.", details=[f"{type(error).__name__}: {error}"]
            ) from error


def find_text(docx: bytes, text: str) -> Place | None:
    """Where the last paragraph that says exactly `text` stands on the pages of this Word file."""
    from webapp.rendering.convert.lay.pages import lay_out
    from webapp.rendering.convert.locate import place_of
    from webapp.rendering.convert.read.document import read_document

    with _no_collection():
        return place_of(lay_out(read_document(docx, Report())), text)


def warm_up() -> None:
    """Load fonts and WeasyPrint; called once in a worker process."""
    from webapp.rendering.convert.draw import typeface
    from webapp.rendering.convert.fonts import faces

    typeface.preload()
    faces()
    import PIL.Image

    import webapp.rendering.convert.lay.pages
    import webapp.rendering.convert.read.document
    import webapp.rendering.pdf.write  # noqa: F401

    PIL.Image.preinit()


def _convert(docx: bytes, options: PdfOptions) -> Rendered:
    from webapp.rendering.convert.draw.typeface import use_bundled_fonts

    use_bundled_fonts()
    from webapp.rendering.convert.lay.pages import lay_out
    from webapp.rendering.convert.locate import locate
    from webapp.rendering.convert.read.document import read_document
    from webapp.rendering.pdf.write import write_pdf

    report = Report()
    document = read_document(docx, report, keep_deletions=options.keep_deletions)
    pages = lay_out(document)
    locate(report, pages)
    pdf = write_pdf(document, pages, options, report)
    return Rendered(pdf, len(pages), report.as_lines())


@contextmanager
def _no_collection() -> Iterator[None]:
    """Rendering makes many objects and few cycles: collecting while it runs costs up to a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
