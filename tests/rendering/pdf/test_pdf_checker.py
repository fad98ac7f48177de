"""The checker itself: every rule is broken once, and seen."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.rendering.convert.test_convert_content import drawing, picture
from tests.rendering.convert.word_builder import docx, para, run, table
from webapp.rendering.convert import Attachment, PdfOptions, to_pdf
from webapp.rendering.pdf.check import check


@pytest.fixture(scope="module")
def good() -> bytes:
    body = para("Tiêu đề", '<w:outlineLvl w:val="0"/>') + para(inner=drawing()) + table([["a", "b"]], [900, 900])
    body += para(inner=f'<w:hyperlink r:id="rL">{run("xem")}</w:hyperlink>')
    attachment = Attachment("a.json", b"{}", "application/json", "Data")
    data = docx(body, media={"rPic": picture()}, links={"rL": "https://example.org"})
    return to_pdf(data, PdfOptions(attachments=(attachment,))).pdf


def broken(good: bytes, change: Callable[[pikepdf.Pdf], None]) -> list[str]:
    stored = BytesIO()
    with pikepdf.open(BytesIO(good)) as pdf:
        change(pdf)
        pdf.save(stored, deterministic_id=True, fix_metadata_version=False)
    return check(stored.getvalue())


def of_type(pdf: pikepdf.Pdf, key: str, value: str) -> pikepdf.Object:
    return next(
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and str(item.get(key, "")) == value
    )


def put(key: str, kind: tuple[str, str], value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        of_type(pdf, *kind)[key] = value

    return change


def drop(key: str, kind: tuple[str, str]) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del of_type(pdf, *kind)[key]

    return change


def add_content(text: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(pikepdf.Stream(pdf, text))

    return change


def rewrite_metadata(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(old, new))

    return change


CATALOG = ("/Type", "/Catalog")


def test_a_good_file_passes_also_after_being_written_by_another_program(good):
    assert broken(good, lambda pdf: None) == []


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (drop("/Lang", CATALOG), "UA 7.2: no language"),
        (drop("/MarkInfo", CATALOG), "A 6.7.2"),
        (drop("/StructTreeRoot", CATALOG), "A 6.7.3: no structure tree"),
        (drop("/ViewerPreferences", CATALOG), "UA 7.1: the title"),
        (drop("/Metadata", CATALOG), "A 6.6.2: no metadata"),
        (drop("/OutputIntents", CATALOG), "A 6.2.3"),
        (drop("/AF", CATALOG), "A 6.8"),
        (put("/AcroForm", CATALOG, Dictionary(NeedAppearances=True, Fields=Array())), "A 6.4.1"),
        (put("/OpenAction", CATALOG, Dictionary(S=Name.JavaScript, JS=String("1"))), "A 6.5"),
        (rewrite_metadata(b'pdfaid:part="3"', b'pdfaid:part="2"'), "A 6.6.4: part"),
        (rewrite_metadata(b'pdfaid:conformance="A"', b'pdfaid:conformance="B"'), "A 6.6.4: conformance"),
        (rewrite_metadata(b'pdfuaid:part="1"', b""), "UA 5"),
        (rewrite_metadata(b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", b""), "A 6.6.2.3"),
        (drop("/ToUnicode", ("/Subtype", "/Type0")), "A 6.2.11.7"),
        (drop("/FontFile2", ("/Type", "/FontDescriptor")), "A 6.2.11.4"),
        (drop("/CIDToGIDMap", ("/Subtype", "/CIDFontType2")), "A 6.2.11.3"),
        (put("/Interpolate", ("/Subtype", "/Image"), True), "A 6.2.8"),
        (put("/ColorSpace", ("/Subtype", "/Image"), Name.DeviceCMYK), "A 6.2.4"),
        (put("/F", ("/Subtype", "/Link"), 2), "A 6.3.2"),
        (put("/Subtype", ("/Subtype", "/Link"), Name.Movie), "A 6.3.1"),
        (drop("/Contents", ("/Subtype", "/Link")), "UA 7.18.5"),
        (drop("/StructParent", ("/Subtype", "/Link")), "UA 7.18.1"),
        (drop("/AFRelationship", ("/Type", "/Filespec")), "A 6.8"),
        (put("/S", ("/S", "/P"), Name("/Paragraph")), "A 6.7.3.4"),
        (drop("/Alt", ("/S", "/Figure")), "UA 7.3"),
        (put("/S", ("/S", "/H1"), Name.H3), "UA 7.4.2"),
        (put("/S", ("/S", "/TR"), Name.Div), "UA 7.5"),
        (add_content(b"BT ET 0 0 10 10 re f"), "UA 7.1: unmarked"),
        (add_content(b"/Artifact BMC 0 0 0 1 k EMC"), "A 6.2.4: CMYK"),
        (add_content(b"/Artifact BMC BT [<0000>] TJ ET EMC"), "A 6.2.11.8"),
        (add_content(b"/Span <</MCID 999>> BDC BT ET EMC"), "A 6.7.3: page 1 has marks"),
        (add_content(b"/Artifact BMC /Span <</MCID 0>> BDC EMC EMC"), "UA 7.1: artifact and content"),
    ],
)
def test_a_breach_is_seen(good, change, seen):
    assert any(line.startswith(seen) for line in broken(good, change)), broken(good, change)


def test_rows_of_unequal_width_are_seen(good):
    def change(pdf: pikepdf.Pdf) -> None:
        row = of_type(pdf, "/S", "/TR")
        table_element = row.P
        table_element.K.append(
            pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TR, P=table_element, K=Array()))
        )

    assert any(line.startswith("UA 7.2: a table") for line in broken(good, change))


def test_a_damaged_head_is_seen(good):
    assert any(line.startswith("A 6.1.2") for line in check(b"%PDF-2.0\n" + good.split(b"\n", 1)[1]))
