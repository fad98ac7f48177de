"""The clerk's books as rows: one description of the columns serves the page, the printed book and the Excel file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.errors import NotFound
from webapp.models import DocumentCopy, HandOver, IncomingDocument, Letter, RegisterEntry, Series, User
from webapp.queries.labels import (
    CHANNELS,
    COPY_KINDS,
    LETTER_KINDS,
    LETTER_OUTCOMES,
    SECRECY,
    URGENCY,
)
from webapp.rules.dates_vi import short_date

PER_PAGE = 100
Row = TypeVar("Row", IncomingDocument, Letter, HandOver)


@dataclass(frozen=True)
class Column:
    """A column of a book: heading, width on the printed page, and the text of a row's cell."""

    label: str
    width_mm: float
    text: Callable[[Any], str]
    centred: bool = False


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; empty means everything."""

    words: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None

    def as_args(self) -> dict[str, str]:
        """The same filters in an address."""
        dates = {name: short_date(day) for name, day in (("since", self.since), ("until", self.until)) if day}
        return {**{"words": self.words, "kind": self.kind}, **dates}

    @property
    def any(self) -> bool:
        return bool(self.words or self.kind or self.since or self.until)


@dataclass(frozen=True)
class Book:
    """One book: its table, the day a row stands under, what words search, what the kinds are, the columns."""

    code: str
    title: str
    table: Any
    day: Any
    searched: tuple[Any, ...]
    columns: tuple[Column, ...]
    kinds: Mapping[str, str]
    kind: Any = None
    order: tuple[Any, ...] = ()


@dataclass(frozen=True)
class BookPage:
    """One page of a book, newest first."""

    rows: list[Any]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def list_rows(session: Session, viewer: User, book: Book, filters: Filters, page: int = 1) -> BookPage:
    """The rows of the viewer's office that the filters leave."""
    query = _query(viewer, book, filters)
    total = session.scalar(select(func.count()).select_from(query.with_only_columns(book.table.id).subquery())) or 0
    query = query.order_by(book.day.desc(), *(column.desc() for column in book.order), book.table.id.desc())
    query = query.limit(PER_PAGE).offset((max(page, 1) - 1) * PER_PAGE)
    return BookPage(list(session.scalars(query).unique()), total, max(page, 1))


def all_rows(session: Session, viewer: User, book: Book, filters: Filters) -> Iterator[Any]:
    """Every row, oldest first, as a book is printed."""
    query = _query(viewer, book, filters).order_by(book.day, *book.order, book.table.id)
    return iter(session.scalars(query).unique())


def _query(viewer: User, book: Book, filters: Filters) -> Select[Any]:
    query: Select[Any] = select(book.table).where(book.table.office_id == viewer.office_id)
    if book.table is DocumentCopy:
        query = query.join(RegisterEntry, RegisterEntry.id == DocumentCopy.entry_id)
    if book.table is RegisterEntry:
        query = query.join(Series, Series.id == RegisterEntry.series_id)
    return query.options(*_LOADED.get(book.code, ())).where(*_conditions(book, filters))


def _conditions(book: Book, filters: Filters) -> Iterator[ColumnElement[bool]]:
    for word in filters.words.split():
        pattern = f"%{word.replace('%', '').replace('_', '')}%"
        yield or_(*(column.ilike(pattern) for column in book.searched))
    if filters.kind and book.kind is not None:
        yield book.kind == filters.kind
    days = [book.day >= filters.since] if filters.since else []
    days += [book.day <= filters.until] if filters.until else []
    if days:
        yield and_(*days)


def get_incoming(session: Session, viewer: User, incoming_id: str) -> IncomingDocument:
    """The line of an incoming document. Raises NotFound."""
    return _of_office(session, viewer, IncomingDocument, incoming_id)


def get_letter(session: Session, viewer: User, letter_id: str) -> Letter:
    """The line of a letter, without its sender. Raises NotFound."""
    return _of_office(session, viewer, Letter, letter_id)


def get_hand_over(session: Session, viewer: User, hand_over_id: str) -> HandOver:
    """One hand-over with its list. Raises NotFound."""
    return _of_office(session, viewer, HandOver, hand_over_id)


def _of_office(session: Session, viewer: User, table: type[Row], row_id: str) -> Row:
    row = session.get(table, row_id)
    if row is None or row.office_id != viewer.office_id:
        raise NotFound("Không có dòng này trong sổ.")
    return row


def _marks(row: Any) -> str:
    return ", ".join(
        label for label in (SECRECY.get(row.secrecy, ""), URGENCY.get(row.urgency, "")) if label and label != "Thường"
    )


def _day(value: date | None) -> str:
    return short_date(value) if value else ""


def _copied(row: DocumentCopy) -> str:
    if row.document:
        return f"Số {row.document.number_text}" if row.document.number_text else row.document.title
    return f"{row.incoming.symbol} ({row.incoming.author})" if row.incoming else ""


_LOADED: dict[str, tuple[Any, ...]] = {
    "outgoing": (joinedload(RegisterEntry.document), joinedload(RegisterEntry.series)),
    "incoming": (joinedload(IncomingDocument.case),),
    "letters": (joinedload(Letter.case),),
    "copies": (joinedload(DocumentCopy.entry), joinedload(DocumentCopy.document), joinedload(DocumentCopy.incoming)),
    "hand-overs": (joinedload(HandOver.case),),
}

