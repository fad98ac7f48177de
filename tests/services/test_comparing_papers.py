"""The papers of case A, walked to the end, agree; what is changed afterwards is found where it was printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.support.desk import Desk
from tests.support.office import THE_END
from webapp.queries.consistency import DisagreementRow, case_disagreements

At = Callable[[str], Desk]


def told(desk: Desk) -> list[DisagreementRow]:
    return case_disagreements(desk.session, desk.tools, desk.case)


@pytest.fixture
def ended(desk_at: At) -> Desk:
    return desk_at(THE_END)


def test_the_papers_of_a_whole_case_agree(ended: Desk) -> None:
    assert [row.found.sentence for row in told(ended)] == []


def test_a_name_changed_after_the_papers_were_issued_is_found_in_each_of_them(ended: Desk) -> None:
    ended.case.subjects[0].full_name += " Nguyên"
    rows = told(ended)
    assert len({row.found.paper for row in rows}) > 5
    assert all(row.found.fixed and row.place.kind == "case" for row in rows)


def test_a_number_the_register_does_not_know_is_found_where_it_is_cited(ended: Desk) -> None:
    decision = ended.document("inspection_decision")
    papers = {row.found.paper for row in _without(ended, decision.number_text)}
    assert ended.document("conclusion_notice").id in papers and decision.id not in papers


def _without(desk: Desk, number: str) -> list[DisagreementRow]:
    """As if the register had never given the number: another one stands on its line."""
    lite = desk.session.get_bind().dialect.name == "sqlite"
    trigger = "register_entry_no_update" if lite else "register_entry_frozen ON register_entry"
    desk.session.execute(text(f"DROP TRIGGER {trigger}"))
    desk.session.execute(
        text("UPDATE register_entry SET number_text = '98-QĐ/UBKTThU' WHERE number_text = :number"), {"number": number}
    )
    return [row for row in told(desk) if row.found.kind == "citation"]
