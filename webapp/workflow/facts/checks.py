"""Is a fact empty, and what is wrong with it, in sentences for the person who typed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the loader of procedures imports this package
    from webapp.workflow.procedure.model import Choice, Column, FactDefinition


BALLOT_KEYS = {
    "entitled": "tổng số thành viên có quyền biểu quyết",
    "present": "số có mặt",
    "issued": "số phiếu phát ra",
    "collected": "số phiếu thu về",
    "invalid": "số phiếu không hợp lệ",
    "expel": "số phiếu khai trừ",
    "remove": "số phiếu cách chức",
    "warn": "số phiếu cảnh cáo",
    "reprimand": "số phiếu khiển trách",
    "none": "số phiếu không kỷ luật",
}
FORMS = {
    "dissolve": "số phiếu giải tán",
    "expel": "số phiếu khai trừ",
    "remove": "số phiếu cách chức",
    "warn": "số phiếu cảnh cáo",
    "reprimand": "số phiếu khiển trách",
    "none": "số phiếu không kỷ luật",
}
SESSION_KEYS = {
    "on": "ngày họp",
    "start": "giờ bắt đầu",
    "end": "giờ kết thúc",
    "place": "địa điểm",
    "chair": "người chủ trì",
    "recorder": "người ghi biên bản",
    "attendees": "thành phần dự",
    "proceedings": "nội dung, diễn biến",
    "conclusion": "kết luận",
}
_NEEDED_OF_A_SESSION = ("on", "place", "chair", "recorder", "attendees", "proceedings")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


def ballot_keys(definition: FactDefinition) -> dict[str, str]:
    """The counts of a tally: the usual forms, or those the procedure names as `choices` (of an organisation, say)."""
    if not definition.choices:
        return BALLOT_KEYS
    counts = {key: label for key, label in BALLOT_KEYS.items() if key not in FORMS}
    return counts | {choice.value: FORMS.get(choice.value, choice.label) for choice in definition.choices}


def is_blank(value: Any) -> bool:
    """Nothing was written: None, white space, or a list, row or meeting of blanks. `False` and 0 are answers."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return all(is_blank(part) for part in value.values())
    if isinstance(value, list | tuple):
        return all(is_blank(part) for part in value)
    return False


def is_empty(definition: FactDefinition, value: Any) -> bool:
    """The fact was not answered yet. Today blank means the same for every type."""
    return is_blank(value)


def check(definition: FactDefinition, value: Any) -> list[str]:
    """Vietnamese sentences, lower-case first word, one per mistake; an empty fact has none (see `is_empty`)."""
    if is_empty(definition, value):
        return []
    if definition.type == "lines":
        return _lines(value)
    if definition.type == "table":
        return list(_table(definition, value))
    if definition.type == "session":
        return list(_session(value))
    if definition.type == "ballots":
        return list(_ballots(ballot_keys(definition), value))
    return _single(definition.type, definition.choices, value)


def _single(kind: str, choices: tuple[Choice, ...], value: Any) -> list[str]:
    if kind in ("text", "long_text"):
        return _text(kind, value)
    if kind == "date":
        right = isinstance(value, date) and not isinstance(value, datetime)
        return [] if right else ["phải là một ngày, ví dụ 12/7/2021"]
    if kind == "int":
        return [] if _is_count(value) else ["phải là số nguyên không âm"]
    if kind == "bool":
        return [] if isinstance(value, bool) else ["phải chọn có hoặc không"]
    if value in [choice.value for choice in choices]:
        return []
    return [f"phải là một trong: {', '.join(choice.label for choice in choices)}"]


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _text(kind: str, value: Any) -> list[str]:
    if not isinstance(value, str):
        return ["phải là chữ"]
    if kind == "text" and "\n" in value:
        return ["chỉ được một dòng"]
    return ["có ký tự không in được"] if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", value) else []


def _lines(value: Any) -> list[str]:
    if not isinstance(value, list | tuple):
        return ["phải là các dòng chữ"]
    return [f"dòng {number} {wrong}" for number, line in enumerate(value, 1) for wrong in _text("text", line)]


def _table(definition: FactDefinition, value: Any) -> Iterator[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(row, dict) for row in value):
        yield "phải là các dòng của bảng"
        return
    columns = {column.name: column for column in definition.columns}
    for number, row in enumerate(value, start=1):
        for name in row:
            if name not in columns:
                yield f"dòng {number} có cột lạ “{name}”"
        for column in definition.columns:
            yield from (f"dòng {number}, {column.label}: {wrong}" for wrong in _cell(column, row.get(column.name)))


def _cell(column: Column, value: Any) -> list[str]:
    if value is None or (isinstance(value, str) and not value.strip()):
        return ["chưa ghi"] if column.required else []
    return _single(column.type, column.choices, value)


def _session(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield "phải là một buổi họp"
        return
    yield from (f"có mục lạ “{key}”" for key in value if key not in SESSION_KEYS)
    for key in _NEEDED_OF_A_SESSION:
        if value.get(key) in (None, "", [], ()) or (isinstance(value[key], str) and not value[key].strip()):
            yield f"chưa ghi {SESSION_KEYS[key]}"
    if value.get("on") not in (None, "") and _single("date", (), value["on"]):
        yield "ngày họp phải là một ngày, ví dụ 12/7/2021"
    yield from _hours(value.get("start"), value.get("end"))
    yield from _attendees(value.get("attendees"))
    for key in ("place", "chair", "recorder", "proceedings", "conclusion"):
        if value.get(key) is not None and not isinstance(value[key], str):
            yield f"{SESSION_KEYS[key]} phải là chữ"


def _hours(start: Any, end: Any) -> Iterator[str]:
    for label, hour in (("giờ bắt đầu", start), ("giờ kết thúc", end)):
        if hour and not (isinstance(hour, str) and _CLOCK.fullmatch(hour)):
            yield f"{label} phải viết như 08:00"
            return
    if start and end and _minutes(end) <= _minutes(start):
        yield "giờ kết thúc phải sau giờ bắt đầu"


def _minutes(hour: str) -> int:
    hours, _, minutes = hour.partition(":")
    return int(hours) * 60 + int(minutes)


def _attendees(value: Any) -> Iterator[str]:
    if not value:
        return
    if not isinstance(value, list | tuple) or not all(isinstance(person, dict) for person in value):
        yield "thành phần dự phải là danh sách người"
        return
    for number, person in enumerate(value, start=1):
        if not str(person.get("name") or "").strip():
            yield f"người dự thứ {number} chưa có họ tên"
        yield from (f"người dự thứ {number} có mục lạ “{key}”" for key in person if key not in ("name", "position"))


def _ballots(keys: dict[str, str], value: Any) -> Iterator[str]:
    """The form of the tally only; whether the sums agree is law (C16) and is judged by `webapp.rules`."""
    if not isinstance(value, dict):
        yield "phải là kết quả kiểm phiếu"
        return
    yield from (f"có mục lạ “{key}”" for key in value if key not in keys)
    for key, label in keys.items():
        if not _is_count(value.get(key)):
            yield f"{label} phải là số nguyên không âm"
