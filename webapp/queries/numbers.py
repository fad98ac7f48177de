"""The series of an office and what became of each of their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.errors import NotFound
from webapp.models import NumberReservation, RegisterEntry, Series, User, VoidNumber

RECENT = 40
"""Numbers shown of one series, newest first; the register has all of them."""


@dataclass(frozen=True)
class NumberRow:
    """One number: `state` is used, reserved or void; `text` says for what, by whom and since when."""

    number: int
    suffix: str
    state: str
    text: str
    by: str
    at: datetime
    reservation_id: str = ""
    document_id: str = ""

    @property
    def label(self) -> str:
        return f"{self.number:02d}{self.suffix}"


@dataclass(frozen=True)
class SeriesRow:
    """One series with its newest numbers."""

    series: Series
    numbers: tuple[NumberRow, ...]

    @property
    def held(self) -> tuple[NumberRow, ...]:
        return tuple(row for row in self.numbers if row.state == "reserved")


def list_series_rows(session: Session, viewer: User) -> list[SeriesRow]:
    """Every series of the office, newest period first, with what became of its newest numbers."""
    query = select(Series).where(Series.office_id == viewer.office_id).options(joinedload(Series.term))
    series = sorted(session.scalars(query), key=lambda one: (one.type_code, one.body_symbol, one.id))
    series.sort(key=lambda one: one.term.starts_on, reverse=True)
    return [SeriesRow(one, tuple(_numbers(session, one))) for one in series]


def get_series(session: Session, viewer: User, series_id: str) -> Series:
    """The series. Raises NotFound for one of another office."""
    series = session.get(Series, series_id)
    if series is None or series.office_id != viewer.office_id:
        raise NotFound("Không có dãy số này.")
    return series


def list_choices(session: Session, viewer: User, type_code: str, on: date | None = None) -> list[tuple[str, str]]:
    """The numbers a paper of this type may take: the next one ("") and those that are held."""
    query = select(Series).where(Series.office_id == viewer.office_id, Series.is_open)
    query = query.where(Series.type_code == type_code) if type_code else query
    found = [("", "Số kế tiếp")]
    for series in session.scalars(query.options(joinedload(Series.term))):
        if on is None or (series.term.starts_on <= on and (series.term.ends_on is None or on <= series.term.ends_on)):
            rows = [row for row in _numbers(session, series) if row.state == "reserved"]
            found += [
                (row.reservation_id, f"{row.label}-{series.type_code}: giữ cho “{row.text}”") for row in reversed(rows)
            ]
    return found


def list_held(session: Session, series: Series) -> list[NumberReservation]:
    """Reservations that were neither used nor struck out, in the order of their numbers."""
    gone = {
        (number, suffix)
        for table in (RegisterEntry, VoidNumber)
        for number, suffix in session.execute(select(table.number, table.suffix).where(table.series_id == series.id))
    }
    query = select(NumberReservation).where(NumberReservation.series_id == series.id)
    query = query.order_by(NumberReservation.number, NumberReservation.suffix)
    return [one for one in session.scalars(query) if (one.number, one.suffix) not in gone]


def _numbers(session: Session, series: Series) -> list[NumberRow]:
    entries = {
        (entry.number, entry.suffix): entry
        for entry in session.scalars(
            select(RegisterEntry)
            .where(RegisterEntry.series_id == series.id)
            .order_by(RegisterEntry.number.desc(), RegisterEntry.suffix.desc())
            .limit(RECENT)
        )
    }
    voids = {
        (row.number, row.suffix): row
        for row in session.scalars(select(VoidNumber).where(VoidNumber.series_id == series.id))
    }
    rows = [
        NumberRow(n, s, "used", entry.title, entry.signer, entry.registered_at, document_id=entry.document_id or "")
        for (n, s), entry in entries.items()
    ]
    rows += [NumberRow(n, s, "void", row.reason, row.by.full_name, row.at) for (n, s), row in voids.items()]
    rows += [
        NumberRow(one.number, one.suffix, "reserved", one.reason, one.by.full_name, one.at, reservation_id=one.id)
        for one in list_held(session, series)
    ]
    return sorted(rows, key=lambda row: (row.number, row.suffix), reverse=True)[:RECENT]
