"""The archive's folder: written once, checked on the way out, nothing half-written."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from webapp.archive.blobs import FolderStore
from webapp.errors import ArchiveDamaged, StorageFull

DATA = "Quyết định".encode()
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "archive")


def test_a_blob_is_named_by_its_bytes(store: FolderStore) -> None:
    assert store.put(DATA) == SHA
    assert store.path(SHA) == store.folder / SHA[:2] / SHA[2:4] / SHA
    assert (store.get(SHA), SHA in store, list(store.names()), store.hash_of(SHA)) == (DATA, True, [SHA], SHA)


def test_a_blob_is_read_only_and_the_second_writing_leaves_it_alone(store: FolderStore) -> None:
    store.put(DATA)
    before = store.path(SHA).stat()
    assert before.st_mode & 0o777 == 0o440
    assert store.put(DATA) == SHA
    after = store.path(SHA).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_nothing_temporary_is_left(store: FolderStore) -> None:
    store.put(DATA)
    assert [path.name for path in store.folder.rglob("*") if path.is_file()] == [SHA]


def test_a_missing_blob_is_said(store: FolderStore) -> None:
    with pytest.raises(ArchiveDamaged, match=f"Kho lưu trữ thiếu tệp {SHA[:12]}…"):
        store.get(SHA)


def test_a_changed_blob_is_never_given_out(store: FolderStore) -> None:
    store.put(DATA)
    os.chmod(store.path(SHA), 0o600)
    store.path(SHA).write_bytes(DATA + b" ")
    with pytest.raises(ArchiveDamaged, match="đã bị thay đổi"):
        store.get(SHA)
    assert store.hash_of(SHA) != SHA


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_behind(store: FolderStore, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def full(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull, match="Ổ đĩa của kho lưu trữ đã đầy; văn bản chưa được lưu"):
        store.put(DATA)
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


def test_another_fault_of_the_disk_is_not_hidden(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError) as raised:
        store.put(DATA)
    assert raised.value.errno == errno.EIO and SHA not in store


def test_a_file_in_the_wrong_place_is_named_by_its_path(store: FolderStore) -> None:
    store.put(DATA)
    (store.folder / "ghi chú.txt").write_text("lạ", encoding="utf-8")
    names = list(store.names())
    assert sorted(names) == sorted([SHA, "ghi chú.txt"])


def test_what_a_crash_left_half_written_is_no_blob(store: FolderStore) -> None:
    store.put(DATA)
    half = store.path(SHA).with_name(".0123456789abcdef.tmp")
    half.write_bytes(b"half")
    assert SHA in store.names() and half.name not in store.names()
    assert half.relative_to(store.folder).as_posix() in store.names()
