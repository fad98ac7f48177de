"""A backup made while the office works comes back whole into an empty folder, and numbers go on where they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.support.desk import Desk
from webapp import clock
from webapp.archive.blobs import FolderStore
from webapp.config import Settings
from webapp.models import database
from webapp.services.archive_check import verify_archive
from webapp.services.backup import BackupFailed, differences, make_backup, restore_backup


@pytest.fixture
def desk(desk_at: Callable[..., Desk]) -> Desk:
    desk = desk_at("prepare_team", copied=True)
    if desk.session.get_bind().dialect.name != "sqlite":
        pytest.skip("the drill on PostgreSQL runs as a command, with pg_dump: tests/crash")
    return desk


@pytest.fixture
def running(desk: Desk, tmp_path: Path) -> Settings:
    """The settings of the office at the desk."""
    address = desk.session.get_bind().url.render_as_string()
    folder = desk.tools.store.folder.parent
    return Settings(instance=folder, secret_key="x" * 40, database=address)


def empty(tmp_path: Path) -> Settings:
    folder = tmp_path / "restored"
    return Settings(instance=folder, secret_key="x" * 40, database=f"sqlite:///{folder / 'anthu.db'}")


def opened(settings: Settings) -> Session:
    engine = create_engine(settings.database)
    database.prepare(engine)
    return Session(engine)


def test_what_was_copied_comes_back_whole(desk: Desk, running: Settings, tmp_path: Path) -> None:
    made = make_backup(running, desk.session, tmp_path / "backups")
    there = empty(tmp_path)
    manifest = restore_backup(there, made)
    with opened(there) as session:
        assert differences(session, FolderStore(there.archive), manifest) == []
        report = verify_archive(session, FolderStore(there.archive))
    assert (report.problems, report.numbers) == ([], 3)


def test_a_second_backup_copies_only_new_files(desk: Desk, running: Settings, tmp_path: Path) -> None:
    make_backup(running, desk.session, tmp_path / "backups")
    before = {path: path.stat().st_ino for path in (tmp_path / "backups/archive").rglob("*") if path.is_file()}
    with clock.freeze(clock.now().replace(year=2030)):
        make_backup(running, desk.session, tmp_path / "backups")
    after = {path: path.stat().st_ino for path in (tmp_path / "backups/archive").rglob("*") if path.is_file()}
    assert before == after


def test_a_copy_that_did_not_finish_is_not_restored(desk: Desk, running: Settings, tmp_path: Path) -> None:
    made = make_backup(running, desk.session, tmp_path / "backups")
    (made / "backup.json").unlink()
    with pytest.raises(BackupFailed, match="không phải bản sao đã hoàn tất"):
        restore_backup(empty(tmp_path), made)


def test_a_folder_with_data_is_never_written_over(desk: Desk, running: Settings, tmp_path: Path) -> None:
    made = make_backup(running, desk.session, tmp_path / "backups")
    with pytest.raises(BackupFailed, match="đã có dữ liệu"):
        restore_backup(running, made)


def test_a_damaged_copy_is_found_after_restoring(desk: Desk, running: Settings, tmp_path: Path) -> None:
    made = make_backup(running, desk.session, tmp_path / "backups")
    copy = sqlite3.connect(made / "anthu.db")
    copy.execute("UPDATE series SET next_number = next_number + 1")
    copy.commit()
    copy.close()
    there = empty(tmp_path)
    manifest = restore_backup(there, made)
    with opened(there) as session:
        found = differences(session, FolderStore(there.archive), manifest)
    assert len(found) == 1 and "số kế tiếp" in found[0]


def test_a_key_kept_in_the_instance_comes_back(desk: Desk, running: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "secret.key").write_text("khoá")
    office = replace(running, instance=folder)
    made = make_backup(office, desk.session, tmp_path / "backups")
    there = empty(tmp_path)
    restore_backup(there, made)
    assert (there.instance / "secret.key").read_text() == "khoá"