OUTGOING = Book(
    code="outgoing", title="Sổ đăng ký văn bản đi", table=RegisterEntry, day=RegisterEntry.issued_on,
    searched=(RegisterEntry.title, RegisterEntry.number_text, RegisterEntry.recipients), kinds={},
    kind=Series.type_code, order=(RegisterEntry.registered_at,),
    columns=(
        Column("Số, ký hiệu", 32, lambda r: r.number_text),
        Column("Ngày tháng", 25, lambda r: _day(r.issued_on), centred=True),
        Column("Tên loại và trích yếu", 78, lambda r: r.title),
        Column("Người ký", 32, lambda r: r.signer),
        Column("Nơi nhận", 52, lambda r: r.recipients),
        Column("Số trang", 17, lambda r: str(r.pages or ""), centred=True),
        Column("Số bản", 14, lambda r: str(r.copies or ""), centred=True),
        Column("Ghi chú", 21, lambda r: "; ".join(one for one in (_marks(r), r.note) if one)),
    ),
)  # fmt: skip
INCOMING = Book(
    code="incoming", title="Sổ đăng ký văn bản đến", table=IncomingDocument, day=IncomingDocument.arrived_on,
    searched=(IncomingDocument.title, IncomingDocument.symbol, IncomingDocument.author), kinds=SECRECY,
    kind=IncomingDocument.secrecy, order=(IncomingDocument.number,),
    columns=(
        Column("Ngày đến", 25, lambda r: _day(r.arrived_on), centred=True),
        Column("Số đến", 14, lambda r: f"{r.number:02d}", centred=True),
        Column("Tác giả", 40, lambda r: r.author),
        Column("Số, ký hiệu", 32, lambda r: r.symbol),
        Column("Ngày tháng", 25, lambda r: _day(r.dated_on), centred=True),
        Column("Tên loại và trích yếu", 68, lambda r: r.title),
        Column("Đơn vị, người nhận", 34, lambda r: r.receiver),
        Column("Ghi chú", 30, lambda r: "; ".join(one for one in (_marks(r), r.note) if one)),
    ),
)  # fmt: skip
LETTERS = Book(
    code="letters", title="Sổ theo dõi đơn thư", table=Letter, day=Letter.received_on,
    searched=(Letter.about, Letter.summary), kinds=LETTER_KINDS, kind=Letter.kind, order=(Letter.number,),
    columns=(
        Column("Số", 12, lambda r: f"{r.number:02d}", centred=True),
        Column("Ngày nhận", 25, lambda r: _day(r.received_on), centred=True),
        Column("Loại đơn", 24, lambda r: LETTER_KINDS[r.kind]),
        Column("Nguồn", 26, lambda r: CHANNELS[r.channel]),
        Column("Về ai, việc gì", 50, lambda r: r.about),
        Column("Tóm tắt nội dung", 70, lambda r: r.summary),
        Column("Kết quả xử lý", 58, lambda r: f"{LETTER_OUTCOMES[r.outcome]}. {r.outcome_note}".strip(". ")),
    ),
)  # fmt: skip
COPIES = Book(
    code="copies", title="Sổ đăng ký bản sao", table=DocumentCopy, day=RegisterEntry.issued_on,
    searched=(RegisterEntry.title, RegisterEntry.number_text), kinds=COPY_KINDS, kind=DocumentCopy.kind,
    order=(RegisterEntry.registered_at,),
    columns=(
        Column("Số, ký hiệu", 32, lambda r: r.entry.number_text),
        Column("Ngày sao", 25, lambda r: _day(r.entry.issued_on), centred=True),
        Column("Loại bản sao", 30, lambda r: COPY_KINDS[r.kind]),
        Column("Văn bản được sao", 44, _copied),
        Column("Trích yếu", 62, lambda r: r.entry.title + (f" (trích: {r.extent})" if r.extent else "")),
        Column("Người ký sao", 32, lambda r: r.entry.signer),
        Column("Nơi nhận", 40, lambda r: r.entry.recipients),
    ),
)  # fmt: skip
HAND_OVERS = Book(
    code="hand-overs", title="Sổ giao nhận tài liệu", table=HandOver, day=HandOver.given_on,
    searched=(HandOver.giver, HandOver.receiver, HandOver.note), kinds={}, order=(HandOver.at,),
    columns=(
        Column("Ngày", 25, lambda r: _day(r.given_on), centred=True),
        Column("Người giao", 44, lambda r: r.giver),
        Column("Người nhận", 44, lambda r: r.receiver),
        Column("Hồ sơ", 24, lambda r: r.case.code if r.case else ""),
        Column("Tài liệu", 88, lambda r: "; ".join(str(item["title"]) for item in r.items)),
        Column("Ghi chú", 40, lambda r: r.note),
    ),
)  # fmt: skip
BOOKS = {book.code: book for book in (OUTGOING, INCOMING, LETTERS, COPIES, HAND_OVERS)}
"""The five books by the word in their address."""
