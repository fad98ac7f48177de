"""Make issued documents again from what was kept, and compare every byte on the way.

Stored template + stored values → the draft; draft + number, date, signer → the issued Word file; that + facts → the
PDF.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.errors import DomainError
from webapp.models import Document, DocumentVersion
from webapp.queries.tools import Tools
from webapp.rendering.fill import fill
from webapp.services.documents.drafting import refill
from webapp.services.documents.issuing import block_of, facts_of, issued_docx, issued_options


@dataclass(frozen=True)
class Reproduced:
    """One issued document made again: `problem` is empty when not one byte differs."""

    name: str
    problem: str = ""


def reproduce(session: Session, tools: Tools, *, number: str = "") -> Iterator[Reproduced]:
    """Every issued document, or those with `number`, oldest first."""
    query = select(Document).where(Document.state == "issued").order_by(Document.id)
    if number:
        query = query.where(Document.number_text == number)
    for document in session.scalars(query):
        name = document.title + (f" số {document.number_text}" if document.number_text else "")
        try:
            yield Reproduced(name, _difference(tools, document))
        except DomainError as error:
            yield Reproduced(name, error.sentence)


def _difference(tools: Tools, document: Document) -> str:
    version, on = document.current, document.issued_on
    assert on  # a constraint of the table
    draft = _draft(tools, version)
    if _sha256(draft) != version.docx_sha256:
        return "bản thảo điền lại từ mẫu và dữ kiện khác bản đã duyệt"
    signer, template = document.signed_by, tools.catalogue.get(document.template)
    docx = issued_docx(
        draft,
        number_text=document.number_text,
        on=on,
        signer=signer.full_name if signer else "",
        block=block_of(document, template),
    )
    if _sha256(docx) != document.docx_sha256:
        return "bản Word ghi số, ngày, người ký lại khác bản đã ban hành"
    options = issued_options(
        title=document.title, on=on, number_text=document.number_text, docx=docx, facts=facts_of(version)
    )
    if _sha256(tools.renderer.render(docx, options).pdf) != document.pdf_sha256:
        return "bản PDF dàn lại khác bản đã lưu"
    return ""


def _draft(tools: Tools, version: DocumentVersion) -> bytes:
    """The version filled again the way it was; what came back from Word is its own source."""
    if version.origin == "word":
        return tools.store.get(version.docx_sha256)
    template = tools.store.get(version.template_sha256)
    filled = refill(template, version.values) if version.origin == "tagged" else fill(template, version.values)
    return filled.docx


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
