"""The page of a step: facts, suggestions, two people at once, papers, finishing and passing over."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from tests.views.conftest import FACTS
from tests.views.office import Browser, stages_of, text
from webapp import clock
from webapp.extensions import db
from webapp.models import Case, StepRecord, User

SignIn = Callable[[str], Browser]


def fact(app: Flask, case_id: str, key: str) -> object:
    with app.app_context():
        case = db.session.get_one(Case, case_id)
        return next((row.value for row in case.facts if row.key == key), None)


def pretend_done(app: Flask, case_id: str, *steps: str) -> None:
    """Record steps as done, to stand before a later one."""
    with app.app_context():
        case, by = db.session.get_one(Case, case_id), db.session.query(User).first()
        assert by is not None
        for step in steps:
            case.records.append(StepRecord(step=step, state="done", done_on=clock.today(), by_id=by.id, at=clock.now()))
        db.session.commit()


def test_facts_are_saved_and_shown_again(app: Flask, sign_in: SignIn, case_id: str) -> None:
    officer = sign_in("officer")
    answer = officer.post(f"/cases/{case_id}/steps/propose", FACTS)
    assert answer.status_code == 302
    html = officer.get(answer.location).get_data(as_text=True)
    assert 'value="01/01/2019"' in html and 'value="31/5/2021"' in html and 'name="seen-working_days" value="1"' in html
    assert fact(app, case_id, "content_items") == ["Việc quản lý đất đai", "Việc xử lý vi phạm trật tự xây dựng"]


def test_an_empty_fact_is_prefilled_with_a_marked_suggestion(app: Flask, sign_in: SignIn, case_id: str) -> None:
    pretend_done(app, case_id, "propose")
    html = sign_in("officer").get(f"/cases/{case_id}/steps/issue_decision").get_data(as_text=True)
    box = html[html.index('id="f-plan_purposes"') :]
    assert "Bùi Văn Thuận" in box[: box.index("</textarea>")] and "Gợi ý</span> Đồng chí sửa lại cho đúng" in box[:2500]
    assert fact(app, case_id, "plan_purposes") is None


def test_mistakes_come_back_with_every_text(app: Flask, sign_in: SignIn, case_id: str) -> None:
    answer = sign_in("officer").post(
        f"/cases/{case_id}/steps/propose", FACTS | {"period_to": "31/2/2021", "working_days": "nhiều"}
    )
    html, page = answer.get_data(as_text=True), text(answer)
    assert answer.status_code == 422
    assert page.count("Tháng 02/2021 không có ngày 31.") == 2 and 'href="#f-period_to"' in html
    assert 'value="31/2/2021"' in html and 'value="nhiều"' in html and "Ký hợp đồng cho thuê đất công ích" in page
    assert fact(app, case_id, "content_items") is None


def test_what_the_procedure_refuses_is_said_at_the_fact(sign_in: SignIn, case_id: str) -> None:
    answer = sign_in("officer").post(
        f"/cases/{case_id}/steps/open_inspection", {"opening-on": "15/9/2021", "opening-start": "8h"}
    )
    page = text(answer)
    assert answer.status_code == 422
    assert "Buổi triển khai: chưa ghi địa điểm." in page and "Buổi triển khai: giờ bắt đầu phải viết như 08:00." in page
    assert 'value="8h"' in answer.get_data(as_text=True)


def test_two_people_see_both_texts_and_nothing_is_lost(app: Flask, sign_in: SignIn, case_id: str) -> None:
    step, officer, leader = f"/cases/{case_id}/steps/propose", sign_in("officer"), sign_in("leader")
    officer.post(step, FACTS | {"signs_of_violation": "bản của cán bộ", "seen-signs_of_violation": "0"})
    answer = leader.post(step, FACTS | {"signs_of_violation": "bản của trưởng đoàn", "seen-signs_of_violation": "0"})
    html, page = answer.get_data(as_text=True), text(answer)
    assert answer.status_code == 409
    assert "bản của cán bộ" in page and "bản của trưởng đoàn" in page
    assert "Đồng chí Đỗ Thị Ánh Nguyệt vừa lưu nội dung khác" in page
    assert fact(app, case_id, "signs_of_violation") == "bản của cán bộ"
    assert 'name="seen-signs_of_violation" value="1"' in html


def test_a_box_never_touched_takes_what_the_other_one_saved(sign_in: SignIn, case_id: str) -> None:
    step = f"/cases/{case_id}/steps/propose"
    sign_in("officer").post(step, FACTS)
    html = sign_in("leader").post(step, {"signs_of_violation": "khác", "working_days": ""}).get_data(as_text=True)
    assert 'name="working_days" value="45"' in html and 'name="seen-working_days" value="1"' in html


@pytest.mark.parametrize(("keep", "kept"), [("mine", "bản gộp"), ("theirs", "bản của cán bộ")])
def test_the_second_person_chooses_which_text_stays(
    app: Flask, sign_in: SignIn, case_id: str, keep: str, kept: str
) -> None:
    step = f"/cases/{case_id}/steps/propose"
    sign_in("officer").post(step, FACTS | {"signs_of_violation": "bản của cán bộ"})
    chosen = {"signs_of_violation": "bản gộp", "seen-signs_of_violation": "1", "keep-signs_of_violation": keep}
    seen = {f"seen-{key}": "1" for key in FACTS}
    answer = sign_in("leader").post(step, FACTS | seen | chosen)
    assert answer.status_code == 302
    assert fact(app, case_id, "signs_of_violation") == kept


def test_a_fact_can_be_emptied_again(app: Flask, sign_in: SignIn, case_id: str) -> None:
    officer, step = sign_in("officer"), f"/cases/{case_id}/steps/propose"
    officer.post(step, FACTS)
    officer.post(step, {**{f"seen-{key}": "1" for key in FACTS}, **FACTS, "working_days": ""})
    assert fact(app, case_id, "working_days") is None


def test_a_reader_sees_facts_but_no_form(sign_in: SignIn, case_id: str) -> None:
    html = sign_in("clerk").get(f"/cases/{case_id}/steps/propose").get_data(as_text=True)
    assert "<textarea" not in html and "Chỉ xem" in html


def test_a_step_that_lacks_something_is_not_finished(app: Flask, sign_in: SignIn, case_id: str) -> None:
    officer = sign_in("officer")
    page = officer.get(f"/cases/{case_id}/steps/propose").get_data(as_text=True)
    assert 'aria-disabled="true"' in page and f"/cases/{case_id}/steps/propose/perform" not in page
    answer = officer.post(f"/cases/{case_id}/steps/propose/perform")
    assert answer.status_code == 409 and "Chưa xong được bước này." in text(answer)
    assert stages_of(app, case_id) == ("plan", "open")


def test_a_later_step_is_not_finished_before_its_turn(sign_in: SignIn, case_id: str) -> None:
    answer = sign_in("deputy").post(f"/cases/{case_id}/steps/issue_decision/perform")
    assert answer.status_code == 409 and "bước “Đề xuất kiểm tra” hoàn thành trước" in text(answer)


def test_a_step_is_not_finished_tomorrow(sign_in: SignIn, case_id: str) -> None:
    answer = sign_in("officer").post(f"/cases/{case_id}/steps/propose/perform", {"done_on": "17/9/2021"})
    assert answer.status_code == 422 and "còn ở phía trước" in text(answer)


def test_a_step_of_another_procedure_is_not_found(sign_in: SignIn, case_id: str) -> None:
    assert sign_in("officer").get(f"/cases/{case_id}/steps/no_such_step").status_code == 404


PDF = b"%PDF-1.7\n%bao cao"


def test_a_paper_comes_in_and_goes_out_as_it_came(sign_in: SignIn, case_id: str) -> None:
    officer = sign_in("officer")
    name = "Báo cáo giải trình.pdf".replace("á", "a\u0301")
    answer = officer.post(
        f"/cases/{case_id}/steps/receive_report/uploads",
        {"kind": "subject_report", "received_on": "15/9/2021", "file": (BytesIO(PDF), name)},
    )
    assert answer.status_code == 302, text(answer)
    html = officer.get(answer.location).get_data(as_text=True)
    assert "Báo cáo giải trình.pdf" in html
    path = html[html.index(f"/cases/{case_id}/uploads/") :].split('"', 1)[0]
    file = officer.get(path)
    assert (file.get_data(), file.mimetype) == (PDF, "application/pdf")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Disposition"].startswith("inline")


def test_a_picture_is_a_download(sign_in: SignIn, case_id: str) -> None:
    officer = sign_in("officer")
    picture = (BytesIO(b"\x89PNG\r\n\x1a\n...."), "quet.png")
    answer = officer.post(
        f"/cases/{case_id}/steps/receive_report/uploads",
        {"kind": "subject_report", "received_on": "15/9/2021", "file": picture},
    )
    html = officer.get(answer.location).get_data(as_text=True)
    path = html[html.index(f"/cases/{case_id}/uploads/") :].split('"', 1)[0]
    assert officer.get(path).headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "data", "day", "sentence"),
    [
        ("a.exe", b"MZ", "15/9/2021", "không phải PDF, Word"),
        ("gia.pdf", b"PK\x03\x04", "15/9/2021", "không phải PDF, Word"),
        ("a.pdf", b"", "15/9/2021", "rỗng"),
        ("a.pdf", PDF, "", "Chưa ghi ngày nhận tài liệu."),
        ("a.pdf", PDF, "20/9/2021", "còn ở phía trước"),
        ("", b"", "15/9/2021", "Chưa chọn tệp để gửi."),
    ],
)
def test_a_paper_that_may_not_come_in(
    sign_in: SignIn, case_id: str, name: str, data: bytes, day: str, sentence: str
) -> None:
    body = {"kind": "subject_report", "received_on": day, "file": (BytesIO(data), name)}
    answer = sign_in("officer").post(f"/cases/{case_id}/steps/receive_report/uploads", body)
    assert answer.status_code == 422 and sentence in text(answer)


def test_a_paper_of_another_case_is_not_found(sign_in: SignIn, case_id: str) -> None:
    assert sign_in("officer").get(f"/cases/{case_id}/uploads/{'0' * 32}").status_code == 404


def test_an_optional_step_is_passed_over_with_a_reason(app: Flask, sign_in: SignIn, case_id: str) -> None:
    procedure = app.extensions["anthu.tools"].procedures.current("KT_DHVP_DV")
    before = [step.id for step in procedure.steps[: [s.id for s in procedure.steps].index("cell_review")]]
    deputy = sign_in("deputy")
    assert deputy.post(f"/cases/{case_id}/steps/conclude", {"proceed_to_discipline": "yes"}).status_code == 302
    pretend_done(app, case_id, *before)
    path = f"/cases/{case_id}/steps/cell_review/skip"
    assert "Lý do bỏ qua" in text(deputy.get(path))
    assert "Chưa ghi lý do" in text(deputy.post(path, {"reason": "  "}))
    assert deputy.post(path, {"reason": "Ủy ban xem xét trực tiếp"}).status_code == 302
    assert "Ủy ban xem xét trực tiếp" in text(deputy.get(f"/cases/{case_id}/history"))


def test_a_step_that_is_not_optional_is_not_passed_over(sign_in: SignIn, case_id: str) -> None:
    answer = sign_in("officer").post(f"/cases/{case_id}/steps/propose/skip", {"reason": "ngại"})
    assert answer.status_code == 409 and "không bỏ qua được" in text(answer)
