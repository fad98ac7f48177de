"""Files that are no Word files, damaged or hostile: a Vietnamese sentence, or the text that can be saved."""

import io
import zipfile

import pytest

from tests.rendering.convert.word_builder import docx, para, render, texts
from webapp.errors import DomainError
from webapp.rendering.convert import to_pdf


def repacked(change: dict[str, bytes | None]) -> bytes:
    """A good file with some parts replaced (None: left out)."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(para("một")))) as source, zipfile.ZipFile(stored, "w") as target:
        for name in source.namelist():
            data = change.get(name, source.read(name))
            if data is not None:
                target.writestr(name, data)
    return stored.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.4", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_word_file_is_refused_in_vietnamese(data):
    with pytest.raises(DomainError, match="Word"):
        to_pdf(data)


@pytest.mark.parametrize(
    "change",
    [
        {"word/document.xml": None},
        {"word/document.xml": b"<w:document"},
        {"word/document.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'},
        {"word/document.xml": b"<x/>"},
    ],
)
def test_a_file_without_a_readable_body_is_refused(change):
    with pytest.raises(DomainError):
        to_pdf(repacked(change))


@pytest.mark.parametrize("part", ["word/styles.xml", "word/settings.xml", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize("data", [None, b"", b"<broken"])
def test_a_file_without_its_side_parts_is_still_shown(part, data):
    assert texts(repacked({part: data})) == ["một"]


@pytest.mark.parametrize(
    "props",
    [
        '<w:ind w:left="99999999"/>',
        '<w:ind w:left="-99999999"/>',
        '<w:spacing w:line="-5" w:lineRule="exact"/>',
        '<w:spacing w:before="99999999999"/>',
        '<w:ind w:left="abc"/>',
        '<w:tabs><w:tab w:val="left" w:pos="-500000"/></w:tabs>',
    ],
)
def test_absurd_measures_do_no_harm(props):
    assert render(docx(para("một", props))).pages <= 3


@pytest.mark.parametrize("size", ["0", "-4", "99999", "x"])
def test_absurd_sizes_do_no_harm(size):
    assert render(docx(para("một", "", f'<w:sz w:val="{size}"/>'))).pages == 1


def test_a_page_smaller_than_its_margins_still_shows_its_text():
    section = '<w:pgSz w:w="1000" w:h="1000"/><w:pgMar w:top="900" w:right="900" w:bottom="900" w:left="900"/>'
    assert render(docx(para("một hai ba"), section=section)).pages >= 1


def test_tables_nested_without_end_are_cut_off():
    depth = 200
    body = "<w:tbl><w:tr><w:tc>" * depth + para("đáy") + (para() + "</w:tc></w:tr></w:tbl>") * depth
    assert render(docx(body + para("sau"))).pages >= 1
    assert "sau" in texts(docx(body + para("sau")))


def test_a_document_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr("webapp.rendering.convert.lay.pages.PAGES_LIMIT", 3)
    with pytest.raises(DomainError, match="3 trang"):
        to_pdf(docx(para("một", "<w:pageBreakBefore/>") * 6))


def test_an_unforeseen_fault_becomes_a_sentence_with_its_cause(monkeypatch):
    def fail(*_: object) -> None:
        raise ZeroDivisionError("chia cho 0")

    monkeypatch.setattr("webapp.rendering.convert.lay.pages.lay_out", fail)
    with pytest.raises(DomainError, match="không dàn trang được") as caught:
        to_pdf(docx(para("một")))
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
