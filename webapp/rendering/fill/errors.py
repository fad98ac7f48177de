"""The refusals of a fill."""

from __future__ import annotations

from webapp.errors import DomainError


class TemplateError(DomainError):
    """A template or its values cannot be filled; `details` has one line per mistake."""

    status = 422
