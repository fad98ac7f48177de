"""Content-addressed, write-once files: a blob's name is the SHA-256 of its bytes.

Storing the same bytes twice is harmless, so a retry after a crash needs no care. A crash can leave only a blob that no
row speaks of, never a row without its blob, because bytes are stored before the transaction begins.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from webapp.errors import ArchiveDamaged, StorageFull

TEMPORARY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/\.[0-9a-f]{16}\.tmp")
"""How `names` gives a file whose writer died before naming it."""

_FULL = (errno.ENOSPC, errno.EDQUOT)


class BlobStore(Protocol):
    """The interface every archive offers, a folder or an object store."""

    def put(self, data: bytes) -> str: ...
    def get(self, sha256: str) -> bytes: ...
    def names(self) -> Iterator[str]: ...
    def hash_of(self, name: str) -> str: ...


@dataclass(frozen=True)
class FolderStore:
    """Blobs in a local folder, `ab/cd/abcd…`; files are created once, synced and never opened for writing again."""

    folder: Path

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def put(self, data: bytes) -> str:
        """Store `data` and return its SHA-256; when it returns, the bytes outlive a power failure.

        Raises StorageFull when the disk refuses, ArchiveDamaged when other bytes lie under this name; nothing stays
        half-written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        try:
            self._make_folder(target.parent)
            if not target.exists():
                self._write_once(data, target)
            # Also when somebody else named it: his folder entry may not have reached the disk yet.
            self._sync_folder(target.parent)
        except OSError as error:
            if error.errno in _FULL:
                raise StorageFull(
                    "Ổ đĩa của kho lưu trữ đã đầy; văn bản chưa được lưu. Hãy báo người quản trị rồi làm lại."
                ) from error
            raise
        self.get(sha256)
        return sha256

    def _make_folder(self, folder: Path) -> None:
        """Make a folder and those above it; a new entry counts when the folder that holds it is synced."""
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        self._sync_folder(folder.parent)

    def _write_once(self, data: bytes, target: Path) -> None:
        """Write to a temporary name, sync, then link: the final name either does not exist or is complete."""
        temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            with open(temporary, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o440)
            with suppress(FileExistsError):
                os.link(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)

    @staticmethod
    def _sync_folder(folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def get(self, sha256: str) -> bytes:
        """The bytes of a blob, checked on the way out. Raises ArchiveDamaged when they are missing or changed."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise ArchiveDamaged(
                f"Kho lưu trữ thiếu tệp {sha256[:12]}…; hãy báo người quản trị khôi phục từ bản sao."
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveDamaged(f"Tệp {sha256[:12]}… trong kho lưu trữ đã bị thay đổi; hãy báo người quản trị.")
        return data

    def names(self) -> Iterator[str]:
        """Every file: its SHA-256, or its path when that is not where it lies."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                yield path.name if path == self.path(path.name) else path.relative_to(self.folder).as_posix()

    def hash_of(self, name: str) -> str:
        """The SHA-256 of the file `names` gave, whatever it should be."""
        path = self.folder / name if "/" in name else self.path(name)
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def __contains__(self, sha256: str) -> bool:
        return self.path(sha256).exists()
