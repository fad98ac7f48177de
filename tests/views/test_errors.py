"""Every error answers in Vietnamese: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask, abort
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from tests.views.office import Browser, text
from webapp.errors import StorageFull
from webapp.views.access import ACCESS, PUBLIC
from webapp.views.errors import WORDS

SignIn = Callable[[str], Browser]


@pytest.mark.parametrize("status", sorted(set(WORDS) - {401, 503}))
def test_every_status_has_a_page(app: Flask, nobody: Browser, status: int) -> None:
    app.add_url_rule("/broken", "broken", lambda: abort(status) if status != 507 else _full())
    ACCESS["broken"] = PUBLIC
    try:
        answer = nobody.get("/broken")
    finally:
        del ACCESS["broken"]
    page = text(answer)
    assert answer.status_code == status
    assert "Đã giữ gì" in page and "Làm gì tiếp" in page and f"Mã lỗi {status}" in page
    assert "Traceback" not in page


def _full() -> None:
    raise StorageFull("Ổ đĩa đã đầy; văn bản chưa được lưu.")


def test_a_defect_shows_a_code_and_no_trace(app: Flask, nobody: Browser, caplog: pytest.LogCaptureFixture) -> None:
    app.add_url_rule("/broken", "broken", lambda: 1 // 0)
    ACCESS["broken"] = PUBLIC
    try:
        page = text(nobody.get("/broken"))
    finally:
        del ACCESS["broken"]
    assert "Máy chủ gặp lỗi" in page and "ZeroDivisionError" not in page
    code = page.split("Mã lỗi 500 · ")[1].split()[0]
    assert code in caplog.text


def test_an_unknown_page_is_not_found(nobody: Browser) -> None:
    answer = nobody.get("/khong-co")
    assert answer.status_code == 404 and "Không có trang này" in text(answer)


def test_a_wrong_method_is_told(sign_in: SignIn, drafted: str) -> None:
    assert sign_in("officer").get(f"{drafted}/approve").status_code == 405


@pytest.mark.parametrize(
    ("trouble", "status", "words"),
    [
        (StaleDataError("version"), 409, "Người khác vừa thay đổi cùng chỗ này."),
        (IntegrityError("insert", {}, Exception("unique")), 409, "Chưa lưu gì"),
        (OperationalError("insert", {}, Exception("database or disk is full")), 507, "Hết chỗ lưu trữ"),
    ],
)
def test_what_the_database_refuses_is_told(
    sign_in: SignIn, case_id: str, monkeypatch: pytest.MonkeyPatch, trouble: Exception, status: int, words: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr("webapp.views.steps.set_facts", refuse)
    answer = sign_in("officer").post(f"/cases/{case_id}/steps/propose", {"working_days": "45"})
    assert answer.status_code == status and words in text(answer)


def test_who_was_signed_out_meanwhile_is_told_that_nothing_was_saved(sign_in: SignIn, case_id: str) -> None:
    officer = sign_in("officer")
    officer.post("/sign-out")
    answer = officer.post(f"/cases/{case_id}/steps/propose", {"working_days": "45"})
    assert answer.location == "/sign-in"
    assert "Phiên làm việc đã hết nên chưa lưu gì." in text(officer.get("/sign-in"))


def test_a_body_that_is_too_large_is_refused(app: Flask, sign_in: SignIn, case_id: str) -> None:
    officer = sign_in("officer")
    token = officer.token()
    app.config["MAX_CONTENT_LENGTH"] = 2000
    body = {"csrf_token": token, "kind": "subject_report", "file": (BytesIO(b"%PDF-" + b"x" * 5000), "a.pdf")}
    answer = officer.client.post(f"/cases/{case_id}/steps/receive_report/uploads", data=body)
    assert answer.status_code == 413 and "quá lớn" in text(answer)
