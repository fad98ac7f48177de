"""Word sang PDF: a clerk's file comes back as pages, for him alone and for an hour."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document

from tests.views.office import Browser, text

SignIn = Callable[[str], Browser]
PAGE = "/tools/word-to-pdf"


def word_file() -> bytes:
    document, out = Document(), BytesIO()
    document.add_paragraph("Kính gửi Ủy ban Kiểm tra")
    document.save(out)
    return out.getvalue()


def test_a_word_file_comes_back_as_pages(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    answer = clerk.post(PAGE, {"file": (BytesIO(word_file()), "Công văn.docx")})
    assert answer.status_code == 302
    page = text(clerk.get(answer.location))
    assert "Công văn.docx" in page and "1 trang" in page and "Dựng được mọi thứ trong tệp" in page
    assert clerk.get(f"{answer.location}/file.pdf").get_data().startswith(b"%PDF")


def test_nobody_else_opens_the_result(sign_in: SignIn) -> None:
    answer = sign_in("clerk").post(PAGE, {"file": (BytesIO(word_file()), "a.docx")})
    officer = sign_in("officer")
    assert officer.get(answer.location).status_code == 404
    assert officer.get(f"{answer.location}/file.pdf").status_code == 404


@pytest.mark.parametrize("token", ["..", "../../anthu.db", "x" * 300, "%2e%2e"])
def test_a_made_up_result_is_not_found(sign_in: SignIn, token: str) -> None:
    assert sign_in("clerk").get(f"{PAGE}/{token}").status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("", b"", "Chưa chọn tệp Word để chuyển."),
        ("a.doc", b"\xd0\xcf\x11\xe0", "Chỉ nhận tệp Word .docx"),
        ("a.docx", b"%PDF-1.7", "a.docx"),
    ],
)
def test_a_file_that_is_no_word_file_is_refused(sign_in: SignIn, name: str, data: bytes, sentence: str) -> None:
    answer = sign_in("clerk").post(PAGE, {"file": (BytesIO(data), name)})
    assert answer.status_code == 422 and sentence in text(answer)
