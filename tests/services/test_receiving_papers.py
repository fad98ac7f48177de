"""Papers from outside: what is taken, under which name, and what is refused."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document as WordDocument

from tests.support.desk import A_PDF, Desk
from tests.support.office import THE_END
from webapp.errors import Conflict, DomainError, NotAllowed, NotFound
from webapp.models import Role
from webapp.queries.uploads import get_upload, list_uploads
from webapp.services.files import RefusedUpload
from webapp.services.uploads import receive_upload

STEP, KIND = "receive_report", "subject_report"
JPEG, PNG = b"\xff\xd8\xff\xe0" + b"0" * 20, b"\x89PNG\r\n\x1a\n" + b"0" * 20


def word() -> bytes:
    out = io.BytesIO()
    WordDocument().save(out)
    return out.getvalue()


@pytest.fixture
def waiting(desk_at: Callable[[str], Desk]) -> Desk:
    """Case A, waiting for the member's report."""
    return desk_at(STEP)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("Báo cáo.pdf", A_PDF, "application/pdf"),
        ("Báo cáo.DOCX", word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("Ảnh chụp.jpeg", JPEG, "image/jpeg"),
        ("Ảnh chụp.jpg", JPEG, "image/jpeg"),
        ("Bản quét.png", PNG, "image/png"),
    ],
)
def test_pdf_word_and_pictures_are_taken(waiting: Desk, name: str, data: bytes, media_type: str) -> None:
    waiting.receives(waiting.person("Nguyệt"), STEP, KIND, name, data)
    (upload,) = list_uploads(waiting.session, waiting.case)
    assert (upload.filename, upload.media_type, upload.received_on) == (name, media_type, waiting.view.today)
    assert waiting.tools.store.get(upload.sha256) == data


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("Báo cáo.pdf", b"", "Tệp “Báo cáo.pdf” rỗng"),
        ("Báo cáo.pdf", word(), "không phải PDF, Word"),
        ("Báo cáo.docx", A_PDF, "không phải PDF, Word"),
        ("Báo cáo.exe", A_PDF, "không phải PDF, Word"),
        ("Báo cáo", A_PDF, "không phải PDF, Word"),
        ("Báo cáo.doc", b"\xd0\xcf\x11\xe0" + b"0" * 20, "Lưu lại thành PDF rồi gửi"),
        ("a" * 400, A_PDF, "không phải PDF, Word"),
        ("  . ", A_PDF, "Tệp không có tên"),
        ("\u202e\x00.", A_PDF, "Tệp không có tên"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(waiting: Desk, name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(RefusedUpload, match=sentence) as refused:
        waiting.receives(waiting.person("Nguyệt"), STEP, KIND, name, data)
    assert refused.value.status == 422


def test_a_word_file_that_is_only_a_zip_is_refused(waiting: Desk) -> None:
    with pytest.raises(DomainError):
        waiting.receives(waiting.person("Nguyệt"), STEP, KIND, "Báo cáo.docx", b"PK\x03\x04" + b"0" * 50)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (unicodedata.normalize("NFD", "Báo cáo giải trình.pdf"), "Báo cáo giải trình.pdf"),
        ("C:\\Users\\Thuận\\Báo cáo.pdf", "Báo cáo.pdf"),
        ("../../etc/Báo cáo.pdf", "Báo cáo.pdf"),
        ("Báo\u202e cáo\x07.pdf", "Báo cáo.pdf"),
        ("b" * 300 + ".pdf", "b" * 196 + ".pdf"),
    ],
)
def test_the_name_is_kept_clean(waiting: Desk, given: str, kept: str) -> None:
    waiting.receives(waiting.person("Nguyệt"), STEP, KIND, given)
    assert list_uploads(waiting.session, waiting.case)[0].filename == kept


def test_a_step_takes_only_the_papers_it_wants(waiting: Desk) -> None:
    with pytest.raises(RefusedUpload, match="Bước này không nhận loại tài liệu đó"):
        waiting.receives(waiting.person("Nguyệt"), STEP, "self_review", "Bản tự kiểm điểm.pdf")


def test_nothing_is_received_tomorrow(waiting: Desk) -> None:
    with pytest.raises(RefusedUpload, match="Ngày nhận còn ở phía trước"):
        receive_upload(
            waiting.session, waiting.tools, case=waiting.case, step_id=STEP, kind=KIND, filename="a.pdf", data=A_PDF,
            received_on=date(2030, 1, 1), actor=waiting.person("Nguyệt"),
        )  # fmt: skip


def test_strangers_hand_in_nothing(waiting: Desk) -> None:
    with pytest.raises(NotAllowed):
        waiting.receives(waiting.newcomer(Role.OFFICIAL), STEP, KIND, "Báo cáo.pdf")


def test_a_closed_case_takes_no_more_papers(desk_at: Callable[[str], Desk]) -> None:
    closed = desk_at(THE_END)
    with pytest.raises(Conflict, match="đã kết thúc, nộp lưu"):
        closed.receives(closed.person("Nguyệt"), STEP, KIND, "Báo cáo.pdf")


def test_a_paper_is_found_only_in_its_own_case_and_by_who_may_know_of_it(waiting: Desk) -> None:
    waiting.receives(waiting.person("Nguyệt"), STEP, KIND, "Báo cáo.pdf")
    (upload,) = list_uploads(waiting.session, waiting.case)
    assert get_upload(waiting.session, waiting.person("Nguyệt"), waiting.case.id, upload.id) is upload
    for viewer, upload_id in ((waiting.newcomer(Role.OFFICIAL), upload.id), (waiting.person("Nguyệt"), "0" * 32)):
        with pytest.raises(NotFound):
            get_upload(waiting.session, viewer, waiting.case.id, upload_id)
