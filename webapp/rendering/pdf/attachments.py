"""Files embedded in the PDF: the Word file as its source, the facts as its data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from weasyprint import Attachment as WeasyAttachment

if TYPE_CHECKING:
    from webapp.rendering.options import Attachment

DESCRIPTIONS = {"Source": "Tệp Word gốc", "Data": "Dữ liệu của văn bản"}


def embed(attachments: Iterable[Attachment], created: datetime) -> list[Any]:
    """WeasyPrint's attachment objects, with fixed dates."""
    return [
        WeasyAttachment(
            string=item.data,
            name=item.name,
            description=DESCRIPTIONS.get(item.relationship, item.name),
            created=created,
            modified=created,
            relationship=item.relationship,
        )
        for item in attachments
    ]
