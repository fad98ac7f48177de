"""Our fill gives the same parts as docxtpl's own, on templates that others wrote."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate, InlineImage, Listing
from docxtpl import RichText as DocxRich
from docxtpl import RichTextParagraph as DocxParagraph
from jinja2 import Environment
from lxml import etree

from tests.rendering.fill.words import drawing, para, part, table, word
from webapp.rendering.catalogue import load_catalogue
from webapp.rendering.fill import Paragraphs, Picture, RichText, Run, SubDocument, TemplateError, fill
from webapp.rendering.fill.compiled import compile_template

REAL = Path(__file__).parents[3].parent / "shared" / "real"
MEMBERS = [{"ten": f"Việc {n}", "chu_tri": "A & B", "phoi_hop": "<C>", "han": "3/2021"} for n in range(25)]
FIGURES = [{"ten": f"Chỉ tiêu {n}", "dvt": "%", "nq": 100, "th": n, "gc": "-"} for n in range(22)]
FACTS: dict[str, Any] = {
    **{name: f"Giá trị của {name}" for name in (
        "cap_tren", "chuc_vu", "de_nghi", "dia_danh", "don_vi", "nam", "ngay", "nguoi_ky", "quyen_han", "so", "thang",
        "to_chuc", "trich_yeu", "truong",
    )},
    "can_cu": ["Căn cứ một", "Căn cứ hai"], "noi_nhan": ["Như trên", "Lưu"], "viec": MEMBERS, "chi_tieu": FIGURES,
}  # fmt: skip
ORDER = {
    "customer_name": "Eric", "company_name": "The World Wide company", "in_europe": True, "is_paid": False,
    "items": [{"desc": f"Python {n}", "qty": n, "price": "20,00 €"} for n in range(4)], "total_price": "12,500.00 €",
}  # fmt: skip
# Path in docxtpl's repository, our values, and docxtpl's where it wants objects of its own.
TEMPLATES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("comments_tpl.docx", {}, {}),
    ("embedded_dummy.docx", {}, {}),
    ("embedded_main_tpl.docx", {"name": "John Doe"}, {}),
    ("footnotes_tpl.docx", {"a_jinja_variable": "A Jinja variable!"}, {}),
    ("horizontal_merge_tpl.docx", {}, {}),
    ("merge_paragraph_tpl.docx", {"living_in_town": True}, {}),
    ("merge_paragraph_tpl.docx", {"living_in_town": False}, {}),
    ("order_tpl.docx", ORDER, {}),
    ("replace_picture_tpl.docx", {}, {}),
    ("vertical_merge_nested_tpl.docx", {}, {}),
    (
        "richtext_tpl.docx",
        {"example": RichText((Run("một", bold=True, color="ff0000"), Run(" & hai", style="Strong", size=40)))},
        {"example": [("một", {"bold": True, "color": "ff0000"}), (" & hai", {"style": "Strong", "size": 40})]},
    ),
    (
        "richtext_and_if_tpl.docx",
        {"foobar": RichText((Run("foo", italic=True),))},
        {"foobar": [("foo", {"italic": True})]},
    ),
    (
        "word2016_tpl.docx",
        {"test_space": "          ", "test_tabs": 5 * "\t", "test_space_r": RichText((Run("          "),)),
         "test_tabs_r": RichText((Run(5 * "\t"),))},
        {"test_space_r": [("          ", {})], "test_tabs_r": [(5 * "\t", {})]},
    ),
    (
        "escape_tpl.docx",
        {"myvar": RichText((Run('"less than" must be escaped : <'),)), "myescvar": "It can be escaped : <",
         "nlnp": RichText((Run("Here is a multiple\nlines\nstring\aand\aparagraphs"),)),
         "mylisting": "the listing\nwith\nsome\nlines\nand some paragraph\aand special chars : <>&",
         "page_break": RichText((Run("\f"),)), "new_listing": "một\thai\nba\abốn", "some_html": "<p>x</p>"},
        {"myvar": [('"less than" must be escaped : <', {})],
         "nlnp": [("Here is a multiple\nlines\nstring\aand\aparagraphs", {})],
         "mylisting": Listing("the listing\nwith\nsome\nlines\nand some paragraph\aand special chars : <>&"),
         "page_break": [("\f", {})], "new_listing": Listing("một\thai\nba\abốn")},
    ),
]  # fmt: skip
REFERENCES = ["tpl_quyetdinh.docx", "tpl_kehoach.docx", "tpl_baocao.docx"]


def _real(name: str) -> bytes:
    """A template of docxtpl's own tests, found by its path in SOURCES.tsv."""
    sources = REAL / "docx" / "SOURCES.tsv"
    if not sources.exists():
        pytest.skip("the collection of other people's Word files is not here")
    for line in sources.read_text(encoding="utf-8").splitlines():
        if "\telapouya/python-docx-template\t" in line and f"__{name}\t" in line:
            return (REAL / "docx" / line.split("\t")[0]).read_bytes()
    raise LookupError(name)


