"""Note in the database what the archive must hold."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp import clock
from webapp.models import Blob, new_id

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def note_blob(session: Session, data: bytes, media_type: str) -> str:
    """Write the row of a blob that is already stored; a second row for the same bytes is not made."""
    digest = hashlib.sha256(data).hexdigest()
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = {"id": new_id(), "sha256": digest, "size": len(data), "media_type": media_type, "stored_at": clock.now()}
    session.execute(dialect.insert(Blob).values(**row).on_conflict_do_nothing(index_elements=["sha256"]))
    return digest
