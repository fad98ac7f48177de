"""A full disk: a sentence, nothing half-issued, reads go on, and work goes on when there is room again."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.crash.invariants import check_whole
from tests.crash.office import DECISION, CrashOffice, clerk_of
from webapp.archive.blobs import FolderStore
from webapp.errors import StorageFull
from webapp.models import Document
from webapp.services.archive_check import verify_archive
from webapp.services.documents.issuing import issue_document

Begun = Callable[..., CrashOffice]
SIZE = 16 << 20  # bytes of the small disk


@pytest.fixture
def small_disk(memory: Path) -> Iterator[Path]:
    """A file system of its own, a few megabytes large; only root can make one."""
    folder = memory / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)], capture_output=True)
    if made.returncode != 0:
        pytest.skip(f"no file system of our own: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def filled(folder: Path, *, left: int) -> Iterator[None]:
    """Leave `left` bytes of the disk."""
    ballast = folder / "ballast"
    disk = os.statvfs(folder)
    ballast.write_bytes(b"x" * max(0, disk.f_bavail * disk.f_bsize - left))
    try:
        yield
    finally:
        ballast.unlink()


def issue(session: Session, office: CrashOffice) -> Document:
    document = session.scalars(select(Document).where(Document.template == DECISION).order_by(Document.id)).first()
    assert document is not None
    issued = issue_document(session, office.tools, document_id=document.id, actor=clerk_of(session))
    session.commit()
    return issued


@pytest.mark.parametrize("left", [kb << 10 for kb in (0, 4, 8, 16, 24, 32, 48, 64, 96, 128)])
def test_on_a_full_disk_an_issue_is_refused_whole_and_done_when_there_is_room(
    begun: Begun, small_disk: Path, left: int
) -> None:
    office = begun("issue", DECISION, folder=small_disk)
    with office.at_work() as session:
        clerk_of(session)  # a server that has been running has its files open
        session.rollback()
        with filled(small_disk, left=left):
            refused = None
            try:
                issue(session, office)
            except StorageFull as error:
                refused = error
                session.rollback()
            state = session.scalars(select(Document.state).where(Document.template == DECISION)).one()
            assert state == ("signed" if refused else "issued")
            assert refused is None or "đã đầy" in refused.sentence
            assert verify_archive(session, office.tools.store).problems == []
        assert refused or left > 0
        if refused:
            assert issue(session, office).number_text == "01-QĐ/UBKTThU"
    assert check_whole(office) == 1


def test_a_full_disk_of_the_database_is_said_in_words_too(begun: Begun, small_disk: Path, memory: Path) -> None:
    office = begun("issue", DECISION, folder=small_disk)
    shutil.copytree(office.settings.archive, memory / "archive")
    office = office.with_tools(store=FolderStore(memory / "archive"))
    if not office.settings.database.startswith("sqlite"):
        pytest.skip("the server's disk is not ours to fill")
    with office.at_work() as session:
        clerk_of(session)
        session.rollback()
        with filled(small_disk, left=0), pytest.raises(StorageFull, match="cơ sở dữ liệu"):
            issue(session, office)
        session.rollback()
        assert issue(session, office).number_text == "01-QĐ/UBKTThU"
    assert check_whole(office) == 1


class FullDisk:
    """Every call of `real` from the k-th on fails as on a full disk."""

    def __init__(self, real: Callable[..., Any], k: int) -> None:
        self.real, self.left = real, k

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.real(*arguments, **named)


@pytest.mark.parametrize("name", ["fsync", "link", "chmod"])
def test_whichever_call_of_the_archive_meets_the_full_disk_nothing_is_half_issued(begun: Begun, name: str) -> None:
    office = begun("issue", DECISION)
    calls = 0
    with office.at_work() as session:
        while True:
            calls += 1
            with patch.object(os, name, FullDisk(getattr(os, name), calls)):
                try:
                    issue(session, office)
                    break
                except StorageFull:
                    session.rollback()
            assert check_whole(office) == 0
    assert calls > 1 and check_whole(office) == 1


def test_a_store_that_cannot_take_the_bytes_leaves_no_file(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "archive")
    with patch.object(os, "fsync", FullDisk(os.fsync, 4)), pytest.raises(StorageFull):
        store.put(b"x" * 100)
    assert list(store.names()) == []
    assert store.get(store.put(b"x" * 100)) == b"x" * 100


def test_a_new_folder_is_synced_in_the_folder_that_holds_it(tmp_path: Path) -> None:
    """Else a power failure could take the whole folder, with a file that was promised."""
    store, synced = FolderStore(tmp_path / "archive"), set()
    with patch.object(os, "fsync", lambda handle: synced.add(os.readlink(f"/proc/self/fd/{handle}"))):
        target = store.path(store.put(b"x"))
    assert {str(folder) for folder in list(target.parents)[:4]} <= synced


@pytest.mark.postgres
def test_a_full_disk_of_the_database_server_is_said_in_words(begun: Begun) -> None:
    office = begun()
    with office.at_work() as session:
        session.connection().exec_driver_sql("SELECT 1")
        with pytest.raises(StorageFull):
            session.connection().exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$")
