"""What the layout lint says, where a person works: on the document, before it is sent, in the template room."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from docx.shared import Mm
from flask import Flask

from tests.rendering.lint.made import made
from tests.views.office import Browser, text
from webapp.queries import layout_findings
from webapp.rendering.lint import Finding
from webapp.rendering.text import read_text

SignIn = Callable[[str], Browser]
ERROR = Finding("number", "error", "Số viết sai.", None, "Số: 15", "Hướng dẫn 36-HD/VPTW, ô số 3", True, True)
WARNING = replace(ERROR, rule="double_spaces", severity="warning", sentence="Có dấu cách thừa.")


def report_of(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    monkeypatch.setattr(layout_findings, "_of_blob", lambda *_: findings)


def test_a_document_as_the_product_makes_it_keeps_the_guide(sign_in: SignIn, drafted: str) -> None:
    page = text(sign_in("officer").get(drafted))
    assert "Theo Hướng dẫn 36-HD/VPTW" in page
    assert "Đúng thể thức" in page


def test_an_error_of_the_layout_blocks_sending_and_says_where_to_mend(
    sign_in: SignIn, drafted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_of(monkeypatch, ERROR, WARNING)
    officer = sign_in("officer")
    assert "Lỗi: Số viết sai." in text(officer.get(drafted))
    checked = text(officer.get(f"{drafted}/submit"))
    assert "Còn lỗi thì chưa trình, ký được." in checked and "Mẫu văn bản" in checked
    refused = officer.post(f"{drafted}/submit", {"seen": "1"})
    assert refused.status_code == 409
    assert "Thể thức: Số viết sai. Chỗ sai: “Số: 15”." in text(refused)


def test_a_warning_is_shown_and_blocks_nothing(sign_in: SignIn, drafted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report_of(monkeypatch, WARNING)
    officer = sign_in("officer")
    assert "Cảnh báo: Có dấu cách thừa." in text(officer.get(drafted))
    assert officer.post(f"{drafted}/submit", {"seen": "1"}).status_code == 302


def test_a_changed_template_shows_what_the_guide_wants_otherwise(sign_in: SignIn, app: Flask) -> None:
    clerk = sign_in("clerk")
    document = docx.Document(io.BytesIO(clerk.get("/templates/inspection_proposal/versions/0/file.docx").get_data()))
    document.sections[0].left_margin = Mm(20)
    stream = io.BytesIO()
    document.save(stream)
    sent = {"note": "Đổi lề", "file": (io.BytesIO(stream.getvalue()), "mau.docx")}
    answer = clerk.post("/templates/inspection_proposal/upload", sent)
    page = text(clerk.get(answer.location))
    assert "Thể thức bản 1" in page
    assert "Lề trái 20 mm, phải là 30 mm." in page
    assert "Đúng thể thức" in text(clerk.get("/templates/inspection_proposal"))
    assert "Sửa giúp 1 chỗ" in page
    mended = clerk.post("/templates/inspection_proposal/versions/1/mend", {})
    page = text(clerk.get(mended.location))
    assert "Đã sửa thể thức thành bản 2." in page and "Đúng thể thức" in page
    again = clerk.post("/templates/inspection_proposal/versions/2/mend", {})
    assert again.status_code == 409 and "Không còn chỗ nào máy sửa được" in text(again)


def test_a_converted_file_is_told_what_the_guide_wants_otherwise(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    word = io.BytesIO(made(number="Số: 15-QĐ/UBKTĐU"))
    answer = clerk.post("/tools/word-to-pdf", {"file": (word, "Quyết định.docx")})
    page = text(clerk.get(answer.location))
    assert "phải viết “Số 15-QĐ/UBKTĐU”" in page and "Tải tệp Word đã sửa giúp" in page
    mended = clerk.get(f"{answer.location}/mended.docx")
    assert "Số 15-QĐ/UBKTĐU" in read_text(mended.get_data())
    assert sign_in("officer").get(f"{answer.location}/mended.docx").status_code == 404


def test_a_draft_spoiled_in_word_is_mended_into_its_next_version(sign_in: SignIn, drafted: str) -> None:
    officer = sign_in("officer")
    document = docx.Document(io.BytesIO(officer.get(f"{drafted}/file.docx").get_data()))
    document.sections[0].left_margin = Mm(20)
    stream = io.BytesIO()
    document.save(stream)
    officer.post(f"{drafted}/word", {"seen": "1", "file": (io.BytesIO(stream.getvalue()), "to-trinh.docx")})
    page = text(officer.get(drafted))
    assert "Lề trái 20 mm, phải là 30 mm." in page and "Sửa giúp 1 chỗ" in page
    answer = officer.post(f"{drafted}/mend", {"seen": "2"})
    assert "Đã sửa thể thức thành bản 3." in text(officer.get(answer.location))
    assert "Đúng thể thức" in text(officer.get(drafted))
    assert "Sửa giúp" not in text(officer.get(drafted))
    assert officer.post(f"{drafted}/mend", {"seen": "3"}).status_code == 409
