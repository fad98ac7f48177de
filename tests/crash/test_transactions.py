"""How a transaction begins, reads and ends: what the services rely on."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.crash.office import CrashOffice, clerk_of
from webapp.extensions import db
from webapp.models import Office, User, database
from webapp.models.database import Busy, let_go
from webapp.services import ledger
from webapp.services.archive_check import verify_archive

Begun = Callable[..., CrashOffice]


def note(session: Session) -> None:
    office_id = session.scalars(select(Office.id)).one()
    ledger.record(session, office_id=office_id, actor=None, event="noted")


def test_letting_go_of_what_was_already_written_is_refused(begun: Begun) -> None:
    """A service that renders after another one has written would otherwise lose that writing without a word."""
    with begun().at_work() as session:
        note(session)
        assert not session.new and not session.dirty
        with pytest.raises(RuntimeError, match="would lose changes"):
            let_go(session)
        session.commit()
        clerk_of(session)
        let_go(session)


def test_letting_go_of_a_transaction_that_was_undone_is_allowed(begun: Begun) -> None:
    with begun().at_work() as session:
        note(session)
        session.rollback()
        clerk_of(session)
        let_go(session)


def test_a_check_of_the_archive_waits_for_nobody_and_sees_one_moment(begun: Begun) -> None:
    office = begun("", "nothing")
    with office.at_work() as writer, office.at_work() as reader:
        note(writer)
        before = verify_archive(reader, office.tools.store)
        writer.commit()
        after = verify_archive(reader, office.tools.store)
    assert before.problems == after.problems == [] and after.entries == before.entries + 1


def test_entries_written_during_the_check_do_not_look_like_a_forged_tail(
    begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = begun("", "nothing")
    store = office.tools.store
    names = store.names()

    def meanwhile() -> object:
        with office.at_work() as writer:
            note(writer)
            writer.commit()
        return names

    monkeypatch.setattr(type(store), "names", lambda _self: meanwhile())
    with office.at_work() as session:
        assert verify_archive(session, store).problems == []


def test_a_reading_request_does_not_make_the_next_one_of_its_thread_read_only(begun: Begun) -> None:
    """The kind of transaction is chosen anew by every request, and a thread begins with the safe one."""
    office, seen = begun(), []

    def requests() -> None:
        for method in ("GET", "POST", "GET"):
            with app.test_request_context(method=method):
                app.preprocess_request()
                seen.append(database._begin.get())

    app = office.app()
    thread = threading.Thread(target=requests)
    thread.start()
    thread.join()
    assert seen == ["BEGIN", "BEGIN IMMEDIATE", "BEGIN"] and database._begin.get() == "BEGIN IMMEDIATE"
    with app.app_context():
        db.engine.dispose()


def test_a_lost_wait_for_the_write_lock_is_said_in_words(begun: Begun) -> None:
    office = begun()
    if not office.settings.database.startswith("sqlite"):
        pytest.skip("PostgreSQL waits for a row, not for the database")
    with office.at_work() as first, office.at_work() as second:
        clerk_of(first)
        with database.reading():
            second.execute(text("PRAGMA busy_timeout=50"))
            second.rollback()
        with pytest.raises(Busy, match="đang bận"):
            second.scalars(select(User)).all()
