"""How a connection behaves: SQLite's discipline, who takes the write lock and when it is let go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.orm import Session

from webapp.errors import DomainError, StorageFull

PRAGMAS = ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON")
"""The change to WAL must wait for others too; without recursive triggers INSERT OR REPLACE deletes unseen."""

_begin: ContextVar[str] = ContextVar("begin", default="BEGIN IMMEDIATE")
_foreign_keys: ContextVar[bool] = ContextVar("foreign_keys", default=True)


class Busy(DomainError):
    """The database could not serve this transaction now; doing it again will help."""

    status = 503


_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE, "53100"}
_WAITED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT, sqlite3.SQLITE_BUSY_TIMEOUT, "40001", "40P01", "55P03"}


def _say_it_plainly(context: ExceptionContext) -> None:
    """A full disk and a lost wait for a lock are the machine's trouble, not defects: the person reads a sentence."""
    error = context.original_exception
    code = getattr(error, "sqlite_errorcode", None) or getattr(error, "sqlstate", None)
    if code in _FULL:
        raise StorageFull(
            "Ổ đĩa của cơ sở dữ liệu đã đầy; việc vừa làm chưa được ghi, mọi việc trước đó vẫn còn. "
            "Hãy báo người quản trị rồi làm lại."
        ) from error
    if code in _WAITED:
        raise Busy(
            "Máy chủ đang bận ghi việc khác; việc vừa làm chưa được ghi. Đồng chí làm lại sau ít phút."
        ) from error


def prepare(engine: Engine) -> None:
    """Give a SQLite engine WAL, full fsync, foreign keys and explicit BEGIN, and every engine readable refusals."""
    event.listen(engine, "handle_error", _say_it_plainly)
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "do_connect")
    def _make_folder(_dialect: Any, _record: Any, arguments: Any, _options: Any) -> None:
        if arguments and arguments[0] != ":memory:":
            Path(arguments[0]).parent.mkdir(parents=True, exist_ok=True, mode=0o700)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: it begins too late, and never IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        if not _foreign_keys.get():
            cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.close()
        # SQLite's own lower() knows ASCII alone: "ĐẤT" would not find "đất".
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(_begin.get())


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


@contextmanager
def rebuilding(engine: Engine) -> Iterator[None]:
    """SQLite makes a table anew to change it; other tables may refer to it meanwhile. Raises when one is left alone.

    Foreign keys can be put aside only outside a transaction, so the connections used inside are thrown away.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    token = _foreign_keys.set(False)
    engine.dispose()
    try:
        yield
    finally:
        _foreign_keys.reset(token)
        engine.dispose()
    with engine.connect() as connection:
        if alone := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError(f"rows refer to rows that do not exist: {alone[:5]}")


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
    begun = session.get_transaction()
    wrote = begun is not None and session.info.get("wrote") is begun
    if wrote or session.new or session.dirty or session.deleted:
        raise RuntimeError("let_go() would lose changes: it is for the reading part of a service only")
    session.rollback()


@event.listens_for(Session, "after_flush")
def _remember_writing(session: Session, _context: object) -> None:
    """What was flushed is no longer `new` or `dirty`, and a rollback would lose it without a word."""
    session.info["wrote"] = session.get_transaction()
