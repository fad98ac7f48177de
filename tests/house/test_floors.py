"""The floors of the house hold, and a breach of each rule is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.conftest import Repository
from tests.house.floors import copy_of, importers_of_migrations, lint, rooms_without_init

# One forbidden line each, put into a file of its own, and how import-linter's report names it.
BREACHES = [
    ("webapp/rules/breach_flask.py", "import flask", "webapp.rules.breach_flask -> flask"),
    ("webapp/rendering/breach_sql.py", "from sqlalchemy import select", "webapp.rendering.breach_sql -> sqlalchemy"),
    ("webapp/workflow/breach_room.py", "import webapp.rules", "webapp.workflow.breach_room -> webapp.rules"),
    ("webapp/queries/breach_up.py", "import webapp.services", "webapp.queries.breach_up -> webapp.services"),
    ("webapp/views/breach_sql.py", "import sqlalchemy.orm", "webapp.views.breach_sql -> sqlalchemy"),
    ("webapp/views/breach_models.py", "import webapp.models", "webapp.views.breach_models -> webapp.models"),
    ("webapp/views/breach_cli.py", "import webapp.cli", "webapp.views.breach_cli -> webapp.cli"),
    ("webapp/services/breach_flask.py", "from flask import g", "webapp.services.breach_flask -> flask"),
    ("webapp/models/breach_login.py", "import flask_login", "webapp.models.breach_login -> flask_login"),
    ("webapp/auth/breach_flask.py", "import flask", "webapp.auth.breach_flask -> flask"),
]


@pytest.fixture(scope="module")
def report(root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the house with every breach in it."""
    copy = copy_of(root, tmp_path_factory.mktemp("breaches"))
    for name, line, _ in BREACHES:
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(line + "\n", encoding="utf-8")
    kept, said = lint(copy)
    assert not kept
    return said


def test_every_import_keeps_to_the_floors(root: Path) -> None:
    kept, said = lint(root)
    assert kept, said


def test_a_new_room_has_no_floor_until_someone_gives_it_one(root: Path, tmp_path: Path) -> None:
    (copy_of(root, tmp_path) / "webapp/attic").mkdir()
    (tmp_path / "webapp/attic/__init__.py").touch()
    kept, said = lint(tmp_path)
    assert not kept
    assert "attic" in said


@pytest.mark.parametrize(("name", "line", "complaint"), BREACHES, ids=[name for name, _, _ in BREACHES])
def test_a_forbidden_import_is_seen(report: str, name: str, line: str, complaint: str) -> None:
    assert complaint in report


def test_a_view_may_call_a_service_that_reads_the_tables(root: Path, tmp_path: Path) -> None:
    copy = copy_of(root, tmp_path)
    (copy / "webapp/views/sample.py").write_text("import webapp.services.sample\n", encoding="utf-8")
    (copy / "webapp/services/sample.py").write_text("import webapp.models\nimport sqlalchemy\n", encoding="utf-8")
    kept, said = lint(copy)
    assert kept, said


def test_every_folder_of_code_is_a_package(root: Path) -> None:
    assert rooms_without_init(root) == []


def test_a_folder_that_import_linter_would_pass_over_is_found(repository: Repository) -> None:
    root = repository({"webapp/__init__.py": "", "webapp/attic/a.py": "", "webapp/migrations/001.py": ""})
    assert rooms_without_init(root) == ["webapp/attic"]


def test_nobody_imports_the_migrations(root: Path) -> None:
    assert importers_of_migrations(root) == []


@pytest.mark.parametrize(
    "line", ["import webapp.migrations", "from webapp import migrations", "from webapp.migrations.env import x"]
)
def test_an_import_of_the_migrations_is_found(repository: Repository, line: str) -> None:
    assert importers_of_migrations(repository({"webapp/cli/a.py": line + "\n"})) == ["webapp/cli/a.py:1"]
