"""Line breaking: the quarter rule of justified text, hyphens, long words."""

import pytest

from tests.rendering.convert.word_builder import LEFT, RIGHT, docx, lines, para, run, texts
from webapp.rendering.convert.fonts import faces
from webapp.rendering.convert.lay.pieces import split_word

WIDTH = RIGHT - LEFT
JUSTIFIED = '<w:jc w:val="both"/>'


def width(text: str) -> float:
    return faces()[0].width(text) * 14


def words_over_by(share: float) -> str:
    """Text that is wider than the column by `share` of all its spaces, then two more words."""
    text = "a"
    while width(text + " aaa") < WIDTH - 20:
        text += " aaa"
    spaces = text.count(" ") + 1
    need = WIDTH + share * spaces * width(" ")
    tail = "i" * max(1, round((need - width(text + " ")) / width("i")))
    return f"{text} {tail}"


def fits_on_one_line(share: float, compat: int) -> bool:
    first = words_over_by(share)
    data = docx(para(first + " bbb ccc", JUSTIFIED), compat=compat)
    return lines(data)[0].text.strip() == first


@pytest.mark.parametrize(("compat", "share", "expected"), [(15, 0.15, True), (15, 0.40, False), (14, 0.15, False)])
def test_a_word_more_fits_when_spaces_need_to_shrink_by_less_than_a_quarter(compat, share, expected):
    assert fits_on_one_line(share, compat) is expected


def test_a_justified_line_ends_at_the_margin_and_the_last_does_not():
    found = lines(docx(para("Uỷ ban kiểm tra xem xét, kết luận về nội dung kiểm tra " * 4, JUSTIFIED)))
    assert all(line.end == pytest.approx(RIGHT, abs=0.3) for line in found[:-1])
    assert found[-1].end < RIGHT - 5


def test_a_line_ended_by_hand_is_stretched_unless_the_file_forbids_it():
    body = para(props=JUSTIFIED, inner=run("một hai ba") + "<w:r><w:br/></w:r>" + run("bốn"))
    assert first_line_end(docx(body)) == pytest.approx(RIGHT, abs=0.3)
    inner = "<w:compat><w:doNotExpandShiftReturn/></w:compat>"
    assert first_line_end(docx(body, settings_inner=inner)) < RIGHT - 100


def first_line_end(data: bytes) -> float:
    found = lines(data)
    return max(line.end for line in found if abs(line.y - found[0].y) < 1)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kinh-tế", ["kinh-", "", "tế"]),
        ("2026-2030", ["2026-2030"]),
        ("15-QĐ/TW", ["15-", "", "QĐ/", "", "TW"]),
        ("-", ["-"]),
        ("-----", ["-----"]),
        ("và/hoặc", ["và/", "", "hoặc"]),
        ("{{tên}}{%", ["{{tên}}", "", "{%"]),
        ("--a", ["--a"]),
        ("10/2026", ["10/2026"]),
        ("漢字", ["漢", "", "字"]),
    ],
)
def test_a_word_may_be_broken_after_a_hyphen_between_letters_only(word, parts):
    assert split_word(word) == parts


def test_a_word_longer_than_the_line_is_cut():
    found = texts(docx(para("a" * 200)))
    assert len(found) > 1
    assert "".join(found) == "a" * 200


def test_decomposed_letters_come_out_composed():
    assert texts(docx(para("Kiê\u0309m tra"))) == ["Kiểm tra"]


def test_text_marked_to_keep_its_spaces_keeps_them_and_other_text_does_not():
    kept = para(inner='<w:r><w:t>một </w:t></w:r><w:r><w:t xml:space="preserve"> hai</w:t></w:r>')
    assert texts(docx(kept)) == ["một hai"]
