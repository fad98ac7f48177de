"""Tables: places of cells, heights of rows, merges, page breaks, repeated heads, widths from content."""

import pytest

from tests.rendering.convert.word_builder import BOTTOM, LEFT, TOP, docx, find, lines, pages_of, para, run, table, texts

EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
BORDERS = f"<w:tblBorders>{EDGES}</w:tblBorders>"
HEIGHT = 16.1  # a row of one 14 point line without borders


def spacer(height: float) -> str:
    return para("", f'<w:spacing w:line="{round(height * 20)}" w:lineRule="exact"/>')


def test_cells_stand_on_their_grid_lines_with_the_cell_margin():
    data = docx(table([["một", "hai"]], [3000, 4000]))
    assert find(data, "một").x == pytest.approx(LEFT + 5.4, abs=0.06)
    assert find(data, "hai").x == pytest.approx(LEFT + 150 + 5.4, abs=0.06)


def test_in_older_files_the_text_and_not_the_edge_stands_on_the_margin():
    assert find(docx(table([["một"]], [3000]), compat=14), "một").x == pytest.approx(LEFT, abs=0.06)


def test_a_border_takes_its_width_above_each_row_and_below_the_last():
    data = docx(table([["một"], ["hai"]], [3000], props=BORDERS) + para("sau"))
    first, second, after = (find(data, word).y for word in ("một", "hai", "sau"))
    assert first == pytest.approx(TOP + 0.5 + 13.1, abs=0.06)
    assert second - first == pytest.approx(HEIGHT + 0.5, abs=0.06)
    assert after - second == pytest.approx(HEIGHT + 0.5, abs=0.06)


@pytest.mark.parametrize(("rule", "expected"), [("atLeast", 40.0), ("exact", 40.0)])
def test_row_heights(rule, expected):
    row = f'<w:trHeight w:val="800" w:hRule="{rule}"/>'
    data = docx(table([["một"], ["hai"]], [3000], row_props=row))
    assert find(data, "hai").y - find(data, "một").y == pytest.approx(expected, abs=0.06)


def test_a_row_of_exact_height_hides_what_does_not_fit():
    cell = para("một") + para("hai") + para("ba")
    data = docx(table([[cell]], [3000], row_props='<w:trHeight w:val="400" w:hRule="exact"/>') + para("sau"))
    assert texts(data) == ["một", "sau"]


def test_a_cell_keeps_the_space_after_its_last_paragraph():
    cell = para("một", '<w:spacing w:after="200"/>')
    data = docx(table([[cell], ["hai"]], [3000]))
    assert find(data, "hai").y - find(data, "một").y == pytest.approx(HEIGHT + 10, abs=0.06)


@pytest.mark.parametrize(("align", "shift"), [("top", 0.0), ("center", 16.1), ("bottom", 32.2)])
def test_vertical_alignment(align, shift):
    tall = para("a") + para("b") + para("c")
    cells = f'<w:tc><w:tcPr><w:vAlign w:val="{align}"/></w:tcPr>{para("một")}</w:tc><w:tc>{tall}</w:tc>'
    data = docx(
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
        f"<w:tr>{cells}</w:tr></w:tbl>"
    )
    assert find(data, "một").y - find(data, "a").y == pytest.approx(shift, abs=0.06)


def merged() -> str:
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    start = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{para("gộp") * 4}</w:tc>'
    go_on = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{para()}</w:tc>"
    rows = "".join(f"<w:tr>{left}<w:tc>{para(text)}</w:tc></w:tr>" for left, text in ((start, "một"), (go_on, "hai")))
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para("rộng")}</w:tc></w:tr>'
    return f"<w:tbl><w:tblPr/>{grid}{rows}{wide}</w:tbl>"


def test_a_merged_cell_stretches_the_last_of_its_rows():
    data = docx(merged())
    assert find(data, "hai").y - find(data, "một").y == pytest.approx(HEIGHT, abs=0.06)
    assert find(data, "rộng").y - find(data, "một").y == pytest.approx(4 * HEIGHT, abs=0.06)


def test_a_row_that_does_not_fit_is_split_and_one_that_may_not_be_split_moves():
    cell = "".join(para(f"dòng {number}") for number in range(1, 7))
    body = spacer(BOTTOM - TOP - 3.5 * HEIGHT)
    split = docx(body + table([[cell]], [3000]))
    assert (pages_of(split, "dòng 3"), pages_of(split, "dòng 4")) == ([1], [2])
    whole = docx(body + table([[cell]], [3000], row_props="<w:cantSplit/>"))
    assert pages_of(whole, "dòng 1") == [2]


def test_head_rows_are_repeated_on_every_page():
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr/>{para('ĐẦU')}</w:tc></w:tr>"
    rows = "".join(f"<w:tr><w:tc><w:tcPr/>{para(f'hàng {number}')}</w:tc></w:tr>" for number in range(60))
    data = docx(f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>{head}{rows}</w:tbl>')
    assert pages_of(data, "ĐẦU") == [1, 2]


def test_a_head_row_is_not_left_alone_at_the_foot_of_a_page():
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr/>{para('ĐẦU')}</w:tc></w:tr>"
    row = f"<w:tr><w:tc><w:tcPr/>{para('một') * 2}</w:tc></w:tr>"
    grid = '<w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
    body = spacer(BOTTOM - TOP - 1.5 * HEIGHT) + f"<w:tbl><w:tblPr/>{grid}{head}{row}</w:tbl>"
    assert pages_of(docx(body), "ĐẦU") == [2]


def test_a_table_in_the_middle_and_at_the_right():
    for align, left in (("center", (467.75 - 150) / 2), ("right", 467.75 - 150)):
        data = docx(table([["một"]], [3000], props=f'<w:jc w:val="{align}"/>'))
        assert find(data, "một").x == pytest.approx(LEFT + left + 5.4, abs=0.1)


def test_columns_without_any_width_are_fitted_to_their_content():
    cells = "".join(f"<w:tc><w:tcPr/>{para(text)}</w:tc>" for text in ("a", "một nội dung dài hơn nhiều", "b"))
    data = docx(f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>")
    first, second, third = (line.x for line in lines(data))
    assert second - first < 30
    assert third - second > 120


def test_a_table_in_a_table():
    inner = table([["trong"]], [1500]) + para()
    data = docx(table([[inner, "ngoài"]], [3000, 3000]))
    assert find(data, "trong").x == pytest.approx(LEFT + 2 * 5.4, abs=0.06)


def test_a_page_break_in_a_cell_is_no_page_break():
    cell = para(inner='<w:r><w:br w:type="page"/></w:r>' + run("một"))
    assert pages_of(docx(table([[cell]], [3000])), "một") == [1]


def test_a_table_style_makes_the_first_row_bold():
    style = (
        '<w:style w:type="table" w:styleId="Luoi"><w:name w:val="Luoi"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:sz w:val="40"/></w:rPr></w:tblStylePr></w:style>'
    )
    from tests.rendering.convert.word_builder import STYLES

    props = '<w:tblStyle w:val="Luoi"/><w:tblLook w:val="0020" w:firstRow="1"/>'
    data = docx(table([["đầu"], ["thân"]], [3000], props=props), styles=STYLES + style)
    assert (find(data, "đầu").size, find(data, "thân").size) == (20, 14)
