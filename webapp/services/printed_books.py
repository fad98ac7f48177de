"""Print a book of the clerk: a PDF with a hash on every page, and an Excel file; both hold the rows on the screen."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.models import LedgerHead, User
from webapp.models.database import let_go
from webapp.queries.books import Book, Filters, all_rows
from webapp.queries.tools import Tools
from webapp.rendering.convert import PdfOptions
from webapp.rendering.layout import layout_on
from webapp.rendering.scaffold.book import BookColumn, PrintedBook, book_docx
from webapp.rules.dates_vi import short_date
from webapp.services import ledger

_MM_PER_CHARACTER = 1.9


def print_book(session: Session, tools: Tools, *, book: Book, filters: Filters, actor: User) -> bytes:
    """The book as PDF. That it was printed, with the hash of its last page, goes into the ledger."""
    rows = tuple(_texts(book, all_rows(session, actor, book, filters)))
    head = session.scalar(select(LedgerHead.hash).where(LedgerHead.office_id == actor.office_id)) or ""
    columns = tuple(BookColumn(one.label, one.width_mm, one.centred) for one in book.columns)
    printed = PrintedBook(
        owner=f"{actor.office.commission} {actor.office.committee}", title=book.title, extent=_extent(filters),
        columns=columns, rows=rows, ledger_head=head,
    )  # fmt: skip
    actor_id = actor.id
    let_go(session)  # nobody waits while the pages are set
    docx = book_docx(printed, layout_on(tools.layouts, clock.today()))
    pdf = tools.renderer.render(docx, PdfOptions(title=book.title)).pdf
    actor = session.get_one(User, actor_id)
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="book_printed", book=book.code, rows=len(rows),
        last_page=printed.hashes()[-1],
    )  # fmt: skip
    return pdf


def book_as_excel(session: Session, *, book: Book, filters: Filters, actor: User) -> bytes:
    """The book as an Excel file; every cell is text, so nothing in it is ever run as a formula."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        sheet = workbook.add_worksheet(book.title[:31])
        bold = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        cell = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for number, column in enumerate(book.columns):
            sheet.set_column(number, number, column.width_mm / _MM_PER_CHARACTER)
            sheet.write_string(0, number, column.label, bold)
        for line, texts in enumerate(_texts(book, all_rows(session, actor, book, filters)), start=1):
            for number, text in enumerate(texts):
                sheet.write_string(line, number, text, cell)
        sheet.freeze_panes(1, 0)
    return target.getvalue()


def _texts(book: Book, rows: Iterable[Any]) -> Iterable[tuple[str, ...]]:
    return (tuple(column.text(row) for column in book.columns) for row in rows)


def _extent(filters: Filters) -> str:
    since = f"từ ngày {short_date(filters.since)} " if filters.since else ""
    until = filters.until or clock.today()
    return f"{since}đến ngày {short_date(until)}"
