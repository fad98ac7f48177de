"""Numbers, dates and signers go into content controls; nothing else moves."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest

from tests.rendering.fill.words import changed, para, part, table, word
from webapp.rendering.stamp import StampMissing, read_stamps, stamp
from webapp.rendering.text import UnreadableWord, read_text

_BOLD = "<w:rPr><w:b/></w:rPr>"


def control(tag: str, content: str, properties: str = "") -> str:
    """A content control."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def run(text: str, format: str = _BOLD) -> str:
    """A run with a format."""
    return f"<w:r>{format}<w:t>{text}</w:t></w:r>"


INLINE = f"<w:p>{run('Số ')}{control('number', run('…') + run('còn lại', ''))}{run('-QĐ/UBKTTU')}</w:p>"
BLOCK = control("number", f"<w:p><w:pPr><w:jc/></w:pPr>{run('…')}</w:p>{para('đoạn thừa')}")
CELL = control("number", f"<w:tc><w:tcPr/><w:p>{run('…')}</w:p></w:tc>")
ROW = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{CELL}</w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("body", "text"),
    [(INLINE, "Số 15-QĐ/UBKTTU\n"), (BLOCK, "15\n"), (ROW, "15\n"), (table([["a"]], 1) + BLOCK, "a\n15\n")],
    ids=["in a line", "a block", "a cell", "after a table"],
)
def test_the_text_of_a_control_is_replaced(body: str, text: str) -> None:
    assert read_text(stamp(word(body), {"number": "15"})) == text


@pytest.mark.parametrize("body", [INLINE, BLOCK, ROW])
def test_the_first_run_s_format_is_kept(body: str) -> None:
    stamped = part(stamp(word(body), {"number": "15"}), "word/document.xml")
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">15</w:t></w:r>' in stamped


def test_paragraph_and_cell_properties_are_kept() -> None:
    assert "<w:jc/>" in part(stamp(word(BLOCK), {"number": "15"}), "word/document.xml")
    assert "<w:tcPr/>" in part(stamp(word(ROW), {"number": "15"}), "word/document.xml")


def test_a_control_in_a_header_is_stamped() -> None:
    stamped = stamp(word(para("x"), header=INLINE), {"number": "15"})
    assert ">15<" in part(stamped, "word/header.xml")


def test_a_tag_that_stands_twice_is_stamped_twice() -> None:
    stamped = stamp(word(INLINE + BLOCK, header=INLINE), {"number": "15"})
    assert part(stamped, "word/document.xml").count(">15<") == 2
    assert read_stamps(stamped) == {"number": "15"}


def test_all_absent_tags_are_named_and_nothing_is_stamped() -> None:
    with pytest.raises(StampMissing) as caught:
        stamp(word(INLINE), {"number": "15", "date": "x", "signer": "y"})
    assert "“date”, “signer”" in caught.value.sentence


def test_every_other_part_keeps_its_bytes() -> None:
    others: dict[str, bytes | None] = {"word/media/a.png": b"\x89PNG not really", "word/styles.xml": b"<?xml?><a/>"}
    before = changed(word(INLINE, title="Tên"), others)
    after = stamp(before, {"number": "15"})
    with zipfile.ZipFile(io.BytesIO(before)) as left, zipfile.ZipFile(io.BytesIO(after)) as right:
        assert left.namelist() == right.namelist()
        same = [name for name in left.namelist() if left.read(name) == right.read(name)]
        assert set(left.namelist()) - set(same) == {"word/document.xml"}


def test_the_rest_of_the_stamped_part_stays_as_it_is() -> None:
    docx = word(para("trước") + INLINE + table([["a", "b"]], 2) + para("sau"))
    xml = part(docx, "word/document.xml")
    stamped = part(stamp(docx, {"number": "15"}), "word/document.xml")
    start, end = xml.index("<w:sdtContent>"), xml.index("</w:sdtContent>")
    assert stamped[:start].split("\n", 1)[1] == xml[:start].split("\n", 1)[1]
    assert stamped.endswith(xml[end:])


def test_stamping_twice_gives_the_same_bytes_and_the_last_text() -> None:
    docx = word(INLINE)
    assert stamp(docx, {"number": "15"}) == stamp(docx, {"number": "15"})
    assert read_stamps(stamp(stamp(docx, {"number": "15"}), {"number": "16"})) == {"number": "16"}


@pytest.mark.parametrize("text", ["A & B < C", "{{ x }}", " hai đầu trống ", "một\nhai", "một\thai", ""])
def test_what_is_stamped_is_what_is_read(text: str) -> None:
    assert read_stamps(stamp(word(INLINE), {"number": text})) == {"number": text}


def test_text_is_composed_and_free_of_control_characters() -> None:
    text = unicodedata.normalize("NFD", "Nguyễn\x00 Văn\r\nA")
    assert read_stamps(stamp(word(INLINE), {"number": text})) == {"number": "Nguyễn Văn\nA"}


def test_a_prompt_counts_as_empty_and_goes_when_stamped() -> None:
    style = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    docx = word(f"<w:p>{control('number', run('Bấm để nhập', style), '<w:showingPlcHdr/>')}</w:p>")
    assert read_stamps(docx) == {"number": ""}
    stamped = stamp(docx, {"number": "15"})
    assert read_stamps(stamped) == {"number": "15"}
    assert "PlaceholderText" not in part(stamped, "word/document.xml")


@pytest.mark.parametrize("content", ["", "<w:p/>", "<w:p><w:pPr/></w:p>"])
def test_an_empty_block_gets_a_run(content: str) -> None:
    assert read_text(stamp(word(control("number", content)), {"number": "15"})) == "15\n"


def test_an_empty_control_in_a_line_gets_a_run() -> None:
    assert read_text(stamp(word(f"<w:p>{control('number', '')}</w:p>"), {"number": "15"})) == "15\n"


def test_controls_without_a_tag_are_left_alone() -> None:
    body = "<w:sdt><w:sdtPr/><w:sdtContent>" + para("giữ") + "</w:sdtContent></w:sdt>" + INLINE
    assert read_text(stamp(word(body), {"number": "15"})).startswith("giữ\n")


def test_what_is_not_word_s_is_refused() -> None:
    with pytest.raises(UnreadableWord):
        stamp(b"%PDF", {"number": "15"})
