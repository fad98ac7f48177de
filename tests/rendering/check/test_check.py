"""What a template check says."""

from __future__ import annotations

from pathlib import Path

import pytest
from docxtpl import DocxTemplate

from tests.rendering.fill.words import para, table, word
from webapp.errors import DomainError
from webapp.rendering.check import check_template, variables

REAL = Path(__file__).parents[3].parent / "shared" / "real" / "reference"
GOOD = [
    "{{ x }}",
    "{{ x.y.z }}, {{ x[0] }}, {{ x['tên'] }}, {{ x[1:3] }}, {{ x[-1] }}",
    "{{ x|upper }}{{ x|default('-') }}{{ x|default('-', true) }}{{ x|join(', ') }}{{ x|length }}",
    "{{ x or y }}{{ x and y }}{{ x if y else 'không' }}{{ x ~ ', ' ~ y }}",
    "{% if x == 'a' and not y or x in ['a', 'b'] %}một{% elif x is defined %}hai{% else %}ba{% endif %}",
    "{% for m in x %}{{ loop.index }}. {{ m.name }}{% if not loop.last %}; {% endif %}{% else %}không ai{% endfor %}",
    "{% for k, v in x.items() %}{{ k }}: {{ v }}{% endfor %}",
    "{% for m in x if m.present %}{{ m }}{% endfor %}",
    "{{ x.upper() }}{{ x.title() }}",
    "{{ x|default(“ngoặc cong”) }}",
    "{# ghi chú cho người soạn mẫu #}",
    "{%- if x -%}a{%- endif -%}",
    "{{r x }}",
    "chữ có ngoặc {x} và % thường",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_official_templates_use_is_allowed(text: str) -> None:
    assert check_template(word(para(text)), None) == []


def test_the_marks_of_docxtpl_are_allowed() -> None:
    rows = [["{%tr for m in ms %}"], ["{% vm %}{{ x }}", "{% cellbg color %}{{ m }}"], ["{%tr endfor %}"]]
    body = para("{%p if x %}") + table(rows, 2) + para("{%p endif %}") + table([["{% colspan n %}{{ x }}"]], 2)
    assert check_template(word(body), {"x", "ms", "m", "color", "n"}) == []


def test_all_mistakes_of_all_parts_are_reported_at_once() -> None:
    template = word(
        para("{{ a.f() }}") + para("{{ b + 1 }}{% set c = 1 %}"), header=para("{{ d"), title="{{ e|safe }}",
        comments=para("{{ f }}"),
    )  # fmt: skip
    places = [(problem.part, problem.paragraph, problem.expression) for problem in check_template(template, None)]
    assert sorted(places) == [
        ("docProps/core.xml", 0, "{{ e|safe }}"),
        ("word/comments.xml", 1, "{{ f }}"),
        ("word/document.xml", 1, "{{ a.f() }}"),
        ("word/document.xml", 2, "{% set c = 1 %}"),
        ("word/document.xml", 2, "{{ b + 1 }}"),
        ("word/header.xml", 1, "{{ d"),
    ]


def test_parts_with_mistakes_are_not_handed_to_docxtpl_s_slow_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DocxTemplate, "patch_xml", lambda self, xml: pytest.fail("patched all the same"))
    assert len(check_template(word(para("{% if") * 50), None)) == 50


def test_a_problem_reads_as_a_sentence_with_place_and_advice() -> None:
    (problem,) = check_template(word(para("Số") + para("{{ so_quyet_din }}")), {"so_quyet_dinh"})
    assert str(problem) == (
        "Thân văn bản (word/document.xml), đoạn 2, {{ so_quyet_din }}: không có giá trị nào tên “so_quyet_din”; "
        "có phải “so_quyet_dinh”?"
    )


def test_names_are_checked_only_when_given() -> None:
    template = word(para("{{ a }}{{ b.c }}"))
    assert check_template(template, None) == []
    assert [problem.expression for problem in check_template(template, {"b"})] == ["{{ a }}"]


def test_a_dotted_name_allows_its_first_part() -> None:
    assert check_template(word(para("{{ members[0].name }}")), {"members.name"}) == []


def test_names_of_a_loop_are_known_inside_it_only() -> None:
    body = para("{% for m in ms %}{{ m }}{% endfor %}") + para("{{ m }}")
    problems = check_template(word(body), {"ms"})
    assert [(problem.paragraph, problem.expression) for problem in problems] == [(2, "{{ m }}")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ a", "không đóng"),
        ("a }}", "không có thẻ mở"),
        ("{{ a {{ b }}", "không đóng"),
        ("{% if a %}", "chưa đóng “if”"),
        ("{% for a in b %}", "chưa đóng “for”"),
        ("{% endif %}", "không đóng khối if"),
        ("{% if a %}{% endfor %}{% endif %}", "không đóng khối for"),
        ("{% elif a %}", "không nằm trong khối"),
        ("{% else %}", "không nằm trong khối"),
        ("{% if a %}{% else b %}{% endif %}", "thừa chữ"),
        ("{% if a %}{% endif a %}", "thừa chữ"),
        ("{% iff a %}", "không có lệnh “iff”"),
        ("{{ }}", "thẻ trống"),
        ("{{ họ tên }}", "sai cú pháp"),
        ("{% vm %}", "ngoài vòng lặp"),
        ("{{ loop.index }}", "ngoài vòng lặp"),
    ],
)
def test_a_broken_tag_is_named(text: str, sentence: str) -> None:
    problems = check_template(word(para(text)), None)
    assert len(problems) == 1
    assert sentence in problems[0].sentence


def test_a_block_may_span_paragraphs_but_not_parts() -> None:
    whole = para("{%p if a %}") + para("b") + para("{%p endif %}")
    assert check_template(word(whole), None) == []
    assert len(check_template(word(para("{% if a %}"), header=para("{% endif %}")), None)) == 2


def test_variables_are_the_names_asked_for_in_all_parts() -> None:
    body = para("{{ a.b }}{% for m in c %}{{ m.d }}{{ e }}{% endfor %}{% if f %}{% endif %}")
    template = word(body, header=para("{{ g }}"), footnotes=para("{{ h|default(i) }}"), title="{{ j }}")
    assert variables(template) == {"a", "c", "e", "f", "g", "h", "i", "j"}


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_not_word_s_is_one_problem(data: bytes) -> None:
    (problem,) = check_template(data, None)
    assert "lưu lại dạng .docx" in problem.advice
    with pytest.raises(DomainError, match="Không đọc được"):
        variables(data)


def test_reference_papers_have_no_mistake() -> None:
    templates = sorted(REAL.glob("tpl_*.docx"))
    if not templates:
        pytest.skip("the reference papers are not here")
    assert [check_template(path.read_bytes(), None) for path in templates] == [[], [], []]
