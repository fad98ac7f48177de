"""Open a paper that tells who denounced: for a few people, and each opening is written down."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.errors import NotAllowed
from webapp.models import Document, User
from webapp.queries.secret import may_open
from webapp.services import ledger


def open_secret(session: Session, *, document: Document, what: str, actor: User) -> None:
    """Allow one reading of `what` (a file of the document) and write it down. Raises NotAllowed."""
    if not may_open(actor, document):
        raise NotAllowed(
            "Văn bản này cho biết người tố cáo: chỉ người soạn, người tiếp nhận đơn, người phụ trách, Trưởng đoàn và "
            "Thường trực Ủy ban được mở."
        )
    ledger.record(
        session, office_id=document.office_id, actor=actor, event="secret_document_opened", case_id=document.case_id,
        document=document.id, title=document.title, what=what,
    )  # fmt: skip
