"""Read a file of published figures: entries with `raw`, `derived`, `implied` and `checks`.

Only the parts a check may rest on are kept. Whatever else stands in the file (results somebody computed before, among
them `computed` and `ok`) is dropped here, so that nothing later can lean on it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from webapp.errors import DataFileError
from webapp.rules.figures.rounding import own_places

Say = Callable[[str, str], None]
"""Takes a place and a sentence: one mistake of the file."""

ABSENT = object()
# Bounds of a figure: a million billion (of money), and the longest decimals a computer writes of its own accord.
LARGEST = Decimal(10) ** 15
FINEST = 20


@dataclass(frozen=True)
class Check:
    """One stated figure, its parts still as the file has them; `place` is what a mistake calls it."""

    place: str
    name: str
    kind: str
    inputs: object
    stated: object
    decimals: object


@dataclass(frozen=True)
class Entry:
    """One report: its counts, its figures as printed, and what was inferred from them."""

    id: str
    place: str
    raw: dict[str, object]
    derived: dict[str, object]
    implied: dict[str, object]
    checks: tuple[Check, ...]


def read_entries(text: str, *, name: str, say: Say) -> list[Entry]:
    """The entries of the file called `name`; every mistake goes to `say`.

    Raises DataFileError when the text is no JSON or no list, so that nothing in it can be understood.
    """
    data = _parse(text, name, say)
    if not isinstance(data, list):
        raise DataFileError(f"Tệp {name} phải là một danh sách các báo cáo, đặt trong ngoặc vuông.")
    return [_entry(item, f"báo cáo thứ {number}", say) for number, item in enumerate(data, start=1)]


def is_number(value: object) -> bool:
    """Whether a JSON value is a number that can be counted with."""
    return isinstance(value, Decimal) and value.is_finite() and abs(value) <= LARGEST and own_places(value) <= FINEST


def _parse(text: str, name: str, say: Say) -> object:
    def table(pairs: list[tuple[str, object]]) -> dict[str, object]:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                say("cả tệp", f"khoá “{key}” ghi hai lần trong cùng một bảng; chỉ giữ một")
            seen.add(key)
        return dict(pairs)

    try:
        return json.loads(text, parse_int=_number, parse_float=_number, parse_constant=_number, object_pairs_hook=table)
    except json.JSONDecodeError as error:
        detail = f"{name}:{error.lineno}: cột {error.colno}: {_json_sentence(error)}"
        raise DataFileError(f"Tệp {name} không đúng cú pháp JSON.", details=[detail]) from error
    except RecursionError as error:
        raise DataFileError(f"Tệp {name} có quá nhiều ngoặc lồng nhau.") from error


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")


_JSON_SENTENCES = {
    "Expecting value": "chỗ này phải có một giá trị",
    "Expecting ',' delimiter": "thiếu dấu phẩy hoặc dấu đóng ngoặc trước chỗ này",
    "Expecting ':' delimiter": "thiếu dấu hai chấm sau tên khoá",
    "Expecting property name": "chỗ này phải là một tên khoá trong dấu nháy kép",
    "Illegal trailing comma": "thừa dấu phẩy trước dấu đóng ngoặc",
    "Unterminated string": "chuỗi chữ chưa có dấu nháy đóng",
    "Extra data": "sau khi danh sách đã đóng ngoặc vẫn còn chữ",
    "Invalid control character": "trong chuỗi chữ có dấu xuống dòng hoặc ký tự điều khiển",
    "Invalid \\": "dấu \\ trong chuỗi chữ không đúng",
}


def _json_sentence(error: json.JSONDecodeError) -> str:
    return next((words for head, words in _JSON_SENTENCES.items() if error.msg.startswith(head)), error.msg)


def _entry(item: object, place: str, say: Say) -> Entry:
    if not isinstance(item, dict):
        say(place, "phải là một bảng trong ngoặc nhọn")
        return Entry("?", place, {}, {}, {}, ())
    named = item.get("id")
    if isinstance(named, str) and named.strip():
        place = f"báo cáo “{named}”"
    else:
        say(place, "thiếu “id”, hoặc “id” không phải là chữ")
        named = "?"
    raw, derived, implied = (_table(item, key, place, say) for key in ("raw", "derived", "implied"))
    return Entry(named, place, raw, derived, implied, tuple(_checks(item, place, say)))


def _table(item: dict[str, object], key: str, place: str, say: Say) -> dict[str, object]:
    """A table of figures; none at all means that there are no figures of that sort."""
    table = item.get(key, {})
    if isinstance(table, dict):
        return table
    say(place, f"“{key}” phải là một bảng trong ngoặc nhọn")
    return {}


def _checks(item: dict[str, object], place: str, say: Say) -> Iterator[Check]:
    checks = item.get("checks", ABSENT)
    if not isinstance(checks, list):
        say(place, "thiếu “checks”" if checks is ABSENT else "“checks” phải là một danh sách trong ngoặc vuông")
        return
    for number, check in enumerate(checks, start=1):
        here = f"{place}, phép kiểm thứ {number}"
        if not isinstance(check, dict):
            say(here, "phải là một bảng trong ngoặc nhọn")
            continue
        name = check.get("name")
        if isinstance(name, str) and name.strip():
            here = f"{place}, phép kiểm “{name}”"
        else:
            say(here, "thiếu “name”, hoặc “name” không phải là chữ")
            name = "?"
        kind = check.get("kind", "")
        if not isinstance(kind, str) or not kind:
            say(here, "thiếu “kind”, hoặc “kind” không phải là chữ")
            continue
        yield Check(here, name, kind, *(check.get(key, ABSENT) for key in ("inputs", "stated", "decimals")))
