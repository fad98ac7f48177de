"""Add to the ledger: the last act of every service that changes something."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.archive.chain import START, Entry
from webapp.models import LedgerEntry, LedgerHead, User
from webapp.models.base import plain


def lock(session: Session, *, office_id: str) -> LedgerHead:
    """Hold the office's chain until the transaction ends; whoever numbers or counts something takes this lock first."""
    query = select(LedgerHead).where(LedgerHead.office_id == office_id).with_for_update()
    head = session.scalar(query.execution_options(populate_existing=True))
    if head is None:
        head = LedgerHead(office_id=office_id, seq=0, hash=START)
        session.add(head)
    return head


def record(
    session: Session,
    *,
    office_id: str,
    actor: User | None,
    event: str,
    case_id: str | None = None,
    **payload: Any,
) -> LedgerEntry:
    """Append one entry to the office's chain, in the caller's transaction.

    `event` is in the past tense (`document_issued`); `payload` holds plain values only. The head row is locked, so two
    transactions cannot follow the same entry.
    """
    head = lock(session, office_id=office_id)
    at = clock.now()
    entry = Entry(
        office_id=office_id,
        seq=head.seq + 1,
        at=at.isoformat(),
        actor_id=actor.id if actor else None,
        actor_name=actor.full_name if actor else "Hệ thống",
        event=event,
        case_id=case_id,
        payload=plain(payload),
        previous_hash=head.hash or START,
    )
    digest = entry.digest()
    row = LedgerEntry(**{**vars(entry), "at": at, "hash": digest})
    session.add(row)
    head.seq, head.hash = entry.seq, digest
    session.flush()  # the head must be written before another entry of the same transaction reads it
    return row
