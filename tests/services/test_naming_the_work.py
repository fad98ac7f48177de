"""The words of a document come from its case: what is done, by whom, to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from webapp.rendering.catalogue.sources import BASE_VALUES
from webapp.services.values.texts import topic
from webapp.services.values.wording import words
from webapp.workflow.view import CaseView, SubjectView

THUAN = SubjectView("member", "Bùi Văn Thuận", "Đảng bộ xã Đồng Bẩm", "Đảng ủy viên", "Phó Chủ tịch")
YEN = SubjectView("member", "Ngô Thị Yến", "Chi bộ Trường Tiểu học")
POLICE, SCHOOL = (SubjectView("organisation", name, "") for name in ("Chi bộ Công an xã", "Chi bộ Trường Tiểu học"))
SIGNS = "Kiểm tra đồng chí Bùi Văn Thuận khi có dấu hiệu vi phạm trong quản lý đất đai"


def said(code: str = "KT_DHVP_DV", title: str = SIGNS, *subjects: SubjectView, initiator: str = "commission") -> Any:
    view = CaseView(
        today=date(2021, 7, 12), code="07-2021", title=title, initiator=initiator, office_level="district",
        subjects=subjects or (THUAN,), team=(), member_in_charge=None, facts={},
    )  # fmt: skip
    return words(SimpleNamespace(view=view, procedure=SimpleNamespace(code=code, subject_report="báo cáo")))  # type: ignore[arg-type]


def test_every_word_is_a_base_value() -> None:
    assert said().keys() <= BASE_VALUES.keys()


@pytest.mark.parametrize(
    ("code", "initiator", "verb", "team", "head"),
    [
        ("KT_DHVP_DV", "commission", "kiểm tra", "Đoàn kiểm tra", "Trưởng đoàn"),
        ("KT_CH", "committee", "kiểm tra", "Đoàn kiểm tra", "Trưởng đoàn"),
        ("KT_CH", "cell", "kiểm tra", "Tổ kiểm tra", "Tổ trưởng"),
        ("GS_CD", "standing_board", "giám sát", "Đoàn giám sát", "Trưởng đoàn"),
        ("GS_CD", "cell", "giám sát", "Tổ giám sát", "Tổ trưởng"),
        ("TC", "commission", "giải quyết tố cáo", "Đoàn giải quyết tố cáo", "Trưởng đoàn"),
        ("KN", "commission", "giải quyết khiếu nại", "Đoàn giải quyết khiếu nại", "Trưởng đoàn"),
        ("KL_DV", "commission", "xem xét kỷ luật", "Đoàn kiểm tra", "Trưởng đoàn"),
    ],
)
def test_the_kind_and_the_body_name_the_work_and_the_team(
    code: str, initiator: str, verb: str, team: str, head: str
) -> None:
    found = said(code, initiator=initiator)
    assert (found["verb"], found["team_word"], found["team_head"]) == (verb, team, head)
    assert (found["team_word_upper"], found["team_head_upper"]) == (team.upper(), head.upper())


@pytest.mark.parametrize(
    ("code", "title", "subjects", "task"),
    [
        ("KT_DHVP_DV", SIGNS, (THUAN,), "kiểm tra đồng chí Bùi Văn Thuận, Đảng ủy viên, Phó Chủ tịch, Đảng bộ xã Đồng "
         "Bẩm, khi có dấu hiệu vi phạm trong quản lý đất đai"),
        ("KT_CH", "Kiểm tra việc thực hiện Nghị quyết số 12-NQ/ĐU đối với các chi bộ", (POLICE, SCHOOL),
         "kiểm tra việc thực hiện Nghị quyết số 12-NQ/ĐU đối với Chi bộ Công an xã; Chi bộ Trường Tiểu học"),
        ("GS_CD", "Giám sát Chi bộ Công an xã về công tác chuyển đổi số", (POLICE,),
         "giám sát Chi bộ Công an xã về công tác chuyển đổi số"),
        ("TC", "Đơn tố cáo ngày 02/3/2026", (YEN,),
         "giải quyết tố cáo đối với đồng chí Ngô Thị Yến, Chi bộ Trường Tiểu học"),
        ("KN", "Khiếu nại kỷ luật", (YEN,),
         "giải quyết khiếu nại kỷ luật đảng của đồng chí Ngô Thị Yến, Chi bộ Trường Tiểu học"),
        ("KL_TC", "Kỷ luật Chi bộ Công an xã", (POLICE,), "xem xét, thi hành kỷ luật đối với Chi bộ Công an xã"),
        ("KT_CH", "Kiểm tra chuyên đề quý II", (POLICE,), "kiểm tra chuyên đề quý II"),
    ],
)  # fmt: skip
def test_the_task_is_one_phrase(code: str, title: str, subjects: tuple[SubjectView, ...], task: str) -> None:
    found = said(code, title, *subjects)
    assert found["task"] == task
    assert found["task_first"] == task[0].upper() + task[1:]


@pytest.mark.parametrize(
    ("code", "title", "about"),
    [
        ("KT_DHVP_DV", SIGNS, "về dấu hiệu vi phạm trong quản lý đất đai"),
        ("KT_DHVP_DV", "Kiểm tra đảng viên", "về dấu hiệu vi phạm"),
        ("KT_THKL", "Kiểm tra việc kỷ luật trong Đảng đối với Đảng ủy xã", "về việc kỷ luật trong Đảng"),
        ("TC", "Tố cáo về đất đai", ""),
    ],
)  # fmt: skip
def test_what_it_is_about_follows_the_title(code: str, title: str, about: str) -> None:
    assert said(code, title)["about"] == about


def test_several_subjects_are_joined_as_a_sentence_wants() -> None:
    found = said("KT_CH", "Kiểm tra việc chi tiêu đối với các chi bộ", POLICE, SCHOOL, THUAN)
    assert found["subject_called"] == "Chi bộ Công an xã, Chi bộ Trường Tiểu học và đồng chí Bùi Văn Thuận"
    assert found["subject_label"] == "tổ chức đảng, đảng viên được kiểm tra"
    assert [row["kind"] for row in found["subjects"]] == ["organisation", "organisation", "member"]
    assert found["executors"].startswith("Đảng bộ xã Đồng Bẩm, Chi bộ Công an xã")


def test_a_member_signs_under_his_name_and_an_organisation_through_its_representative() -> None:
    member, organisation = said(), said("GS_CD", "Giám sát", POLICE)
    assert (member["subject_signs"], member["subject_signed"]) == ("ĐẢNG VIÊN ĐƯỢC KIỂM TRA", "Bùi Văn Thuận")
    assert (organisation["subject_signs"], organisation["subject_signed"]) == ("ĐẠI DIỆN TỔ CHỨC ĐẢNG", "")


def test_a_probationary_member_is_a_member() -> None:
    assert said("KL_DV", "Kỷ luật", replace(YEN, kind="probationary_member"))["subjects"][0]["kind"] == "member"


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (SIGNS, "quản lý đất đai"),
        ("Kiểm tra việc thu, nộp đảng phí của Chi bộ 3", "việc thu, nộp đảng phí"),
        ("Giám sát chuyên đề việc học tập Nghị quyết đối với Chi bộ 3.", "việc học tập Nghị quyết"),
        ("Kiểm tra quý II.", "kiểm tra quý II"),
    ],
)
def test_the_topic_is_read_from_the_title(title: str, found: str) -> None:
    assert topic(title) == found
