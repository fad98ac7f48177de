"""The clerk's other books: documents that come in, lines without a document, copies, what is handed over.

Of a paper classed Mật or higher only the line is kept, unless the installation is declared offline. Source: Luật Bảo vệ
bí mật nhà nước; secret content never lies on a machine that is on a network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import DomainError, NotAllowed, NotFound
from webapp.models import (
    Case,
    Document,
    DocumentCopy,
    HandOver,
    IncomingDocument,
    RegisterEntry,
    Role,
    User,
)
from webapp.queries.tools import Tools
from webapp.rules.dates_vi import short_date
from webapp.services import ledger
from webapp.services.files import store_file
from webapp.services.numbers import place_in, series_on, take

COPY_TYPE = "BS"
"""The type code of copies: "Số 24-BS/UBKTTU"."""


class SecretNotKept(DomainError):
    """A secret paper was about to be stored on a machine that is not declared offline."""

    status = 422


@dataclass(frozen=True)
class File:
    """A file as it was sent: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Incoming:
    """What the clerk writes of a document that came in."""

    arrived_on: date
    author: str
    title: str
    symbol: str = ""
    dated_on: date | None = None
    receiver: str = ""
    secrecy: str = "none"
    urgency: str = "none"
    note: str = ""
    case_id: str | None = None
    file: File | None = None


@dataclass(frozen=True)
class Line:
    """A line of the register of outgoing documents without a document of the product."""

    type_code: str
    issued_on: date
    title: str
    signer: str
    recipients: str
    pages: int
    copies: int = 0
    secrecy: str = "none"
    urgency: str = "none"
    note: str = ""
    held: str = ""


def receive_incoming(
    session: Session, tools: Tools, *, incoming: Incoming, actor: User, offline: bool = False
) -> IncomingDocument:
    """Give a document that came in its number and keep its scan. Raises DomainError, SecretNotKept, RefusedUpload."""
    _refuse_unless_clerk(actor)
    _refuse_ahead(incoming.arrived_on, "Ngày đến")
    if incoming.secrecy != "none" and incoming.file and not offline:
        raise SecretNotKept(
            "Văn bản có độ mật: máy này chưa được khai là máy không nối mạng nên chỉ ghi dòng sổ, không lưu tệp. "
            "Bỏ tệp ra rồi lưu; giữ bản giấy theo chế độ tài liệu mật."
        )
    case = _known_case(session, incoming.case_id, actor)
    file = store_file(session, tools, filename=incoming.file.name, data=incoming.file.data) if incoming.file else None
    ledger.lock(session, office_id=actor.office_id)
    period = str(incoming.arrived_on.year)
    row = IncomingDocument(
        office_id=actor.office_id, period=period, number=next_in(session, IncomingDocument, actor.office_id, period),
        arrived_on=incoming.arrived_on, author=incoming.author, symbol=incoming.symbol, dated_on=incoming.dated_on,
        title=incoming.title, receiver=incoming.receiver, secrecy=incoming.secrecy, urgency=incoming.urgency,
        note=incoming.note, case_id=case.id if case else None, offline=offline,
        sha256=file.sha256 if file else "", media_type=file.media_type if file else "",
        filename=file.filename if file else "", by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()  # the ledger names the id
    ledger.record(
        session, office_id=row.office_id, actor=actor, event="incoming_received", case_id=row.case_id, incoming=row.id,
        number=row.number, period=period, author=row.author, symbol=row.symbol, title=row.title, sha256=row.sha256,
    )  # fmt: skip
    return row


def forward_incoming(
    session: Session, *, incoming: IncomingDocument, receiver: str, on: date, case_id: str | None, actor: User
) -> None:
    """Hand an incoming document to who deals with it, and tie it to the case it belongs to."""
    _refuse_unless_clerk(actor)
    _refuse_ahead(on, "Ngày chuyển")
    if not receiver.strip():
        raise DomainError("Chưa ghi chuyển cho ai, đơn vị nào.")
    if on < incoming.arrived_on:
        raise DomainError(f"Ngày chuyển không thể trước ngày đến {short_date(incoming.arrived_on)}.")
    case = _known_case(session, case_id, actor)
    incoming.receiver, incoming.forwarded_on = receiver.strip(), on
    incoming.case_id = case.id if case else None
    ledger.record(
        session, office_id=incoming.office_id, actor=actor, event="incoming_forwarded", case_id=incoming.case_id,
        incoming=incoming.id, receiver=incoming.receiver, on=on,
    )  # fmt: skip


def enter_line(session: Session, *, line: Line, actor: User) -> RegisterEntry:
    """Give a number to a paper the product does not hold: a secret one, or one made outside."""
    _refuse_unless_clerk(actor)
    _refuse_ahead(line.issued_on, "Ngày văn bản")
    symbol = actor.office.symbol
    series = series_on(
        session, office_id=actor.office_id, body_symbol=symbol, type_code=line.type_code, on=line.issued_on
    )
    place = place_in(session, series, line.held)
    take(session, series, place)
    entry = RegisterEntry(
        office_id=actor.office_id, series_id=series.id, number=place.number, suffix=place.suffix,
        number_text=place.text(line.type_code, symbol), issued_on=line.issued_on, title=line.title,
        signer=line.signer, recipients=line.recipients, pages=line.pages, copies=line.copies, secrecy=line.secrecy,
        urgency=line.urgency, note=line.note, registered_by_id=actor.id, registered_at=clock.now(),
    )  # fmt: skip
    session.add(entry)
    session.flush()  # the constraints speak before the ledger does
    ledger.record(
        session, office_id=entry.office_id, actor=actor, event="line_entered", line=entry.id,
        number=entry.number_text, title=entry.title, on=entry.issued_on, secrecy=entry.secrecy,
    )  # fmt: skip
    return entry


def issue_copy(
    session: Session,
    *,
    kind: str,
    source: Document | IncomingDocument,
    extent: str,
    line: Line,
    actor: User,
) -> DocumentCopy:
    """Number a copy of an issued or incoming document. An extract says which part it gives."""
    if kind == "extract" and not extent.strip():
        raise DomainError("Bản trích sao phải ghi rõ trích phần nào.")
    if isinstance(source, Document) and source.state != "issued":
        raise DomainError("Văn bản chưa ban hành thì chưa sao được.")
    if source.office_id != actor.office_id:
        raise NotFound("Không có văn bản này trong sổ.")
    entry = enter_line(session, line=line, actor=actor)
    copy = DocumentCopy(
        office_id=actor.office_id, entry_id=entry.id, kind=kind, extent=extent.strip(),
        document_id=source.id if isinstance(source, Document) else None,
        incoming_id=source.id if isinstance(source, IncomingDocument) else None,
    )  # fmt: skip
    session.add(copy)
    session.flush()  # the ledger names the id
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="copy_issued", copy=copy.id, kind=kind,
        number=entry.number_text, source=source.id, extent=copy.extent,
    )  # fmt: skip
    return copy


