"""Runs, links, fields, content controls, revisions, drawings, and what the fidelity report says."""

from io import BytesIO

import pymupdf
import pytest
from PIL import Image

from tests.rendering.convert.word_builder import LEFT, STYLES, TOP, docx, find, lines, para, render, run, texts
from webapp.rendering.convert import PdfOptions


def test_bold_italic_and_size():
    data = docx(
        para(
            inner=run("đậm", "<w:b/>")
            + run(" ")
            + run("nghiêng", "<w:i/>")
            + run(" ")
            + run("to", '<w:sz w:val="40"/>')
        )
    )
    with pymupdf.open(stream=render(data).pdf) as pdf:
        fonts = {font[3].split("+")[-1] for font in pdf[0].get_fonts()}
    assert fonts == {"Tinos", "Tinos-Bold", "Tinos-Italic"}
    assert find(data, "to").size == 20


def test_capitals_and_superscripts():
    data = docx(para(inner=run("chữ hoa", "<w:caps/>") + run("2", '<w:vertAlign w:val="superscript"/>')))
    raised = next(line for line in lines(data) if line.text.strip() == "2")
    assert "CHỮ HOA" in texts(data)[0] or "CHỮ HOA" in texts(data)[1]
    assert raised.size == pytest.approx(14 * 0.58, abs=0.01)
    assert raised.y < TOP + 13.1 - 4


def test_two_toggles_of_styles_cancel_each_other():
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = para("đậm", '<w:pStyle w:val="P"/>') + para("thường", '<w:pStyle w:val="P"/>', '<w:rStyle w:val="C"/>')
    with pymupdf.open(stream=render(docx(body, styles=styles)).pdf) as pdf:
        spans = [
            span for block in pdf[0].get_text("dict")["blocks"] for line in block["lines"] for span in line["spans"]
        ]
    assert {span["text"]: "Bold" in span["font"] for span in spans} == {"đậm": True, "thường": False}


def test_styles_that_are_based_on_each_other_in_a_circle_end():
    styles = STYLES + "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    assert texts(docx(para("một", '<w:pStyle w:val="A"/>'), styles=styles)) == ["một"]


