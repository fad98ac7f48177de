"""Reads: scoped, ordered, and no slower for a case with many documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.support.desk import Desk
from tests.support.office import THE_END
from webapp.models import Role
from webapp.queries.books import OUTGOING, Filters, list_rows
from webapp.queries.case_view import case_view
from webapp.queries.cases import list_cases
from webapp.queries.register import next_number
from webapp.queries.waiting import list_waiting


@contextmanager
def counted(desk: Desk) -> Iterator[list[str]]:
    """The statements sent to the database inside."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = desk.session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def queries_of_a_view(desk: Desk) -> int:
    case = desk.case
    desk.session.expire_all()
    with counted(desk) as sent:
        case_view(desk.session, desk.tools, case)
    return len(sent)


def test_a_view_costs_the_same_for_three_documents_and_for_nineteen(desk_at: Callable[[str], Desk]) -> None:
    few, many = desk_at("prepare_team"), desk_at(THE_END)
    assert len(few.view.documents) == 3 and len(many.view.documents) == 19
    assert queries_of_a_view(many) == queries_of_a_view(few) <= 30


def test_the_view_shows_what_the_newest_version_states(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at(THE_END)
    stated = {document.template: document.sanction for document in desk.view.documents if document.sanction}
    assert stated == {"discipline_decision": "warn"}


def test_a_document_waits_for_the_people_who_may_do_the_next_act(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("issue_decision")
    desk.accepts(desk.person("Quyết"), "issue_decision")
    document = desk.drafts(desk.person("Nguyệt"), "issue_decision", "inspection_decision")

    def waiting() -> dict[str, str]:
        people = ("Nguyệt", "Thịnh", "Quyết", "Nhung", "Yến", "Tuấn")
        found = {name: list_waiting(desk.session, desk.person(name)) for name in people}
        return {name: one.act for name, items in found.items() for one in items if one.document_id == document.id}

    assert waiting() == {"Nguyệt": "submit", "Thịnh": "submit"}
    desk.submits(desk.person("Nguyệt"), document)
    assert waiting() == {"Quyết": "approve", "Nhung": "approve"}
    desk.approves(desk.person("Quyết"), document)
    assert waiting() == {"Quyết": "sign", "Nhung": "sign"}
    desk.signs(desk.person("Quyết"), document)
    assert waiting() == {"Yến": "issue"}
    desk.issues(desk.person("Yến"), document)
    assert waiting() == {}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 1),
        ({"state": "closed"}, 0),
        ({"stage": "decision"}, 1),
        ({"stage": "sanction"}, 0),
        ({"words": "thuận ĐẤT"}, 1),
        ({"words": "HS 01"}, 1),
        ({"words": "không-có-chữ-này"}, 0),
        ({"page": 2}, 0),
        ({"page": -5}, 1),
    ],
)
def test_the_list_is_filtered(desk_at: Callable[[str], Desk], filters: dict[str, object], found: int) -> None:
    desk = desk_at("issue_decision")
    assert len(list_cases(desk.session, desk.person("Quyết"), **filters).cases) == found  # type: ignore[arg-type]


def test_the_register_shows_the_newest_number_first_and_what_comes_next(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at(THE_END)
    yen = desk.person("Yến")
    numbers = [entry.number_text for entry in list_rows(desk.session, yen, OUTGOING, Filters()).rows]
    assert numbers[0] == "02-QĐ/UBKTThU" and numbers[-1] == "01-TTr/UBKTThU" and len(numbers) == 7
    assert [e.number_text for e in list_rows(desk.session, yen, OUTGOING, Filters(kind="KH")).rows] == [
        "02-KH/UBKTThU",
        "01-KH/UBKTThU",
    ]
    assert [next_number(desk.session, yen, code, desk.view.today) for code in ("QĐ", "BC", "CV")] == [3, 2, 1]


def test_an_outsider_lists_nothing(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("issue_decision")
    assert list_cases(desk.session, desk.newcomer(Role.OFFICIAL)).cases == []