class _ItemsFirst(Environment):
    """A column may be named like a method of dict (`copy`): as in the house, what the row holds goes first."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return obj[attribute] if isinstance(obj, dict) and attribute in obj else super().getattr(obj, attribute)


def _stock(template: bytes, values: dict[str, Any]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    document.render({name: _live(value, document) for name, value in values.items()}, _ItemsFirst(), autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _live(value: Any, document: DocxTemplate) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], tuple):
        rich = DocxRich()
        for text, format in value:
            rich.add(text, **format)
        return rich
    return InlineImage(document, io.BytesIO(value)) if isinstance(value, bytes) else value


def assert_same_parts(ours: bytes, stock: bytes) -> None:
    """Same part names; XML equal in canonical form, types and relationships in any order, the rest byte by byte."""
    with zipfile.ZipFile(io.BytesIO(ours)) as left, zipfile.ZipFile(io.BytesIO(stock)) as right:
        assert sorted(left.namelist()) == sorted(right.namelist())
        for name in right.namelist():
            assert _canonical(name, left.read(name)) == _canonical(name, right.read(name)), name


def _canonical(name: str, data: bytes) -> Any:
    if posixpath.splitext(name)[1] not in (".xml", ".rels"):
        return data
    root = etree.fromstring(data)
    if name == "[Content_Types].xml" or name.endswith(".rels"):
        return sorted((child.tag, sorted(child.items())) for child in root)
    return etree.tostring(root, method="c14n2")


@pytest.mark.parametrize(("name", "values", "objects"), TEMPLATES, ids=[name for name, _, _ in TEMPLATES])
def test_docxtpl_s_own_templates_come_out_as_docxtpl_fills_them(
    name: str, values: dict[str, Any], objects: dict[str, Any]
) -> None:
    template = _real(name)
    assert_same_parts(fill(template, values).docx, _stock(template, {**values, **objects}))


def test_formatted_paragraphs_come_out_as_docxtpl_fills_them() -> None:
    template = _real("richtext_paragraph_tpl.docx")
    text = RichText((Run("một", bold=True), Run(" hai")))
    stock = DocxParagraph()
    stock.add(text.docx, parastyle="IntenseQuote")
    stock.add(text.docx)
    ours = fill(template, {"example": Paragraphs(((text, "IntenseQuote"), (text, None)))}).docx
    assert_same_parts(ours, _stock(template, {"example": stock}))


def test_a_picture_comes_out_as_docxtpl_puts_it() -> None:
    template, picture = _real("header_footer_inline_image_tpl.docx"), _pixel()
    ours = fill(template, {"inline_image": Picture(picture), "images": [Picture(picture)]}).docx
    stock = DocxTemplate(io.BytesIO(template))
    stock.init_docx()
    image = InlineImage(stock, io.BytesIO(picture))
    stock.render({"inline_image": image, "images": [InlineImage(stock, io.BytesIO(picture))]}, autoescape=True)
    buffer = io.BytesIO()
    stock.save(buffer)
    assert_same_parts(ours, buffer.getvalue())


def test_a_sub_document_comes_out_as_docxtpl_puts_it() -> None:
    pytest.importorskip("docxcompose", reason="sub-documents need docxtpl's optional docxcompose")
    template, inner = _real("subdoc_tpl.docx"), word(para("Phụ lục") + table([["a", "b"]], 2))
    ours = fill(template, {"mysubdoc": SubDocument(inner)}).docx
    stock = DocxTemplate(io.BytesIO(template))
    stock.init_docx()
    stock.render({"mysubdoc": stock.new_subdoc(io.BytesIO(inner))}, autoescape=True)
    buffer = io.BytesIO()
    stock.save(buffer)
    assert_same_parts(ours, buffer.getvalue())


@pytest.mark.parametrize(
    ("name", "values", "what"),
    [
        ("custom_jinja_filters_tpl.docx", {}, "bộ lọc “my_filterA”"),
        ("escape_tpl_auto.docx", {}, "gọi hàm trong mẫu"),
    ],
)
def test_templates_that_run_foreign_code_are_refused_with_their_place(name: str, values: Any, what: str) -> None:
    with pytest.raises(TemplateError) as caught:
        fill(_real(name), values)
    assert any(what in line and "đoạn" in line for line in caught.value.details)


@pytest.mark.parametrize("name", REFERENCES)
def test_official_papers_are_filled_from_the_cache_as_docxtpl_fills_them(name: str) -> None:
    path = REAL / "reference" / name
    if not path.exists():
        pytest.skip("the reference papers are not here")
    template = path.read_bytes()
    assert compile_template(template).settled
    assert_same_parts(fill(template, FACTS).docx, _stock(template, FACTS))


def _assert_filled_like_docxtpl(*, every_sample: bool) -> None:
    for each in load_catalogue(Path(__file__).parents[3] / "doc_templates"):
        assert compile_template(each.docx).settled, each.code
        for variant in each.variants if every_sample else ("",):
            values = each.sample_values(variant)
            assert_same_parts(fill(each.docx, values).docx, _stock(each.docx, values))


def test_the_house_s_templates_are_filled_from_the_cache_as_docxtpl_fills_them() -> None:
    _assert_filled_like_docxtpl(every_sample=False)


@pytest.mark.full
def test_every_sample_of_the_house_is_filled_from_the_cache_as_docxtpl_fills_it() -> None:
    _assert_filled_like_docxtpl(every_sample=True)


OWN = [
    ("text", para("{{ x }}, {{ y }}"), {}),
    ("runs", para("{", "{ x", " }", "}", " và {%", " if y %}có{% endif %}"), {}),
    ("row loop", table([["a", "b"], ["{%tr for m in ms %}"], ["{{ m }}", "{{ x }}"], ["{%tr endfor %}"]], 2), {}),
    ("columns", table([["{%tc for m in ms %}", "{{ m }}", "{%tc endfor %}"]], 3), {}),
    ("merged cells", table([["{% colspan 2 %}{{ x }}"], ["a", "b"]], 2), {}),
    ("shaded cell", table([["{% cellbg y %}{{ x }}", "b"]], 2), {}),
    ("vertical merge", table([["{%tr for m in ms %}"], ["{% vm %}{{ x }}", "{{ m }}"], ["{%tr endfor %}"]], 2), {}),
    ("drawings", drawing(3) + para("{%p for m in ms %}") + drawing(3) + para("{%p endfor %}"), {}),
    ("literal braces", para("{_{ không phải thẻ }_}"), {}),
    ("line breaks", para("trước {{ lines }} sau"), {}),
    ("header", para("thân"), {"header": para("{{ x }}")}),
    ("footer and notes", para("{{ x }}"), {"footer": para("trang {{ y }}"), "footnotes": para("{{ x }}")}),
    ("properties", para("{{ x }}"), {"title": "Tiêu đề {{ y }}"}),
    ("dash marks", para("một {%- if y %}") + para("hai{%- endif %} ba"), {}),
]


@pytest.mark.parametrize(("what", "body", "more"), OWN, ids=[what for what, _, _ in OWN])
def test_every_kind_of_tag_comes_out_as_docxtpl_fills_it(what: str, body: str, more: dict[str, Any]) -> None:
    values = {"x": "A & <B>", "y": "FF0000", "ms": ["một", "hai", "ba"], "lines": "a\nb\tc\ad"}
    stock_values = {**values, "lines": Listing(values["lines"])}
    template = word(body, **{"title": "Không có thẻ", **more})
    assert_same_parts(fill(template, values).docx, _stock(template, stock_values))


def test_properties_differ_from_docxtpl_where_it_would_escape_twice() -> None:
    template = word(para("x"), title="{{ x }}")
    assert "A &amp;amp; B" in part(_stock(template, {"x": "A & B"}), "docProps/core.xml")
    assert ">A &amp; B<" in part(fill(template, {"x": "A & B"}).docx, "docProps/core.xml")


def _pixel() -> bytes:
    """A picture (PNG) of one grey pixel."""
    chunks = [(b"IHDR", struct.pack(">2L5B", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\x80")), (b"IEND", b"")]
    size = struct.Struct(">L").pack
    packed = (size(len(data)) + kind + data + size(zlib.crc32(kind + data)) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
