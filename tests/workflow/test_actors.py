"""The roles of a procedure, and the people of a case who hold them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflow.paper_case import Paper
from webapp.workflow.actors import ACTORS, label_of, who_may
from webapp.workflow.view import CaseView, PersonView


@pytest.fixture
def empty(paper: Paper) -> CaseView:
    return paper.view()


@pytest.mark.parametrize(("actor", "names"), [
    ("standing_commission", ["Trịnh Thị Mai Lan", "Lương Quốc Bảo"]),
    ("commission", ["Trịnh Thị Mai Lan", "Lương Quốc Bảo", "Tạ Đình Phong"]),
    ("member_in_charge", ["Lương Quốc Bảo"]),
    ("team_leader", ["Tạ Đình Phong"]),
    ("team_secretary", ["Cao Thị Bích"]),
    ("team", ["Tạ Đình Phong", "Cao Thị Bích", "Mạc Hữu Lộc"]),
    ("area_officer", ["Cao Thị Bích"]),
    ("records_clerk", ["Kiều Thị Sen"]),
    ("nobody", []),
])
def test_each_role_is_held_by_the_people_of_the_case(empty: CaseView, actor: str, names: list[str]) -> None:
    assert [person.name for person in who_may(actor, empty)] == names


def test_an_office_role_counts_beside_the_role_in_the_team(empty: CaseView) -> None:
    clerk = PersonView("Mạc Hữu Lộc", "member", user_id="7", office_roles=frozenset({"records_clerk"}))
    view = replace(empty, staff=(clerk,), team=(clerk,))
    assert who_may("records_clerk", view) == [clerk]


def test_without_a_member_in_charge_nobody_holds_the_role(empty: CaseView) -> None:
    assert who_may("member_in_charge", replace(empty, member_in_charge=None)) == []


def test_every_role_has_a_vietnamese_name() -> None:
    assert all(label_of(actor) != actor for actor in ACTORS)
