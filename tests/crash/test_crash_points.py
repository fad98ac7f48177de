"""Exit at every named point of drafting and issuing: nothing is half-done, and doing it again succeeds."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests.crash.children import start
from tests.crash.invariants import check_whole, count_ledger
from tests.crash.office import DECISION, CrashOffice, clerk_of
from webapp.archive.blobs import FolderStore
from webapp.models import Case, Document
from webapp.services import ledger
from webapp.services.documents.drafting import draft_document
from webapp.services.documents.issuing import issue_document

HERE = 71  # the status of a process that died at its crash point


def call(target: object, name: str, nth: int = 1, *, after: bool = False) -> None:
    """Die at the n-th call of `target.name`: before it does anything, or when it has done it."""
    real, calls = getattr(target, name), [0]

    def dying(*arguments: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == nth and not after:
            os._exit(HERE)
        answer = real(*arguments, **named)
        if calls[0] == nth:
            os._exit(HERE)
        return answer

    patch.object(target, name, dying).start()


def transaction(name: str) -> None:
    """Die around the commit of the session."""
    event.listen(Session, name, lambda _session: os._exit(HERE))


STORED = {
    "before the Word file is stored": partial(call, FolderStore, "put"),
    "the Word file is written, not synced": partial(call, os, "fsync"),
    "the Word file is synced, not named": partial(call, os, "link"),
    "the Word file is named, its other name is left": partial(call, os, "link", after=True),
    "the Word file is stored": partial(call, FolderStore, "put", after=True),
    "before the PDF is stored": partial(call, FolderStore, "put", 2),
    "the PDF is synced, not named": partial(call, os, "link", 2),
    "the PDF is stored": partial(call, FolderStore, "put", 2, after=True),
    "the first rows are written": partial(call, Session, "flush", after=True),
    "before the ledger is written": partial(call, ledger, "record"),
    "the ledger is written": partial(call, ledger, "record", after=True),
    "before the commit": partial(transaction, "before_commit"),
}
POINTS = {**STORED, "after the commit": partial(transaction, "after_commit")}


def the_document(session: Session) -> Document:
    return session.scalars(select(Document).where(Document.template == DECISION)).one()


def issue(session: Session, office: CrashOffice) -> None:
    issue_document(session, office.tools, document_id=the_document(session).id, actor=clerk_of(session))


def redraft(session: Session, office: CrashOffice) -> None:
    document = the_document(session)
    drafter = session.get_one(Case, document.case_id).team[0].user
    draft_document(
        session, office.tools, case_id=document.case_id, step_id=document.step, template=DECISION, actor=drafter
    )


def work(office: CrashOffice, act: Callable[[Session, CrashOffice], None], trap: Callable[[], None]) -> int | None:
    """Do `act` in a process of its own; its exit status."""

    def run() -> None:
        trap()
        with office.at_work() as session:
            act(session, office)
            session.commit()

    child = start(run)
    child.join(60)
    return child.exitcode


def state_of(office: CrashOffice) -> tuple[str, str, int]:
    with office.at_work() as session:
        document = the_document(session)
        return document.state, document.number_text, len(document.versions)


@pytest.mark.parametrize("point", POINTS)
def test_a_crash_while_issuing_leaves_the_document_signed_or_issued_with_number_one(
    begun: Callable[..., CrashOffice], point: str
) -> None:
    office = begun("issue", DECISION)
    before = count_ledger(office)
    assert work(office, issue, POINTS[point]) == HERE
    done = point == "after the commit"
    assert check_whole(office) == done
    assert state_of(office) == (("issued", "01-QĐ/UBKTThU", 1) if done else ("signed", "", 1))
    assert count_ledger(office) == before + done
    if not done:
        assert work(office, issue, lambda: None) == 0
        assert state_of(office) == ("issued", "01-QĐ/UBKTThU", 1) and check_whole(office) == 1


@pytest.mark.parametrize("point", POINTS)
def test_a_crash_while_drafting_leaves_the_old_version_or_the_new_one(
    begun: Callable[..., CrashOffice], point: str
) -> None:
    office = begun("submit", DECISION)
    change_a_fact(office)
    before = count_ledger(office)
    assert work(office, redraft, POINTS[point]) == HERE
    done = point == "after the commit"
    assert check_whole(office) == 0
    assert state_of(office) == ("drafting", "", 1 + done) and count_ledger(office) == before + done
    assert work(office, redraft, lambda: None) == 0
    assert state_of(office) == ("drafting", "", 2 + done) and check_whole(office) == 0


def change_a_fact(office: CrashOffice) -> None:
    """Give the next draft other bytes than the last one."""
    with office.at_work() as session:
        case = the_document(session).case
        case.subjects[0].organisation += " (mới)"
        session.commit()
