"""No payload gets through, wherever it stands: each is refused with its part and paragraph, and never executed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rendering.fill.words import para, table, word
from webapp.rendering.check import check_template
from webapp.rendering.fill import TemplateError, fill

PAYLOADS = [
    "{{ cycler.__init__.__globals__.os.popen('touch PROOF').read() }}",
    "{{ self.__init__.__globals__.__builtins__.__import__('os').system('touch PROOF') }}",
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ x.__class__ }}",
    "{{ x['__class__'] }}",
    "{{ x|attr('__class__') }}",
    "{{ x|attr('cla' ~ 'ss') }}",
    "{{ x[('__cla' ~ 'ss__')] }}{{ x.f() }}",
    "{{ x.y.z() }}",
    "{{ x() }}",
    "{{ x.append(1) }}",
    "{{ x.update({'a': 1}) }}",
    "{{ x.format(y) }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '%s' % x }}",
    "{{ x|format(y) }}",
    "{{ 'a' * 10000000000 }}",
    "{{ x * 10 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ x + y }}",
    "{{ x - y }}",
    "{{ x / y }}",
    "{{ x // y }}",
    "{{ x % y }}",
    "{{ -x }}",
    "{{ 2 * loop.length * loop.length }}",
    "{{ range(1000000) }}",
    "{{ lipsum(n=200000) }}",
    "{{ dict(a=1) }}",
    "{{ namespace(a=1) }}",
    "{{ joiner(',') }}",
    "{{ config.items('x') }}",
    "{{ request.application() }}",
    "{{ get_flashed_messages() }}",
    "{{ url_for('x') }}",
    "{{ caller() }}",
    "{{ super() }}",
    "{{ _x }}",
    "{{ x._private }}",
    "{{ x['_private'] }}",
    "{{ __import__ }}",
    "{{ {'a': 1} }}",
    "{{ x|safe }}",
    "{{ x|map('upper') }}",
    "{{ x|map(attribute='__class__') }}",
    "{{ x|select('x') }}",
    "{{ x|selectattr('__class__') }}",
    "{{ x|groupby('__class__') }}",
    "{{ x|sum(attribute='__class__') }}",
    "{{ x|sort(attribute='__class__') }}",
    "{{ x|join(attribute='__class__') }}",
    "{{ x|center(1000000000) }}",
    "{{ x|indent(1000000000) }}",
    "{{ x|replace('a', 'b') }}",
    "{{ x|round(1000000) }}",
    "{{ x|xmlattr }}",
    "{{ x|tojson }}",
    "{{ x|pprint }}",
    "{{ x|random }}",
    "{{ x|batch(1000000000) }}",
    "{{ x|no_such_filter }}",
    "{{ x is filter }}",
    "{{ x is callable }}",
    "{{ x is sameas(y) }}",
    "{% set x = 1 %}",
    "{% set x %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block x %}",
    "{% macro x() %}",
    "{% call x() %}",
    "{% filter upper %}",
    "{% with a = 1 %}",
    "{% autoescape false %}",
    "{% raw %}",
    "{% do x.append(1) %}",
    "{% debug %}",
    "{% trans %}",
    "{% for a in x recursive %}{% endfor %}",
    "{% for a in x if a.f() %}{% endfor %}",
    "{% for a in range(9) %}{% endfor %}",
    "{% for _ in x %}{% endfor %}",
    "{% if x.f() %}{% endif %}",
    "{% if x %}{% elif x.f() %}{% endif %}",
    "{{ x if x.f() else y }}",
    r"{{ x['\x5f\x5fclass\x5f\x5f'] }}",
    r"{{ x|attr('\x5f\x5fclass\x5f\x5f') }}",
    r"{{ x|attr(['__cl', 'ass__']|join) }}",
    "{{ x|attr(y) }}",
    "{{ x|attr('mro')|last }}",
    "{{ (x|list|first).__class__ }}",
    "{{ x.__init__.__globals__['sys'] }}",
    "{{ x.__getattribute__('a') }}",
    "{{ ().__class__.__bases__[0] }}",
    "{{ [].__class__ }}",
    "{{ {}.__class__ }}",
    "{{ 1.__class__ }}",
    "{{ true.__class__ }}",
    "{{ none.__class__ }}",
    "{{ x.func_globals }}{{ x() }}",
    "{{ x.gi_frame.f_back() }}",
    "{{ loop.__class__ }}",
    "{{ loop.cycle('a', 'b') }}",
    "{{ loop.changed(x) }}",
    "{{ self.x() }}",
    "{{ varargs() }}",
    "{{ joiner.__init__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ cycler('a').next() }}",
    "{{ x[0:1000000000:1].f() }}",
    "{{ x ~ y.f() }}",
    "{{ x ** y }}",
    "{{ x if y.f() }}",
    "{{ not x.f() }}",
    "{{ x and y.f() }}",
    "{{ x or y.f() }}",
    "{{ x == y.f() }}",
    "{{ x in y.f() }}",
    "{{ [x.f()] }}",
    "{{ (x.f(), y) }}",
    "{{ x|default(y.f()) }}",
    "{{ x|reject('x') }}",
    "{{ x|rejectattr('a') }}",
    "{{ x|unique(attribute='__class__') }}",
    "{{ x|max(attribute='__class__') }}",
    "{{ x|min(attribute='__class__') }}",
    "{{ x|slice(1000000000) }}",
    "{{ x|dictsort }}",
    "{{ x|urlize }}",
    "{{ x|wordwrap(1) }}",
    "{{ x|filesizeformat }}",
    "{{ x|forceescape }}",
    "{{ x|striptags }}",
    "{{ x is test }}",
    "{{ x is in y.f() }}",
    "{% for a in x %}{{ a.__class__ }}{% endfor %}",
    "{% for a in x %}{% else %}{{ a.f() }}{% endfor %}",
    "{% for a in x|map('f') %}{% endfor %}",
    "{% for a.b in x %}{% endfor %}",
    "{% if x is callable %}{% endif %}",
    "{% if x|attr('a') %}{% endif %}",
    "{% continue %}",
    "{% break %}",
    "{% import os %}",
    "{% pluralize %}",
    "{{ x",
    "x }}",
    "{% if x",
    "{% if x %}",
    "{% endfor %}",
    "{% else %}",
    "{% for %}{% endfor %}",
    "{{ }}",
    "{{ x y }}",
    "{{ x| }}",
    "{{ x. }}",
]
# Mistakes that the check reports, but that Jinja may take for plain text.
MERE_TEXT = ("x }}", "{% raw %}")

Place = Callable[[str], bytes]
_BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>{}</w:txbxContent></mc:Choice>'
    "</mc:AlternateContent></w:r></w:p>"
)
PLACES: dict[str, tuple[Place, str, int]] = {
    "body": (lambda tag: word(para("một") + para(tag)), "word/document.xml", 2),
    "cut into runs": (lambda tag: word(para("một") + para(*tag)), "word/document.xml", 2),
    "cell": (lambda tag: word(para("một") + table([["a", tag]], 2)), "word/document.xml", 3),
    "text box": (lambda tag: word(_BOX.format(para(tag))), "word/document.xml", 2),
    "header": (lambda tag: word(para("một"), header=para(tag)), "word/header.xml", 1),
    "footer": (lambda tag: word(para("một"), footer=para("a") + para(tag)), "word/footer.xml", 2),
    "footnote": (lambda tag: word(para("một"), footnotes=para(tag)), "word/footnotes.xml", 1),
    "property": (lambda tag: word(para("một"), title=tag), "docProps/core.xml", 0),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_refused_with_its_place(payload: str, place: str) -> None:
    make, part, paragraph = PLACES[place]
    problems = check_template(make(payload), None)
    assert problems
    assert {(problem.part, problem.paragraph) for problem in problems} == {(part, paragraph)}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_never_executed(
    payload: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with contextlib.suppress(TemplateError) if payload in MERE_TEXT else pytest.raises(TemplateError):
        fill(PLACES[place][0](payload), {"x": ["a"], "y": "b", "self": "c"})
    assert not (tmp_path / "PROOF").exists()


@pytest.mark.parametrize("story", ["comments", "endnotes"])
@pytest.mark.parametrize("tag", ["{{ x }}", "{{ x.__class__ }}", "{% if x %}"])
def test_a_tag_where_nothing_is_filled_is_refused(story: str, tag: str) -> None:
    problems = check_template(word(para("một"), **{story: para(tag)}), None)
    assert [(problem.part, problem.paragraph) for problem in problems] == [(f"word/{story}.xml", 1)]
    assert "không được điền" in problems[0].sentence


def test_a_tag_in_the_target_of_a_link_is_refused() -> None:
    rels = word(para("x"))
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" TargetMode="External" '
        b'Target="https://example.org/{{ x }}"/></Relationships>'
    )
    from tests.rendering.fill.words import changed

    problems = check_template(changed(rels, {"word/_rels/document.xml.rels": link}), None)
    assert [problem.part for problem in problems] == ["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:r><w:instrText>HYPERLINK "{{ x.f() }}"</w:instrText></w:r></w:p>',
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{{ x.f() }}"/></wp:inline></w:drawing></w:r></w:p>',
        '<w:p><w:del><w:r><w:delText>{{ x.f() }}</w:delText></w:r></w:del></w:p>',
        '<w:sdt><w:sdtPr><w:tag w:val="{{ x.f() }}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
    ],
    ids=["field", "alternative text", "deleted text", "content control"],
)
def test_a_payload_outside_the_visible_text_is_refused(body: str) -> None:
    assert check_template(word(body), None)


@pytest.mark.parametrize(
    "body",
    [
        para("a {") + para("{ x.f() }}"),
        para("{% for a in x %}{{ a.f(") + para(") }}{% endfor %}"),
        para("{{ x") + para(".f() }}"),
    ],
)
def test_a_payload_cut_over_paragraphs_is_refused(body: str) -> None:
    assert check_template(word(body), None)
    with pytest.raises(TemplateError):
        fill(word(body), {"x": ["a"]})


def test_loops_may_not_be_nested_without_end() -> None:
    deep = "{% for a in x %}" * 5 + "{% endfor %}" * 5
    with pytest.raises(TemplateError):
        fill(word(para(deep)), {"x": [1]})
    assert check_template(word(para(deep)), None)
