"""Directing a case, opening one of many subjects, and the part of a step that belongs to one of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.views.office import Browser, person, text
from webapp.extensions import db
from webapp.forms.subject_lines import read_subjects
from webapp.models import Case

SignIn = Callable[[str], Browser]
PASTED = "\n".join(
    f"Đảng ủy xã {n:02d}\tĐảng bộ thành phố Thái Nguyên\nHoàng Văn {chr(64 + n)}\tĐảng bộ xã {n:02d}\tBí thư Đảng ủy"
    for n in range(1, 19)
)


def answers(app: Flask, **changes: object) -> dict[str, object]:
    with app.app_context():
        found: dict[str, object] = {
            "procedure": "KT_NVKTGS", "kinds": ["KT_THKL", "KT_TC"], "origin": "programme", "initiator": "commission",
            "title": "Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát năm 2021", "more_subjects": PASTED,
            "member_in_charge": person("deputy").id, "leader": person("leader").id, "secretary": person("officer").id,
        }  # fmt: skip
    return found | changes


def test_thirty_six_subjects_are_pasted_from_a_spreadsheet(app: Flask, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    answer = officer.post("/cases/new", answers(app))
    assert answer.status_code == 302, text(answer)
    page = text(officer.get(answer.location))
    assert "18 tổ chức đảng, 18 đảng viên" in page
    assert "Gộp: " in page
    with app.app_context():
        case = db.session.get_one(Case, answer.location.rsplit("/", 1)[-1])
        assert len(case.subjects) == 36
        assert [kind["code"] for kind in case.kinds] == ["KT_THKL", "KT_TC"]
        second = case.subjects[1].id
    step = officer.get(f"{answer.location}/steps/receive_report")
    assert "Đủ 0 trong 36" in text(step)
    mine = text(officer.get(f"{answer.location}/steps/receive_report?subject={second}"))
    assert "Hoàng Văn A" in mine and "Cả bước, mọi đối tượng" in mine
    assert officer.get(f"{answer.location}/steps/receive_report?subject={'0' * 32}").status_code == 404


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"more_subjects": "Hoàng Văn A"}, "“Hoàng Văn A” là đảng viên thì cột thứ hai phải ghi tổ chức đảng quản lý."),
    ({"more_subjects": "Chi bộ 1\n\tĐảng bộ xã"}, "Dòng 2: thiếu tên"),
    ({"more_subjects": ""}, "Chưa ghi họ tên đối tượng."),
    ({"more_subjects": "Chi bộ 3\nChi bộ 3"}, "được ghi 2 lần"),
    ({"initiator": "cell"}, "không mở được loại việc"),
    ({"procedure": "KT_DHVP_DV"}, "không gộp được vào loại việc đã chọn"),
])
def test_a_wrong_answer_is_said_and_the_list_is_kept(
    app: Flask, sign_in: SignIn, changes: dict[str, object], sentence: str
) -> None:
    sent = answers(app, **changes)
    answer = sign_in("officer").post("/cases/new", sent)
    assert answer.status_code == 422
    assert sentence in text(answer)
    first = str(sent["more_subjects"]).splitlines()[:1]
    assert all(line.split("\t")[0] in answer.get_data(as_text=True) for line in first)


def test_lines_are_read_by_tabs_or_semicolons() -> None:
    found, wrong = read_subjects("Chi bộ 3\n\nLê Thị B; Chi bộ 3; Chi uỷ viên ;Trưởng thôn")
    assert wrong == []
    assert [(one.kind, one.full_name, one.organisation, dict(one.details)) for one in found] == [
        ("organisation", "Chi bộ 3", "Chi bộ 3", {}),
        ("member", "Lê Thị B", "Chi bộ 3", {"party_position": "Chi uỷ viên", "government_position": "Trưởng thôn"}),
    ]
    assert "nhiều nhất 200 đối tượng" in read_subjects("Chi bộ\n" * 201)[1][0]


def test_a_case_is_suspended_and_goes_on_from_its_page(sign_in: SignIn, case_id: str) -> None:
    deputy, path = sign_in("deputy"), f"/cases/{case_id}"
    assert "Điều hành hồ sơ" in text(deputy.get(path))
    refused = deputy.post(f"{path}/life/suspend", {"reason": " "})
    assert refused.status_code == 422 and "Chưa ghi lý do." in text(refused)
    assert deputy.post(f"{path}/life/suspend", {"reason": "Đảng viên nằm viện"}).status_code == 302
    page = text(deputy.get(path))
    assert "Đang tạm dừng" in page and "Đảng viên nằm viện" in page
    assert deputy.post(f"{path}/steps/propose", {"working_days": "45"}).status_code == 409
    assert deputy.post(f"{path}/life/resume", {}).status_code == 302
    assert "tiếp tục hồ sơ, các hạn lùi 0 ngày" in text(deputy.get(f"{path}/history"))


def test_who_may_not_direct_sees_no_act_and_is_refused(sign_in: SignIn, case_id: str) -> None:
    officer, path = sign_in("officer"), f"/cases/{case_id}"
    assert "Điều hành hồ sơ" not in text(officer.get(path))
    assert "Không có việc điều hành nào" in text(officer.get(f"{path}/life"))
    for act in ("suspend", "close", "reopen"):
        assert officer.post(f"{path}/life/{act}", {"reason": "Vì"}).status_code == 403, act
    assert sign_in("stranger").get(f"{path}/life").status_code == 404


def test_a_closed_case_is_reopened_by_the_chair(sign_in: SignIn, case_id: str) -> None:
    deputy, chair, path = sign_in("deputy"), sign_in("chair"), f"/cases/{case_id}"
    assert deputy.post(f"{path}/life/close", {"reason": "Đơn rút hợp lệ"}).status_code == 302
    assert "Mở lại hồ sơ" not in text(deputy.get(f"{path}/life"))
    assert "Mở lại hồ sơ" in text(chair.get(f"{path}/life"))
    assert chair.post(f"{path}/life/reopen", {"reason": "Có tình tiết mới"}).status_code == 302
    assert "Việc tiếp theo" in text(chair.get(path))
