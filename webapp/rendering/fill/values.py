"""Make values safe and plain before a template sees them, and note which of them print as nothing.

Only dict, list, str, int, float, bool and None pass; text becomes NFC without control characters. Every empty value
knows its path (`members[2].phone`), so that printing it reports it by name at no cost to the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.rendering.fill.errors import TemplateError
from webapp.rendering.fill.rich import Paragraphs, Picture, RichText, SubDocument

DEPTH = 40
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
# docxtpl gives these four a meaning: line, tab, paragraph (\a) and page (\f).
_LAYOUT = "\n\t\a\f"


@dataclass
class Notes:
    """What one fill learns about its values."""

    empty: dict[str, None] = field(default_factory=dict)
    layout: bool = False
    objects: bool = False


class Facts(dict[str, Any]):
    """A dict that knows where it stands in the values."""

    __slots__ = ("path",)
    path: str


class Blank(str):
    """An empty text that reports itself when printed."""

    __slots__ = ("notes", "path")
    notes: Notes
    path: str
    is_blank = True

    def __str__(self) -> str:
        self.notes.empty.setdefault(self.path)
        return str.__str__(self)

    __html__ = __str__

    def __iter__(self) -> Iterator[str]:
        self.notes.empty.setdefault(self.path)
        return super().__iter__()


class Nothing:
    """None, printed as nothing instead of the word “None”."""

    __slots__ = ("notes", "path")
    is_blank = True
    is_nothing = True

    def __init__(self, notes: Notes, path: str) -> None:
        self.notes, self.path = notes, path

    def __str__(self) -> str:
        self.notes.empty.setdefault(self.path)
        return ""

    __html__ = __str__

    def __iter__(self) -> Iterator[Any]:
        self.notes.empty.setdefault(self.path)
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Nothing)

    def __hash__(self) -> int:
        return hash(None)


class EmptyList(list[Any]):
    """A list without members that reports itself when a template loops over it."""

    __slots__ = ("notes", "path")
    notes: Notes
    path: str
    is_blank = True

    def __iter__(self) -> Iterator[Any]:
        self.notes.empty.setdefault(self.path)
        return super().__iter__()

    def __str__(self) -> str:
        self.notes.empty.setdefault(self.path)
        return ""

    __html__ = __str__


def plain(values: Mapping[str, object], notes: Notes) -> Facts:
    """A safe copy of `values`. Raises TemplateError naming every value that is not plain."""
    refused: list[str] = []
    facts = _mapping(values, "", notes, refused, 0)
    if refused:
        raise TemplateError("Dữ liệu có giá trị không dùng được để điền mẫu.", details=refused)
    return facts


def _mapping(values: Mapping[Any, object], path: str, notes: Notes, refused: list[str], depth: int) -> Facts:
    facts = Facts()
    facts.path = path
    prefix = f"{path}." if path else ""
    for key, value in values.items():
        if type(key) is str:
            facts[key] = _value(value, prefix + key, notes, refused, depth)
        else:
            refused.append(f"{path or 'dữ liệu'}: tên “{key}” phải là chữ.")
    return facts


def _value(value: object, path: str, notes: Notes, refused: list[str], depth: int) -> Any:
    if isinstance(value, str):
        return _text(value, path, notes)
    if value is None:
        return Nothing(notes, path)
    if type(value) in (bool, int, float):
        return value
    if depth > DEPTH:
        refused.append(f"{path}: lồng nhau quá {DEPTH} tầng.")
        return None
    if type(value) in (list, tuple):
        return _items(value, path, notes, refused, depth + 1)  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        return _mapping(value, path, notes, refused, depth + 1)
    if isinstance(value, RichText | Paragraphs):
        return value
    if isinstance(value, Picture | SubDocument):
        notes.objects = True
        return value
    refused.append(
        f"{path}: kiểu {type(value).__name__} không điền được; chỉ nhận chữ, số, đúng/sai, trống, danh sách và bảng "
        "(ngày tháng phải được viết sẵn thành chữ)."
    )
    return None


def _items(values: list[object], path: str, notes: Notes, refused: list[str], depth: int) -> list[Any]:
    if values:
        return [_value(item, f"{path}[{index}]", notes, refused, depth) for index, item in enumerate(values)]
    empty = EmptyList()
    empty.notes, empty.path = notes, path
    return empty


def _text(value: str, path: str, notes: Notes) -> str:
    # `Markup` and other subclasses become plain text, or they would escape the escaping.
    text = value if type(value) is str else str.__str__(value)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if _ODD.search(text):
        text = _ODD.sub(lambda found: found[0] if found[0] in _LAYOUT else "", _BREAK.sub("\n", text))
        notes.layout = True
    if not text.strip():
        blank = Blank(text)
        blank.notes, blank.path = notes, path
        return blank
    return text
