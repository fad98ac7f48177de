"""The template room: list, one template, upload with everything wrong at once, publish, compare, roll back; clauses."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as Word
from flask import Flask

from tests.views.office import Browser, text
from webapp.extensions import db
from webapp.models import LedgerEntry, TemplateVersion

SignIn = Callable[[str], Browser]
CODE = "inspection_decision"
FOLDER = Path(__file__).resolve().parents[2] / "doc_templates"


def changed_file(old: str = "Điều 3.", new: str = "Điều 3. (sửa)") -> bytes:
    """The shipped template with some words changed, as Word would save it."""
    word = Word(str(FOLDER / CODE / "template.docx"))
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def uploads(clerk: Browser, data: bytes, note: str = "Sửa câu chữ Điều 3") -> object:
    return clerk.post(f"/templates/{CODE}/upload", {"note": note, "file": (io.BytesIO(data), "mau.docx")})


def test_the_list_names_every_template_and_finds_by_words(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    whole = text(clerk.get("/templates"))
    assert "Quyết định kiểm tra" in whole and "Phiếu biểu quyết" in whole
    found = text(clerk.get("/templates?words=biên bản kiểm phiếu"))
    assert "Biên bản kiểm phiếu" in found and "Kế hoạch kiểm tra" not in found


def test_the_page_says_how_to_put_each_value_in(sign_in: SignIn) -> None:
    page = text(sign_in("officer").get(f"/templates/{CODE}"))
    assert "{{ working_days }}" in page
    assert "“Đề xuất kiểm tra”" in page and "tuỳ quy trình" in page  # each procedure asks in a step of its own
    assert "Nộp bản đã sửa" not in page


def test_a_changed_file_waits_until_it_is_published(sign_in: SignIn, app: Flask) -> None:
    clerk = sign_in("clerk")
    answer = uploads(clerk, changed_file())
    assert answer.status_code == 302 and answer.location.endswith(f"/templates/{CODE}/versions/1/compare")
    compared = text(clerk.get(answer.location))
    assert "Điều 3. (sửa)" in compared and "Ban hành bản 1" in compared
    assert "đang dùng bản gốc" in text(clerk.get(f"/templates/{CODE}"))
    clerk.post(f"/templates/{CODE}/versions/1/publish", {})
    assert "đang dùng bản 1" in text(clerk.get(f"/templates/{CODE}"))
    with app.app_context():
        events = [entry.event for entry in db.session.query(LedgerEntry) if entry.event.startswith("template_")]
    assert events == ["template_uploaded", "template_published"]


def test_a_document_is_drafted_with_the_published_file(sign_in: SignIn, case_id: str) -> None:
    clerk = sign_in("clerk")
    uploads(clerk, changed_file())
    before = clerk.get(f"/templates/{CODE}/versions/0/preview.pdf").data
    clerk.post(f"/templates/{CODE}/versions/1/publish", {})
    after = clerk.get(f"/templates/{CODE}/versions/1/preview.pdf").data
    assert before[:5] == after[:5] == b"%PDF-" and before != after


def test_rolling_back_is_a_new_version_with_the_old_file(sign_in: SignIn, app: Flask) -> None:
    clerk = sign_in("clerk")
    uploads(clerk, changed_file())
    clerk.post(f"/templates/{CODE}/versions/1/publish", {})
    clerk.post(f"/templates/{CODE}/versions/0/roll-back", {})
    with app.app_context():
        newest = db.session.query(TemplateVersion).order_by(TemplateVersion.no.desc()).first()
        assert newest is not None
        assert (newest.no, newest.note, newest.published_at is not None) == (2, "Quay lại bản đi kèm Án Thư", True)
    original = (FOLDER / CODE / "template.docx").read_bytes()
    assert clerk.get(f"/templates/{CODE}/versions/2/file.docx").data == original
    again = clerk.post(f"/templates/{CODE}/versions/0/roll-back", {})
    assert again.status_code == 409


def test_every_mistake_of_a_file_is_named_at_once_and_nothing_is_kept(sign_in: SignIn, app: Flask) -> None:
    clerk = sign_in("clerk")
    bad = changed_file("{{ issuer_full }}", "{{ issuer_ful }} {{ place_name.__class__ }} {% import os %}")
    answer = uploads(clerk, bad)
    page = text(answer)
    assert answer.status_code == 422
    assert "issuer_ful" in page and "__class__" in page and "import" in page
    with app.app_context():
        assert db.session.query(TemplateVersion).count() == 0


def test_a_lost_control_is_named_in_words(sign_in: SignIn) -> None:
    original = zipfile.ZipFile(FOLDER / CODE / "template.docx")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in original.namelist():
            data = original.read(name)
            archive.writestr(name, data.replace(b"doc_number", b"doc_zumber") if name == "word/document.xml" else data)
    assert "Mất ô “số, ký hiệu”" in text(uploads(sign_in("clerk"), target.getvalue()))


@pytest.mark.parametrize("data", [b"", b"khong phai word", b"PK\x03\x04 hong"])
def test_what_is_not_a_word_file_is_refused_with_a_sentence(sign_in: SignIn, data: bytes) -> None:
    answer = uploads(sign_in("clerk"), data)
    assert answer.status_code == 422 and "Tệp chưa dùng" in text(answer)


def test_only_the_records_clerk_changes_templates(sign_in: SignIn) -> None:
    assert uploads(sign_in("officer"), changed_file()).status_code == 403


def test_the_same_file_is_not_a_new_version(sign_in: SignIn) -> None:
    same = (FOLDER / CODE / "template.docx").read_bytes()
    assert uploads(sign_in("clerk"), same).status_code == 409


def test_clauses_are_kept_found_chosen_and_retired(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.post(
        "/clauses", {"topic": "Đất đai", "title": "Thuê đất công ích", "text": "Ký hợp đồng quá thời hạn 5 năm."}
    )
    assert "Thuê đất công ích" in text(clerk.get("/clauses?words=đất"))
    choices = sign_in("officer").client.get("/clauses", headers={"HX-Request": "true"})
    assert 'data-clause="Ký hợp đồng quá thời hạn 5 năm."' in choices.text
    assert clerk.post("/clauses", {"topic": "", "title": "x", "text": ""}).status_code == 422
