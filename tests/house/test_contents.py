"""Nothing foreign, no address in a lock file, nothing left undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.conftest import Repository
from tests.house.contents import foreign_files, lock_addresses, undone, unpinned

HASH = "    --hash=sha256:" + "0" * 64


def test_no_foreign_file_is_kept(root: Path) -> None:
    assert foreign_files(root) == []


def test_no_lock_file_holds_an_address(root: Path) -> None:
    assert lock_addresses(root) == []


def test_every_locked_package_has_a_hash(root: Path) -> None:
    assert unpinned(root) == []


def test_nothing_is_left_undone(root: Path) -> None:
    assert undone(root) == []


@pytest.mark.parametrize(
    "name",
    [
        "webapp/static/vendor/a.css",
        "webapp/static/htmx.min.js",
        "webapp/rendering/fonts/Tinos-Regular.ttf",
        "webapp/static/be-vietnam-pro.woff2",
        "node_modules/a/index.js",
    ],
)
def test_a_foreign_file_is_found_by_its_name(repository: Repository, name: str) -> None:
    assert foreign_files(repository({name: "x", "webapp/static/anthu.css": "p { color: red; }\n"})) == [name]


def test_a_minified_file_is_found_by_its_lines(repository: Repository) -> None:
    root = repository({"webapp/static/app.js": "var a=1;" * 100, "webapp/static/own.js": "var a = 1;\n" * 100})
    assert foreign_files(root) == ["webapp/static/app.js"]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "package-lock.json"])
def test_an_address_in_a_lock_file_is_found(repository: Repository, name: str) -> None:
    assert lock_addresses(repository({name: "--index-url https://example.org/simple\n"})) == [name]


@pytest.mark.parametrize("line", [f"flask>=3 \\\n{HASH}", "flask==3.1.3"])
def test_a_requirement_without_a_pin_or_a_hash_is_found(repository: Repository, line: str) -> None:
    root = repository({"requirements.lock": f"click==8.5.1 \\\n{HASH}\n    # via flask\n{line}\n"})
    assert [found.partition(": ")[2][:5] for found in unpinned(root)] == ["flask"]


def test_an_npm_package_without_an_integrity_is_found(repository: Repository) -> None:
    good = '"node_modules/a": {"version": "1.0.0", "integrity": "sha512-x"}'
    root = repository({"package-lock.json": f'{{"packages": {{{good}, "node_modules/b": {{"version": "1.0.0"}}}}}}'})
    assert unpinned(root) == ["package-lock.json: node_modules/b"]


@pytest.mark.parametrize("mark", ["TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error"])
def test_a_mark_of_unfinished_work_is_found(repository: Repository, mark: str) -> None:
    root = repository({"webapp/a.py": f"x = 1\n# {mark}: later\n"})
    assert undone(root) == [f"webapp/a.py:2: # {mark}: later"]


def test_catching_what_a_library_raises_is_no_unfinished_work(repository: Repository) -> None:
    assert undone(repository({"webapp/a.py": "except (OSError, NotImplemented" + "Error):\n"})) == []
