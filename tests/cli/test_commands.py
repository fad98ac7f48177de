"""The commands a person types: walk, archive verify, sample ensure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.support.databases import Databases
from tests.support.office import THE_END, Snapshots, let_go
from webapp.app import create_app
from webapp.archive.blobs import FolderStore
from webapp.cli.walk import SAMPLE
from webapp.config import Settings
from webapp.queries.tools import Tools

Run = Callable[..., Result]


def runner(app: Flask) -> Run:
    return lambda *words, **environment: app.test_cli_runner().invoke(args=list(words), env=environment)


@pytest.fixture
def run(office_app: Flask) -> Run:
    """Commands on an instance without tables."""
    return runner(office_app)


@pytest.fixture
def walked(
    databases: Databases, snapshots: Snapshots, office_settings: Settings, office_tools: Tools, tmp_path: Path
) -> Iterator[Flask]:
    """An application whose case A is closed, with an archive of its own."""
    url = databases.copy(snapshots.before(THE_END))
    settings = replace(office_settings, instance=tmp_path, database=url)
    shutil.copytree(office_tools.store.folder, settings.archive)
    app = create_app(settings, tools=replace(office_tools, store=FolderStore(settings.archive)))
    yield app
    let_go(app)
    databases.drop(url)


def test_the_walk_makes_its_tables_stops_where_it_is_told_and_goes_on(run: Run, tmp_path: Path) -> None:
    first = run("walk", "--until", "issue_decision", OUT=str(tmp_path / "out"))
    assert first.exit_code == 0, first.output
    assert "01-TTr/UBKTThU" in first.stdout and "01-QĐ/UBKTThU" not in first.stdout
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1
    again = run("walk", "--until", "prepare_team", FACTS=str(SAMPLE))
    assert again.exit_code == 0, again.output
    assert "01-QĐ/UBKTThU" in again.stdout and "01-KH/UBKTThU" in again.stdout
    assert "Kho lưu trữ nguyên vẹn." in run("archive", "verify").stdout


def test_an_unknown_step_to_stop_at_is_refused(run: Run) -> None:
    result = run("walk", "--until", "không_có")
    assert (result.exit_code, result.stderr) == (1, "Quy trình KT_DHVP_DV không có bước “không_có”.\n")


def test_the_walk_prints_and_copies_every_document_under_a_readable_name(walked: Flask, tmp_path: Path) -> None:
    result = runner(walked)("walk", "--out", str(tmp_path / "ra"))
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in (tmp_path / "ra").iterdir())
    assert len(names) == 38 and "Đã chép 19 văn bản (PDF và Word)" in result.stdout
    assert names[3].startswith("02 01-QĐ-UBKTThU 2021-07-12 Quyết định kiểm tra đồng chí Bùi Văn Thuận")
    for number in ("01-TTr/UBKTThU", "02-QĐ/UBKTThU", "01-BC/UBKTThU"):
        assert number in result.stdout


def test_a_whole_archive_is_verified_with_exit_code_0(walked: Flask) -> None:
    result = runner(walked)("archive", "verify")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == "Kho lưu trữ nguyên vẹn."
    assert "7 số văn bản." in result.stdout


def test_a_damaged_archive_is_named_with_exit_code_1(walked: Flask, tmp_path: Path) -> None:
    decision = next(path for path in _pages(walked) if "01-QĐ" in path[0])[1]
    os.chmod(decision, 0o600)
    decision.write_bytes(b"%PDF-1.7 something else")
    result = runner(walked)("archive", "verify")
    assert result.exit_code == 1
    assert "đã bị thay đổi: Quyết định kiểm tra" in result.stdout and "Kho lưu trữ nguyên vẹn." not in result.stdout
    assert result.stderr == "Có 1 chỗ sai.\n"


def _pages(app: Flask) -> list[tuple[str, Path]]:
    from sqlalchemy import select

    from webapp.extensions import db
    from webapp.models import Document

    with app.app_context():
        store = app.extensions["anthu.tools"].store
        return [(d.number_text, store.path(d.pdf_sha256)) for d in db.session.scalars(select(Document))]


def test_the_sample_office_prints_its_accounts_and_a_second_time_loses_nothing(walked: Flask) -> None:
    first, second = (runner(walked)("sample", "ensure") for _ in range(2))
    assert first.exit_code == second.exit_code == 0, first.output
    assert first.stdout == second.stdout
    assert "quyet.nv      Nguyễn Văn Quyết        Phó Chủ nhiệm Thường trực" in first.stdout
    assert "mật khẩu chung: an-thu-mau" in first.stdout


def test_the_sample_office_never_enters_production(
    office_settings: Settings, office_tools: Tools, empty_database: str
) -> None:
    app = create_app(replace(office_settings, production=True, database=empty_database), tools=office_tools)
    result = runner(app)("sample", "ensure")
    let_go(app)
    assert result.exit_code == 1
    assert result.stderr == "Máy chủ chính thức không nạp cơ quan mẫu, vì mật khẩu mẫu ai cũng biết.\n"
