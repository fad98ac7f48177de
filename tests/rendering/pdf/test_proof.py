"""The code on the first page proves every byte outside itself, also after somebody signed the file."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from webapp.config import ROOT
from webapp.rendering.convert import Attachment, PdfOptions, to_pdf
from webapp.rendering.pdf.check import check
from webapp.rendering.pdf.proof import NoProof, is_whole, read_proof

NUMBER, ON = "15-QĐ/UBKTThU", date(2021, 7, 12)


@pytest.fixture(scope="module")
def issued() -> bytes:
    docx = (ROOT / "doc_templates/inspection_decision/template.docx").read_bytes()
    carried = (Attachment("van-ban.docx", docx, "application/x", "Source"),)
    moment = datetime(ON.year, ON.month, ON.day, tzinfo=UTC)
    return to_pdf(docx, PdfOptions(title="QĐ", created=moment, attachments=carried, proof_number=NUMBER)).pdf


def test_the_code_says_number_date_and_the_hash_of_the_file(issued: bytes) -> None:
    proof = read_proof(issued)
    assert (proof.number, proof.on, proof.length) == (NUMBER, ON, len(issued))
    assert is_whole(issued)


def test_a_file_with_a_code_is_still_an_archive_file(issued: bytes) -> None:
    assert check(issued) == []


def test_every_byte_changed_outside_the_code_is_found(issued: bytes) -> None:
    start = issued.index(b"/AnThuProof")
    code = range(start, issued.index(b"endstream", start) + len(b"endstream"))
    places = [place for place in random.Random(7).sample(range(len(issued)), 400) if place not in code]
    assert len(places) > 300
    for place in places:
        changed = bytearray(issued)
        changed[place] ^= 0x11
        assert not is_whole(bytes(changed)), place


def test_a_signature_added_later_leaves_the_issued_part_whole(issued: bytes) -> None:
    assert is_whole(issued + b"\n% signed\n%%EOF\n")


def test_a_shortened_file_is_not_whole(issued: bytes) -> None:
    assert not is_whole(issued[:-10])


def test_a_file_without_a_code_is_refused_with_a_sentence(issued: bytes) -> None:
    plain = to_pdf((ROOT / "doc_templates/inspection_decision/template.docx").read_bytes()).pdf
    for pdf in (plain, issued + issued):
        with pytest.raises(NoProof, match="mã kiểm tra"):
            read_proof(pdf)


def test_a_number_that_does_not_fit_is_refused() -> None:
    docx = (ROOT / "doc_templates/inspection_decision/template.docx").read_bytes()
    with pytest.raises(NoProof, match="quá dài"):
        to_pdf(docx, PdfOptions(proof_number="1" * 80))


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="zbarimg reads the printed code; Debian package zbar-tools")
def test_a_scanner_reads_the_printed_code(issued: bytes, tmp_path: Path) -> None:
    (tmp_path / "issued.pdf").write_bytes(issued)
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-l", "1", "issued.pdf", "page"], cwd=tmp_path, check=True)
    page = next(tmp_path.glob("page*.png"))
    read = subprocess.run(["zbarimg", "-q", "--raw", page], capture_output=True, check=True, text=True)
    assert read.stdout.strip() == read_proof(issued).text
