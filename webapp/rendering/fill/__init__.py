"""Fill Word templates: docxtpl's language, sandboxed and strict, over plain values, compiled once per template."""

from webapp.rendering.fill.engine import Filled, fill
from webapp.rendering.fill.errors import TemplateError
from webapp.rendering.fill.rich import Paragraphs, Picture, RichText, Run, SubDocument

__all__ = ["Filled", "Paragraphs", "Picture", "RichText", "Run", "SubDocument", "TemplateError", "fill"]
