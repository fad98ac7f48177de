"""Who stands in for whom, and who may sign what: on one day for the engine, or all of it for the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.errors import NotFound
from webapp.models import Absence, SigningMandate, User
from webapp.queries.people import person_view
from webapp.workflow.view import MandateView, SubstituteView


def substitutes_on(session: Session, office_id: str, day: date) -> tuple[SubstituteView, ...]:
    """Everybody who stands in for somebody on `day`."""
    query = (
        select(Absence)
        .where(
            Absence.office_id == office_id,
            Absence.starts_on <= day,
            Absence.ends_on >= day,
            Absence.ended_at.is_(None),
        )
        .options(joinedload(Absence.absent), joinedload(Absence.substitute))
        .order_by(Absence.id)
    )
    return tuple(
        SubstituteView(
            person_view(row.substitute), row.absent_id, row.absent.full_name, frozenset(row.types), row.decision
        )
        for row in session.scalars(query)
        if row.substitute.is_enabled
    )


def mandates_on(session: Session, office_id: str, day: date) -> tuple[MandateView, ...]:
    """The powers to sign in force on `day`."""
    query = (
        select(SigningMandate)
        .where(
            SigningMandate.office_id == office_id,
            SigningMandate.starts_on <= day,
            or_(SigningMandate.ends_on.is_(None), SigningMandate.ends_on >= day),
            SigningMandate.ended_at.is_(None),
        )
        .options(joinedload(SigningMandate.user))
        .order_by(SigningMandate.id)
    )
    return tuple(
        MandateView(person_view(row.user), row.form, row.principal, row.title, frozenset(row.types), row.decision)
        for row in session.scalars(query)
        if row.user.is_enabled
    )


def list_absences(session: Session, viewer: User) -> Sequence[Absence]:
    """Absences of the office, newest first."""
    query = select(Absence).where(Absence.office_id == viewer.office_id)
    return list(session.scalars(query.order_by(Absence.starts_on.desc(), Absence.id.desc())))


def list_mandates(session: Session, viewer: User) -> Sequence[SigningMandate]:
    """Signing powers of the office, those without an end first, then newest first."""
    query = select(SigningMandate).where(SigningMandate.office_id == viewer.office_id)
    return list(session.scalars(query.order_by(SigningMandate.starts_on.desc(), SigningMandate.id.desc())))


def get_absence(session: Session, viewer: User, absence_id: str) -> Absence:
    """Raises NotFound."""
    row = session.get(Absence, absence_id)
    if row is None or row.office_id != viewer.office_id:
        raise NotFound("Không có lần vắng mặt này.")
    return row


def get_mandate(session: Session, viewer: User, mandate_id: str) -> SigningMandate:
    """Raises NotFound."""
    row = session.get(SigningMandate, mandate_id)
    if row is None or row.office_id != viewer.office_id:
        raise NotFound("Không có thẩm quyền ký này.")
    return row
