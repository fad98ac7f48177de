"""What pages and Word files say, in a form that can be compared."""

from __future__ import annotations

import io
import re
import unicodedata

import pymupdf
from docx import Document
from docx.oxml.ns import qn


def squeezed(text: str) -> str:
    """Letters, digits and signs alone: pages break lines, and set dots, where they like."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def pages_text(pdf: bytes, docx: bytes) -> str:
    """The squeezed text of all pages as the Word file has it.

    The number at the top of later pages must be there and is left out; so is a heading row that goes on overleaf.
    """
    with pymupdf.open(stream=pdf) as pages:
        texts = [squeezed(page.get_text()) for page in pages]
    read = texts[0]
    for number, text in enumerate(texts[1:], start=2):
        assert text.startswith(str(number)), f"page {number} begins with “{text[:20]}”"
        text = text.removeprefix(str(number))
        for heading in _heading_rows(docx):
            if heading in read:
                text = text.removeprefix(heading)
        read += text
    return read


def _heading_rows(docx: bytes) -> list[str]:
    """Rows that Word repeats at the top of every page their table reaches."""
    rows = [row for table in Document(io.BytesIO(docx)).tables for row in table.rows]
    repeated = [row for row in rows if row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None]
    return [squeezed("".join(cell.text for cell in row.cells)) for row in repeated]
