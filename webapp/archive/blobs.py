"""Content-addressed, write-once files: a blob's name is the SHA-256 of its bytes.

Storing the same bytes twice is harmless, so a retry after a crash needs no care. A crash can leave only a blob that no
row speaks of, never a row without its blob, because bytes are stored before the transaction begins.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from webapp.errors import ArchiveDamaged, StorageFull

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
        """Store `data` and return its SHA-256. Raises StorageFull when the disk refuses; nothing stays half-written."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if target.exists():
            return sha256
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write_once(data, target)
        except OSError as error:
            if error.errno in _FULL:
                raise StorageFull(
                    "Ổ đĩa của kho lưu trữ đã đầy; văn bản chưa được lưu. Hãy báo người quản trị rồi làm lại."
                ) from error
            raise
        return sha256

    def _write_once(self, data: bytes, target: Path) -> None:
        """Write to a temporary name, sync, then link: the final name either does not exist or is complete."""
        temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            with open(temporary, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o440)
            try:
                os.link(temporary, target)
            except FileExistsError:
                return
            self._sync_folder(target.parent)
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
        """Every file but temporary leftovers: its SHA-256, or its path when that is not where it lies."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and not (path.name.startswith(".") and path.suffix == ".tmp"):
                yield path.name if path == self.path(path.name) else path.relative_to(self.folder).as_posix()

    def hash_of(self, name: str) -> str:
        """The SHA-256 of the file `names` gave, whatever it should be."""
        path = self.folder / name if "/" in name else self.path(name)
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def __contains__(self, sha256: str) -> bool:
        return self.path(sha256).exists()
