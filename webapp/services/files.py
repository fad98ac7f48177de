"""A file from outside: which kinds are taken, under which name, and stored before any row speaks of it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy.orm import Session

from webapp.errors import DomainError
from webapp.queries.tools import Tools
from webapp.rendering import guard
from webapp.services.blobs import DOCX, note_blob

_KINDS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"PK\x03\x04", DOCX, ".docx"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
)
_SUFFIXES = {".jpeg": ".jpg"}


class RefusedUpload(DomainError):
    """The file is not one the office may hold."""

    status = 422


@dataclass(frozen=True)
class StoredFile:
    """A file that lies in the archive and is noted in the database."""

    sha256: str
    media_type: str
    filename: str


def store_file(session: Session, tools: Tools, *, filename: str, data: bytes) -> StoredFile:
    """Store a PDF, Word file or picture. Raises RefusedUpload with what is wrong and what to do."""
    name = _clean_name(filename)
    media_type = _media_type(name, data)
    if media_type == DOCX:
        guard.admit(data, name=name)
    tools.store.put(data)
    return StoredFile(note_blob(session, data, media_type), media_type, name)


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
