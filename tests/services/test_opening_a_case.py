"""Opening a case: who may, what is asked, what is written."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from tests.support.desk import Desk
from webapp import clock
from webapp.errors import DomainError, NotAllowed
from webapp.models import Role
from webapp.queries.cases import list_timeline
from webapp.services.accounts import disable_user
from webapp.services.cases import NewCase, NewSubject


@pytest.fixture
def answers(desk: Desk) -> NewCase:
    """Right answers to every question."""
    return NewCase(
        procedure="KT_DHVP_DV",
        title="Kiểm tra đồng chí Đinh Văn Lâm khi có dấu hiệu vi phạm trong quản lý tài chính",
        initiator="commission",
        origin="area_watch",
        subjects=[NewSubject("member", "Đinh Văn Lâm", "Đảng bộ phường Tân Lập")],
        member_in_charge_id=desk.person("Quyết").id,
        team=[(desk.person("Thịnh").id, "leader"), (desk.person("Nguyệt").id, "secretary")],
    )


def test_a_case_is_pinned_to_the_procedure_in_force(desk: Desk, answers: NewCase) -> None:
    with clock.freeze(date(2021, 6, 28)):
        case = desk.opens(desk.person("Nguyệt"), answers)
    procedure = desk.tools.procedures.current("KT_DHVP_DV")
    assert (case.code, case.state, case.stage, case.opened_on) == ("HS 01/2021", "open", "plan", date(2021, 6, 28))
    assert (case.procedure_version, case.procedure_sha256) == (procedure.version, procedure.shape_sha256)
    assert [member.role for member in case.team] == ["leader", "secretary"]
    assert [entry.event for entry in list_timeline(desk.session, case)] == ["case_opened"]


def test_codes_run_by_year(desk: Desk, answers: NewCase) -> None:
    codes = []
    for day in (date(2021, 11, 1), date(2021, 12, 31), date(2022, 1, 4)):
        with clock.freeze(day):
            codes.append(desk.opens(desk.person("Nguyệt"), answers).code)
    assert codes == ["HS 01/2021", "HS 02/2021", "HS 01/2022"]


def test_every_wrong_answer_is_said_at_once(desk: Desk, answers: NewCase) -> None:
    twice = desk.person("Thịnh").id
    wrong = replace(
        answers, title=" ", initiator="press", subjects=[NewSubject("member", "", "Chi bộ 3")],
        team=[(twice, "leader"), (twice, "secretary")],
    )  # fmt: skip
    with pytest.raises(DomainError) as refused:
        desk.opens(desk.person("Nguyệt"), wrong)
    assert refused.value.details == [
        "Tên hồ sơ còn trống; ghi kiểm tra ai, về việc gì.",
        "Chủ thể “press” không mở được loại việc “Kiểm tra đảng viên khi có dấu hiệu vi phạm”; "
        "loại việc này do uỷ ban kiểm tra, cấp uỷ, ban thường vụ cấp uỷ, chi bộ tiến hành.",
        "Đối tượng thứ 1: còn thiếu họ tên.",
        "Một người được ghi hai lần trong đoàn; mỗi người chỉ giữ một nhiệm vụ.",
    ]


def test_a_case_needs_a_subject(desk: Desk, answers: NewCase) -> None:
    with pytest.raises(DomainError, match="Chưa có đối tượng"):
        desk.opens(desk.person("Nguyệt"), replace(answers, subjects=[]))


@pytest.mark.parametrize("stranger", ["unknown", "closed account"])
def test_only_people_of_the_office_are_put_in_charge_or_into_the_team(
    desk: Desk, answers: NewCase, stranger: str
) -> None:
    someone = desk.newcomer(Role.OFFICIAL)
    if stranger == "closed account":
        disable_user(desk.session, user=someone, actor=None)
    user_id = someone.id if stranger == "closed account" else "f" * 32
    for wrong in (replace(answers, member_in_charge_id=user_id), replace(answers, team=[(user_id, "leader")])):
        with pytest.raises(DomainError, match="không thuộc cơ quan này"):
            desk.opens(desk.person("Nguyệt"), wrong)


@pytest.mark.parametrize("role", [Role.RECORDS_CLERK, Role.STATISTICS_OFFICER, Role.ADMINISTRATOR])
def test_who_does_no_casework_opens_no_case(desk: Desk, answers: NewCase, role: Role) -> None:
    with pytest.raises(NotAllowed, match="Chỉ thành viên Uỷ ban và cán bộ"):
        desk.opens(desk.newcomer(role), answers)


def test_names_are_kept_in_one_unicode_form(desk: Desk, answers: NewCase) -> None:
    apart = unicodedata.normalize("NFD", "Đinh Văn Lâm")
    case = desk.opens(
        desk.person("Nguyệt"),
        replace(
            answers, title=unicodedata.normalize("NFD", answers.title), subjects=[NewSubject("member", apart, "Chi bộ")]
        ),
    )
    assert (case.title, case.subjects[0].full_name) == (answers.title, "Đinh Văn Lâm")
