"""Every error answers in Vietnamese: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask, abort

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


def test_a_body_that_is_too_large_is_refused(app: Flask, sign_in: SignIn, case_id: str) -> None:
    officer = sign_in("officer")
    token = officer.token()
    app.config["MAX_CONTENT_LENGTH"] = 2000
    body = {"csrf_token": token, "kind": "subject_report", "file": (BytesIO(b"%PDF-" + b"x" * 5000), "a.pdf")}
    answer = officer.client.post(f"/cases/{case_id}/steps/receive_report/uploads", data=body)
    assert answer.status_code == 413 and "quá lớn" in text(answer)
