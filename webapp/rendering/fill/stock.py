"""Filling through docxtpl itself: for pictures, sub-documents and tables whose columns a template changes."""

from __future__ import annotations

import io
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from webapp.rendering.check.sandbox import Sandbox
from webapp.rendering.check.sources import footnotes, properties
from webapp.rendering.fill import layout
from webapp.rendering.fill.errors import TemplateError
from webapp.rendering.fill.package import rewrite
from webapp.rendering.fill.rich import Picture, SubDocument
from webapp.rendering.fill.values import Facts

# Word itself refuses longer core properties, and so does python-docx.
PROPERTY_LENGTH = 255


class GuardedTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl without four of its surprises.

    Properties are plain text, so they are not escaped twice; a file without properties does not get today's date;
    footnotes are rendered once, not once per section (a second pass would execute `{{` inside values); and `{_{` in a
    value stays `{_{`.
    """

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        self.current_rendering_part = part
        return layout.resolve(jinja_env.from_string(src_xml).render(context))

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        text = Sandbox(autoescape=False)
        for name, source in properties(self).items():
            rendered = text.from_string(source).render(context)
            setattr(self.docx.core_properties, name, rendered[:PROPERTY_LENGTH])

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        for part in footnotes(self):
            source = self.patch_xml(part.blob.decode("utf-8"))
            part._blob = self.render_xml_part(source, part, context, jinja_env).encode("utf-8")


def fill_stock(template: bytes, facts: dict[str, Any]) -> bytes:
    """Fill the way docxtpl does it, in our environment; the result is re-packed, always as the same bytes."""
    word = GuardedTemplate(io.BytesIO(template))
    word.init_docx()
    word.render(_live(facts, word), Sandbox())
    buffer = io.BytesIO()
    word.save(buffer)
    return rewrite(buffer.getvalue())


def _live(value: Any, word: GuardedTemplate) -> Any:
    """Turn pictures and sub-documents into docxtpl's objects, which are bound to one open document."""
    if isinstance(value, Picture):
        width = Mm(value.width_mm) if value.width_mm else None
        height = Mm(value.height_mm) if value.height_mm else None
        return InlineImage(word, io.BytesIO(value.data), width, height)
    if isinstance(value, SubDocument):
        return _subdocument(value, word)
    if isinstance(value, Facts):
        copy = Facts((key, _live(item, word)) for key, item in value.items())
        copy.path = value.path
        return copy
    if isinstance(value, list) and value:
        return [_live(item, word) for item in value]
    return value


def _subdocument(value: SubDocument, word: GuardedTemplate) -> Any:
    try:
        return word.new_subdoc(io.BytesIO(value.docx))
    except ImportError as error:
        raise TemplateError("Máy chủ chưa cài thư viện docxcompose nên không chèn được tệp Word vào mẫu.") from error
