"""Offices for the crash tests, on SQLite or on the server that `.ci/postgres` names in ANTHU_TEST_DATABASE."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.crash.office import DECISION, CrashOffice, clear_tables, make_tables, pour, quick, settings_for, walk_to
from webapp.queries.tools import Tools, load_tools

SERVER = os.environ.get("ANTHU_TEST_DATABASE", "")
Begun = Callable[..., CrashOffice]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """The real law, procedures, templates and renderer."""
    return load_tools(settings_for(tmp_path_factory.mktemp("installed")))


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory, installed: Tools) -> Callable[[str, str], CrashOffice]:
    """One walked office per act and template, made when first asked for."""

    @cache
    def walked(act: str, template: str) -> CrashOffice:
        office = quick(settings_for(tmp_path_factory.mktemp("seed")), installed)
        make_tables(office)
        walk_to(office, act, template)
        assert not (office.settings.instance / "anthu.db-wal").exists(), "a connection was left open"
        return office

    return walked


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, installed: Tools) -> str:
    """The address of the migrated PostgreSQL database; empty on SQLite."""
    if SERVER:
        make_tables(quick(settings_for(tmp_path_factory.mktemp("server"), SERVER), installed))
    return SERVER


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder that lives in memory where the machine has one: a killed process loses nothing of it either, and fifty
    restarts need not wait for a disk that others use.
    """
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="anthu-crash-", dir=place) as folder:
        yield Path(folder)


@pytest.fixture
def begun(memory: Path, server: str, installed: Tools, seeds: Callable[[str, str], CrashOffice]) -> Begun:
    """Make a fresh office where a document of case A waits for an act, with copies of the case beside it."""

    def make(act: str = "issue", template: str = DECISION, *, copies: int = 0, folder: Path = memory) -> CrashOffice:
        office = quick(settings_for(folder / "instance", server), installed)
        if server:
            clear_tables(office)
            pour(seeds(act, template), office)
        else:
            shutil.copytree(seeds(act, template).settings.instance, office.settings.instance, dirs_exist_ok=True)
        office.copy_case(copies)
        return office

    return make
