"""What lies in the archive when case A is closed: every page says what its Word file says, and carries it inside."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator

import pikepdf
import pymupdf
import pytest
from sqlalchemy import select

from tests.support.desk import Desk
from tests.support.office import THE_END
from tests.support.reading import pages_text, squeezed
from webapp.models import Document, LedgerEntry
from webapp.rendering.text import read_text


@pytest.fixture
def closed(desk_at: Callable[[str], Desk]) -> Desk:
    return desk_at(THE_END)


def issued(desk: Desk) -> Iterator[tuple[Document, bytes, bytes]]:
    """Every document with its archived PDF and Word file."""
    for document in desk.session.scalars(select(Document).order_by(Document.id)):
        assert document.pdf_sha256 and document.docx_sha256
        yield document, desk.tools.store.get(document.pdf_sha256), desk.tools.store.get(document.docx_sha256)


def test_pages_say_what_the_word_file_says(closed: Desk) -> None:
    for document, pdf, docx in issued(closed):
        assert pages_text(pdf, docx) == squeezed(read_text(docx)), document.title


def test_pages_carry_the_word_file_and_the_facts(closed: Desk) -> None:
    for document, pdf, docx in issued(closed):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            inside = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
        assert inside["van-ban.docx"] == docx
        assert json.loads(inside["du-kien.json"]) == document.current.values


def test_every_font_is_tinos_and_embedded(closed: Desk) -> None:
    for document, pdf, _ in issued(closed):
        with pymupdf.open(stream=pdf) as pages:
            fonts = {(font[1], font[3]) for page in pages for font in page.get_fonts()}
        assert fonts, document.title
        assert all(kind != "n/a" and "Tinos" in name for kind, name in fonts), (document.title, fonts)


def test_number_date_and_signer_stand_on_the_pages_of_what_has_a_number(closed: Desk) -> None:
    numbered = [(d, squeezed(read_text(docx))) for d, _, docx in issued(closed) if d.number_text]
    assert len(numbered) == 7
    for document, text in numbered:
        assert document.issued_on and document.signed_by
        on = document.issued_on
        month = f"{on.month:02d}" if on.month < 3 else str(on.month)
        assert f"Số{document.number_text}" in text
        assert f"ngày{on.day:02d}tháng{month}năm{on.year}" in text
        assert squeezed(document.signed_by.full_name) in text


def test_the_ledger_tells_the_case_from_opening_to_closing(closed: Desk) -> None:
    events = list(closed.session.scalars(select(LedgerEntry.event).order_by(LedgerEntry.seq)))
    assert events.count("document_issued") == 19
    assert events.index("case_opened") < events.index("facts_changed") < events.index("document_drafted")
    assert events[-1] == "step_done"
