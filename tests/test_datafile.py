"""Data files: strict, and every mistake at once with its line and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, field_validator

from webapp.datafile import Lines, Strict, parse, read
from webapp.errors import DataFileError


class Row(Strict):
    name: Annotated[str, Field(min_length=1)]
    kind: Literal["a", "b"] = "a"
    on: date | None = None

    @field_validator("name")
    @classmethod
    def _no_blank(cls, name: str) -> str:
        if name == " ":
            raise ValueError("tên chỉ có dấu cách")
        return name


class Table(Strict):
    count: int
    open: bool = True
    row: list[Row] = Field(default_factory=list)


def mistakes(text: str) -> list[str]:
    with pytest.raises(DataFileError) as refused:
        parse(text, Table, name="t.toml")
    return refused.value.details


def test_a_right_file_is_read() -> None:
    found = parse('count = 1\n[[row]]\nname = "x"\non = 2021-07-12\n', Table, name="t.toml")
    assert (found.count, found.row[0].name, found.row[0].on) == (1, "x", date(2021, 7, 12))


def test_every_mistake_is_said_at_once_with_line_and_key() -> None:
    text = 'open = "yes"\nwhat = 1\n\n[[row]]\nname = ""\n\n[[row]]\nname = " "\nkind = "c"\non = "2021-07-12"\n'
    assert mistakes(text) == [
        "t.toml:1: count: thiếu khoá bắt buộc này",
        "t.toml:1: open: phải là true hoặc false",
        "t.toml:5: row[1].name: không được để trống",
        "t.toml:8: row[2].name: tên chỉ có dấu cách",
        "t.toml:9: row[2].kind: “c” không phải một trong các giá trị: 'a' or 'b'",
        "t.toml:10: row[2].on: phải là ngày viết dạng 2021-07-12, không có dấu nháy",
        "t.toml:2: what: khoá lạ, không có trong quy định của tệp; xoá đi hoặc sửa lại tên khoá",
    ]


@pytest.mark.parametrize("value", ['"1"', "1.0", "true", "[1]"])
def test_nothing_is_coerced(value: str) -> None:
    assert mistakes(f"count = {value}\n") == ["t.toml:1: count: phải là số nguyên"]


def test_a_number_with_a_leading_zero_and_a_key_given_twice_are_no_toml() -> None:
    for text in ("count = 012\n", "count = 1\ncount = 2\n"):
        with pytest.raises(DataFileError, match=r"Tệp t\.toml không đúng cú pháp TOML"):
            parse(text, Table, name="t.toml")


def test_lines_see_through_long_strings_and_nested_tables() -> None:
    lines = Lines('a = """\nb = 1\n"""\n[x.y]\nc = 1\n[[z]]\n[[z]]\n[z.w]\nd = 1\n"é f" = 2\n')
    assert lines.of(("x", "y", "c")) == 5
    assert (lines.of(("z",)), lines.of(("z", 0)), lines.of(("z", 1)), lines.of(("z", 1, "w", "d"))) == (6, 6, 7, 9)
    assert lines.of(("z", 1, "w", "é f")) == 10
    assert lines.of(("b",)) == 1  # not a key: the nearest parent is the whole file


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không đọc được tệp"):
        read(tmp_path / "none.toml", Table)
