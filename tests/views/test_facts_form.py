"""The facts form: what is typed becomes a value, what cannot be read comes back with its sentence and its text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from webapp.forms.facts import posted, read_value, stored
from webapp.forms.facts.fields import boxes_of
from webapp.queries.fact_text import text_of
from webapp.queries.step_page import FactValue
from webapp.workflow.facts.checks import BALLOT_KEYS
from webapp.workflow.procedure.model import Choice, Column, FactDefinition

CHOICES = (Choice(value="heard", label="Nghe trực tiếp"), Choice(value="written", label="Bằng văn bản"))
COLUMNS = (
    Column(name="item", label="Nội dung số", type="int"),
    Column(name="what", label="Sự việc", type="long_text"),
    Column(name="until", label="Hạn", type="date"),
    Column(name="kind", label="Loại", type="choice", choices=CHOICES),
)


def fact(kind: str, **more: Any) -> FactDefinition:
    return FactDefinition(key="k", type=kind, label="Nhãn", required=True, **more)  # type: ignore[arg-type]


SESSION = {
    "on": date(2021, 9, 20), "start": "08:00", "end": "", "place": "Trụ sở", "chair": "Quyết", "recorder": "Nguyệt",
    "attendees": [{"name": "Thuận", "position": "Đảng ủy viên"}], "proceedings": "1. Mở đầu\n2. Kết thúc",
    "conclusion": "",
}  # fmt: skip
BALLOTS = {**dict.fromkeys(BALLOT_KEYS, 0), "entitled": 9, "warn": 6}
VALUES = [
    (fact("text"), "Trụ sở Đảng ủy"),
    (fact("long_text"), "Dòng một\nDòng hai"),
    (fact("lines"), ["Một", "Hai"]),
    (fact("date"), date(2021, 9, 20)),
    (fact("int"), 45),
    (fact("int"), 0),
    (fact("bool"), True),
    (fact("bool"), False),
    (fact("choice", choices=CHOICES), "written"),
    (fact("table", columns=COLUMNS), [{"item": 1, "what": "Ký hợp đồng", "until": date(2021, 9, 30), "kind": "heard"}]),
    (fact("session"), SESSION),
    (fact("ballots"), BALLOTS),
]


@pytest.mark.parametrize(("definition", "value"), VALUES, ids=lambda v: getattr(v, "type", ""))
def test_a_value_shown_and_sent_back_is_the_same(definition: FactDefinition, value: Any) -> None:
    assert read_value(definition, boxes_of(definition, value)) == (value, [])


@pytest.mark.parametrize(("definition", "value"), VALUES, ids=lambda v: getattr(v, "type", ""))
def test_every_kind_of_value_reads_as_text(definition: FactDefinition, value: Any) -> None:
    assert text_of(definition, value)


@pytest.mark.parametrize("definition", [definition for definition, _ in VALUES], ids=lambda d: d.type)
def test_an_empty_form_is_no_value(definition: FactDefinition) -> None:
    assert read_value(definition, {}) == (None, [])


@pytest.mark.parametrize(
    ("typed", "value"),
    [("20/9/2021", date(2021, 9, 20)), ("20092021", date(2021, 9, 20)), (" 20-9-21 ", date(2021, 9, 20))],
)
def test_a_date_is_read_as_people_write_it(typed: str, value: date) -> None:
    assert read_value(fact("date"), {"k": typed}) == (value, [])


@pytest.mark.parametrize(
    ("definition", "sent", "place", "sentence"),
    [
        (fact("date"), {"k": "31/2/2021"}, "f-k", "không có ngày 31"),
        (fact("int"), {"k": "bốn lăm"}, "f-k", "phải là số nguyên không âm"),
        (fact("int"), {"k": "-3"}, "f-k", "phải là số nguyên không âm"),
        (fact("table", columns=COLUMNS), {"k-0-what": "x", "k-0-until": "mai"}, "f-k-0-until", "Không hiểu"),
        (fact("session"), {"k-on": "32/13/2021"}, "f-k-on", "phải từ 1 đến 12"),
        (fact("ballots"), {"k-entitled": "chín"}, "f-k-entitled", "phải là số nguyên"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_box(
    definition: FactDefinition, sent: dict[str, str], place: str, sentence: str
) -> None:
    _, mistakes = read_value(definition, sent)
    assert [where for where, _ in mistakes] == [place]
    assert sentence in mistakes[0][1]


def test_blank_rows_are_dropped_and_rows_keep_their_order() -> None:
    sent = {"k-10-what": "mười", "k-2-what": "hai", "k-3-what": "  ", "k-x-what": "lạ"}
    value, mistakes = read_value(fact("table", columns=COLUMNS), sent)
    assert ([row["what"] for row in value], mistakes) == (["hai", "mười"], [])


def test_text_is_kept_in_one_form_of_unicode_without_control_characters() -> None:
    value, _ = read_value(fact("text"), {"k": "Hu\u0065\u0323\u0302 \x07Bình"})
    assert value == "Huệ Bình"


def test_a_suggestion_stands_only_where_nothing_is_known() -> None:
    known = FactValue(fact("text"), "đã ghi", 3, "gợi ý")
    unknown = FactValue(fact("text"), None, 0, "gợi ý")
    assert [(f.boxes["k"], f.suggested) for f in stored([known, unknown])] == [("đã ghi", False), ("gợi ý", True)]


def test_a_posted_form_keeps_every_text_and_two_blank_rows() -> None:
    definition = fact("table", columns=COLUMNS)
    field = posted([FactValue(definition, None, 0)], {"k-0-item": "một", "k-0-what": "x", "seen-k": "4"})[0]
    assert (field.boxes["k-0-item"], field.rows, field.version) == ("một", [0, 1, 2], 4)


@pytest.mark.parametrize("seen", ["", "abc", "-1", "１"])
def test_a_strange_version_counts_as_none_seen(seen: str) -> None:
    assert posted([FactValue(fact("text"), None, 0)], {"seen-k": seen})[0].version == 0
