"""Filling the facts of a case: what is refused, and two people at one form."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from tests.support.desk import Desk
from tests.support.office import THE_END
from webapp.errors import Conflict, NotAllowed
from webapp.models import Role
from webapp.queries.cases import list_timeline
from webapp.services.cases import EditedMeanwhile, FactErrors, set_facts


@pytest.fixture
def begun(desk_at: Callable[[str], Desk]) -> Desk:
    """Case A, its decision not begun."""
    return desk_at("issue_decision")


def version(desk: Desk, key: str) -> int:
    return next(row.version for row in desk.case.facts if row.key == key)


def test_a_saved_fact_is_read_back_and_told_to_the_ledger(begun: Desk) -> None:
    begun.notes(begun.person("Quyết"), inspection_place="Trụ sở Đảng ủy xã")
    assert begun.view.facts["inspection_place"] == "Trụ sở Đảng ủy xã"
    newest = list_timeline(begun.session, begun.case)[0]
    assert (newest.event, newest.payload) == ("facts_changed", {"facts": {"inspection_place": "Trụ sở Đảng ủy xã"}})


def test_saving_the_same_again_writes_nothing(begun: Desk) -> None:
    quyet = begun.person("Quyết")
    begun.notes(quyet, inspection_place="Trụ sở")
    before = len(list_timeline(begun.session, begun.case))
    assert (
        set_facts(begun.session, begun.tools, case=begun.case, values={"inspection_place": "Trụ sở"}, actor=quyet) == []
    )
    assert len(list_timeline(begun.session, begun.case)) == before


def test_letters_typed_apart_are_kept_together(begun: Desk) -> None:
    begun.notes(begun.person("Quyết"), inspection_place=unicodedata.normalize("NFD", "Trụ sở Đảng ủy"))
    assert begun.view.facts["inspection_place"] == "Trụ sở Đảng ủy"


def test_wrong_values_are_all_said_and_none_is_saved(begun: Desk) -> None:
    values = {"working_days": -1, "period_from": "hôm qua", "inspection_place": "Trụ sở"}
    with pytest.raises(FactErrors) as refused:
        begun.notes(begun.person("Quyết"), **values)
    assert refused.value.errors == {
        "working_days": ["phải là số nguyên không âm"],
        "period_from": ["phải là một ngày, ví dụ 12/7/2021"],
    }
    begun.session.rollback()
    assert "inspection_place" not in begun.view.facts


def test_the_second_of_two_people_sees_both_texts(begun: Desk) -> None:
    seen = {"working_days": version(begun, "working_days")}
    begun.notes(begun.person("Thịnh"), working_days=30)
    with pytest.raises(EditedMeanwhile) as refused:
        set_facts(begun.session, begun.tools, case=begun.case, values={"working_days": 40},
                  actor=begun.person("Quyết"), seen=seen)  # fmt: skip
    assert refused.value.theirs == {"working_days": 30} and refused.value.mine == {"working_days": 40}
    assert refused.value.sentence == (
        "Đồng chí Phạm Đức Thịnh vừa lưu nội dung khác vào cùng chỗ này. Chưa lưu gì đè lên; "
        "xem cả hai bản bên dưới rồi chọn."
    )


def test_two_people_who_write_the_same_do_not_collide(begun: Desk) -> None:
    seen = {"working_days": version(begun, "working_days")}
    begun.notes(begun.person("Thịnh"), working_days=30)
    changed = set_facts(begun.session, begun.tools, case=begun.case, values={"working_days": 30},
                        actor=begun.person("Quyết"), seen=seen)  # fmt: skip
    assert changed == []


def test_a_fact_somebody_else_began_is_seen_too(begun: Desk) -> None:
    begun.notes(begun.person("Thịnh"), inspection_place="Trụ sở")
    with pytest.raises(EditedMeanwhile):
        set_facts(begun.session, begun.tools, case=begun.case, values={"inspection_place": "Nhà văn hóa"},
                  actor=begun.person("Quyết"), seen={"inspection_place": 0})  # fmt: skip


@pytest.mark.parametrize("role", [Role.AREA_OFFICER, Role.OFFICIAL, Role.COMMISSION_MEMBER, Role.RECORDS_CLERK])
def test_who_does_not_keep_the_case_writes_nothing_into_it(begun: Desk, role: Role) -> None:
    with pytest.raises(NotAllowed, match="không phân công đồng chí"):
        begun.notes(begun.newcomer(role), inspection_place="Trụ sở")


def test_a_closed_case_takes_no_more_facts(desk_at: Callable[[str], Desk]) -> None:
    closed = desk_at(THE_END)
    with pytest.raises(Conflict, match="đã kết thúc, nộp lưu; không ghi thêm được nữa"):
        closed.notes(closed.person("Quyết"), lessons="Làm kỹ hơn.")
