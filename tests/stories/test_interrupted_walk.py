"""A walk that is cut off goes on where it stopped, and a walk that is finished is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests.support.desk import Desk
from tests.support.office import THE_END
from webapp.cli.walk.facts import FactsFile
from webapp.cli.walk.walker import walk_case, walk_file
from webapp.models import Case, Document, LedgerEntry
from webapp.services.archive_check import verify_archive

Papers = list[tuple[str, str, str, str, object, int]]


class CutOff(Exception):
    """The plug was pulled."""


def cut_after_every_commit(session: Session) -> None:
    """Raise CutOff whenever a transaction that changed something has just been committed."""
    changed = []
    event.listen(session, "after_flush", lambda *_: changed.append(True))

    def after_commit(_: Session) -> None:
        if changed:
            changed.clear()
            raise CutOff

    event.listen(session, "after_commit", after_commit)


def papers(session: Session) -> Papers:
    return [
        (d.step, d.template, d.number_text, d.title, d.issued_on, len(d.versions))
        for d in session.scalars(select(Document).order_by(Document.id))
    ]


@pytest.mark.parametrize(
    ("begun_at", "fewest"), [("vote", 15), pytest.param("open_discipline", 40, marks=pytest.mark.full)]
)
def test_a_walk_cut_off_after_every_commit_ends_like_one_that_was_not(
    desk_at: Callable[[str], Desk], sample_facts: FactsFile, begun_at: str, fewest: int
) -> None:
    desk = desk_at(begun_at)
    office, cuts = desk.office.id, 0
    desk.session.rollback()  # lets go of the write lock
    while True:
        with Session(desk.session.get_bind(), join_transaction_mode="create_savepoint") as session:
            cut_after_every_commit(session)
            try:
                walk_case(session, desk.tools, office, sample_facts.walked[0])
                break
            except CutOff:
                cuts += 1
    assert cuts > fewest
    assert papers(desk.session) == papers(desk_at(THE_END).session)
    assert desk.session.scalar(select(func.count()).select_from(Case)) == 1
    assert verify_archive(desk.session, desk.tools.store).problems == []


def test_walking_a_closed_case_again_changes_nothing(desk_at: Callable[[str], Desk], sample_facts: FactsFile) -> None:
    desk = desk_at(THE_END)
    before = desk.session.scalar(select(func.count()).select_from(LedgerEntry))
    walk_file(desk.session, desk.tools, sample_facts)
    assert desk.session.scalar(select(func.count()).select_from(LedgerEntry)) == before
