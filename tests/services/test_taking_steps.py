"""Taking a step: whose it is, what it lacks, what may be passed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.desk import Desk
from webapp.errors import DomainError, NotAllowed
from webapp.models import Role
from webapp.services.cases import StepBlocked


def test_a_step_that_lacks_nothing_is_recorded_and_the_next_one_opens(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("receive_report")
    nguyet = desk.person("Nguyệt")
    desk.receives(nguyet, "receive_report", "subject_report", "Báo cáo.pdf")
    desk.accepts(nguyet, "receive_report")
    desk.notes(nguyet, report_received_on=desk.view.today)
    desk.finishes(nguyet, "receive_report")
    record = desk.view.record("receive_report")
    assert record and (record.state, record.on) == ("done", desk.view.today)
    assert desk.case.stage == "verification"


def test_each_missing_thing_is_said_with_who_mends_it(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("receive_report")
    with pytest.raises(StepBlocked) as refused:
        desk.finishes(desk.person("Nguyệt"), "receive_report")
    assert refused.value.sentence == "Chưa xong được bước này."
    assert refused.value.details == [
        "Thiếu: ngày nhận báo cáo giải trình, người làm: Thư ký đoàn kiểm tra (đồng chí Đỗ Thị Ánh Nguyệt).",
        "Thiếu: báo cáo giải trình của đảng viên, người làm: Thư ký đoàn kiểm tra (đồng chí Đỗ Thị Ánh Nguyệt).",
    ]


def test_a_role_many_people_hold_is_named_without_their_names(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("issue_decision")
    with pytest.raises(StepBlocked) as refused:
        desk.finishes(desk.person("Quyết"), "issue_decision")
    assert "Thiếu: quyết định kiểm tra, người làm: Thường trực Uỷ ban Kiểm tra." in refused.value.details


def test_a_step_whose_turn_has_not_come_names_the_one_before_it(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("receive_report")
    with pytest.raises(StepBlocked, match="Thiếu: bước “Nhận báo cáo giải trình” hoàn thành trước"):
        desk.finishes(desk.person("Thịnh"), "verify")


def test_a_step_is_taken_once(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("receive_report")
    with pytest.raises(StepBlocked, match="bước này đã ghi kết quả"):
        desk.finishes(desk.person("Nguyệt"), "propose")


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.STANDING_DEPUTY, True), (Role.CHAIR, True), (Role.COMMISSION_MEMBER, False), (Role.OFFICIAL, False),
     (Role.RECORDS_CLERK, False), (Role.ADMINISTRATOR, False)],
)  # fmt: skip
def test_strangers_take_no_step(desk_at: Callable[[str], Desk], role: Role, may: bool) -> None:
    desk = desk_at("cell_review")
    someone = desk.newcomer(role)
    if may:
        desk.skips(someone, "cell_review", "Uỷ ban xem xét trực tiếp.")
        return
    with pytest.raises(NotAllowed, match="không thuộc nhiệm vụ của đồng chí"):
        desk.skips(someone, "cell_review", "Uỷ ban xem xét trực tiếp.")


def test_passing_over_a_step_needs_a_reason(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("cell_review")
    with pytest.raises(DomainError, match="thì phải ghi lý do"):
        desk.skips(desk.person("Thịnh"), "cell_review", "  ")


def test_only_an_optional_step_is_passed_over(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("receive_report")
    with pytest.raises(StepBlocked, match="Bước “Nhận báo cáo giải trình” không bỏ qua được"):
        desk.skips(desk.person("Nguyệt"), "receive_report", "Không cần.")


def test_an_optional_step_is_passed_over_only_in_its_turn(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("receive_report")
    with pytest.raises(StepBlocked, match="không bỏ qua được"):
        desk.skips(desk.person("Thịnh"), "cell_review", "Uỷ ban xem xét trực tiếp.")
