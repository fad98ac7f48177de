"""Pages of signing: the account, the copies of a document, the check of any PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO

import pyotp
import pytest
from flask import Flask

from tests.support.authority import PASSWORD, a_page, an_authority
from tests.views.office import TODAY, Browser, text
from webapp import clock
from webapp.extensions import db
from webapp.models import SignedCopy
from webapp.signature import key_of_file, sign_pdf
from webapp.signature.look import BLUE, words_as_picture

SignIn = Callable[[str], Browser]
ISSUE = {"issued_on": "16/9/2021", "confirm": "ban hành"}
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def test_the_second_factor_is_turned_on_with_the_telephone(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    assert "Chưa bật" in text(officer.get("/account"))
    officer.post("/account/factor")
    html = officer.get("/account").get_data(as_text=True)
    secret = re.search(r'<code class="num">([A-Z2-7]+)</code>', html)
    assert secret and "<svg" in html
    wrong = officer.post("/account/factor/confirm", {"code": "000000"})
    assert wrong.status_code == 422 and "Mã xác thực không đúng" in text(wrong)
    code = pyotp.TOTP(secret.group(1)).at(datetime.combine(TODAY, time(8), clock.VIETNAM))
    done = officer.post("/account/factor/confirm", {"code": code})
    assert done.status_code == 200 and len(re.findall(r"\d{5} \d{5}", text(done))) == 8
    assert "Đang bật" in text(officer.get("/account"))


def test_the_picture_of_a_signature_is_kept_or_refused(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    bad = officer.post("/account/signature", {"file": (BytesIO(b"GIF89a"), "a.png")})
    assert bad.status_code == 422 and "không phải ảnh" in text(bad)
    picture = words_as_picture(("Ký",), colour=BLUE, width=80, height=30)
    assert officer.post("/account/signature", {"file": (BytesIO(picture), "a.png")}).status_code == 302


def test_a_scan_is_taken_in_and_opened_again(app: Flask, sign_in: SignIn, signed: str) -> None:
    clerk = sign_in("clerk")
    clerk.post(f"{signed}/issue", ISSUE)
    empty = clerk.post(f"{signed}/copies/scan", {"signer": ""})
    assert empty.status_code == 422 and "Chưa ghi ai ký trên bản giấy." in text(empty)
    clerk.post(f"{signed}/copies/scan", {"signer": "Đỗ Thị Ánh Nguyệt", "file": (BytesIO(PDF), "quet.pdf")})
    with app.app_context():
        copy = db.session.query(SignedCopy).one()
    page = clerk.get(f"{signed}/copies")
    assert "Bản quét ký giấy" in text(page)
    assert clerk.get(f"{signed}/copies/{copy.id}").get_data() == PDF
    assert clerk.get(f"{signed}/copies/{'0' * 32}").status_code == 404


def test_a_wrong_key_is_told_and_nothing_is_kept(app: Flask, sign_in: SignIn, signed: str) -> None:
    sign_in("clerk").post(f"{signed}/issue", ISSUE)
    officer = sign_in("officer")
    answer = officer.post(
        f"{signed}/copies/key", {"kind": "person", "key": (BytesIO(b"x"), "a.p12"), "password": "sai"}
    )
    assert answer.status_code == 422 and "Không mở được tệp khoá" in text(answer) and "sai" not in text(answer)[-200:]
    with app.app_context():
        assert db.session.query(SignedCopy).count() == 0
    handed = officer.get(f"{signed}/copies/to-sign.pdf")
    assert "attachment" in handed.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (a_page, "Tệp không có chữ ký số"),
        (lambda: sign_pdf(a_page(), key_of_file(an_authority().person, PASSWORD), field="A", reason="Ký"),
         "1 chữ ký, còn nguyên vẹn"),
    ],
)  # fmt: skip
def test_any_pdf_is_checked(sign_in: SignIn, data: Callable[[], bytes], sentence: str) -> None:
    answer = sign_in("stranger").post("/tools/verify", {"file": (BytesIO(data()), "a.pdf")})
    page = text(answer)
    assert sentence in page and "Không phải tệp của cơ quan ta" in page and "khớp với tệp" in page


def test_what_is_no_pdf_is_said_so(sign_in: SignIn) -> None:
    browser = sign_in("stranger")
    assert "Chưa chọn tệp PDF" in text(browser.post("/tools/verify", {}))
    answer = browser.post("/tools/verify", {"file": (BytesIO(b"PK"), "a.pdf")})
    assert answer.status_code == 422 and "không phải PDF đọc được" in text(answer)
