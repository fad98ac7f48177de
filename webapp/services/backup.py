"""Copy the whole installation while it runs, and bring a copy back into an empty folder.

The database is copied first: blobs are stored before the row that speaks of them is committed and are never removed, so
every file the copied database names is already in the archive. Files are shared by all backups of one folder, because
a name is the hash of its content.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, make_url, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.archive.blobs import TEMPORARY, FolderStore
from webapp.config import Settings
from webapp.errors import DomainError
from webapp.models import LedgerHead, RegisterEntry, Series
from webapp.models.database import snapshot

_SQLITE, _POSTGRES, _MANIFEST = "anthu.db", "anthu.dump", "backup.json"
_SECRET = "secret.key"


class BackupFailed(DomainError):
    """The copy could not be made or brought back; the sentence says why and what to do."""

    status = 500


@dataclass(frozen=True)
class Counts:
    """What a restored installation must have again."""

    files: int
    numbers: int
    next_numbers: Mapping[str, int]
    ledger: Mapping[str, Any]


def make_backup(settings: Settings, session: Session, folder: Path) -> Path:
    """Copy database, archive and key into `folder`; returns the folder of this backup, named by the moment.

    Raises BackupFailed; a copy that did not finish has no `backup.json` and is not restored.
    """
    target = folder / clock.now().strftime("%Y%m%dT%H%M%SZ")
    target.mkdir(parents=True, exist_ok=False, mode=0o700)
    _copy_database(settings.database, target)
    files = _copy_files(settings.archive, folder / "archive")
    if (settings.instance / _SECRET).is_file():
        shutil.copy2(settings.instance / _SECRET, target / _SECRET)
    manifest = {"made_at": clock.now().isoformat(), "counts": asdict(_counts(session, files))}
    (target / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return target


def restore_backup(settings: Settings, source: Path) -> Mapping[str, Any]:
    """Bring a backup into this installation, which must be empty; returns its manifest. Raises BackupFailed."""
    if not (source / _MANIFEST).is_file():
        raise BackupFailed(f"{source} không phải bản sao đã hoàn tất (thiếu {_MANIFEST}); chọn bản sao khác.")
    _refuse_unless_empty(settings)
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    _copy_files(source.parent / "archive", settings.archive)
    _restore_database(settings.database, source)
    if (source / _SECRET).is_file():
        shutil.copy2(source / _SECRET, settings.instance / _SECRET)
    manifest: Mapping[str, Any] = json.loads((source / _MANIFEST).read_text(encoding="utf-8"))
    return manifest


def differences(session: Session, store: FolderStore, manifest: Mapping[str, Any]) -> list[str]:
    """How the restored installation differs from what was copied; empty when everything is back."""
    now, then = asdict(_counts(session, sum(1 for _ in store.names()))), manifest["counts"]
    labels = {
        "files": "số tệp",
        "numbers": "số văn bản đã cấp số",
        "next_numbers": "số kế tiếp",
        "ledger": "sổ sự kiện",
    }
    # Files that came after the copied moment may be there too: they belong to a later backup of the same folder.
    wrong = [name for name in labels if (now[name] < then[name] if name == "files" else now[name] != then[name])]
    return [f"Khác bản sao ở {labels[name]}: {now[name]} thay vì {then[name]}." for name in wrong]


def _counts(session: Session, files: int) -> Counts:
    with snapshot(session):
        return Counts(
            files=files,
            numbers=session.scalar(select(func.count()).select_from(RegisterEntry)) or 0,
            next_numbers={f"{one.id}": one.next_number for one in session.scalars(select(Series).order_by(Series.id))},
            ledger={head.office_id: [head.seq, head.hash] for head in session.scalars(select(LedgerHead))},
        )


def _copy_files(source: Path, target: Path) -> int:
    """Copy every finished blob that is not there yet; the name is given when the bytes are on the disk."""
    store, copied = FolderStore(target), 0
    for path in sorted(source.rglob("*")) if source.is_dir() else []:
        if path.is_dir() or TEMPORARY.fullmatch(path.relative_to(source).as_posix()):
            continue
        if path.name not in store:
            store.put(path.read_bytes())
        copied += 1
    return copied


def _copy_database(address: str, target: Path) -> None:
    def sqlite(path: Path) -> None:
        _sqlite_copy(path, target / _SQLITE)

    def postgres(url: str) -> None:
        _run("pg_dump", "--format=custom", f"--file={target / _POSTGRES}", f"--dbname={url}")

    _for_engine(address, sqlite=sqlite, postgres=postgres)


def _restore_database(address: str, source: Path) -> None:
    def sqlite(path: Path) -> None:
        _sqlite_copy(_there(source / _SQLITE), path)

    def postgres(url: str) -> None:
        _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={url}", str(_there(source / _POSTGRES)))

    _for_engine(address, sqlite=sqlite, postgres=postgres)


def _there(path: Path) -> Path:
    if not path.is_file():
        raise BackupFailed(f"Bản sao không có {path.name}: nó là của loại cơ sở dữ liệu khác với ANTHU_DATABASE.")
    return path


def _for_engine(address: str, *, sqlite: Callable[[Path], None], postgres: Callable[[str], None]) -> None:
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        sqlite(Path(url.database or ""))
    else:
        postgres(url.set(drivername="postgresql").render_as_string(hide_password=False))


def _sqlite_copy(source: Path, target: Path) -> None:
    """SQLite's own online copy: consistent while others write."""
    reading, writing = sqlite3.connect(f"file:{source}?mode=ro", uri=True), sqlite3.connect(target)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        reading.close()
        writing.close()
    handle = os.open(target, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BackupFailed(f"Máy này chưa có lệnh {command[0]} (gói postgresql-client); cài rồi làm lại.") from error
    except subprocess.CalledProcessError as error:
        raise BackupFailed(f"{command[0]} không chạy xong: {error.stderr.strip()}") from error


def _refuse_unless_empty(settings: Settings) -> None:
    url = make_url(settings.database)
    taken = url.get_backend_name() == "sqlite" and Path(url.database or "").exists()
    if taken or (settings.archive.is_dir() and any(settings.archive.rglob("*"))):
        raise BackupFailed(
            f"Thư mục {settings.instance} đã có dữ liệu. Chỉ khôi phục vào thư mục trống: "
            "đặt ANTHU_INSTANCE sang chỗ khác."
        )
