"""Sections, headers and footers, page numbers, columns, footnotes and endnotes."""

import pymupdf
import pytest

from tests.rendering.convert.word_builder import (
    BOTTOM,
    LEFT,
    PAGE,
    RIGHT,
    TOP,
    docx,
    find,
    lines,
    pages_of,
    para,
    render,
    run,
    table,
    texts,
)

PAGE_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>99</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BREAK = '<w:r><w:br w:type="page"/></w:r>'
THREE_PAGES = para(inner=run("trang một") + BREAK) + para(inner=run("trang hai") + BREAK) + para("trang ba")


def header(kind: str = "default") -> str:
    return f'<w:headerReference w:type="{kind}" r:id="rheader"/>'


def numbered(props: str = '<w:jc w:val="center"/>') -> dict[str, tuple[str, str]]:
    return {"header1.xml": ("rheader", para(props=props, inner=PAGE_FIELD))}


def test_the_page_number_stands_in_the_middle_of_the_header_and_not_on_the_first_page():
    data = docx(THREE_PAGES, section=header() + PAGE + "<w:titlePg/>", parts=numbered())
    found = [line for line in lines(data) if line.text.strip().isdigit()]
    assert [(line.page, line.text) for line in found] == [(2, "2"), (3, "3")]
    assert found[0].y == pytest.approx(28.35 + 13.1, abs=0.06)
    assert (found[0].x + found[0].end) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)


def test_numbers_may_start_elsewhere_and_be_roman():
    section = header() + PAGE + '<w:pgNumType w:start="4" w:fmt="lowerRoman"/>'
    found = [
        line.text for line in lines(docx(THREE_PAGES, section=section, parts=numbered())) if "trang" not in line.text
    ]
    assert found == ["iv", "v", "vi"]


def test_odd_and_even_pages_have_headers_of_their_own():
    parts = {"header1.xml": ("rheader", para("lẻ")), "header2.xml": ("reven", para("chẵn"))}
    section = header() + '<w:headerReference w:type="even" r:id="reven"/>' + PAGE
    data = docx(THREE_PAGES, section=section, parts=parts, settings_inner="<w:evenAndOddHeaders/>")
    assert pages_of(data, "lẻ") == [1, 3]
    assert pages_of(data, "chẵn") == [2]


def test_a_high_header_pushes_the_text_down():
    parts = {"header1.xml": ("rheader", para("đầu trang") * 4)}
    data = docx(para("thân"), section=header() + PAGE, parts=parts)
    assert find(data, "thân").y == pytest.approx(28.35 + 5 * 16.1 - 3.0, abs=0.06)


def test_the_number_of_pages_is_known_in_the_text_too():
    field = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    assert (
        "gồm 3 trang"
        in texts(docx(para(inner=run("gồm ") + field + run(" trang")) + THREE_PAGES.replace("trang một", "")))[0]
    )


def test_a_landscape_section_turns_its_pages():
    turned = '<w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/>'
    data = docx(para("dọc", f"<w:sectPr>{PAGE}</w:sectPr>") + para("ngang"), section=turned)
    with pymupdf.open(stream=render(data).pdf) as pdf:
        assert [round(page.rect.width) for page in pdf] == [595, 842]


def test_a_continuous_section_goes_on_on_the_same_page():
    data = docx(
        para("một", f"<w:sectPr>{PAGE}</w:sectPr>") + para("hai"), section=f'<w:type w:val="continuous"/>{PAGE}'
    )
    assert pages_of(data, "hai") == [1]


def test_an_odd_page_section_leaves_a_blank_page():
    data = docx(para("một", f"<w:sectPr>{PAGE}</w:sectPr>") + para("hai"), section=f'<w:type w:val="oddPage"/>{PAGE}')
    assert pages_of(data, "hai") == [3]


def test_two_columns_are_filled_one_after_the_other():
    columns = '<w:cols w:num="2" w:space="720"/>'
    body = para(inner=run("trái") + '<w:r><w:br w:type="column"/></w:r>') + para("phải")
    data = docx(body, section=PAGE + columns)
    assert find(data, "phải").page == 1
    assert find(data, "phải").x == pytest.approx(LEFT + (467.75 - 36) / 2 + 36, abs=0.1)


def test_mirrored_margins_swap_on_even_pages():
    data = docx(THREE_PAGES, settings_inner="<w:mirrorMargins/>")
    assert find(data, "trang hai").x == pytest.approx(42.5, abs=0.06)
    assert find(data, "trang ba").x == pytest.approx(LEFT, abs=0.06)


