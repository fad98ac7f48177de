"""The refusal of an uploaded file."""

from __future__ import annotations

from webapp.errors import DomainError


class RefusedFile(DomainError):
    """An uploaded file is not let in; the sentence says why and what the person can do."""

    status = 422
