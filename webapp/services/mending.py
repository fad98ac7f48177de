"""Mend the layout by machine, on request: the result is always a new version that can be compared with the one before.

Format, marks, spaces and tone marks change; no word is added or taken away (docs/lint.md).
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.errors import Conflict
from webapp.models import Document, TemplateVersion, User
from webapp.queries.layout_findings import mended_document, mended_template
from webapp.queries.templates import file_of
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import Catalogue
from webapp.services.documents.word import upload_version as upload_document
from webapp.services.templates import upload_version as upload_template


class NothingToMend(Conflict):
    """Every finding that is left needs a person."""


def mend_document(session: Session, tools: Tools, *, document_id: str, actor: User, seen: int) -> Document:
    """The mended newest version as the next one. Raises NothingToMend, and what an upload from Word raises."""
    document = session.get_one(Document, document_id)
    mended, name = mended_document(tools, document), document.current.filename or "the-thuc.docx"
    if mended == tools.store.get(document.current.docx_sha256):
        raise NothingToMend(_NOTHING)
    return upload_document(
        session, tools, document_id=document_id, actor=actor, seen=seen, data=mended, filename=name
    )  # fmt: skip


def mend_template(
    session: Session, tools: Tools, shipped: Catalogue, *, code: str, number: int, actor: User
) -> TemplateVersion:
    """The mended version `number` as the next one, not yet in use. Raises NothingToMend, TemplateRefused."""
    template = file_of(session, tools, actor, code, number, shipped)
    mended = mended_template(tools, template)
    if mended == template.docx:
        raise NothingToMend(_NOTHING)
    note = f"Sửa thể thức bằng máy, từ bản {number}" if number else "Sửa thể thức bằng máy, từ bản gốc"
    return upload_template(
        session, tools, shipped, code=code, data=mended, filename=f"{code}.docx", note=note, actor=actor
    )  # fmt: skip


_NOTHING = "Không còn chỗ nào máy sửa được; các chỗ còn lại phải sửa tay trong Word."
