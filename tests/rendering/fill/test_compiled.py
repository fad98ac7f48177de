"""A template is compiled once, and its fills are the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.rendering.fill.words import drawing, para, part, table, word
from webapp.rendering.fill import engine, fill
from webapp.rendering.fill.compiled import compile_template
from webapp.rendering.text import read_text

ROW_LOOP = table([["Tên"], ["{%tr for m in ms %}"], ["{{ m }}"], ["{%tr endfor %}"]], 1)


def _is_settled(body: str, **stories: str) -> bool:
    return compile_template(word(body, **stories)).settled


@pytest.mark.parametrize(
    "body",
    [
        para("{{ x }}"),
        para("{%p for x in xs %}") + para("{{ x }}") + para("{%p endfor %}"),
        para("{% if x %}một", "hai{% endif %}"),
        ROW_LOOP,
        table([["a", "b"], ["c", "d"]], 2),
    ],
)
def test_ordinary_templates_are_filled_from_the_cache(body: str) -> None:
    assert _is_settled(body)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (table([["{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"]], 3), "columns in a loop"),
        (table([["{% colspan n %}x"]], 2), "a computed span"),
        (table([["a", "b"]], 1), "more cells than columns"),
        (table([["a"]], 2), "fewer cells than columns"),
        (table([["{%tr for m in ms %}"], ["{{ m }}"], ["{%tr endfor %}"]], 1), "no row that always stays"),
    ],
)
def test_tables_that_docxtpl_would_mend_go_through_docxtpl(body: str, why: str) -> None:
    assert not _is_settled(body), why


def test_a_block_that_leaves_elements_open_goes_through_docxtpl() -> None:
    assert not _is_settled(para("{% if x %}") + table([["{% endif %}"]], 1))


def test_a_known_template_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    template = word(para("chỉ dùng một lần: {{ x }}"))
    fill(template, {"x": 1})
    monkeypatch.setattr(engine, "compile_template", lambda data: pytest.fail("compiled twice"))
    assert read_text(fill(template, {"x": 2}).docx) == "chỉ dùng một lần: 2\n"


def test_the_cache_forgets_the_template_that_was_unused_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "KEPT", 2)
    monkeypatch.setattr(engine, "_known", type(engine._known)())
    first, second, third = (word(para(f"{number}{{{{ x }}}}")) for number in range(3))
    for template in (first, second, first, third):
        fill(template, {"x": ""})
    assert len(engine._known) == 2
    monkeypatch.setattr(engine, "compile_template", lambda data: pytest.fail("the wrong one was forgotten"))
    fill(first, {"x": ""})


def test_threads_fill_one_template_without_mixing_values_or_reports() -> None:
    template = word(para("{{ x }}") + para("{% for m in ms %}{{ m.name }}{% endfor %}"))

    def one(number: int) -> tuple[str, tuple[str, ...]]:
        filled = fill(template, {"x": str(number), "ms": [{"name": ""}] * (number % 5)})
        return read_text(filled.docx), filled.empty

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(one, range(200)))
    for number, (text, empty) in enumerate(answers):
        assert text == f"{number}\n\n"
        assert empty == (tuple(f"ms[{row}].name" for row in range(number % 5)) or ("ms",))


def test_two_fills_are_the_same_bytes() -> None:
    template = word(para("{{ x }}") + drawing(7), title="Quyết định {{ x }}", header=para("{{ x }}"))
    assert fill(template, {"x": "một"}).docx == fill(template, {"x": "một"}).docx


def test_entries_carry_no_date_of_today() -> None:
    filled = fill(word(para("{{ x }}")), {"x": "một"}).docx
    with zipfile.ZipFile(io.BytesIO(filled)) as opened:
        assert {item.date_time for item in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert opened.testzip() is None


def test_every_part_that_docxtpl_fills_is_filled() -> None:
    template = word(
        para("{{ x }}"), title="{{ x }}", header=para("{{ x }}"), footer=para("{{ x }}"), footnotes=para("{{ x }}")
    )
    filled = fill(template, {"x": "A & B"}).docx
    for name in ("document", "header", "footer", "footnotes"):
        assert "A &amp; B" in part(filled, f"word/{name}.xml"), name
    assert "<dc:title>A &amp; B</dc:title>" in part(filled, "docProps/core.xml")


def test_a_property_is_cut_at_the_length_that_word_allows() -> None:
    filled = fill(word(para("x"), title="{{ x }}"), {"x": "&" * 300}).docx
    assert part(filled, "docProps/core.xml").count("&amp;") == 255


def test_drawings_in_a_loop_get_numbers_of_their_own() -> None:
    body = para("{%p for x in xs %}") + drawing(5) + para("{%p endfor %}") + drawing(5)
    filled = fill(word(body), {"xs": [1, 2, 3]}).docx
    numbers = re.findall(r'docPr id="(\d+)"', part(filled, "word/document.xml"))
    assert numbers == ["1001", "1002", "1003", "1004"]


def test_one_value_with_braces_is_not_filled_again_in_a_file_of_several_sections() -> None:
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    template = word(para("x") + section + section, footnotes=para("{{ x }}"))
    assert "{{ y }}" in part(fill(template, {"x": "{{ y }}"}).docx, "word/footnotes.xml")


@pytest.mark.parametrize("members", [[], ["A"], [f"Đồng chí {number}" for number in range(30)]])
def test_a_row_loop_prints_as_many_rows_as_there_are_members(members: list[Any]) -> None:
    assert read_text(fill(word(ROW_LOOP), {"ms": members}).docx).split("\n")[1:-1] == members
