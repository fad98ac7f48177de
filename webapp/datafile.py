"""Read a TOML data file into a strict pydantic model; every mistake at once, each with file, line and key.

`tomllib` gives no positions, so `_Lines` scans the text once for the line of every table header and key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from webapp.errors import DataFileError

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[str | int, ...]

_SENTENCES = {
    "missing": "thiếu khoá bắt buộc này",
    "extra_forbidden": "khoá lạ, không có trong quy định của tệp; xoá đi hoặc sửa lại tên khoá",
    "string_type": "phải là chữ trong dấu nháy kép",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "date_type": "phải là ngày viết dạng 2021-07-12, không có dấu nháy",
    "date_parsing": "không phải là một ngày có thật",
    "date_from_datetime_parsing": "phải là ngày viết dạng 2021-07-12",
    "date_from_datetime_inexact": "phải là ngày, không kèm giờ",
    "list_type": "phải là danh sách trong ngoặc vuông",
    "dict_type": "phải là một bảng",
    "model_type": "phải là một bảng",
    "string_too_short": "không được để trống",
    "too_short": "danh sách không được để trống",
    "greater_than_equal": "số nhỏ hơn mức cho phép",
}


class Strict(BaseModel):
    """Base of every model of a data file: no unknown key, no coercion, frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def read(path: Path, model: type[Model]) -> Model:
    """Parse and validate the file at `path`. Raises DataFileError with one line per mistake."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"Không đọc được tệp {path}: {error}.") from error
    return parse(text, model, name=str(path))


def parse(text: str, model: type[Model], *, name: str, tags: Collection[str] = ()) -> Model:
    """Parse and validate TOML `text`; `name` is what the mistakes call the file.

    `tags` are the tags of pydantic unions, which stand in an error's location but not in the file.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"Tệp {name} không đúng cú pháp TOML.", details=[f"{name}: {error}"]) from error
    return validate(data, model, name=name, lines=Lines(text), tags=tags)


def validate(data: Any, model: type[Model], *, name: str, lines: Lines, tags: Collection[str] = ()) -> Model:
    """Validate what was read already; `lines` tells where each key of `data` stands in the file."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = [
            mistake(name, lines, tuple(part for part in item["loc"] if part not in tags), _sentence(item))
            for item in error.errors(include_url=False)
        ]
        raise DataFileError(f"Tệp {name} có {len(details)} chỗ sai.", details=details) from error


def mistake(name: str, lines: Lines, location: Location, sentence: str) -> str:
    """One line of a report: `file:line: key: sentence`."""
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
    return f"{name}:{lines.of(location)}: {key or 'cả tệp'}: {sentence}"


def _sentence(item: Any) -> str:
    kind = item["type"]
    if kind == "literal_error" or kind == "enum":
        return f"“{item['input']}” không phải một trong các giá trị: {item['ctx']['expected']}"
    if kind == "value_error":
        return str(item["ctx"]["error"])
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    return f"giá trị “{item['input']}” không hợp lệ ({item['msg']})"


class Lines:
    """The line of every table and key of a TOML text, by location such as ("step", 2, "after")."""

    _HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
    _KEY = re.compile(r"^\s*((?:[\w\-]+|\"[^\"]*\")(?:\s*\.\s*(?:[\w\-]+|\"[^\"]*\"))*)\s*=")

    def __init__(self, text: str) -> None:
        self._at: dict[Location, int] = {(): 1}
        counts: dict[Location, int] = {}
        table: Location = ()
        in_string = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if in_string:
                in_string = "" if in_string in line else in_string
                continue
            if header := self._HEADER.match(line):
                table = self._resolve(self._split(header[2]), counts, array=header[1] == "[[")
                self._at.setdefault(table, number)
                if header[1] == "[[":  # the whole list stands where its first row stands
                    self._at.setdefault(table[:-1], number)
            elif key := self._KEY.match(line):
                path: Location = table
                for part in self._split(key[1]):
                    path = (*path, part)
                    self._at.setdefault(path, number)
                in_string = self._opened(line)

    def of(self, location: Location) -> int:
        """The line of `location`, or of its nearest known parent."""
        known = location
        while known and known not in self._at:
            known = known[:-1]
        return self._at[known]

    @staticmethod
    def _split(dotted: str) -> list[str]:
        return [part.strip().strip('"') for part in dotted.split(".")]

    @staticmethod
    def _opened(line: str) -> str:
        for mark in ('"""', "'''"):
            if line.count(mark) % 2:
                return mark
        return ""

    @staticmethod
    def _resolve(parts: list[str], counts: dict[Location, int], *, array: bool) -> Location:
        """Put the running index of every array of tables into a header's path."""
        path: Location = ()
        for position, part in enumerate(parts):
            path = (*path, part)
            if array and position == len(parts) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        return path
