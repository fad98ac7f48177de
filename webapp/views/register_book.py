"""The clerk's books: read, filter, print, take as Excel."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from webapp.auth.permissions import Permission, allowed
from webapp.errors import NotFound
from webapp.extensions.edge import actor, session, tools
from webapp.forms.registers import FiltersForm
from webapp.queries.books import BOOKS, LETTERS, Book, Filters, list_rows
from webapp.queries.register import list_series
from webapp.services.printed_books import book_as_excel, print_book
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer, page_number

blueprint = Blueprint("register_book", __name__)

_PAGES = {"copies": "plain", "hand-overs": "plain"}
"""Books that share a page; every other has its own, of its own name."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@route(blueprint, "/register", needs=Permission.REGISTER_VIEW)
def show() -> Answer:
    """The register of outgoing documents."""
    return _page(BOOKS["outgoing"])


@route(blueprint, "/register/<book>", needs=Permission.REGISTER_VIEW)
def book(book: str) -> Answer:
    """One of the other books."""
    return _page(_known(book))


@route(blueprint, "/register/books/<book>/excel", needs=Permission.REGISTER_VIEW)
def excel(book: str) -> Answer:
    """The rows of the page as an Excel file."""
    found = _known(book)
    filters, _ = _filters(found)
    data = book_as_excel(session(), book=found, filters=filters, actor=actor())
    return file_answer(data, media_type=XLSX, name=f"{found.title}.xlsx", download=True)


@route(blueprint, "/register/books/<book>/print", needs=Permission.REGISTER_VIEW, methods=("POST",))
def print_out(book: str) -> Answer:
    """The rows of the page as a PDF, every page with its hash; the ledger notes the printing."""
    found = _known(book)
    filters, _ = _filters(found)
    pdf = print_book(session(), tools(), book=found, filters=filters, actor=actor())
    return file_answer(pdf, media_type="application/pdf", name=f"{found.title}.pdf")


def _known(code: str) -> Book:
    if code not in BOOKS or (code == "letters" and not allowed(actor(), Permission.LETTER_VIEW)):
        raise NotFound("Không có sổ này.")
    return BOOKS[code]


def _filters(book: Book) -> tuple[Filters, list[tuple[str, str]]]:
    form = FiltersForm(request.args)
    form.validate()
    kinds = _kinds(book)
    kind = form.kind.data if form.kind.data in kinds else ""
    return Filters(form.words.data or "", kind, form.since.day, form.until.day), form.mistakes


def _kinds(book: Book) -> dict[str, str]:
    if book.code != "outgoing":
        return dict(book.kinds)
    return {one.type_code: one.type_code for one in list_series(session(), actor())}


def _page(book: Book) -> Any:
    filters, errors = _filters(book)
    found = list_rows(session(), actor(), book, filters, page_number(request.args))
    return render_template(
        f"register/{_PAGES.get(book.code, book.code)}.html",
        book=book, found=found, filters=filters, errors=errors, kinds=_kinds(book), args=filters.as_args(),
        books=[one for one in BOOKS.values() if one is not LETTERS or allowed(actor(), Permission.LETTER_VIEW)],
        series=list_series(session(), actor()) if book.code == "outgoing" else [],
    )  # fmt: skip
