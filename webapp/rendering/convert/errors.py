"""What the converter refuses, in sentences for the reader."""

from __future__ import annotations

from webapp.errors import DomainError


class TooLong(DomainError):
    """The document has more pages than the engine lays out."""

    status = 413


class CannotRender(DomainError):
    """The file is a Word file, yet it cannot be turned into pages."""

    status = 422
