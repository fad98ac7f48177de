"""What becomes of values."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis.strategies import characters, text
from markupsafe import Markup

from tests.rendering.fill.words import para, part, table, word
from webapp.rendering.fill import TemplateError, fill
from webapp.rendering.text import read_text

SETTLED = word(para("[{{ x }}]"))
# A cell made by a loop changes the columns, so docxtpl itself fills this one.
STOCK = word(para("[{{ x }}]") + table([["{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"]], 3))
BOTH = pytest.mark.parametrize("template", [SETTLED, STOCK], ids=["compiled", "through docxtpl"])


def _printed(template: bytes, value: Any) -> str:
    text = read_text(fill(template, {"x": value, "columns": ["một"]}).docx)
    return text[1 : text.index("]")]


@BOTH
@pytest.mark.parametrize(
    "value",
    [
        "Nguyễn Văn A & Trần Thị B",
        "<w:p>không phải đoạn</w:p>",
        "{{ x }} {% for %} {# ghi chú #}",
        "{{ ''.__class__ }}",
        'nháy "kép" và \'đơn\'',
        "]]>",
        "đường dẫn C:\\tệp",
        "😀 ngoài mặt phẳng cơ bản",
    ],
)
def test_a_value_comes_out_as_text(template: bytes, value: str) -> None:
    text = read_text(fill(template, {"x": value, "columns": ["một"]}).docx)
    assert text.startswith(f"[{value}]")


@given(value=text(alphabet=characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2028\u2029")))
@example("{_{ x }_}")
@example("<w:p ")
@settings(max_examples=300, deadline=None)
def test_any_text_comes_out_composed_and_otherwise_as_it_is(value: str) -> None:
    printed = read_text(fill(SETTLED, {"x": value}).docx)
    assert printed == f"[{unicodedata.normalize('NFC', value)}]\n"


@BOTH
def test_decomposed_letters_are_composed(template: bytes) -> None:
    value = unicodedata.normalize("NFD", "Thường trực Uỷ ban Kiểm tra")
    assert _printed(template, value) == "Thường trực Uỷ ban Kiểm tra"


@BOTH
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\v", "\u2028", "\u2029", "\x85"])
def test_a_line_break_becomes_a_line_break_of_word(template: bytes, line_break: str) -> None:
    filled = fill(template, {"x": f"một{line_break}hai", "columns": ["một"]}).docx
    assert part(filled, "word/document.xml").count("<w:br/>") == 1
    assert read_text(filled).startswith("[một\nhai]")


@BOTH
def test_a_tab_becomes_a_tab_of_word(template: bytes) -> None:
    filled = fill(template, {"x": "một\thai", "columns": ["một"]}).docx
    assert "<w:tab/>" in part(filled, "word/document.xml")


@BOTH
def test_control_characters_vanish(template: bytes) -> None:
    assert _printed(template, "a\x00b\x08c\x1bd\ufffee\ud800f") == "abcdef"


@BOTH
@pytest.mark.parametrize(("value", "printed"), [(3, "3"), (0, "0"), (2.5, "2.5"), (True, "True"), (None, ""), ("", "")])
def test_plain_scalars_print(template: bytes, value: Any, printed: str) -> None:
    assert _printed(template, value) == printed


def test_markup_gets_no_way_round_the_escaping() -> None:
    assert _printed(SETTLED, Markup("<b>đậm</b>")) == "<b>đậm</b>"


def test_an_enumeration_of_text_counts_as_its_text() -> None:
    class Kind(StrEnum):
        MEMBER = "đảng viên"

    assert _printed(SETTLED, Kind.MEMBER) == "đảng viên"


@pytest.mark.parametrize("value", [date(2021, 7, 12), object(), b"bytes", {1, 2}, len, 3j, ValueError("x"), type])
def test_what_is_not_plain_is_refused_by_name(value: Any) -> None:
    with pytest.raises(TemplateError) as caught:
        fill(SETTLED, {"x": {"inner": [value]}})
    assert caught.value.details[0].startswith("x.inner[0]: ")


def test_every_value_that_is_not_plain_is_named_at_once() -> None:
    with pytest.raises(TemplateError) as caught:
        fill(SETTLED, {"x": object(), "y": [1, b""], "z": {1: "một"}})
    assert [line.split(":")[0] for line in caught.value.details] == ["x", "y[1]", "z"]


def test_values_that_contain_themselves_are_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(TemplateError, match="lồng nhau"):
        fill(SETTLED, {"x": loop})


def test_filling_does_not_change_the_values() -> None:
    values = {"x": {"y": ["", None, "e\u0302"]}}
    fill(word(para("{{ x.y[2] }}")), values)
    assert values == {"x": {"y": ["", None, "e\u0302"]}}


def _empty(body: str, **values: Any) -> tuple[str, ...]:
    return fill(word(body), values).empty


def test_every_empty_value_that_was_printed_is_reported_by_name() -> None:
    body = para("{{ a }}{{ b }}{{ c.d }}{{ e }}") + para("{% for m in members %}{{ m.name }}{{ m.phone }}{% endfor %}")
    values: dict[str, Any] = {
        "a": "", "b": None, "c": {"d": " "}, "e": "đủ", "unused": "",
        "members": [{"name": "A", "phone": "1"}, {"name": "B", "phone": ""}],
    }  # fmt: skip
    assert _empty(body, **values) == ("a", "b", "c.d", "members[1].phone")


def test_a_loop_over_nobody_is_reported() -> None:
    assert _empty(para("{% for m in members %}{{ m }}{% endfor %}"), members=[]) == ("members",)


def test_an_empty_value_that_only_decides_is_not_reported() -> None:
    assert _empty(para("{% if a %}có{% endif %}{{ a or 'không' }}{{ b|default('-', true) }}"), a="", b=None) == ()


@pytest.mark.parametrize("tag", ["{{ a|upper }}", "{{ a|trim|title }}", "{{ a ~ '.' }}", "{{ a.title() }}"])
def test_an_empty_value_is_reported_through_filters_too(tag: str) -> None:
    assert _empty(para(tag), a="") == ("a",)


def test_none_prints_as_nothing_and_is_none() -> None:
    template = word(para("{{ a }}{% if a is none %}trống{% endif %}{% if a == none %}!{% endif %}"))
    assert read_text(fill(template, {"a": None}).docx) == "trống!\n"
