"""Take in a paper from outside: the subject's own report, a self-review, a scan."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import PurePosixPath

from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import DomainError
from webapp.models import Case, Upload, User
from webapp.queries.case_view import procedure_of
from webapp.queries.tools import Tools
from webapp.rendering import guard
from webapp.services import ledger
from webapp.services.blobs import DOCX, note_blob
from webapp.services.cases.access import refuse_unless_editable

_KINDS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"PK\x03\x04", DOCX, ".docx"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
)
_SUFFIXES = {".jpeg": ".jpg"}


class RefusedUpload(DomainError):
    """The file is not one the case may hold."""

    status = 422


def receive_upload(
    session: Session,
    tools: Tools,
    *,
    case: Case,
    step_id: str,
    kind: str,
    filename: str,
    data: bytes,
    received_on: date,
    actor: User,
    subject_id: str | None = None,
) -> Upload:
    """Store a PDF, Word file or picture with the case; `subject_id` says whose paper it is.

    Raises RefusedUpload with what is wrong and what to do, NotAllowed, or Conflict when the case is closed.
    """
    refuse_unless_editable(case, actor)
    _refuse_unwanted(tools, case, step_id, kind, subject_id)
    if received_on > clock.today():
        raise RefusedUpload("Ngày nhận còn ở phía trước; ghi ngày đã nhận được tài liệu.")
    name = _clean_name(filename)
    media_type = _media_type(name, data)
    if media_type == DOCX:
        guard.admit(data, name=name)
    tools.store.put(data)
    upload = Upload(
        office_id=case.office_id, case_id=case.id, step=step_id, kind=kind, filename=name, media_type=media_type,
        sha256=note_blob(session, data, media_type), received_on=received_on, by_id=actor.id, at=clock.now(),
        subject_id=subject_id or None,
    )  # fmt: skip
    session.add(upload)
    session.flush()  # the ledger names the upload's id
    ledger.record(
        session, office_id=case.office_id, actor=actor, event="paper_received", case_id=case.id,
        upload=upload.id, kind=kind, filename=name, sha256=upload.sha256, on=received_on,
    )  # fmt: skip
    return upload


def _refuse_unwanted(tools: Tools, case: Case, step_id: str, kind: str, subject_id: str | None) -> None:
    if kind not in {wanted.kind for wanted in procedure_of(tools, case).step(step_id).uploads}:
        raise RefusedUpload("Bước này không nhận loại tài liệu đó.")
    if subject_id and subject_id not in {subject.id for subject in case.subjects}:
        raise RefusedUpload("Đối tượng này không thuộc hồ sơ; chọn lại tài liệu của ai.")


def _clean_name(filename: str) -> str:
    """The last part of the name, NFC, without control characters, at most 200 characters long."""
    last = PurePosixPath(filename.replace("\\", "/")).name
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    if not kept.strip(". "):
        raise RefusedUpload("Tệp không có tên; đặt tên cho tệp rồi gửi lại.")
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[: 199 - len(suffix)]}{dot}{suffix}"


def _media_type(name: str, data: bytes) -> str:
    if not data:
        raise RefusedUpload(f"Tệp “{name}” rỗng; kiểm tra lại rồi gửi.")
    suffix = PurePosixPath(name).suffix.lower()
    suffix = _SUFFIXES.get(suffix, suffix)
    for magic, media_type, expected in _KINDS:
        if data.startswith(magic) and suffix == expected:
            return media_type
    raise RefusedUpload(
        f"Tệp “{name}” không phải PDF, Word (.docx) hoặc ảnh JPG, PNG đúng với đuôi tên. Lưu lại thành PDF rồi gửi."
    )
