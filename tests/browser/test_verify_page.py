"""`verify.html`, opened from a folder without any server, tells a whole file from a changed one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from webapp.config import ROOT
from webapp.rendering.convert import PdfOptions, to_pdf
from webapp.rendering.pdf.proof import read_proof

PAGE = (ROOT / "webapp/static/verify.html").as_uri()


@pytest.fixture(scope="module")
def issued() -> bytes:
    docx = (ROOT / "doc_templates/inspection_decision/template.docx").read_bytes()
    return to_pdf(docx, PdfOptions(created=datetime(2021, 7, 12, tzinfo=UTC), proof_number="15-QĐ/UBKTThU")).pdf


@pytest.fixture
def answer(chromium: Browser, tmp_path: Path) -> Callable[..., str]:
    """Choose a file with these bytes, type the scanned text, and read what the page says."""

    def ask(pdf: bytes, scanned: str = "") -> str:
        (tmp_path / "file.pdf").write_bytes(pdf)
        page = chromium.new_page(offline=True)
        page.goto(PAGE)
        page.fill("#code", scanned)
        page.set_input_files("#file", tmp_path / "file.pdf")
        page.wait_for_selector("#answer p")
        said = page.inner_text("#answer")
        page.close()
        return said

    return ask


def test_a_whole_file_is_whole(answer: Callable[..., str], issued: bytes) -> None:
    said = answer(issued)
    assert "15-QĐ/UBKTThU, ngày 12/07/2021" in said and "nguyên vẹn" in said


def test_a_changed_byte_is_seen(answer: Callable[..., str], issued: bytes) -> None:
    changed = bytearray(issued)
    changed[len(changed) // 3] ^= 1
    assert "ĐÃ BỊ SỬA" in answer(bytes(changed))


def test_the_scanned_text_must_be_that_of_the_file(answer: Callable[..., str], issued: bytes) -> None:
    assert "khớp với mã trên bản giấy" in answer(issued, read_proof(issued).text)
    assert "KHÔNG PHẢI" in answer(issued, read_proof(issued).text.replace("15-", "16-"))


def test_a_signature_added_later_is_told_apart(answer: Callable[..., str], issued: bytes) -> None:
    said = answer(issued + b"\n% added\n")
    assert "nguyên vẹn" in said and "ghi thêm 9 byte" in said
