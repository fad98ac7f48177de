"""What a caller may ask of a PDF: its title and dates, and the files it carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Attachment:
    """A file embedded in the PDF. `relationship` is Source (the Word file) or Data (the facts)."""

    name: str
    data: bytes
    media_type: str
    relationship: str


@dataclass(frozen=True)
class PdfOptions:
    """`created` fixes every date in the file; without it a constant does, so equal input gives equal bytes.
    `proof_number` is the number printed in the QR code of the first page; without one there is no code."""

    title: str = ""
    language: str = "vi"
    created: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    keep_deletions: bool = False
    proof_number: str = ""
