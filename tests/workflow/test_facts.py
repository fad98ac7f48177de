"""Typed facts: to JSON and back without loss, empty or not, and what is wrong with them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.workflow.facts import check, decode, encode, is_empty
from webapp.workflow.procedure import Column, FactDefinition
from webapp.workflow.procedure.model import Choice

COLUMNS = (
    Column(name="item", label="Nội dung số", type="int", required=True),
    Column(name="what", label="Việc", type="long_text"),
    Column(name="by", label="Hạn", type="date"),
    Column(name="nature", label="Kết quả", type="choice",
           choices=(Choice(value="violation", label="Vi phạm"), Choice(value="strength", label="Ưu điểm"))),
)
SESSION = {"on": date(2021, 7, 15), "start": "08:00", "end": "11:30", "place": "Trụ sở", "chair": "Đàm Thị Hoa",
           "recorder": "Vi Văn Tú", "attendees": [{"name": "Đàm Thị Hoa", "position": "Bí thư"}],
           "proceedings": "Đọc quyết định.", "conclusion": ""}
BALLOTS = {"entitled": 9, "present": 9, "issued": 9, "collected": 9, "invalid": 0,
           "expel": 0, "remove": 0, "warn": 6, "reprimand": 2, "none": 1}


def fact(kind: str) -> FactDefinition:
    choices = (Choice(value="heard", label="Nghe"), Choice(value="written", label="Văn bản"))
    return FactDefinition(key="f", type=kind, label="Dữ kiện", required=True,  # type: ignore[arg-type]
                          choices=choices if kind == "choice" else (), columns=COLUMNS if kind == "table" else ())


def with_session(**changed: Any) -> dict[str, Any]:
    return {**SESSION, **changed}


RIGHT: list[tuple[str, Any]] = [
    ("text", "Trụ sở Đảng uỷ"),
    ("long_text", "Dòng một\nDòng hai\tcó thụt"),
    ("lines", ["Một", "Hai"]),
    ("date", date(2021, 7, 12)),
    ("int", 0),
    ("bool", False),
    ("choice", "written"),
    ("table", [{"item": 1, "what": "Khắc phục", "by": date(2021, 12, 31), "nature": "violation"}]),
    ("table", [{"item": 1}, {"item": 2, "by": None}]),
    ("session", SESSION),
    ("session", with_session(start="", end="")),
    ("ballots", BALLOTS),
]

WRONG: list[tuple[str, Any, str]] = [
    ("text", 5, "phải là chữ"),
    ("text", "một\nhai", "chỉ được một dòng"),
    ("long_text", "a\x07b", "ký tự không in được"),
    ("lines", "một dòng", "phải là các dòng chữ"),
    ("lines", ["đúng", 7], "dòng 2 phải là chữ"),
    ("date", "2021-07-12", "phải là một ngày"),
    ("int", "45", "số nguyên"),
    ("int", -1, "số nguyên không âm"),
    ("int", True, "số nguyên"),
    ("bool", "có", "có hoặc không"),
    ("choice", "sung", "phải là một trong: Nghe, Văn bản"),
    ("table", [{"item": None, "what": "X"}], "dòng 1, Nội dung số: chưa ghi"),
    ("table", [{"item": 1}, {"item": 1, "nature": "other"}], "dòng 2, Kết quả: phải là một trong"),
    ("table", [{"item": 1, "by": "mai"}], "dòng 1, Hạn: phải là một ngày"),
    ("table", [{"item": 1, "colour": "đỏ"}], "dòng 1 có cột lạ “colour”"),
    ("table", ["một dòng"], "phải là các dòng của bảng"),
    ("session", with_session(on=None), "chưa ghi ngày họp"),
    ("session", with_session(on="hôm qua"), "ngày họp phải là một ngày"),
    ("session", with_session(chair=" "), "chưa ghi người chủ trì"),
    ("session", with_session(attendees=[]), "chưa ghi thành phần dự"),
    ("session", with_session(attendees=[{"name": ""}]), "người dự thứ 1 chưa có họ tên"),
    ("session", with_session(attendees=[{"name": "A", "age": 3}]), "mục lạ “age”"),
    ("session", with_session(start="8 giờ"), "giờ bắt đầu phải viết như 08:00"),
    ("session", with_session(end="07:59"), "giờ kết thúc phải sau giờ bắt đầu"),
    ("session", with_session(proceedings=["a"]), "nội dung, diễn biến phải là chữ"),
    ("session", with_session(mood="vui"), "mục lạ “mood”"),
    ("session", "buổi sáng", "phải là một buổi họp"),
    ("ballots", {**BALLOTS, "warn": -1}, "số phiếu cảnh cáo phải là số nguyên không âm"),
    ("ballots", {"entitled": 9}, "số có mặt phải là số nguyên"),
    ("ballots", {**BALLOTS, "dissolve": 1}, "mục lạ “dissolve”"),
    ("ballots", 9, "phải là kết quả kiểm phiếu"),
]

EMPTY: list[tuple[str, Any]] = [
    ("text", None), ("text", "  "), ("lines", []), ("lines", ["", " "]), ("date", None), ("int", None), ("bool", None),
    ("choice", ""), ("table", []), ("table", [{"item": None, "what": ""}]), ("session", {}),
    ("session", {"on": None, "place": "", "attendees": []}), ("ballots", {"warn": None}),
]


@pytest.mark.parametrize(("kind", "value"), RIGHT)
def test_a_right_value_is_accepted_and_survives_json(kind: str, value: Any) -> None:
    definition = fact(kind)
    assert check(definition, value) == []
    assert not is_empty(definition, value)
    assert decode(definition, json.loads(json.dumps(encode(definition, value)))) == value


@pytest.mark.parametrize(("kind", "value", "says"), WRONG)
def test_a_wrong_value_is_told_in_a_sentence(kind: str, value: Any, says: str) -> None:
    found = check(fact(kind), value)
    assert len(found) >= 1
    assert any(says in sentence for sentence in found), found


@pytest.mark.parametrize(("kind", "value"), EMPTY)
def test_a_blank_value_is_empty_and_not_wrong(kind: str, value: Any) -> None:
    assert is_empty(fact(kind), value)
    assert check(fact(kind), value) == []


def test_nothing_stays_nothing_in_json() -> None:
    assert encode(fact("date"), None) is None
    assert decode(fact("date"), "") is None


def test_a_date_that_is_none_is_refused_when_written_and_when_read() -> None:
    with pytest.raises(TypeError):
        encode(fact("date"), "2021-07-12")
    with pytest.raises(ValueError):
        decode(fact("date"), "2021-02-30")


cells = st.fixed_dictionaries({
    "item": st.integers(min_value=0), "what": st.text(), "by": st.none() | st.dates(),
    "nature": st.sampled_from(["violation", "strength"]),
})


@given(st.lists(cells, min_size=1, max_size=5))
def test_any_table_survives_json(rows: list[dict[str, Any]]) -> None:
    assert decode(fact("table"), json.loads(json.dumps(encode(fact("table"), rows)))) == rows


@given(st.dates(), st.text(), st.lists(st.fixed_dictionaries({"name": st.text(), "position": st.text()})))
def test_any_meeting_survives_json(on: date, proceedings: str, attendees: list[dict[str, str]]) -> None:
    value = with_session(on=on, proceedings=proceedings, attendees=attendees)
    assert decode(fact("session"), json.loads(json.dumps(encode(fact("session"), value)))) == value


def test_a_tally_counts_the_forms_its_procedure_names() -> None:
    forms = [{"value": form, "label": form} for form in ("dissolve", "warn", "reprimand", "none")]
    tally = FactDefinition.model_validate(
        {"key": "ballots", "type": "ballots", "label": "Kết quả", "required": True, "choices": forms})
    counts = {"entitled": 5, "present": 5, "issued": 5, "collected": 5, "invalid": 0}
    assert check(tally, {**counts, "dissolve": 0, "warn": 3, "reprimand": 2, "none": 0}) == []
    assert check(tally, {**counts, "warn": 3, "reprimand": 2, "none": 0, "expel": 0}) == [
        "có mục lạ “expel”", "số phiếu giải tán phải là số nguyên không âm"]
