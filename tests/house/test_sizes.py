"""A file of at most 300 lines, a function of at most 40."""

from __future__ import annotations

from pathlib import Path

from tests.house.conftest import Repository
from tests.house.sizes import FILE_LINES, FUNCTION_LINES, long_files, long_functions


def function_of(lines: int) -> str:
    return "def f():\n" + "    x = 1\n" * (lines - 1)


def test_no_file_is_too_long(root: Path) -> None:
    assert long_files(root) == []


def test_no_function_is_too_long(root: Path) -> None:
    assert long_functions(root) == []


def test_a_file_one_line_too_long_is_found(repository: Repository) -> None:
    root = repository({"webapp/a.py": "x = 1\n" * (FILE_LINES + 1), "webapp/templates/b.html": "<p>\n" * FILE_LINES})
    assert long_files(root) == ["webapp/a.py: 301 lines, at most 300; make it a folder of the same name"]


def test_a_function_one_line_too_long_is_found(repository: Repository) -> None:
    root = repository({"webapp/a.py": function_of(FUNCTION_LINES + 1), "webapp/b.py": function_of(FUNCTION_LINES)})
    assert long_functions(root) == ["webapp/a.py:1: f has 41 lines, at most 40"]


def test_functions_inside_a_function_count_towards_its_length(repository: Repository) -> None:
    inner = "    def g():\n" + "        y = 1\n" * (FUNCTION_LINES - 1)
    root = repository({"webapp/a.py": f"def f():\n{inner}    return g\n"})
    assert long_functions(root) == ["webapp/a.py:1: f has 42 lines, at most 40"]


def test_a_script_without_an_ending_is_measured_too(repository: Repository) -> None:
    root = repository({".ci/tool": "#!/usr/bin/env python3\n" + function_of(FUNCTION_LINES + 1)})
    assert long_functions(root) == [".ci/tool:2: f has 41 lines, at most 40"]


def test_migrations_may_be_long(repository: Repository) -> None:
    root = repository({"webapp/migrations/001.py": function_of(FILE_LINES + 1)})
    assert long_files(root) == [] and long_functions(root) == []