def record_hand_over(
    session: Session,
    *,
    given_on: date,
    giver: str,
    receiver: str,
    items: Sequence[dict[str, Any]],
    note: str,
    case_id: str | None,
    actor: User,
) -> HandOver:
    """Write down what went from hand to hand; both sides sign the printed minutes."""
    _refuse_ahead(given_on, "Ngày giao nhận")
    if not items:
        raise DomainError("Chưa ghi tài liệu nào được giao; mỗi dòng một tài liệu.")
    case = _known_case(session, case_id, actor)
    row = HandOver(
        office_id=actor.office_id, given_on=given_on, giver=giver, receiver=receiver, items=list(items), note=note,
        case_id=case.id if case else None, by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()  # the ledger names the id
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="papers_handed_over", case_id=row.case_id,
        hand_over=row.id, giver=giver, receiver=receiver, items=len(items), on=given_on,
    )  # fmt: skip
    return row


def next_in(session: Session, table: Any, office_id: str, period: str) -> int:
    """The next number of a book that runs by period. The caller holds the lock of the ledger."""
    query = select(func.max(table.number)).where(table.office_id == office_id, table.period == period)
    return (session.scalar(query) or 0) + 1


def _known_case(session: Session, case_id: str | None, actor: User) -> Case | None:
    if not case_id:
        return None
    case = session.get(Case, case_id)
    if case is None or case.office_id != actor.office_id:
        raise DomainError("Không có hồ sơ mang số này; kiểm tra lại số hồ sơ.")
    return case


def _refuse_unless_clerk(actor: User) -> None:
    if Role.RECORDS_CLERK not in actor.roles:
        raise NotAllowed("Sổ này do văn thư ghi.")


def _refuse_ahead(day: date, what: str) -> None:
    if day > clock.today():
        raise DomainError(f"{what} {short_date(day)} còn ở phía trước; ghi hôm nay hoặc ngày đã qua.")
