"""Tab stops with leaders, and numbered lists."""

import pytest

from tests.rendering.convert.word_builder import LEFT, docx, find, lines, para, run, texts

TAB = "<w:r><w:tab/></w:r>"


def stops(*stops: tuple[str, int, str]) -> str:
    return (
        "<w:tabs>"
        + "".join(f'<w:tab w:val="{kind}" w:pos="{at}" w:leader="{leader}"/>' for kind, at, leader in stops)
        + "</w:tabs>"
    )


def test_a_left_stop_a_right_stop_and_a_centred_one():
    props = stops(("left", 1000, "none"), ("center", 4000, "none"), ("right", 8000, "none"))
    data = docx(para(props=props, inner=run("a") + TAB + run("trái") + TAB + run("giữa") + TAB + run("phải")))
    assert find(data, "trái").x == pytest.approx(LEFT + 50, abs=0.06)
    centre = find(data, "giữa")
    assert (centre.x + centre.end) / 2 == pytest.approx(LEFT + 200, abs=0.2)
    assert find(data, "phải").end == pytest.approx(LEFT + 400, abs=0.2)


def test_a_decimal_stop_puts_the_sign_on_the_stop():
    props = stops(("decimal", 4000, "none"))
    data = docx(para(props=props, inner=TAB + run("12,5")) + para(props=props, inner=TAB + run("3,75")))
    first, second = lines(data)
    assert second.x - first.x == pytest.approx(7.0, abs=0.1)


def test_default_stops_follow_the_last_own_stop():
    data = docx(para(inner=run("a") + TAB + run("b") + TAB + run("c")))
    assert find(data, "b").x == pytest.approx(LEFT + 36, abs=0.06)
    assert find(data, "c").x == pytest.approx(LEFT + 72, abs=0.06)


def test_a_leader_fills_the_gap_with_dots():
    data = docx(para(props=stops(("right", 8000, "dot")), inner=run("Chương I") + TAB + run("5")))
    assert "." * 50 in "".join(texts(data))


def test_the_hanging_indent_is_a_stop_of_its_own():
    data = docx(para(props='<w:ind w:left="567" w:hanging="567"/>', inner=run("-") + TAB + run("nội dung")))
    assert find(data, "nội").x == pytest.approx(LEFT + 28.35, abs=0.06)


def numbering(*levels: tuple[str, str], start: int = 1, override: str = "") -> dict[str, tuple[str, str]]:
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{567 * (index + 1)}" w:hanging="567"/></w:pPr></w:lvl>'
        for index, (fmt, text) in enumerate(levels)
    )
    return {
        "numbering.xml": (
            "",
            f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>',
        )
    }


def item(text: str, level: int = 0, num: int = 1) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def labels(body: str, parts: dict[str, tuple[str, str]]) -> list[str]:
    return [line.text.strip() for line in lines(docx(body, parts=parts)) if not line.text.startswith("mục")]


def test_levels_count_under_each_other_and_start_again():
    parts = numbering(("upperRoman", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)"))
    body = (
        item("mục") + item("mục", 1) + item("mục", 2) + item("mục", 2) + item("mục", 1) + item("mục") + item("mục", 1)
    )
    assert labels(body, parts) == ["I.", "I.1.", "a)", "b)", "I.2.", "II.", "II.1."]


def test_a_restarted_list_counts_from_its_own_number():
    parts = numbering(
        ("decimal", "%1."), override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    )
    assert labels(item("mục") + item("mục") + item("mục", num=2) + item("mục", num=2), parts) == [
        "1.",
        "2.",
        "5.",
        "6.",
    ]


def test_the_text_of_a_list_stands_at_its_indent_and_the_number_hangs():
    data = docx(item("mục"), parts=numbering(("decimal", "%1.")))
    assert find(data, "1.").x == pytest.approx(LEFT, abs=0.06)
    assert find(data, "mục").x == pytest.approx(LEFT + 28.35, abs=0.06)


def test_bullets_of_symbol_fonts_are_shown_as_bullets():
    parts = {
        "numbering.xml": (
            "",
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>'
            '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        )
    }
    assert labels(item("mục"), parts) == ["•"]


def test_a_paragraph_taken_out_of_its_list_has_no_number():
    data = docx(item("mục", num=0), parts=numbering(("decimal", "%1.")))
    assert texts(data) == ["mục"]