def notes(*bodies: str, kind: str = "footnote") -> dict[str, tuple[str, str]]:
    inner = "".join(f'<w:{kind} w:id="{number}">{body}</w:{kind}>' for number, body in enumerate(bodies, start=1))
    return {f"{kind}s.xml": ("", inner)}


def note(text: str) -> str:
    return para(inner="<w:r><w:footnoteRef/></w:r>" + run(" " + text))


def referring(text: str, number: int, kind: str = "footnote") -> str:
    return para(
        inner=run(text)
        + f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'
    )


def test_a_footnote_stands_at_the_foot_of_its_page_with_its_number():
    data = docx(referring("câu", 1), parts=notes(note("Xem Điều lệ Đảng")))
    found = find(data, "Xem Điều lệ")
    assert found.y == pytest.approx(BOTTOM - 3.0, abs=0.06)
    assert "1" in found.text or any(line.text.strip() == "1" and abs(line.y - found.y) < 1 for line in lines(data))


def test_the_line_and_its_footnote_move_to_the_next_page_together():
    high = para("", f'<w:spacing w:line="{round((BOTTOM - TOP - 40) * 20)}" w:lineRule="exact"/>')
    data = docx(high + referring("câu", 1), parts=notes(note("chú thích")))
    assert pages_of(data, "câu") == [2]
    assert pages_of(data, "chú thích") == [2]


def test_the_note_area_is_a_line_higher_than_its_notes():
    """A separator line of the default size, then the note: 2 x 16.1 points less for text."""

    def last_page(height: float) -> list[int]:
        spacer = para("", f'<w:spacing w:line="{round(height * 20)}" w:lineRule="exact"/>')
        return pages_of(docx(referring("câu", 1) + spacer + para("cuối"), parts=notes(note("n"))), "cuối")

    room = BOTTOM - TOP - 2 * 16.1 - 2 * 16.1
    assert last_page(room) == [1]
    assert last_page(room + 1) == [2]


def test_footnotes_are_numbered_in_the_order_of_reference():
    data = docx(referring("a", 2) + referring("b", 1), parts=notes(note("hai"), note("một")))
    shown = " ".join(texts(data))
    assert "1 một" in shown
    assert shown.index("một") < shown.index("hai")


def test_endnotes_follow_the_text():
    data = docx(referring("câu", 1, "endnote") + para("cuối"), parts=notes(para("chú thích"), kind="endnote"))
    assert find(data, "chú thích").y > find(data, "cuối").y
    assert find(data, "chú thích").page == 1


def test_a_page_border_is_drawn_at_its_distance_from_the_paper():
    edges = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="24"/>' for side in ("top", "left", "bottom", "right"))
    data = docx(para("một"), section=f'{PAGE}<w:pgBorders w:offsetFrom="page">{edges}</w:pgBorders>')
    with pymupdf.open(stream=render(data).pdf) as pdf:
        drawn = [item["rect"] for item in pdf[0].get_drawings()]
    assert len(drawn) == 4
    assert min(rect.x0 for rect in drawn) == pytest.approx(24, abs=0.6)
    assert max(rect.y1 for rect in drawn) == pytest.approx(841.9 - 24, abs=0.6)


def test_a_footnote_longer_than_a_page_goes_on_on_the_next():
    long = note("chú thích rất dài " * 1500)
    data = docx(referring("câu", 1) + para("cuối"), parts=notes(long))
    assert max(pages_of(data, "chú thích")) >= 3
    assert sum(line.text.count("dài") for line in lines(data)) == 1500
    assert all(line.y < BOTTOM for line in lines(data))


def test_the_hairline_after_a_last_table_makes_no_empty_page():
    def line(text: str, height: float, more: str = "") -> str:
        return para(text, f'{more}<w:spacing w:line="{round(height * 20)}" w:lineRule="exact"/>')

    room = BOTTOM - TOP - 16.1 - 0.5  # the table fits with half a point to spare, the hairline of one point does not
    kept = line("Điều 3.", 100, "<w:keepNext/>")
    body = line("Điều 2.", room - 100) + kept + table([["Nơi nhận:", "T/M"]], [4000, 4000]) + line("", 1)
    made = docx(body)
    assert render(made).pages == 2
    assert [pages_of(made, text) for text in ("Điều 2.", "Điều 3.", "T/M")] == [[1], [2], [2]]
