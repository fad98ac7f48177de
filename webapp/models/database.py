"""How a connection behaves: SQLite's discipline, who takes the write lock and when it is let go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

PRAGMAS = ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON")
"""The change to WAL must wait for others too; without recursive triggers INSERT OR REPLACE deletes unseen."""

_begin: ContextVar[str] = ContextVar("begin", default="BEGIN IMMEDIATE")


def prepare(engine: Engine) -> None:
    """Give a SQLite engine WAL, full fsync, foreign keys and explicit BEGIN; other databases stay as they are."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: it begins too late, and never IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(_begin.get())


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside only read: they take a snapshot and never wait for a writer."""
    token = _begin.set("BEGIN")
    try:
        yield
    finally:
        _begin.reset(token)


def begin_reading() -> None:
    """As `reading`, for the rest of this request."""
    _begin.set("BEGIN")


def begin_writing() -> None:
    """Transactions of this request take the write lock at once, so a read-then-write can never be refused halfway."""
    _begin.set("BEGIN IMMEDIATE")


@contextmanager
def snapshot(session: Session) -> Iterator[None]:
    """Everything read inside is of one moment, nobody waits for it, and nothing loaded before is trusted."""
    let_go(session)
    with reading():
        if session.get_bind().dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield
        session.rollback()


def let_go(session: Session) -> None:
    """End a transaction that has only read, so that nobody waits while a document is rendered.

    The next use of the session begins a new transaction; everything loaded before is read again.
    """
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("let_go() would lose changes: it is for the reading part of a service only")
    session.rollback()
