"""Sign in, sign out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.views.office import PASSWORD, Browser, text
from webapp.extensions import limiter

SignIn = Callable[[str], Browser]


@pytest.mark.parametrize(
    ("username", "password"), [("quyet.nv", "sai"), ("khong.co", PASSWORD), ("QUYET.NV ", "sai"), ("khong.co", "sai")]
)
def test_a_wrong_sign_in_says_the_same_whatever_was_wrong(nobody: Browser, username: str, password: str) -> None:
    answer = nobody.post("/sign-in", {"username": username, "password": password})
    assert answer.status_code == 401
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in text(answer)
    assert PASSWORD not in answer.get_data(as_text=True)


def test_empty_boxes_are_named(nobody: Browser) -> None:
    answer = nobody.post("/sign-in", {"username": "", "password": ""})
    assert answer.status_code == 422
    assert "Chưa nhập tên đăng nhập." in text(answer) and "Chưa nhập mật khẩu." in text(answer)
    assert "<title>Lỗi: Đăng nhập" in answer.get_data(as_text=True)


def test_signing_in_leads_to_the_wanted_page(nobody: Browser, case_id: str) -> None:
    wanted = nobody.get(f"/cases/{case_id}")
    assert wanted.location == f"/sign-in?next=/cases/{case_id}"
    answer = nobody.post(wanted.location, {"username": "quyet.nv", "password": PASSWORD, "next": f"/cases/{case_id}"})
    assert answer.location == f"/cases/{case_id}"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(nobody: Browser, elsewhere: str) -> None:
    answer = nobody.post("/sign-in", {"username": "quyet.nv", "password": PASSWORD, "next": elsewhere})
    assert answer.location == "/"


def test_a_copied_cookie_dies_at_sign_out(app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("deputy")
    cookie = browser.client.get_cookie("session")
    assert cookie is not None
    thief = Browser(app)
    thief.client.set_cookie("session", cookie.value)
    assert thief.get("/").status_code == 200
    assert browser.post("/sign-out").location == "/sign-in"
    assert thief.get("/").location == "/sign-in"


def test_signing_out_twice_is_harmless(sign_in: SignIn) -> None:
    browser = sign_in("deputy")
    browser.post("/sign-out")
    assert browser.post("/sign-out").location == "/sign-in"


def test_too_many_tries_are_held_back(app: Flask, nobody: Browser) -> None:
    limiter.reset()
    object.__setattr__(app.extensions["anthu.settings"], "login_rate", "2 per minute")
    statuses = [nobody.post("/sign-in", {"username": "x", "password": "y"}).status_code for _ in range(3)]
    limiter.reset()
    assert statuses == [401, 401, 429]


def test_a_form_without_its_token_is_refused(sign_in: SignIn, case_id: str) -> None:
    answer = sign_in("officer").client.post(f"/cases/{case_id}/steps/propose", data={"working_days": "45"})
    assert answer.status_code == 400
    assert "Biểu mẫu đã hết hạn" in text(answer) and "Chưa ghi gì" in text(answer)
