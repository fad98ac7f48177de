"""`flask lint`: a readable list, a mended copy, exit code 1 on errors, one sentence for a bad file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.rendering.lint.made import made
from webapp.cli.lint import lint_command


def run(*arguments: object) -> Result:
    return CliRunner().invoke(lint_command, [str(each) for each in arguments])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.docx"
    path.write_bytes(made(number="Số: 15 - QĐ/UBKTĐU", body1="Điều 1. Kiểm tra  đồng chí Trần Văn Bình."))
    return path


def test_a_right_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "right.docx"
    path.write_bytes(made())
    result = run(path, "--layout", "HD36_2018")
    assert (result.exit_code, "Không thấy chỗ nào sai thể thức." in result.output) == (0, True)


def test_errors_are_listed_with_their_place_and_source_and_end_with_code_one(wrong: Path) -> None:
    result = run(wrong, "--layout", "HD36_2018")
    assert result.exit_code == 1
    assert "LỖI      [number]" in result.output
    assert "trang 1, “Số: 15 - QĐ/UBKTĐU” (Hướng dẫn 36-HD/VPTW, ô số 3; sửa máy được)" in result.output
    assert "1 lỗi, 1 cảnh báo, 0 gợi ý; 2 chỗ sửa máy được" in result.output


def test_the_mended_copy_has_no_error_left(wrong: Path, tmp_path: Path) -> None:
    result = run(wrong, "--layout", "HD36_2018", "--fix", tmp_path / "ok.docx")
    assert result.exit_code == 0
    assert "còn lại 0 lỗi, 0 cảnh báo, 0 gợi ý" in result.output
    assert run(tmp_path / "ok.docx", "--layout", "HD36_2018").exit_code == 0


def test_only_the_named_rule_is_mended(wrong: Path, tmp_path: Path) -> None:
    result = run(wrong, "--layout", "HD36_2018", "--fix", tmp_path / "ok.docx", "--rule", "number")
    assert "còn lại 0 lỗi, 1 cảnh báo" in result.output


def test_the_way_of_tone_marks_is_the_office_s(tmp_path: Path) -> None:
    path = tmp_path / "tone.docx"
    path.write_bytes(made())
    assert "“hòa, ủy”, cơ quan viết như “hoà, uỷ”" in run(path, "--layout", "HD36_2018", "--tone", "old").output


def macro() -> bytes:
    stream = io.BytesIO(made())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Tệp trống"),
        (b"PK nonsense", "không phải|hỏng"),
        (made()[:3000], "hỏng"),
        (macro(), "macro"),
        (b"%PDF-1.7", "PDF"),
    ],
    ids=["empty", "no zip", "truncated", "macro", "pdf"],
)
def test_a_bad_file_is_one_sentence(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(data)
    result = run(path)
    assert result.exit_code == 1
    (line,) = result.output.strip().splitlines()
    assert line.startswith("bad.docx: ")
    assert any(word in line for word in sentence.split("|"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no.docx"], "Không có tệp"),
        (["--layout", "X"], "Không có thể thức “X”"),
        (["--rule", "x"], "Không có quy tắc x"),
    ],
)
def test_a_wrong_name_is_told_with_what_there_is(arguments: list[str], sentence: str, wrong: Path) -> None:
    file = [] if arguments[0].endswith(".docx") else [wrong]
    result = run(*file, *arguments)
    assert result.exit_code == 1
    assert sentence in result.output
