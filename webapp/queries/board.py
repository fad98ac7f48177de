"""The board of all documents by state: what is where, since when, and for whom it waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from webapp import clock
from webapp.models import Case, Document, User, Waiting
from webapp.queries.labels import DOCUMENT_STATES
from webapp.workflow.actors import ACTORS

COLUMNS = (
    "drafting", "consulting", "submitted", "format_check", "pending_approval", "collective", "approved", "signed",
)  # fmt: skip
"""States of documents on their way, in the order they are passed."""
SHOWN = 30


@dataclass(frozen=True)
class Card:
    """One document on the board."""

    document_id: str
    title: str
    code: str
    whose: str
    since: datetime | None
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class Column:
    """One state with how many documents are in it, and the most urgent of them."""

    state: str
    label: str
    count: int
    cards: tuple[Card, ...]


def board(session: Session, viewer: User) -> list[Column]:
    """Every state with its documents, those with the nearest day first."""
    counts = dict(
        session.execute(
            select(Document.state, func.count()).join(Case).where(_open(viewer)).group_by(Document.state)
        ).all()
    )
    return [
        Column(state, DOCUMENT_STATES[state], counts.get(state, 0), _cards(session, viewer, state))
        for state in COLUMNS
    ]  # fmt: skip


def _open(viewer: User) -> ColumnElement[bool]:
    return (Document.office_id == viewer.office_id) & (Case.state == "open") & Document.state.in_(COLUMNS)


def _cards(session: Session, viewer: User, state: str) -> tuple[Card, ...]:
    due = select(func.min(Waiting.due_on)).where(Waiting.document_id == Document.id).correlate(Document)
    nearest = due.scalar_subquery()
    query = (
        select(Document, nearest)
        .join(Case)
        .where(_open(viewer), Document.state == state)
        .options(joinedload(Document.case))
        .order_by(nearest.is_(None), nearest, Document.id)
        .limit(SHOWN)
    )
    rows = session.execute(query).all()
    waits = _waits(session, [document.id for document, _ in rows])
    return tuple(_card(document, on, waits.get(document.id, [])) for document, on in rows)


def _card(document: Document, on: date | None, waits: list[tuple[str, datetime]]) -> Card:
    names = [name for name, _ in waits]
    whose = ", ".join(names) if len(names) <= 2 else f"{names[0]} và {len(names) - 1} người khác"
    since = waits[0][1] if waits else None
    late = on is not None and on < clock.today()
    return Card(document.id, document.title, document.case.code, whose, since, on, late)


def _waits(session: Session, ids: list[str]) -> dict[str, list[tuple[str, datetime]]]:
    """Document id → for whom it waits (a role or names) and since when."""
    query = (
        select(Waiting.document_id, Waiting.actor, User.full_name, Waiting.since)
        .outerjoin(User, User.id == Waiting.user_id)
        .where(Waiting.document_id.in_(ids))
        .order_by(Waiting.id)
    )
    found: dict[str, list[tuple[str, datetime]]] = {}
    for document_id, actor, name, since in session.execute(query):
        found.setdefault(str(document_id), []).append((ACTORS.get(actor, actor) if actor else name, since))
    return found
