"""Workbooks the office brought in."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.models import RosterImport, User


def list_imports(session: Session, viewer: User) -> list[RosterImport]:
    """Those that were written, newest first."""
    query = select(RosterImport).where(
        RosterImport.office_id == viewer.office_id, RosterImport.written_at.is_not(None)
    )
    return list(session.scalars(query.order_by(RosterImport.written_at.desc(), RosterImport.id.desc()).limit(20)))


def get_import(session: Session, viewer: User, import_id: str) -> RosterImport:
    """Raises NotFound for another office's workbook."""
    found = session.get(RosterImport, import_id)
    if found is None or found.office_id != viewer.office_id:
        raise NotFound("Không có tệp nhập này; tải tệp lên lại.")
    return found
