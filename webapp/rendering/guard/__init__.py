"""Refuse a dangerous or broken Word file before anything opens it."""

from webapp.rendering.guard.admission import admit, refuse_macros
from webapp.rendering.guard.refusal import RefusedFile

__all__ = ["RefusedFile", "admit", "refuse_macros"]