def test_an_outside_link_and_a_link_to_a_bookmark():
    body = (
        para(inner=f'<w:hyperlink r:id="rL">{run("trang mạng")}</w:hyperlink>')
        + para(inner=f'<w:hyperlink w:anchor="dich">{run("trong tệp")}</w:hyperlink>')
        + para(inner='<w:bookmarkStart w:id="0" w:name="dich"/>' + run("đích"))
    )
    with pymupdf.open(stream=render(docx(body, links={"rL": "https://example.org/a"})).pdf) as pdf:
        links = pdf[0].get_links()
    assert links[0]["uri"] == "https://example.org/a"
    assert links[1]["kind"] in (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org"])
def test_links_of_other_kinds_are_plain_text(url):
    data = docx(para(inner=f'<w:hyperlink r:id="rL">{run("chữ")}</w:hyperlink>'), links={"rL": url})
    with pymupdf.open(stream=render(data).pdf) as pdf:
        assert pdf[0].get_links() == []


def test_a_field_shows_its_stored_result_and_never_its_code():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("kết quả")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(docx(para(inner=run("xem ") + field))) == ["xem kết quả"]


def test_content_controls_show_what_they_hold():
    control = f'<w:sdt><w:sdtPr><w:tag w:val="so"/></w:sdtPr><w:sdtContent>{run("127-QĐ/TW")}</w:sdtContent></w:sdt>'
    block = f"<w:sdt><w:sdtContent>{para('khối')}</w:sdtContent></w:sdt>"
    assert texts(docx(para(inner=run("Số ") + control) + block)) == ["Số 127-QĐ/TW", "khối"]


REVISED = para(
    inner=run("giữ ") + f'<w:ins w:id="1" w:author="a">{run("thêm ")}</w:ins>'
    '<w:del w:id="2" w:author="a"><w:r><w:delText xml:space="preserve">bỏ </w:delText></w:r></w:del>' + run("hết")
)


def test_insertions_are_kept_and_deletions_dropped():
    assert texts(docx(REVISED)) == ["giữ thêm hết"]


def test_deletions_are_kept_when_asked_for():
    shown = [line.text.strip() for line in lines(docx(REVISED), PdfOptions(keep_deletions=True))]
    assert shown == ["giữ thêm bỏ hết"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    first = para("một ", '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>')
    assert texts(docx(first + para("hai"))) == ["một hai"]


def picture(width: int = 40, height: int = 20) -> bytes:
    stored = BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(stored, "PNG")
    return stored.getvalue()


def drawing(relation: str = "rPic", placing: str = "", alt: str = "Dấu của cơ quan") -> str:
    inner = (
        f'<wp:extent cx="1270000" cy="635000"/>{"" if not placing else "<wp:wrapNone/>"}'
        f'<wp:docPr id="1" name="x" descr="{alt}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
    )
    if placing:
        return f"<w:r><w:drawing><wp:anchor>{placing}{inner}</wp:anchor></w:drawing></w:r>"
    return f"<w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r>"


def image_box(data: bytes) -> pymupdf.Rect:
    with pymupdf.open(stream=render(data).pdf) as pdf:
        return pymupdf.Rect(pdf[0].get_image_info()[0]["bbox"])


def test_a_picture_in_the_line_lifts_it():
    data = docx(para(inner=drawing()) + para("sau"), media={"rPic": picture()})
    assert tuple(image_box(data)) == pytest.approx((LEFT, TOP, LEFT + 100, TOP + 50), abs=0.1)
    assert find(data, "sau").y == pytest.approx(TOP + 50 + 13.1, abs=0.06)


def test_an_anchored_picture_stands_where_its_anchor_says_and_takes_no_room():
    placing = (
        '<wp:positionH relativeFrom="page"><wp:posOffset>1270000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
    )
    data = docx(para(inner=drawing(placing=placing) + run("chữ")), media={"rPic": picture()})
    assert tuple(image_box(data)) == pytest.approx((100, 735.2, 200, 785.2), abs=0.1)
    assert find(data, "chữ").y == pytest.approx(TOP + 13.1, abs=0.06)


def line_shape(geometry: str = "line") -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>635000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>254000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1270000" cy="0"/><wp:wrapNone/><wp:docPr id="1" name="Line"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr>'
        f'<a:prstGeom prst="{geometry}"/><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
        "</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def test_the_drawn_rule_of_the_letterhead():
    with pymupdf.open(stream=render(docx(para(inner=line_shape()))).pdf) as pdf:
        drawn = [item["rect"] for item in pdf[0].get_drawings()]
    assert (drawn[0].x0, drawn[0].y0, drawn[0].x1) == pytest.approx((LEFT + 50, TOP + 20, LEFT + 150), abs=0.1)


def test_a_text_box_shows_its_text_inside():
    box = (
        '<w:r><w:pict><v:rect style="position:absolute;margin-left:100pt;margin-top:50pt;width:120pt;height:40pt">'
        f"<v:textbox><w:txbxContent>{para('trong hộp')}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )
    found = find(docx(para(inner=box)), "trong hộp")
    assert found.x == pytest.approx(LEFT + 100 + 7.2, abs=0.1)
    assert found.y == pytest.approx(TOP + 50 + 3.6 + 13.1, abs=0.1)


def reported(data: bytes) -> list[tuple[str, str]]:
    return [(line.feature, line.place) for line in render(data).unrendered]


def test_a_plain_file_has_an_empty_report():
    assert reported(docx(para("một"))) == []


@pytest.mark.parametrize(
    ("head", "feature"),
    [
        (b"\x01\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 40, "Hình véc tơ EMF"),
        (b"\xd7\xcd\xc6\x9a" + b"\0" * 60, "Hình véc tơ WMF"),
        (b"no picture at all", "Ảnh hỏng hoặc định dạng không hỗ trợ"),
    ],
)
def test_pictures_that_cannot_be_drawn_are_reported_and_keep_their_room(head, feature):
    data = docx(para(inner=drawing()) + para("sau"), media={"rPic": head})
    assert feature in [found for found, _ in reported(data)]
    assert find(data, "sau").y == pytest.approx(TOP + 50 + 13.1, abs=0.06)


def test_a_formula_is_reported_and_its_letters_shown():
    data = docx(para(inner=run("ta có ") + "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"))
    assert reported(data) == [("Công thức toán học (OMML) chỉ hiện dưới dạng chữ", "ta có")]
    assert "a+b" in "".join(texts(data))


@pytest.mark.parametrize(("uri", "feature"), [("chart", "Biểu đồ (chart)"), ("diagram", "Sơ đồ SmartArt")])
def test_charts_and_diagrams_are_reported_with_their_description(uri, feature):
    data = docx(
        para(
            inner='<w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/>'
            '<wp:docPr id="1" name="x" descr="Số cuộc"/>'
            f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}"><x/></a:graphicData>'
            "</a:graphic></wp:inline></w:drawing></w:r>"
        )
    )
    assert reported(data) == [(feature, "Số cuộc")]


def test_a_font_that_others_stand_for_is_reported():
    data = docx(para("một", "", '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'))
    assert reported(data) == [("Phông chữ “Calibri” được thay bằng phông kèm theo", "")]


def test_signs_the_typeface_lacks_are_reported_and_shown_as_squares():
    data = docx(para("chữ 漢"))
    assert texts(data) == ["chữ □"]
    assert reported(data) == [("Ký tự không có trong phông kèm theo, hiện thành ô vuông", "U+6F22")]


def test_text_runs_round_a_floating_picture():
    placing = (
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    )
    shape = drawing(placing=placing).replace("<wp:wrapNone/>", '<wp:wrapSquare wrapText="bothSides"/>')
    data = docx(para(inner=shape + run("chữ chạy quanh hình " * 20)), media={"rPic": picture()})
    starts = [round(line.x - LEFT) for line in lines(data)]
    assert starts[:3] == [100, 100, 100]
    assert starts[-1] == 0


def test_a_framed_page_number_does_not_push_the_text():
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"/>'
    data = docx(para("7", frame) + para("chữ"))
    assert find(data, "chữ").y == pytest.approx(TOP + 13.1, abs=0.1)
    assert find(data, "7").end == pytest.approx(552.8, abs=1.0)


def test_a_floating_table_stands_beside_the_text():
    place = '<w:tblpPr w:horzAnchor="margin" w:vertAnchor="text" w:tblpXSpec="right" w:tblpY="1"/>'
    floating = (
        f'<w:tbl><w:tblPr>{place}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
        f"<w:tr><w:tc>{para('bảng')}</w:tc></w:tr></w:tbl>"
    )
    data = docx(floating + para("chữ chạy bên trái " * 8))
    first = find(data, "chữ chạy")
    assert first.y == pytest.approx(TOP + 13.1, abs=0.1)
    assert first.end < find(data, "bảng").x


def test_the_report_names_the_page():
    second = para("Mục hai", "<w:pageBreakBefore/>")
    formula = para(inner=run("ta có ") + "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")
    data = docx(para("một") + second + formula + para(inner=drawing()), media={"rPic": b"no picture at all"})
    assert [(line.page, line.place) for line in render(data).unrendered] == [(2, "ta có"), (2, "rPic.png")]
