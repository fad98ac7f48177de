"""What a view may answer, and files on their way out."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import Any

from flask import Response, send_file

from webapp.errors import DomainError

Answer = Any
"""A page, a redirect, or a page with its status."""

INLINE = frozenset({"application/pdf"})
"""Kinds of file a browser may show by itself; everything else is a download."""


def file_answer(data: bytes, *, media_type: str, name: str, download: bool = False) -> Response:
    """A stored file under a readable name; never sniffed, never kept by a cache."""
    answer: Response = send_file(
        BytesIO(data),
        mimetype=media_type,
        download_name=unicodedata.normalize("NFC", name),
        as_attachment=download or media_type not in INLINE,
        max_age=0,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def page_number(asked: Any) -> int:
    """The page of a list that was asked for; nonsense means the first."""
    text = str(asked.get("page", "1"))
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 100_000 else 1


def mistakes_of(form: Any, error: DomainError | None = None) -> list[tuple[str, str]]:
    """What the form found wrong, then what the service refused."""
    return [*form.mistakes, *([("", error.sentence)] if error else [])]
