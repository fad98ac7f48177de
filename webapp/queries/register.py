"""The register of outgoing documents and its series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.models import RegisterEntry, Series, Term, User

PER_PAGE = 100


@dataclass(frozen=True)
class RegisterPage:
    """One page of the register, newest number first."""

    entries: list[RegisterEntry]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def list_entries(
    session: Session, viewer: User, *, type_code: str = "", words: str = "", page: int = 1
) -> RegisterPage:
    """Lines of the viewer's office, filtered by type of document and words of number or title."""
    query = select(RegisterEntry).join(Series).where(RegisterEntry.office_id == viewer.office_id)
    if type_code:
        query = query.where(Series.type_code == type_code)
    for word in words.split():
        pattern = f"%{word.replace('%', '').replace('_', '')}%"
        query = query.where(or_(RegisterEntry.title.ilike(pattern), RegisterEntry.number_text.ilike(pattern)))
    total = session.scalar(select(func.count()).select_from(query.with_only_columns(RegisterEntry.id).subquery())) or 0
    query = query.order_by(RegisterEntry.issued_on.desc(), RegisterEntry.registered_at.desc(), RegisterEntry.id.desc())
    query = query.options(joinedload(RegisterEntry.document)).limit(PER_PAGE).offset((max(page, 1) - 1) * PER_PAGE)
    return RegisterPage(list(session.scalars(query)), total, max(page, 1))


def list_series(session: Session, viewer: User) -> list[Series]:
    """The office's series by type, with the number each will give next."""
    query = select(Series).where(Series.office_id == viewer.office_id).order_by(Series.type_code, Series.id)
    return list(session.scalars(query))


def next_number(session: Session, viewer: User, type_code: str, on: date) -> int:
    """The number the series of this type would give on `on`; 1 when it has not begun."""
    query = select(Series.next_number).join(Term, Term.id == Series.term_id).order_by(Term.starts_on.desc())
    query = query.where(
        Series.office_id == viewer.office_id,
        Series.type_code == type_code,
        Series.body_symbol == viewer.office.symbol,
        Term.starts_on <= on,
        or_(Term.ends_on.is_(None), Term.ends_on >= on),
    )
    return session.scalar(query.limit(1)) or 1
