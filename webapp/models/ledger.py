"""The ledger: one hash-chained entry for every change of state, one chain per office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base


class LedgerHead(Base):
    """The newest entry of an office's chain; locked while an entry is added, so the chain never forks."""

    __tablename__ = "ledger_head"
    __table_args__ = (UniqueConstraint("office_id"),)

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default="")


class LedgerEntry(Base):
    """What happened, who did it, when, and the hash that ties it to everything before."""

    __tablename__ = "ledger_entry"
    __table_args__ = (UniqueConstraint("office_id", "seq"), Index("ix_ledger_case", "case_id", "seq"))

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    seq: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[str | None] = mapped_column(String(32))
    actor_name: Mapped[str] = mapped_column(String(120))
    event: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[str | None] = mapped_column(String(32))
    payload: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Blob(Base):
    """What the archive must hold: the SHA-256 and size of every file ever stored."""

    __tablename__ = "blob"
    __table_args__ = (UniqueConstraint("sha256"),)

    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    stored_at: Mapped[datetime]
