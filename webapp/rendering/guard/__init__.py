"""Refuse a dangerous or broken Word file before anything opens it."""

from webapp.rendering.guard.admission import admit
from webapp.rendering.guard.refusal import RefusedFile

__all__ = ["RefusedFile", "admit"]
