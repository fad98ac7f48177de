"""`verify_archive`: every damage is found and named by the document it hurts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.desk import Desk
from webapp.archive.blobs import FolderStore
from webapp.models import Document
from webapp.services.archive_check import Report, verify_archive


@pytest.fixture
def kept(desk_at: Callable[..., Desk], tmp_path: Path) -> Desk:
    """Case A after its decision and plan, with an archive of its own that may be damaged."""
    desk = desk_at("prepare_team", copied=True)
    shutil.copytree(desk.tools.store.folder, tmp_path / "archive")
    desk.tools = replace(desk.tools, store=FolderStore(tmp_path / "archive"))
    return desk


def verified(desk: Desk) -> Report:
    return verify_archive(desk.session, desk.tools.store)


def archived(desk: Desk) -> tuple[Document, Path]:
    """An issued document and the file of its pages."""
    document = desk.document("inspection_decision")
    path = desk.tools.store.path(str(document.pdf_sha256))
    path.chmod(0o600)
    return document, path


def unfreeze(desk: Desk, table: str) -> None:
    """Take the triggers off, as somebody with the database in hand would."""
    on_postgresql = desk.session.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        desk.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    names = desk.session.scalars(
        text(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'")
    )
    for name in list(names):
        desk.session.execute(text(f"DROP TRIGGER {name}"))


def test_a_whole_archive_has_no_problem(kept: Desk) -> None:
    report = verified(kept)
    assert report.problems == []
    assert (report.numbers, report.entries > 30, report.blobs > 6) == (3, True, True)


def test_a_changed_file_is_named_by_its_document(kept: Desk) -> None:
    _, path = archived(kept)
    path.write_bytes(path.read_bytes()[:-1])
    assert verified(kept).damaged == (
        f"Tệp {path.name[:12]}… đã bị thay đổi: {kept.document('inspection_decision').title} số 01-QĐ/UBKTThU, "
        "bản ban hành (PDF).",
    )


def test_a_missing_file_is_named_by_its_document(kept: Desk) -> None:
    _, path = archived(kept)
    path.unlink()
    (sentence,) = verified(kept).missing
    assert sentence.startswith(f"Thiếu tệp {path.name[:12]}…: Quyết định kiểm tra") and "01-QĐ/UBKTThU" in sentence


def test_a_file_under_a_wrong_name_was_added(kept: Desk) -> None:
    stranger = kept.tools.store.path("ab" * 32)
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_bytes(b"%PDF-1.7 not ours")
    assert verified(kept).added == (f"Tệp lạ trong kho lưu trữ: {'ab' * 32}.",)


def test_what_a_crash_left_is_named_and_harmless(kept: Desk) -> None:
    name = kept.tools.store.put(b"stored, never committed")
    report = verified(kept)
    assert name in report.leftovers and report.problems == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE ledger_entry SET actor_name = 'Ai khác' WHERE seq = 12", "mục 12 (%): nội dung đã bị sửa"),
        ("DELETE FROM ledger_entry WHERE seq = 12", "chờ mục 12 nhưng gặp mục 13"),
        ("DELETE FROM ledger_entry WHERE seq > 20", "phần đuôi đã bị cắt hoặc thêm"),
    ],
)
def test_a_rewritten_ledger_is_seen(kept: Desk, statement: str, sentence: str) -> None:
    unfreeze(kept, "ledger_entry")
    kept.session.execute(text(statement))
    kept.session.commit()
    head, _, tail = sentence.partition("%")
    assert any(head in found and tail in found for found in verified(kept).ledger)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM register_entry WHERE number_text = '01-QĐ/UBKTThU'",
        "UPDATE series SET next_number = 7 WHERE type_code = 'QĐ'",
    ],
)
def test_a_hole_in_a_series_is_seen(kept: Desk, statement: str) -> None:
    unfreeze(kept, "register_entry")
    kept.session.execute(text(statement))
    kept.session.commit()
    assert any("Dãy số QĐ/UBKTThU" in sentence for sentence in verified(kept).register)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document SET number_text = '99-QĐ/UBKTThU' WHERE number_text = '01-QĐ/UBKTThU'",
        "UPDATE document SET pdf_sha256 = docx_sha256 WHERE number_text = '01-QĐ/UBKTThU'",
        "UPDATE document SET issued_on = '2021-07-13' WHERE number_text = '01-QĐ/UBKTThU'",
    ],
)
def test_a_document_that_is_not_what_the_ledger_says_is_seen(kept: Desk, statement: str) -> None:
    unfreeze(kept, "document")
    kept.session.execute(text(statement))
    kept.session.commit()
    found = [sentence for sentence in verified(kept).register if "không khớp với sổ sự kiện" in sentence]
    assert len(found) == 1 and "Quyết định kiểm tra đồng chí Bùi Văn Thuận" in found[0]


def test_an_issued_document_that_vanished_is_seen(kept: Desk) -> None:
    document = kept.document("inspection_plan")
    for table in ("register_entry", "document_action", "document_version", "document"):
        unfreeze(kept, table)
    for table in ("register_entry", "document_action", "document_version", "document_task"):
        kept.session.execute(text(f"DELETE FROM {table} WHERE document_id = :id"), {"id": document.id})
    kept.session.execute(text("DELETE FROM document WHERE id = :id"), {"id": document.id})
    kept.session.commit()
    kept.session.expire_all()
    assert any("Kế hoạch kiểm tra" in found and "không còn" in found for found in verified(kept).register)
