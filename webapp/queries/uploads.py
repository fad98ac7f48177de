"""Papers that came in from outside, scoped to the viewer of their case."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.models import Case, Upload, User
from webapp.queries.cases import get_case


def list_uploads(session: Session, case: Case) -> list[Upload]:
    """Papers of the case in the order they came in."""
    return list(session.scalars(select(Upload).where(Upload.case_id == case.id).order_by(Upload.at, Upload.id)))


def get_upload(session: Session, viewer: User, case_id: str, upload_id: str) -> Upload:
    """The paper. Raises NotFound when it is not of this case, or the case is not the viewer's to know."""
    case = get_case(session, viewer, case_id)
    upload = session.get(Upload, upload_id)
    if upload is None or upload.case_id != case.id:
        raise NotFound("Không có tài liệu này trong hồ sơ.")
    return upload
