"""What waits for a person, read from the rows the services keep: his own, his roles', and of whom he stands in for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp import clock
from webapp.models import Case, User, Waiting
from webapp.queries.mandates import substitutes_on
from webapp.workflow.view import SubstituteView

_STANDING = ("chair", "standing_deputy", "deputy")
HOLDERS = {
    "standing_commission": _STANDING,
    "commission": (*_STANDING, "commission_member"),
    "records_clerk": ("records_clerk",),
}
"""Actor of a row → the office roles whose holders it waits for: `workflow.actors` says the same of a case."""


def list_waiting(
    session: Session, viewer: User, *, kind: str = "", limit: int | None = None, document_id: str = ""
) -> list[Waiting]:
    """Rows that wait for `viewer`, the nearest day first; `kind` is document or step, empty for both."""
    query = select(Waiting).where(_mine(session, viewer), *_of_kind(kind))
    if document_id:
        query = query.where(Waiting.document_id == document_id)
    query = query.options(joinedload(Waiting.case), joinedload(Waiting.document))
    order = (Waiting.due_on.is_(None), Waiting.due_on, Waiting.step != "", Waiting.since, Waiting.id)
    found = session.scalars(query.order_by(*order).limit(limit)).all()
    return _once(found)


def count_waiting(session: Session, viewer: User) -> dict[str, int]:
    """How many documents and steps wait for `viewer`."""
    return {kind: _count(session, viewer, kind) for kind in ("document", "step")}


def count_late(session: Session, viewer: User) -> int:
    """How many of them are past their day."""
    query = select(func.count()).select_from(Waiting)
    return session.scalar(query.where(_mine(session, viewer), Waiting.due_on < clock.today())) or 0


def _count(session: Session, viewer: User, kind: str) -> int:
    thing = Waiting.document_id if kind == "document" else Waiting.case_id + Waiting.step
    query = select(func.count(func.distinct(thing))).where(_mine(session, viewer), *_of_kind(kind))
    return session.scalar(query) or 0


def _of_kind(kind: str) -> Sequence[ColumnElement[bool]]:
    if kind == "document":
        return (Waiting.document_id.is_not(None),)
    return (Waiting.document_id.is_(None),) if kind == "step" else ()


def _mine(session: Session, viewer: User) -> ColumnElement[bool]:
    own = [_whose(viewer)]
    for one in substitutes_on(session, viewer.office_id, clock.today()):
        if one.person.user_id == viewer.id:
            own.append(_stood_in(session, one))
    at_work = Waiting.case_id.in_(select(Case.id).where(Case.office_id == viewer.office_id, Case.state == "open"))
    return and_(Waiting.office_id == viewer.office_id, or_(*own), at_work)


def _whose(user: User) -> ColumnElement[bool]:
    actors = [actor for actor, roles in HOLDERS.items() if user.roles & set(roles)]
    return or_(Waiting.user_id == user.id, Waiting.actor.in_(actors))


def _stood_in(session: Session, one: SubstituteView) -> ColumnElement[bool]:
    """Documents of the absent person, of the classes the decision names; steps of a case are not handed over."""
    rows = and_(_whose(session.get_one(User, one.absent_id)), Waiting.document_id.is_not(None))
    return and_(rows, Waiting.type_code.in_(one.types)) if one.types else rows


def _once(rows: Sequence[Waiting]) -> list[Waiting]:
    """One row for each thing: side by side steps, or one's own and an absent person's turn, are one line."""
    found: dict[tuple[str, str, str], Waiting] = {}
    for row in rows:
        found.setdefault((row.case_id, row.document_id or "", row.step), row)
    return list(found.values())
