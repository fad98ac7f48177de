"""The list of cases, opening one, the page of a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from tests.views.office import Browser, person, text
from webapp.extensions import db
from webapp.models import Case

SignIn = Callable[[str], Browser]


def new_case(app: Flask, **changes: str) -> dict[str, object]:
    with app.app_context():
        answers: dict[str, object] = {
            "procedure": "KT_DHVP_DV", "title": "Kiểm tra đồng chí Lò Văn Tuân khi có dấu hiệu vi phạm trong tài chính",
            "origin": "letter", "initiator": "commission", "subject_kind": "member", "full_name": "Lò Văn Tuân",
            "organisation": "Đảng bộ xã Sơn Cẩm", "birth_date": "27/9/1974", "admitted_on": "3/9/99",
            "official_on": "03092000",
            "target": "cadre_managed_by_same_level", "level": "grassroots",
            "member_in_charge": person("deputy").id, "leader": person("leader").id,
            "secretary": person("officer").id, "members": [person("official").id],
        }  # fmt: skip
    return answers | changes


def test_a_case_is_opened_from_a_few_questions(app: Flask, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    answer = officer.post("/cases/new", new_case(app))
    assert answer.status_code == 302
    page = text(officer.get(answer.location))
    assert "HS 02/2021" in page and "Đã mở hồ sơ HS 02/2021." in page
    assert "Lò Văn Tuân" in page and "Việc tiếp theo: đề xuất kiểm tra" in page
    with app.app_context():
        case = db.session.get_one(Case, answer.location.rsplit("/", 1)[-1])
        assert [member.role for member in case.team] == ["leader", "secretary", "member"]
        assert case.subjects[0].details["target"] == "cadre_managed_by_same_level"
        assert case.subjects[0].details["admitted_on"] == date(1999, 9, 3).isoformat()


def test_every_mistake_comes_at_once_and_nothing_typed_is_lost(app: Flask, sign_in: SignIn) -> None:
    changes = {
        "title": "",
        "full_name": "",
        "birth_date": "31/2/1974",
        "origin": "",
        "leader": "",
        "organisation": "Đảng bộ xã A & B",
    }
    answer = sign_in("officer").post("/cases/new", new_case(app, **changes))
    html, page = answer.get_data(as_text=True), text(answer)
    assert answer.status_code == 422
    for sentence in (
        "Chưa ghi tên hồ sơ",
        "Chưa ghi họ tên đối tượng",
        "Tháng 02/1974 không có ngày 31",
        "Chưa chọn nguồn",
        "Chưa chọn trưởng đoàn",
    ):
        assert page.count(sentence) == 2, sentence  # once in the summary, once at the field
    for target in ("title", "full_name", "birth_date", "origin", "leader"):
        assert f'href="#{target}"' in html and f'id="{target}"' in html
    assert 'value="31/2/1974"' in html and "Đảng bộ xã A &amp; B" in html


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"official_on": "1/1/1990"}, "Ngày chính thức phải từ ngày vào Đảng trở đi."),
        ({"birth_date": "27/9/2031"}, "còn ở phía trước"),
        ({"initiator": "press"}, "Chủ thể kiểm tra: không có lựa chọn đó."),
        ({"initiator": "advisory_agency"}, "Chủ thể này không mở được loại việc đã chọn."),
        ({"procedure": "KHONG_CO"}, "Loại việc: không có lựa chọn đó."),
        ({"subject_kind": "planet"}, "Đối tượng là: không có lựa chọn đó."),
        ({"subject_kind": "organisation"}, "Loại việc đã chọn không dùng cho đối tượng này."),
        ({"level": "galaxy"}, "Cấp của tổ chức đảng quản lý: không có lựa chọn đó."),
        ({"leader": "0" * 32}, "Trưởng đoàn: không có lựa chọn đó."),
    ],
)
def test_a_wrong_answer_is_named(app: Flask, sign_in: SignIn, changes: dict[str, str], sentence: str) -> None:
    answer = sign_in("officer").post("/cases/new", new_case(app, **changes))
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_the_leader_is_not_also_the_secretary(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        leader = person("leader").id
    answer = sign_in("officer").post("/cases/new", new_case(app, secretary=leader, members=[leader]))
    assert "Thư ký phải là người khác với trưởng đoàn." in text(answer)
    assert "Trưởng đoàn, thư ký không ghi lại ở phần thành viên." in text(answer)


def test_names_are_kept_in_one_form_of_unicode(app: Flask, sign_in: SignIn) -> None:
    answer = sign_in("officer").post(
        "/cases/new", new_case(app, full_name="Lê  Huệ".replace("ê", "e\u0302").replace("ệ", "e\u0323\u0302"))
    )
    with app.app_context():
        case = db.session.get_one(Case, answer.location.rsplit("/", 1)[-1])
        assert case.subjects[0].full_name == "Lê  Huệ"


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("?words=thuận", True), ("?words=01/2021+đất", True), ("?words=không+có", False),
     ("?state=closed", False), ("?state=all&stage=plan", True), ("?stage=sanction", False), ("?page=abc", True),
     ("?state=nonsense", True), ("?words=%25", True)],
)  # fmt: skip
def test_the_list_is_filtered(sign_in: SignIn, query: str, found: bool) -> None:
    page = text(sign_in("officer").get(f"/cases{query}"))
    assert ("HS 01/2021" in page) is found
    assert ("Không có hồ sơ nào khớp điều kiện lọc" in page) is not found


def test_somebody_without_cases_reads_what_will_stand_there(sign_in: SignIn) -> None:
    page = text(sign_in("stranger").get("/cases"))
    assert "Hồ sơ hiện ở đây khi đồng chí mở, phụ trách hoặc tham gia đoàn" in page


def test_the_case_page_says_what_is_missing_and_who_mends_it(sign_in: SignIn, case_id: str) -> None:
    answer = sign_in("officer").get(f"/cases/{case_id}")
    page, html = text(answer), answer.get_data(as_text=True)
    assert "Thiếu: nội dung kiểm tra. Điền ô này" in page
    assert "Cán bộ theo dõi địa bàn: đồng chí Đỗ Thị Ánh Nguyệt" in page
    assert f'href="/cases/{case_id}/steps/propose#f-content_items"' in html
    assert 'aria-disabled="true" aria-describedby="vi-sao"' in html and "Mở khi đủ 6 điều kiện; hiện đủ 0." in page


def test_unmet_conditions_stand_before_met_ones(sign_in: SignIn, case_id: str) -> None:
    officer = sign_in("officer")
    officer.post(f"/cases/{case_id}/steps/propose", {"working_days": "45"})
    page = text(officer.get(f"/cases/{case_id}"))
    assert page.rindex("Thiếu:") < page.index("Đủ:")


def test_a_reader_who_may_not_act_gets_no_button(sign_in: SignIn, case_id: str) -> None:
    html = sign_in("clerk").get(f"/cases/{case_id}").get_data(as_text=True)
    assert "Mở bước để làm" not in html and "/perform" not in html


def test_everything_that_happened_is_told_in_sentences(sign_in: SignIn, case_id: str, drafted: str) -> None:
    page = text(sign_in("deputy").get(f"/cases/{case_id}/history"))
    assert "Đỗ Thị Ánh Nguyệt mở hồ sơ HS 01/2021" in page
    assert "Đỗ Thị Ánh Nguyệt điền" in page and "và 2 ô khác" in page
    assert "Đỗ Thị Ánh Nguyệt soạn bản 1 của Tờ trình" in page
