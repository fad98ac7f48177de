"""What counts as the text of a Word file."""

from __future__ import annotations

import pytest

from tests.rendering.fill.words import para, table, word
from webapp.rendering.text import UnreadableWord, read_text


def _run(inner: str, properties: str = "") -> str:
    return f"<w:p><w:r>{properties}{inner}</w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (para("một") + para("hai", " ba"), "một\nhai ba\n"),
        (para("trước") + table([["a", "b"], ["c", "d"]], 2) + para("sau"), "trước\na\nb\nc\nd\nsau\n"),
        (_run("<w:t>a</w:t><w:tab/><w:t>b</w:t>"), "a\tb\n"),
        ('<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>', "a\n"),
        (_run("<w:t>a</w:t><w:br/><w:t>b</w:t>"), "a\nb\n"),
        (_run("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>"), "a-b\n"),
        (_run("<w:instrText>PAGE</w:instrText>") + _run("<w:t>3</w:t>"), "\n3\n"),
        (_run("<w:t>ẩn</w:t>", "<w:rPr><w:vanish/></w:rPr>"), "\n"),
        (_run("<w:t>hiện</w:t>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'), "hiện\n"),
        ("<w:p><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>", "thêm\n"),
        ("<w:p><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del></w:p>", "\n"),
        ("<w:sdt><w:sdtContent>" + para("khối") + "</w:sdtContent></w:sdt>", "khối\n"),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>dòng</w:t></w:r></w:sdtContent></w:sdt></w:p>", "dòng\n"),
        ('<w:p><w:hyperlink r:id="rId1"><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>', "liên kết\n"),
        ("<w:p/>", "\n"),
        ("", ""),
    ],
)
def test_the_visible_text_is_read(body: str, text: str) -> None:
    assert read_text(word(body)) == text


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + para("trong khung") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>neo</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert read_text(word(body)) == "neo\ntrong khung\n"


def test_headers_and_notes_are_not_the_body() -> None:
    assert read_text(word(para("thân"), header=para("đầu"), footnotes=para("chú"))) == "thân\n"


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7"])
def test_what_is_not_word_s_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableWord):
        read_text(data)
