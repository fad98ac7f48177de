"""Numbers of documents: which series gives the next one, holding a number, striking it out, the late "15a".

Every change takes the lock of the office's ledger first, so two people can never get the same number. Source of the
rules: HD 36-HD/VPTW 1.3.1 (per type, body and term, from 01); holding, striking out and late numbers are practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.predicates import STANDING
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import NumberReservation, Role, Series, Term, User, VoidNumber
from webapp.queries.numbers import list_held
from webapp.rules.dates_vi import short_date
from webapp.services import ledger

_MOST_HELD = 20  # numbers held at once in one series: a hold is for a paper that is coming, not for a stock


class SeriesClosed(Conflict):
    """No term is open, or its series was closed."""


class NumberTaken(Conflict):
    """The number was used or struck out meanwhile."""


@dataclass(frozen=True)
class Place:
    """Where in a series a document stands. `held` is the id of the reservation it uses, empty for the next number."""

    number: int
    suffix: str = ""
    held: str = ""

    def text(self, type_code: str, body_symbol: str) -> str:
        """ "05-QĐ/UBKTThU", "15a-QĐ/UBKTThU"."""
        return f"{self.number:02d}{self.suffix}-{type_code}/{body_symbol}"


# ── series ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def series_on(
    session: Session, *, office_id: str, body_symbol: str, type_code: str, on: date, unit_id: str | None = None
) -> Series:
    """The run of numbers of this body and type on `on`; the row and the ledger are locked until the transaction ends.

    A series opened for the calendar year goes before that of the term. The first document of a term begins its series.
    `unit_id` names a cell, which numbers in a term of its own.
    Raises SeriesClosed.
    """
    ledger.lock(session, office_id=office_id)
    key = {"office_id": office_id, "body_symbol": body_symbol, "type_code": type_code}
    for term in _periods(session, office_id, on, unit_id):
        query = select(Series).filter_by(**key, term_id=term.id).with_for_update()
        series = session.scalar(query.execution_options(populate_existing=True))
        if series is None and term.kind == "year":
            continue
        if series is None:
            return Series(**key, term_id=term.id, next_number=1, is_open=True)
        if not series.is_open:
            raise SeriesClosed(
                f"Dãy số {type_code} của {term.label} đã đóng; văn thư mở lại dãy số hoặc chọn ngày khác."
            )
        return series
    raise SeriesClosed(
        f"Ngày {short_date(on)} không thuộc nhiệm kỳ nào đã khai báo; quản trị cơ quan bổ sung nhiệm kỳ."
    )


def _periods(session: Session, office_id: str, on: date, unit_id: str | None) -> Iterator[Term]:
    """Calendar years before the term that holds on this day; an ended term is no longer one."""
    query = select(Term).where(Term.office_id == office_id, Term.unit_id == unit_id, Term.starts_on <= on)
    terms = list(session.scalars(query.order_by(Term.starts_on.desc())))
    yield from (term for term in terms if term.kind == "year" and (term.ends_on is None or on <= term.ends_on))
    newest = next((term for term in terms if term.kind == "term"), None)
    if newest and (newest.ends_on is None or on <= newest.ends_on):
        yield newest


def open_yearly_series(session: Session, *, body_symbol: str, type_code: str, year: int, actor: User) -> Series:
    """Begin a series that runs for one calendar year, as State documents are numbered (NĐ 30/2020/NĐ-CP)."""
    _refuse_unless_clerk(actor)
    ledger.lock(session, office_id=actor.office_id)
    if not 2000 <= year <= 2100:
        raise DomainError("Năm của dãy số phải từ 2000 đến 2100.")
    label = f"năm {year}"
    period = {"office_id": actor.office_id, "kind": "year", "label": label}
    term = session.scalar(select(Term).filter_by(**period))
    if term is None:
        term = Term(**period, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
        session.add(term)
        session.flush()  # the series needs the id of its year
    key = {"office_id": actor.office_id, "term_id": term.id, "body_symbol": body_symbol, "type_code": type_code}
    if session.scalar(select(Series).filter_by(**key)) is not None:
        raise Conflict(f"Dãy số {type_code}/{body_symbol} {label} đã có.")
    series = Series(**key)
    session.add(series)
    session.flush()  # the ledger names the id of the series
    _record(session, actor, "series_opened", series, period=label)
    return series


def set_series_open(session: Session, *, series: Series, is_open: bool, reason: str, actor: User) -> None:
    """Close a series (no more numbers), or open it again; both are acts of the records clerk with a reason."""
    _refuse_unless_clerk(actor)
    _refuse_other_office(series, actor)
    ledger.lock(session, office_id=series.office_id)
    session.refresh(series, with_for_update=True)
    if not reason.strip():
        raise DomainError("Chưa ghi lý do đóng, mở dãy số.")
    if series.is_open == is_open:
        raise Conflict("Dãy số đang mở rồi." if is_open else "Dãy số đã đóng rồi.")
    series.is_open = is_open
    _record(session, actor, "series_opened" if is_open else "series_closed", series, reason=reason.strip())


# ── single numbers ────────────────────────────────────────────────────────────────────────────────────────────────────
def hold_number(session: Session, *, series: Series, reason: str, actor: User) -> NumberReservation:
    """Hold the next number for a paper that is coming (signed on paper, on its way): nobody else gets it."""
    _refuse_unless_clerk(actor)
    _lock_open(session, series, actor)
    held = list_held(session, series)
    if len([one for one in held if not one.suffix]) >= _MOST_HELD:
        raise Conflict(f"Dãy số này đang giữ {_MOST_HELD} số; dùng hoặc huỷ số đã giữ trước khi giữ thêm.")
    number, series.next_number = series.next_number, series.next_number + 1
    return _reserve(session, series, number, "", reason, actor)


def allow_late_number(session: Session, *, series: Series, after: int, reason: str, actor: User) -> NumberReservation:
    """Allow a late entry behind a number that was given: "15a". Only a standing member may, and says why."""
    if not actor.roles & STANDING:
        raise NotAllowed("Chỉ Thường trực Ủy ban được cho phép cấp số chèn; đồng chí báo cáo Thường trực.")
    _lock_open(session, series, actor)
    if not 1 <= after < series.next_number:
        raise DomainError(f"Dãy số này chưa có số {after}; số chèn phải đứng sau một số đã cấp.")
    used = set(session.scalars(select(NumberReservation.suffix).filter_by(series_id=series.id, number=after)))
    suffix = next((letter for letter in ascii_lowercase if letter not in used), None)
    if suffix is None:
        raise Conflict(f"Sau số {after} không còn chữ nào để chèn.")
    return _reserve(session, series, after, suffix, reason, actor)


def void_number(session: Session, *, series: Series, number: int, suffix: str, reason: str, actor: User) -> VoidNumber:
    """Strike a held number out. A number on an issued document is not struck out: the document is replaced."""
    _refuse_unless_clerk(actor)
    _refuse_other_office(series, actor)
    ledger.lock(session, office_id=series.office_id)
    if not reason.strip():
        raise DomainError("Chưa ghi lý do huỷ số.")
    held = next((one for one in list_held(session, series) if (one.number, one.suffix) == (number, suffix)), None)
    if held is None:
        raise NumberTaken("Số này không còn ở trạng thái giữ chỗ; chỉ số đang giữ mới huỷ được.")
    row = VoidNumber(
        office_id=series.office_id, series_id=series.id, number=number, suffix=suffix, reason=reason.strip(),
        by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()  # the constraint speaks before the ledger does
    _record(session, actor, "number_voided", series, number=number, suffix=suffix, reason=row.reason)
    return row


def place_in(session: Session, series: Series, held: str = "") -> Place:
    """Where the next document of the series stands: the next number, or the one held under this id.

    Raises NumberTaken when that reservation is no longer free.
    """
    if not held:
        return Place(series.next_number)
    found = next((one for one in list_held(session, series) if one.id == held), None) if series.id else None
    if found is None:
        raise NumberTaken("Số giữ chỗ đã dùng, đã huỷ hoặc thuộc dãy số khác; chọn lại số rồi ban hành.")
    return Place(found.number, found.suffix, found.id)


def take(session: Session, series: Series, place: Place) -> None:
    """Mark the place as used: only the next number moves the series on; a held one was counted when it was held."""
    if not place.held:
        series.next_number = place.number + 1
    session.add(series)
    session.flush()  # a new series needs its id before a line refers to it


def _reserve(session: Session, series: Series, number: int, suffix: str, reason: str, actor: User) -> NumberReservation:
    if not reason.strip():
        raise DomainError("Chưa ghi lý do giữ số.")
    row = NumberReservation(
        office_id=series.office_id, series_id=series.id, number=number, suffix=suffix, reason=reason.strip(),
        by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()  # the constraint speaks before the ledger does
    _record(session, actor, "number_reserved", series, number=number, suffix=suffix, reason=row.reason)
    return row


def _lock_open(session: Session, series: Series, actor: User) -> None:
    _refuse_other_office(series, actor)
    ledger.lock(session, office_id=series.office_id)
    session.refresh(series, with_for_update=True)
    if not series.is_open:
        raise SeriesClosed(f"Dãy số {series.type_code} đã đóng; mở lại dãy số trước.")


def _refuse_unless_clerk(actor: User) -> None:
    if Role.RECORDS_CLERK not in actor.roles:
        raise NotAllowed("Việc này của văn thư.")


def _refuse_other_office(series: Series, actor: User) -> None:
    if series.office_id != actor.office_id:
        raise NotAllowed("Dãy số này của cơ quan khác.")


def _record(session: Session, actor: User, event: str, series: Series, **payload: Any) -> None:
    ledger.record(
        session, office_id=series.office_id, actor=actor, event=event,
        series=f"{series.type_code}/{series.body_symbol}", **payload,
    )  # fmt: skip
