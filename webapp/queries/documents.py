"""Documents a person may know of."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.auth.permissions import Permission, allowed
from webapp.errors import NotFound
from webapp.models import Case, Document, User


def get_document(session: Session, viewer: User, document_id: str) -> Document:
    """The document. Raises NotFound when its case is not the viewer's to know."""
    document = session.get(Document, document_id)
    if document is None or not allowed(viewer, Permission.CASE_VIEW, document.case):
        raise NotFound("Không có văn bản này, hoặc đồng chí không được phân công hồ sơ của nó.")
    return document


def list_of_case(session: Session, case: Case) -> list[Document]:
    """Documents of the case in the order they were begun."""
    return list(session.scalars(select(Document).where(Document.case_id == case.id).order_by(Document.id)))
