"""The project's own root, and a throw-away repository to try the checks on."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Repository = Callable[[dict[str, str]], Path]


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parents[2]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Make a repository of the given files (path → text), all of them tracked."""

    def make(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
        subprocess.run(["git", "add", "--force", "--all"], cwd=tmp_path, check=True)
        return tmp_path

    return make
