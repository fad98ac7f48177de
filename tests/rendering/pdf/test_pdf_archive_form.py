"""The PDF is PDF/A-3a and PDF/UA-1, carries its sources, and is the same for the same input."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from tests.rendering.convert.word_builder import PAGE, STYLES, docx, para, run, table
from webapp.rendering.convert import Attachment, PdfOptions, to_pdf
from webapp.rendering.pdf.check import check

HEADINGS = STYLES + "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>'
    f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level in (1, 2, 3)
)
BODY = (
    para("Phần I", '<w:pStyle w:val="H1"/>')
    + para("Mục", '<w:pStyle w:val="H3"/>')
    + para(inner=f'<w:hyperlink r:id="rL">{run("liên kết")}</w:hyperlink>' + run(" đậm", "<w:b/><w:u w:val='single'/>"))
    + table(
        [["một", "hai"], ["ba", "bốn"]],
        [2000, 2000],
        props="<w:tblBorders><w:top w:val='single' w:sz='4'/></w:tblBorders>",
    )
    + para("Phần II", '<w:pStyle w:val="H1"/>')
)
MOMENT = datetime(2026, 2, 5, 1, 2, 3, tzinfo=UTC)
SOURCE = Attachment(
    "goc.docx", b"word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Source"
)
DATA = Attachment("du-lieu.json", b"{}", "application/json", "Data")


def file() -> bytes:
    return docx(BODY, styles=HEADINGS, links={"rL": "https://example.org"}, section=PAGE)


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_pdf(file(), PdfOptions(title="Quyết định", created=MOMENT, attachments=(SOURCE, DATA))).pdf


def test_a_file_with_headings_links_tables_and_attachments_breaks_no_rule(made):
    assert check(made) == []


def test_the_same_input_gives_the_same_bytes(made):
    again = to_pdf(file(), PdfOptions(title="Quyết định", created=MOMENT, attachments=(SOURCE, DATA))).pdf
    assert again == made
    assert to_pdf(file()).pdf == to_pdf(file()).pdf


def test_title_language_and_dates(made):
    with pikepdf.open(BytesIO(made)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Quyết định"
        assert str(pdf.Root.Lang) == "vi"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260205010203Z"
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "2026-02-05T01:02:03Z" in metadata
    assert 'pdfaid:conformance="A"' in metadata and 'pdfuaid:part="1"' in metadata


def test_the_word_file_is_the_source_and_the_facts_are_data(made):
    with pikepdf.open(BytesIO(made)) as pdf:
        found = {
            name: (spec.get_file().read_bytes(), str(spec.obj.AFRelationship)) for name, spec in pdf.attachments.items()
        }
    assert found == {"goc.docx": (b"word", "/Source"), "du-lieu.json": (b"{}", "/Data")}


def test_heading_levels_are_not_skipped_and_make_an_outline(made):
    with pikepdf.open(BytesIO(made)) as pdf:
        kinds = [str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        with pdf.open_outline() as outline:
            titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert [kind for kind in kinds if kind.startswith("/H")] == ["/H1", "/H2", "/H1"]
    assert titles == [("Phần I", ["Mục"]), ("Phần II", [])]


def test_only_the_bundled_faces_are_embedded_and_all_of_them_are(made):
    with pikepdf.open(BytesIO(made)) as pdf:
        descriptors = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert {str(item.FontName).split("+")[-1] for item in descriptors} == {"Tinos", "Tinos-Bold"}
        assert all("/FontFile2" in item for item in descriptors)


def test_widths_in_the_file_are_those_of_the_font(made):
    from fontTools.ttLib import TTFont

    with pikepdf.open(BytesIO(made)) as pdf:
        font = next(
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/CIDFontType2"
        )
        program = TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        order, metrics = program.getGlyphOrder(), program["hmtx"].metrics
        listed = list(font.W)
        for first, widths in zip(listed[::2], listed[1::2], strict=True):
            for offset, width in enumerate(widths):
                real = metrics[order[int(first) + offset]][0] * 1000 / program["head"].unitsPerEm
                assert float(width) == pytest.approx(real, abs=0.5)
