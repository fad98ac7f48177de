"""How long a file and a function may be (docs/architecture.md says what to do with one that is longer)."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tracked import text_of, tracked

FILE_LINES = 300
FUNCTION_LINES = 40
CODE = (".py", ".html", ".js", ".sh")


def long_files(root: Path) -> list[str]:
    """One sentence for every file of code with more than FILE_LINES lines; migrations are left as they are."""
    found = []
    for name in tracked(root):
        if not _is_code(name) or name.startswith("webapp/migrations/"):
            continue
        lines = len((text_of(root / name) or "").splitlines())
        if lines > FILE_LINES:
            found.append(f"{name}: {lines} lines, at most {FILE_LINES}; make it a folder of the same name")
    return found


def long_functions(root: Path) -> list[str]:
    """One sentence for every function with more than FUNCTION_LINES lines, the functions inside it counted too."""
    found = []
    for name in tracked(root):
        if not _is_python(root / name) or name.startswith("webapp/migrations/"):
            continue
        for node in ast.walk(ast.parse((root / name).read_text(encoding="utf-8"), name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    found.append(f"{name}:{node.lineno}: {node.name} has {lines} lines, at most {FUNCTION_LINES}")
    return found


def _is_code(name: str) -> bool:
    return name.endswith(CODE) or name == "Makefile" or name.startswith(".ci/")


def _is_python(path: Path) -> bool:
    """By its name, or by its first line as in `.ci/assets`."""
    if path.suffix:
        return path.suffix == ".py"
    return (text_of(path) or "").partition("\n")[0].endswith("python3")
