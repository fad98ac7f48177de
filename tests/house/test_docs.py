"""What the docs promise is there, and what is there the docs name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.conftest import Repository
from tests.house.docs import (
    Command,
    flask_commands,
    make_targets,
    named_flask,
    named_targets,
    undocumented_flask,
    undocumented_targets,
    unknown_flask,
    unknown_targets,
    unnamed_rooms,
)

MAKEFILE = "FLASK := python -m flask\nX := 1\n.PHONY: run\nrun walk: setup\n\t$(FLASK) sample ensure\nsetup:\n\ttrue\n"
COMMANDS = [
    Command(("sample",), True, True),
    Command(("sample", "ensure"), False, True),
    Command(("walk",), False, True),
    Command(("db",), True, False),
    Command(("db", "upgrade"), False, False),
]
APPLICATION = """
import click
from flask import Flask
from flask.cli import AppGroup
app = Flask("x")
sample = AppGroup("sample")
@sample.command("ensure")
def ensure(): pass
app.cli.add_command(sample)
ensure.callback.__module__ = "webapp.cli.sample"
"""


@pytest.fixture(scope="module")
def commands(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Command]:
    return flask_commands(root, tmp_path_factory.mktemp("instance"))


def test_every_make_command_in_the_docs_exists(root: Path) -> None:
    assert unknown_targets(root) == []


def test_every_make_command_is_in_the_docs(root: Path) -> None:
    assert undocumented_targets(root) == []


def test_every_flask_command_in_the_docs_exists(root: Path, commands: list[Command]) -> None:
    assert unknown_flask(root, commands) == []


def test_every_flask_command_is_in_the_docs(root: Path, commands: list[Command]) -> None:
    assert undocumented_flask(root, commands) == []


def test_the_map_names_every_room(root: Path) -> None:
    assert unnamed_rooms(root) == []


def test_the_targets_of_a_makefile_are_read(repository: Repository) -> None:
    assert make_targets(repository({"Makefile": MAKEFILE})) == {"run", "walk", "setup"}


@pytest.mark.parametrize(
    ("line", "targets"),
    [
        ("$ make run", ["run"]),
        ("FACTS=a.toml make walk OUT=/tmp/x", ["walk"]),
        ("make PYTHON=python3.12 test-postgres  # slow", ["test-postgres"]),
        ("cd anthu && make setup && make test", ["setup", "test"]),
        ("cmake build", []),
    ],
)
def test_targets_are_found_in_a_line_of_code(line: str, targets: list[str]) -> None:
    assert named_targets(line) == targets


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("flask archive verify", [("archive", "verify")]),
        (".venv/bin/flask --app wsgi procedures diagram CODE", [("procedures", "diagram")]),
        ("flask walk --out dir", [("walk",)]),
        ("import flask", []),
    ],
)
def test_flask_commands_are_found_in_a_line_of_code(line: str, words: list[tuple[str, ...]]) -> None:
    assert named_flask(line) == words


def test_a_make_command_that_does_not_exist_is_found(repository: Repository) -> None:
    readme = "Không gọi make gone ở lời văn.\n\n```sh\nmake run\nmake lost\n```\nhoặc `make away`\n"
    root = repository({"Makefile": MAKEFILE, "README.md": readme})
    assert unknown_targets(root) == ["README.md: make lost", "README.md: make away"]


def test_a_target_nobody_describes_is_found(repository: Repository) -> None:
    root = repository({"Makefile": MAKEFILE, "README.md": "`make run`", "docs/a.md": "```\nmake walk\n```\n"})
    assert undocumented_targets(root) == ["setup"]


def test_a_flask_command_that_does_not_exist_is_found(repository: Repository) -> None:
    page = "`flask walk facts.toml`, `flask db upgrade`, `flask run`, `flask sample gone`, `flask gone`"
    root = repository({"Makefile": "a:\n\t$(FLASK) sample lost\n", "docs/a.md": page, "docs/adr/1.md": "`flask old`"})
    assert unknown_flask(root, COMMANDS) == [
        "Makefile: flask sample lost",
        "docs/a.md: flask sample gone",
        "docs/a.md: flask gone",
    ]


def test_a_flask_command_nobody_describes_is_found(repository: Repository) -> None:
    root = repository({"Makefile": MAKEFILE, "README.md": "`flask walk FILE`"})
    assert undocumented_flask(root, COMMANDS) == ["flask sample ensure"]


def test_the_commands_are_those_of_the_application(tmp_path: Path) -> None:
    (tmp_path / "wsgi.py").write_text(APPLICATION, encoding="utf-8")
    assert flask_commands(tmp_path, tmp_path) == [
        Command(("sample",), True, False),
        Command(("sample", "ensure"), False, True),
    ]


def test_an_application_that_does_not_load_has_no_commands_to_promise(tmp_path: Path) -> None:
    (tmp_path / "wsgi.py").write_text("raise RuntimeError('no key')", encoding="utf-8")
    with pytest.raises(AssertionError, match="no key"):
        flask_commands(tmp_path, tmp_path)


def test_a_room_missing_from_the_map_is_found(repository: Repository) -> None:
    files = ["webapp/rules/a.py", "webapp/attic/a.py", "webapp/clock.py", "wsgi.py", "docs/x.md", ".ci/run", "a.lock"]
    page = "webapp/ rules/ clock.py docs/"
    root = repository({**dict.fromkeys(files, ""), "docs/architecture.md": page})
    assert unnamed_rooms(root) == [".ci/", "attic/", "wsgi.py"]
