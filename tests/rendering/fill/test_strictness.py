"""Missing names, names that collide with Python, and what a template may not reach."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rendering.fill.words import para, table, word
from webapp.rendering.fill import TemplateError, fill
from webapp.rendering.text import read_text


def _missing(body: str, **values: Any) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        fill(word(body), values)
    return [line.split("“")[1].split("”")[0] for line in caught.value.details]


def test_all_missing_names_are_reported_at_once() -> None:
    body = para("{{ a }}{{ b.c }}{% if d %}{% endif %}{% for x in e %}{% endfor %}{{ f|upper }}{{ g ~ 'x' }}")
    assert _missing(body, b={}) == ["a", "b.c", "d", "e", "f", "g"]


def test_a_missing_key_is_named_with_the_row_it_is_missing_from() -> None:
    body = para("{% for m in members %}{{ m.phone }}{% endfor %}")
    assert _missing(body, members=[{"phone": "1"}, {}]) == ["members[1].phone"]


def test_missing_names_are_reported_through_docxtpl_too() -> None:
    body = para("{{ a }}") + table([["{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"]], 3)
    assert _missing(body, columns=["x"]) == ["a"]


def test_a_template_may_ask_whether_a_name_is_there() -> None:
    template = word(para("{% if a is defined %}có{% else %}không{% endif %}, {{ a|default('mặc định') }}"))
    assert read_text(fill(template, {}).docx) == "không, mặc định\n"


@pytest.mark.parametrize("key", ["items", "keys", "values", "get", "copy", "update", "pop", "path"])
def test_a_name_that_python_also_knows_means_the_value(key: str) -> None:
    assert read_text(fill(word(para(f"{{{{ d.{key} }}}}")), {"d": {key: "giá trị"}}).docx) == "giá trị\n"


@pytest.mark.parametrize("name", ["range", "dict", "lipsum", "cycler", "joiner", "namespace"])
def test_jinja_s_own_names_do_not_exist(name: str) -> None:
    assert _missing(para(f"{{{{ {name} }}}}")) == [name]


@pytest.mark.parametrize("tag", ["{{ a.upper }}", "{{ a['upper'] }}", "{{ n.real }}", "{{ l.append }}", "{{ loop }}"])
def test_python_s_attributes_do_not_exist(tag: str) -> None:
    with pytest.raises(TemplateError):
        fill(word(para(tag)), {"a": "chữ", "n": 1, "l": [1]})


def test_a_broken_template_names_every_mistake_with_its_place() -> None:
    template = word(para("được") + para("{{ a + b }}") + para("{% set x = 1 %}"), header=para("{{ c"))
    with pytest.raises(TemplateError) as caught:
        fill(template, {})
    places = [line.split(":")[0] for line in caught.value.details]
    assert places == [
        "Thân văn bản (word/document.xml), đoạn 2, {{ a + b }}",
        "Thân văn bản (word/document.xml), đoạn 3, {% set x = 1 %}",
        "Đầu trang (word/header.xml), đoạn 1, {{ c",
    ]


def test_a_file_that_is_not_word_s_is_refused_with_a_sentence() -> None:
    with pytest.raises(TemplateError, match="chỗ sai"):
        fill(b"PK not really", {})


def test_a_filter_that_does_not_fit_the_value_is_a_refusal_not_a_crash() -> None:
    with pytest.raises(TemplateError, match="không điền được"):
        fill(word(para("{{ a|abs }}")), {"a": "chữ"})
