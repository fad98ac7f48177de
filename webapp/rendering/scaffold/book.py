"""A book of the clerk as a Word file on turned pages: one ruled table a page, each page sealed by its hash.

The hash of a page covers its rows and the hash of the page before, so a page that is changed, taken out or put in
shows on every page after it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from webapp.rendering.layout import LayoutProfile
from webapp.rendering.scaffold.package import write_package
from webapp.rendering.scaffold.tables import Cell, ruled_rows
from webapp.rendering.scaffold.xml import paragraph, run, text_paragraph

ROWS_PER_PAGE = 6
"""With recipients of four lines six rows fill a turned A4 page; a longer sheet runs on under a repeated head."""
_SIZE = 22  # half points
START = "0" * 64


@dataclass(frozen=True)
class BookColumn:
    """Heading, relative width and place of a column's text."""

    label: str
    width_mm: float
    centred: bool = False


@dataclass(frozen=True)
class PrintedBook:
    """What is printed: whose book, which one, over which time, its rows as text, the head of the ledger that day."""

    owner: str
    title: str
    extent: str
    columns: tuple[BookColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    ledger_head: str = ""

    def sheets(self) -> list[tuple[tuple[str, ...], ...]]:
        """The rows of each page of the book; an empty book has one empty page."""
        starts = range(0, max(len(self.rows), 1), ROWS_PER_PAGE)
        return [self.rows[start : start + ROWS_PER_PAGE] for start in starts]

    def hashes(self) -> list[str]:
        """SHA-256 of each page, chained from the first."""
        found, before = [], START
        for number, rows in enumerate(self.sheets(), start=1):
            said = json.dumps([before, self.owner, self.title, number, rows], ensure_ascii=False)
            before = hashlib.sha256(said.encode()).hexdigest()
            found.append(before)
        return found


def book_docx(book: PrintedBook, profile: LayoutProfile) -> bytes:
    """The Word file of the book."""
    width = profile.page.height_mm - profile.page.left_mm - profile.page.right_mm
    scale = width / sum(column.width_mm for column in book.columns)
    widths = [column.width_mm * scale for column in book.columns]
    sheets, hashes = book.sheets(), book.hashes()
    blocks = [
        text_paragraph("IssuingOrg", book.owner.upper()),
        text_paragraph("TypeName", book.title.upper()),
        text_paragraph("SubjectLine", book.extent),
    ]
    for number, (rows, digest) in enumerate(zip(sheets, hashes, strict=True), start=1):
        if number > 1:
            blocks.append(paragraph("TableGap", '<w:r><w:br w:type="page"/></w:r>'))
        blocks += [paragraph("TableGap"), _table(book, rows, widths), paragraph("TableGap")]
        seal = f"Trang sổ {number}/{len(sheets)} · {len(rows)} dòng · mã trang {digest}"
        blocks.append(paragraph("Recipients", run(seal, italic=True)))
    if book.ledger_head:
        blocks.append(paragraph("Recipients", run(f"Đầu chuỗi sổ sự kiện khi in: {book.ledger_head}", italic=True)))
    return write_package(blocks, profile, title=book.title, landscape=True)


def _table(book: PrintedBook, rows: Sequence[tuple[str, ...]], widths: Sequence[float]) -> str:
    head = [Cell(paragraph("CellHead", _small(column.label, bold=True))) for column in book.columns]
    body = [
        [
            Cell(paragraph("CellCentre" if column.centred else "Cell", _small(text)))
            for column, text in zip(book.columns, row, strict=True)
        ]
        for row in rows
    ]
    return ruled_rows(head, body, widths)


def _small(text: str, *, bold: bool = False) -> str:
    """A run in the size of books: many columns have to fit."""
    size = f'<w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/>'
    return f'<w:r><w:rPr>{"<w:b/>" * bold}{size}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
