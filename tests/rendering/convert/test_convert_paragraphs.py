"""Spacing, indents, line heights and page breaks of paragraphs; figures measured on LibreOffice 25.2."""

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
    run,
    texts,
)

ASCENT = 13.1  # of a 14 point line of 16.1


def spacing(**values: object) -> str:
    return "<w:spacing " + " ".join(f'w:{name}="{value}"' for name, value in values.items()) + "/>"


def gap(first: str, second: str) -> float:
    data = docx(para("một", first) + para("hai", second))
    return find(data, "hai").y - find(data, "một").y


def test_the_first_line_stands_under_the_top_margin():
    line = find(docx(para("Số 01-QĐ/UBKTTU")), "Số")
    assert line.y == pytest.approx(TOP + ASCENT, abs=0.06)
    assert line.x == pytest.approx(LEFT, abs=0.06)


@pytest.mark.parametrize(
    ("after", "before", "expected"),
    [(0, 0, 16.1), (120, 0, 22.1), (0, 120, 22.1), (120, 240, 28.1), (240, 120, 28.1)],
)
def test_between_paragraphs_the_larger_space_counts_and_not_the_sum(after, before, expected):
    assert gap(spacing(after=after), spacing(before=before)) == pytest.approx(expected, abs=0.06)


def test_spaces_add_up_in_files_that_ask_for_it():
    body = para("một", spacing(after=120)) + para("hai", spacing(before=120))
    inner = "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>"
    data = docx(body, settings_inner=inner)
    assert find(data, "hai").y - find(data, "một").y == pytest.approx(16.1 + 12, abs=0.06)


def test_contextual_spacing_drops_the_space_between_paragraphs_of_one_style():
    props = spacing(after=240) + "<w:contextualSpacing/>"
    assert gap(props, props) == pytest.approx(16.1, abs=0.06)


@pytest.mark.parametrize(
    ("line", "rule", "expected"),
    [
        (240, "auto", 16.1),
        (276, "auto", 18.5),
        (360, "auto", 24.15),
        (380, "exact", 19.0),
        (360, "atLeast", 18.0),
        (200, "atLeast", 16.1),
        (259, "auto", 17.35),
    ],
)
def test_line_spacing_gives_the_pitch_of_the_lines(line, rule, expected):
    props = spacing(line=line, lineRule=rule)
    data = docx(para(props=props, inner=run("một") + "<w:r><w:br/></w:r>" + run("hai")))
    assert find(data, "hai").y - find(data, "một").y == pytest.approx(expected, abs=0.06)


def test_exact_spacing_puts_the_baseline_at_four_fifths():
    line = find(docx(para("một", spacing(line=380, lineRule="exact"))), "một")
    assert line.y == pytest.approx(TOP + 19 * 0.8, abs=0.06)


def test_first_line_indent_and_hanging_indent():
    words = "Căn cứ Điều lệ Đảng Cộng sản Việt Nam và các quy định " * 4
    first, second = lines(docx(para(words, '<w:ind w:firstLine="567"/>')))[:2]
    assert (first.x - LEFT, second.x - LEFT) == pytest.approx((28.35, 0), abs=0.06)
    first, second = lines(docx(para(words, '<w:ind w:left="567" w:hanging="284"/>')))[:2]
    assert (first.x - LEFT, second.x - LEFT) == pytest.approx((14.15, 28.35), abs=0.06)


@pytest.mark.parametrize("align", ["center", "right"])
def test_alignment(align):
    line = find(docx(para("QUYẾT ĐỊNH", f'<w:jc w:val="{align}"/>')), "QUYẾT")
    if align == "right":
        assert line.end == pytest.approx(RIGHT, abs=0.2)
    else:
        assert (line.x + line.end) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.2)


def test_a_page_break_before_and_a_break_in_the_text_begin_a_new_page():
    assert pages_of(docx(para("một") + para("hai", "<w:pageBreakBefore/>")), "hai") == [2]
    assert pages_of(docx(para(inner=run("một") + '<w:r><w:br w:type="page"/></w:r>' + run("hai"))), "hai") == [2]


def fill(height: float) -> str:
    """An empty paragraph exactly `height` points high."""
    return para("", spacing(line=round(height * 20), lineRule="exact", before=0, after=0))


def test_space_above_is_dropped_at_the_top_of_a_page_the_text_runs_onto():
    data = docx(fill(BOTTOM - TOP - 10) + para("hai", spacing(before=240)))
    assert find(data, "hai").page == 2
    assert find(data, "hai").y == pytest.approx(TOP + ASCENT, abs=0.06)


@pytest.mark.parametrize(("compat", "kept"), [(14, 12.0), (15, 0.0)])
def test_space_above_a_paragraph_that_begins_a_page_is_kept_in_older_files_only(compat, kept):
    data = docx(para("một") + para("hai", "<w:pageBreakBefore/>" + spacing(before=240)), compat=compat)
    assert find(data, "hai").y == pytest.approx(TOP + kept + ASCENT, abs=0.06)


def test_space_above_the_first_paragraph_of_a_section_is_kept():
    data = docx(para("một", f"<w:sectPr>{PAGE}</w:sectPr>") + para("hai", spacing(before=240)))
    assert find(data, "hai").y == pytest.approx(TOP + 12 + ASCENT, abs=0.06)


def test_the_extra_of_the_last_line_may_hang_below_the_page():
    props = spacing(line=360, lineRule="auto")
    assert pages_of(docx(fill(BOTTOM - TOP - 16.1) + para("vừa", props)), "vừa") == [1]


def test_widows_and_orphans_keep_two_lines_together():
    three = "<w:r><w:br/></w:r>".join(run(word) for word in ("một", "hai", "ba"))
    data = docx(fill(BOTTOM - TOP - 2 * 16.1) + para(inner=three))
    assert pages_of(data, "một") == [2]
    loose = docx(fill(BOTTOM - TOP - 2 * 16.1) + para(props='<w:widowControl w:val="0"/>', inner=three))
    assert (pages_of(loose, "một"), pages_of(loose, "ba")) == ([1], [2])


def test_a_heading_kept_with_the_next_paragraph_moves_with_it():
    data = docx(fill(BOTTOM - TOP - 17) + para("Điều 1", "<w:keepNext/>") + para("Nội dung"))
    assert pages_of(data, "Điều 1") == [2]


def test_lines_kept_together_move_together():
    four = "<w:r><w:br/></w:r>".join(run(word) for word in ("một", "hai", "ba", "bốn"))
    data = docx(fill(BOTTOM - TOP - 3 * 16.1) + para(props="<w:keepLines/>", inner=four))
    assert pages_of(data, "một") == [2]


def test_an_empty_paragraph_with_a_hidden_mark_takes_no_room():
    hidden = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"
    data = docx(para("một") + hidden + para("hai"))
    assert find(data, "hai").y - find(data, "một").y == pytest.approx(16.1, abs=0.06)


def test_a_larger_paragraph_mark_does_not_raise_the_line():
    big = '<w:rPr><w:sz w:val="60"/></w:rPr>'
    assert gap(big, "") == pytest.approx(16.1, abs=0.06)


def test_hidden_text_is_not_shown():
    assert texts(docx(para(inner=run("thấy") + run("ẩn", "<w:vanish/>")))) == ["thấy"]
