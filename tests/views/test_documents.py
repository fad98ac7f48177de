"""One document from draft to register, and every refusal on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.views.conftest import FACTS
from tests.views.office import Browser, text
from webapp.extensions import db
from webapp.models import RegisterEntry

SignIn = Callable[[str], Browser]
ISSUE = {"issued_on": "16/9/2021", "confirm": "Ban hành"}


def test_the_page_shows_what_is_printed_and_from_where(sign_in: SignIn, case_id: str, drafted: str) -> None:
    answer = sign_in("officer").get(drafted)
    html, page = answer.get_data(as_text=True), text(answer)
    assert "Ký hợp đồng cho thuê đất công ích quá thời hạn" in page
    assert f'href="/cases/{case_id}/steps/propose#f-signs_of_violation"' in html
    assert f'<iframe class="preview" src="{drafted}/file.pdf#' in html
    assert "Đỗ Thị Ánh Nguyệt soạn bản 1" in page


def test_the_answers_are_checked_before_anything_is_sent(sign_in: SignIn, drafted: str) -> None:
    page = text(sign_in("officer").get(f"{drafted}/submit"))
    assert "Kiểm tra trước khi trình (chưa gửi gì)" in page and "Trình duyệt" in page and "Sửa" in page
    assert "Đang soạn" in text(sign_in("officer").get(drafted))


def test_a_fact_changed_after_drafting_is_pointed_out(sign_in: SignIn, case_id: str, drafted: str) -> None:
    officer = sign_in("officer")
    officer.post(
        f"/cases/{case_id}/steps/propose", {**FACTS, **{f"seen-{k}": "1" for k in FACTS}, "working_days": "30"}
    )
    assert "Đã sửa sau khi soạn" not in text(officer.get(f"{drafted}/file.pdf"))
    from webapp import clock

    with clock.freeze(clock.today().replace(day=17)):
        officer.post(
            f"/cases/{case_id}/steps/propose", {**FACTS, **{f"seen-{k}": "2" for k in FACTS}, "working_days": "31"}
        )
        assert "Đã sửa sau khi soạn" in text(officer.get(drafted))


def test_a_new_draft_shows_what_changed_word_by_word(sign_in: SignIn, case_id: str, drafted: str) -> None:
    officer = sign_in("officer")
    officer.post(
        f"/cases/{case_id}/steps/propose", {**FACTS, **{f"seen-{k}": "1" for k in FACTS}, "working_days": "30"}
    )
    assert officer.post(f"{drafted}/draft", {"dated_on": ""}).status_code == 302
    html = officer.get(drafted).get_data(as_text=True)
    assert "<del>45</del>" in html and "<ins>30</ins>" in html
    assert officer.get(f"{drafted}/versions/1/file.pdf").status_code == 200
    assert officer.get(f"{drafted}/versions/9/file.pdf").status_code == 404


def test_a_wrong_date_for_the_draft_is_said_at_its_box(sign_in: SignIn, drafted: str) -> None:
    answer = sign_in("officer").post(f"{drafted}/draft", {"dated_on": "99/99/2021"})
    assert answer.status_code == 422 and 'value="99/99/2021"' in answer.get_data(as_text=True)


def test_a_document_is_returned_only_with_a_reason(sign_in: SignIn, drafted: str) -> None:
    sign_in("officer").post(f"{drafted}/submit", {"seen": "1"})
    leader = sign_in("leader")
    empty = leader.post(f"{drafted}/return", {"seen": "1", "reason": " \n"})
    assert empty.status_code == 422 and "Chưa ghi lý do trả lại." in text(empty)
    assert leader.post(f"{drafted}/return", {"seen": "1", "reason": "Nêu rõ số hợp đồng"}).status_code == 302
    page = text(sign_in("officer").get(drafted))
    assert "Phạm Đức Thịnh trả lại bản 1" in page and "Nêu rõ số hợp đồng" in page


def test_what_was_decided_holds_for_the_version_that_was_seen(sign_in: SignIn, drafted: str) -> None:
    officer, leader = sign_in("officer"), sign_in("leader")
    officer.post(f"{drafted}/draft")
    officer.post(f"{drafted}/submit", {"seen": "2"})
    answer = leader.post(f"{drafted}/approve", {"seen": "1"})
    assert answer.status_code == 409 and "Đồng chí đang xem bản 1, nhưng bản mới nhất là bản 2" in text(answer)
    assert leader.post(f"{drafted}/approve", {"seen": "hai"}).status_code == 400


@pytest.mark.parametrize(
    ("who", "act"),
    [
        ("deputy", "approve"),
        ("clerk", "approve"),
        ("official", "approve"),
        ("member", "submit"),
        ("deputy", "sign"),
        ("officer", "issue"),
    ],
)
def test_nobody_takes_another_ones_act(sign_in: SignIn, drafted: str, who: str, act: str) -> None:
    answer = sign_in(who).post(f"{drafted}/{act}", {"seen": "1", **ISSUE})
    assert answer.status_code == 403 and "là của" in text(answer)


def test_an_act_out_of_turn_is_refused(sign_in: SignIn, drafted: str) -> None:
    assert sign_in("leader").post(f"{drafted}/approve", {"seen": "1"}).status_code == 409
    answer = sign_in("clerk").post(f"{drafted}/issue", ISSUE)
    assert answer.status_code == 409 and "chưa ký" in text(answer)


def test_issuing_stops_first_and_asks_for_words(sign_in: SignIn, signed: str) -> None:
    clerk = sign_in("clerk")
    page = text(clerk.get(f"{signed}/issue"))
    assert "Số kế tiếp của sổ TTr 01 , chưa giữ chỗ" in page and "không hoàn tác được" in page
    answer = clerk.post(f"{signed}/issue", {"issued_on": "16/9/2021", "confirm": "ừ"})
    assert answer.status_code == 422 and "Chữ xác nhận phải là “ban hành”." in text(answer)


@pytest.mark.parametrize(
    ("day", "sentence"), [("20/9/2021", "còn ở phía trước"), ("1/1/2019", "nhiệm kỳ"), ("", "Chưa ghi ngày ban hành.")]
)
def test_a_wrong_day_of_issue_is_refused(app: Flask, sign_in: SignIn, signed: str, day: str, sentence: str) -> None:
    answer = sign_in("clerk").post(f"{signed}/issue", {"issued_on": day, "confirm": "ban hanh"})
    assert answer.status_code in (409, 422) and sentence in text(answer)
    with app.app_context():
        assert db.session.query(RegisterEntry).count() == 0


def test_a_double_click_on_issue_gives_one_number(app: Flask, sign_in: SignIn, signed: str) -> None:
    clerk = sign_in("clerk")
    first, second = clerk.post(f"{signed}/issue", ISSUE), clerk.post(f"{signed}/issue", ISSUE)
    assert first.status_code == 302
    assert second.status_code == 409
    page = text(second)
    assert "Văn bản này đã ban hành với số 01-TTr/UBKTThU; không cấp số lần nữa." in page and "Đã giữ gì" in page
    with app.app_context():
        assert [entry.number_text for entry in db.session.query(RegisterEntry)] == ["01-TTr/UBKTThU"]


def test_an_issued_document_has_its_number_its_files_and_its_line(sign_in: SignIn, signed: str) -> None:
    clerk = sign_in("clerk")
    clerk.post(f"{signed}/issue", ISSUE)
    assert "Số 01-TTr/UBKTThU, ban hành 16/9/2021" in text(clerk.get(signed))
    pdf, word = clerk.get(f"{signed}/file.pdf"), clerk.get(f"{signed}/file.docx")
    assert pdf.headers["Content-Disposition"].startswith("inline") and pdf.get_data().startswith(b"%PDF")
    assert word.headers["Content-Disposition"].startswith("attachment") and word.get_data().startswith(b"PK")
    assert clerk.get(f"{signed}/file.exe").status_code == 404
    register = clerk.get("/register")
    assert "01-TTr/UBKTThU" in text(register) and f'href="{signed}/file.pdf"' in register.get_data(as_text=True)


def test_the_register_is_filtered_by_type_and_words(sign_in: SignIn, signed: str) -> None:
    clerk = sign_in("clerk")
    clerk.post(f"{signed}/issue", ISSUE)
    shown = {
        query: "01-TTr/UBKTThU" in text(clerk.get(f"/register{query}"))
        for query in ("", "?kind=TTr", "?kind=QĐ", "?words=thuận", "?words=xyz")
    }
    assert shown == {"": True, "?kind=TTr": True, "?kind=QĐ": True, "?words=thuận": True, "?words=xyz": False}
    assert "Tờ trình (TTr)" in text(clerk.get("/register?kind=TTr"))


def test_a_line_of_the_register_does_not_lead_strangers_to_the_case(sign_in: SignIn, signed: str) -> None:
    sign_in("clerk").post(f"{signed}/issue", ISSUE)
    html = sign_in("stranger").get("/register").get_data(as_text=True)
    assert "01-TTr/UBKTThU" in html and signed not in html and "HS 01/2021" not in html
