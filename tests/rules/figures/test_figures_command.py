"""`flask figures check`: lines on the screen, sentences on standard error, the exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webapp.cli.figures import figures

RIGHT = {"name": "5/6", "kind": "pct", "inputs": {"n": 5, "d": 6}, "stated": 83.3, "decimals": 1}
WRONG = {"name": "tổng", "kind": "sum", "inputs": [35, 42], "stated": 78}


def report(*checks: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "bc", "raw": {"a": 5, "b": 6}, "derived": {}, "implied": {}, "checks": list(checks)}]


def check(path: Path) -> Result:
    return CliRunner().invoke(figures, ["check", str(path)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "so_lieu.json"


def test_each_check_is_a_line_and_the_last_line_counts_them(file: Path) -> None:
    file.write_text(json.dumps(report(RIGHT)), encoding="utf-8")
    assert check(file).output == "ok\tbc\t5/6\t83,3%\t83,3%\t5/6 ≈ 83,3333%\n1 ok, 0 differ\n"


def test_a_difference_is_a_finding_not_a_failure(file: Path) -> None:
    file.write_text(json.dumps(report(RIGHT, WRONG)), encoding="utf-8")
    result = check(file)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].startswith("differs\tbc\ttổng\t78\t77\t35 + 42 = 77; nguồn ghi cao hơn 1")
    assert result.stdout.splitlines()[-1] == "1 ok, 1 differ"


def test_what_cannot_be_computed_is_told_on_standard_error_beside_what_can(file: Path) -> None:
    file.write_text(json.dumps(report(RIGHT, {**WRONG, "kind": "?"}, {**RIGHT, "inputs": {}})), encoding="utf-8")
    result = check(file)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "1 ok, 0 differ"
    first, *others = result.stderr.splitlines()
    assert first == f"Tệp {file} có 3 chỗ sai, không tính được."
    assert all(line.startswith(f"{file}: báo cáo “bc”, phép kiểm “") for line in others)


def test_a_file_with_a_byte_order_mark_is_read(file: Path) -> None:
    file.write_text(json.dumps(report(RIGHT)), encoding="utf-8-sig")
    assert check(file).exit_code == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Không có tệp"),
        (b"\xff\xfe\x00", "không phải chữ mã UTF-8"),
        (b"{", "không đúng cú pháp JSON"),
        (b"{}", "phải là một danh sách các báo cáo"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(file: Path, content: bytes | None, sentence: str) -> None:
    if content is not None:
        file.write_bytes(content)
    result = check(file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


def test_a_folder_is_refused(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Không đọc được tệp {tmp_path}")
