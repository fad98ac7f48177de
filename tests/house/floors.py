"""Who may import whom: the contracts of pyproject.toml, run over a tree, and what import-linter cannot see."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.tracked import tracked

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True, no_cache=True))"


def copy_of(root: Path, target: Path) -> Path:
    """The code and its contracts, to try a breach on."""
    shutil.copy(root / "pyproject.toml", target)
    for name in tracked(root):
        if name.startswith("webapp/") and name.endswith(".py"):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, target / name)
    return target


def lint(root: Path) -> tuple[bool, str]:
    """Whether every contract holds, and import-linter's report."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    done = subprocess.run([sys.executable, "-c", LINT], cwd=root, env=environment, capture_output=True, text=True)
    return done.returncode == 0, done.stdout + done.stderr


def rooms_without_init(root: Path) -> list[str]:
    """Folders of code that import-linter would pass over because they are no package."""
    folders = {Path(name).parent for name in tracked(root) if name.startswith("webapp/") and name.endswith(".py")}
    return sorted(
        str(folder)
        for folder in folders
        if folder.parts[:2] != ("webapp", "migrations") and not (root / folder / "__init__.py").is_file()
    )


def importers_of_migrations(root: Path) -> list[str]:
    """Files that import webapp.migrations, which has no floor because nothing may import it."""
    return [
        f"{name}:{node.lineno}"
        for name in tracked(root)
        if name.endswith(".py")
        for node in ast.walk(ast.parse((root / name).read_text(encoding="utf-8"), name))
        if isinstance(node, ast.Import | ast.ImportFrom) and _names_migrations(node)
    ]


def _names_migrations(node: ast.Import | ast.ImportFrom) -> bool:
    prefix = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    names = [prefix + alias.name for alias in node.names]
    return any(name == "webapp.migrations" or name.startswith("webapp.migrations.") for name in names)
