"""Signing with the second factor, and the page on which the administrator keeps the accounts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pyotp
import pytest
from flask import Flask

from tests.views.office import TODAY, Browser, person, text
from webapp import clock
from webapp.extensions import db
from webapp.models import Document, LedgerEntry, SecondFactor

SignIn = Callable[[str], Browser]


def code_at(secret: str, minutes: int = 0) -> str:
    moment = datetime.combine(TODAY, time(8), clock.VIETNAM) + timedelta(minutes=minutes)
    return pyotp.TOTP(secret).at(moment)


def turned_on(browser: Browser) -> str:
    """Turn the factor on; returns the secret of the telephone. Its code of 08:00 is used then."""
    browser.post("/account/factor")
    found = re.search(r'<code class="num">([A-Z2-7]+)</code>', browser.get("/account").get_data(as_text=True))
    assert found
    assert browser.post("/account/factor/confirm", {"code": code_at(found[1])}).status_code == 200
    return found[1]


@pytest.fixture
def approved(sign_in: SignIn, drafted: str) -> str:
    sign_in("officer").post(f"{drafted}/submit", {"seen": "1"})
    sign_in("leader").post(f"{drafted}/approve", {"seen": "1"})
    return drafted


def state_of(app: Flask, path: str) -> str:
    with app.app_context():
        return db.session.get_one(Document, path.rsplit("/", 1)[-1]).state


def test_whoever_has_a_factor_signs_with_its_code(app: Flask, sign_in: SignIn, approved: str) -> None:
    officer = sign_in("officer")
    secret = turned_on(officer)
    asked = officer.post(f"{approved}/sign", {"seen": "1", "back": "inbox"})
    assert asked.status_code == 200 and "Ký bản 1" in text(asked) and 'name="code"' in asked.get_data(as_text=True)
    assert state_of(app, approved) == "approved"
    wrong = officer.post(f"{approved}/sign", {"seen": "1", "code": "123456", "back": "inbox"})
    assert wrong.status_code == 422 and "Mã xác thực không đúng" in text(wrong)
    assert 'name="back" value="inbox"' in wrong.get_data(as_text=True) and state_of(app, approved) == "approved"
    with clock.freeze(datetime.combine(TODAY, time(8, 5), clock.VIETNAM)):
        done = officer.post(f"{approved}/sign", {"seen": "1", "code": code_at(secret, 5), "back": "inbox"})
    assert done.status_code == 302 and done.location.startswith("/?did=") and state_of(app, approved) == "signed"


@pytest.mark.parametrize("code", ["", "   ", "12", "x" * 13])
def test_a_code_that_is_none_signs_nothing(app: Flask, sign_in: SignIn, approved: str, code: str) -> None:
    officer = sign_in("officer")
    turned_on(officer)
    answer = officer.post(f"{approved}/sign", {"seen": "1", "code": code})
    assert answer.status_code == 422 and state_of(app, approved) == "approved"


def test_five_wrong_codes_close_the_door_for_five_minutes(app: Flask, sign_in: SignIn, approved: str) -> None:
    officer = sign_in("officer")
    secret = turned_on(officer)
    for _ in range(5):
        officer.post(f"{approved}/sign", {"seen": "1", "code": "123456"})
    with app.app_context():
        assert db.session.query(SecondFactor).one().failures == 5
    with clock.freeze(datetime.combine(TODAY, time(8, 2), clock.VIETNAM)):
        told = officer.post(f"{approved}/sign", {"seen": "1", "code": code_at(secret, 2)})
    assert told.status_code == 422 and "đợi 5 phút" in text(told) and state_of(app, approved) == "approved"


def test_without_a_factor_signing_stays_one_press(app: Flask, sign_in: SignIn, approved: str) -> None:
    assert sign_in("officer").post(f"{approved}/sign", {"seen": "1"}).status_code == 302
    assert state_of(app, approved) == "signed"


def test_an_installation_may_refuse_signatures_without_a_factor(app: Flask, sign_in: SignIn, approved: str) -> None:
    app.extensions["anthu.settings"] = replace(app.extensions["anthu.settings"], factor_required=True)
    officer = sign_in("officer")
    asked = officer.post(f"{approved}/sign", {"seen": "1"})
    assert "Bật xác thực hai lớp" in text(asked) and state_of(app, approved) == "approved"
    forced = officer.post(f"{approved}/sign", {"seen": "1", "code": "123456"})
    assert forced.status_code == 422 and state_of(app, approved) == "approved"


def test_the_administrator_turns_a_lost_factor_off(app: Flask, sign_in: SignIn, approved: str) -> None:
    turned_on(sign_in("officer"))
    with app.app_context():
        officer_id = person("officer").id
    keeper = sign_in("administrator")
    page = text(keeper.get("/accounts"))
    assert "Đỗ Thị Ánh Nguyệt" in page and "Cán bộ theo dõi địa bàn" in page and "Đang bật Tắt" in page
    assert "Hà Văn Lâm" not in page, "somebody of another office"
    assert keeper.post(f"/accounts/{officer_id}/factor-off").status_code == 302
    assert "Đang bật Tắt" not in text(keeper.get("/accounts"))
    again = keeper.post(f"/accounts/{officer_id}/factor-off")
    assert again.status_code == 409 and "chưa bật" in text(again)
    assert sign_in("officer").post(f"{approved}/sign", {"seen": "1"}).status_code == 302
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(event="second_factor_off").count() == 1


def test_a_closed_account_is_out_at_once_and_may_be_opened_again(app: Flask, sign_in: SignIn) -> None:
    official, keeper = sign_in("official"), sign_in("administrator")
    with app.app_context():
        official_id, own_id, outside_id = person("official").id, person("administrator").id, person("outsider").id
    assert keeper.post(f"/accounts/{official_id}/disable").status_code == 302
    assert official.get("/").location == "/sign-in"
    assert "Đã khoá Mở lại" in text(keeper.get("/accounts"))
    assert keeper.post(f"/accounts/{official_id}/enable").status_code == 302
    assert sign_in("official").get("/").status_code == 200
    own = keeper.post(f"/accounts/{own_id}/disable")
    assert own.status_code == 409 and "không tự khoá" in text(own)
    assert keeper.post(f"/accounts/{outside_id}/disable").status_code == 404


@pytest.mark.parametrize("who", ["chair", "clerk", "officer"])
def test_nobody_else_keeps_accounts(app: Flask, sign_in: SignIn, who: str) -> None:
    with app.app_context():
        officer_id = person("official").id
    browser = sign_in(who)
    assert browser.get("/accounts").status_code == 403
    for act in ("factor-off", "disable", "enable"):
        assert browser.post(f"/accounts/{officer_id}/{act}").status_code == 403
