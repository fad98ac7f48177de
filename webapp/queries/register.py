"""The series of numbers, and documents found by the number they bear."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.models import Document, IncomingDocument, Series, Term, User
from webapp.queries.tools import Tools


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


def list_type_codes(tools: Tools) -> list[tuple[str, str]]:
    """Codes of the kinds of document that have numbers, as the catalogue of templates knows them."""
    names = {one.meta.type_code: one.meta.type_name.capitalize() for one in tools.catalogue if one.meta.type_code}
    return [(code, f"{names[code]} ({code})") for code in sorted(names)]


def find_source(session: Session, viewer: User, number: str) -> Document | IncomingDocument:
    """The issued or incoming document with this number and symbol. Raises NotFound."""
    wanted = number.removeprefix("Số").strip()
    ours = select(Document).where(Document.office_id == viewer.office_id, Document.number_text == wanted)
    theirs = select(IncomingDocument).where(
        IncomingDocument.office_id == viewer.office_id, IncomingDocument.symbol == wanted
    )
    found = session.scalar(ours.order_by(Document.issued_on.desc())) or session.scalar(
        theirs.order_by(IncomingDocument.arrived_on.desc())
    )
    if found is None:
        raise NotFound(f"Không có văn bản đi hoặc đến mang số “{wanted}”; ghi đúng số, ký hiệu như trong sổ.")
    return found
