"""A template compiled once: Jinja code of the parts that change, deflated bytes of the parts that do not."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import escape
from typing import Any

from jinja2 import Template

from webapp.rendering.check.sandbox import Sandbox
from webapp.rendering.check.sources import properties, sources
from webapp.rendering.fill import layout, package
from webapp.rendering.fill.shape import is_settled
from webapp.rendering.fill.stock import PROPERTY_LENGTH, GuardedTemplate

_TAG = re.compile(r"\{[{%#_]|_\}")
_DRAWING_ID = '<wp:docPr id="'
_DRAWING = re.compile(r"<\w+:docPr\b")
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
# Stands in a property while the package is saved, then marks where its rendered text goes.
_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000(\\w+)\ue001")


@dataclass(frozen=True)
class StoryPart:
    """A part of text (body, header, footer, footnotes) with its compiled source and what stands before and after it."""

    name: str
    template: Template
    head: bytes = b""
    tail: bytes = b""
    numbers_drawings: bool = False

    def render(self, facts: dict[str, Any]) -> bytes:
        """The part's XML with these facts."""
        xml = layout.resolve(self.template.render(facts))
        if self.numbers_drawings:
            xml = _number_drawings(xml)
        return b"".join((self.head, xml.encode(), self.tail))


@dataclass(frozen=True)
class PropertiesPart:
    """Core properties: literal stretches of XML between properties whose text is rendered."""

    name: str
    literals: tuple[str, ...]
    templates: tuple[Template, ...]

    def render(self, facts: dict[str, Any]) -> bytes:
        """The part's XML with these facts; each property at most 255 characters, as Word has it."""
        pieces = [self.literals[0]]
        for template, literal in zip(self.templates, self.literals[1:], strict=True):
            pieces += (escape(template.render(facts)[:PROPERTY_LENGTH], quote=False), literal)
        return "".join(pieces).encode()


@dataclass(frozen=True)
class Compiled:
    """A template ready to be filled any number of times; `settled` is false when docxtpl itself must fill it."""

    entries: tuple[package.Entry | StoryPart | PropertiesPart, ...]
    settled: bool

    def fill(self, facts: dict[str, Any]) -> bytes:
        """The filled package."""
        return package.write(
            entry if isinstance(entry, package.Entry) else package.deflate(entry.name, entry.render(facts), 3)
            for entry in self.entries
        )


def compile_template(template: bytes) -> Compiled:
    """Compile every part of `template` that docxtpl would render.

    Raises Jinja's errors and ForbiddenConstruct for a template that may not be filled, and what python-docx raises
    for a file that is not Word's.
    """
    word = GuardedTemplate(io.BytesIO(template))
    word.render_init()
    sandbox = Sandbox()
    stories = {name: (patched, sandbox.from_string(patched)) for name, patched in sources(word).items()}
    texts = _mark_properties(word)
    buffer = io.BytesIO()
    word.docx.save(buffer)
    parts = package.read(buffer.getvalue())
    body = word.docx.part.partname.lstrip("/")
    settled = _is_settled(word, stories[body][0]) and all(is_settled(_bare(xml)) for xml, _ in stories.values())
    entries = tuple(_entry(name, data, stories.get(name), texts, name == body) for name, data in parts.items())
    return Compiled(entries, settled)


def _is_settled(word: GuardedTemplate, body: str) -> bool:
    """One body, and drawings spelled as Word spells them, for they are numbered by a pattern."""
    document = word.docx.element
    if document.nsmap.get("wp", _WP) != _WP or sum(child.tag.endswith("}body") for child in document) != 1:
        return False
    return len(_DRAWING.findall(body)) == body.count(_DRAWING_ID) and body.rstrip().endswith("</w:body>")


def _bare(xml: str) -> str:
    return xml[xml.index("?>") + 2 :] if xml.startswith("<?xml") else xml


def _entry(
    name: str, data: bytes, story: tuple[str, Template] | None, texts: dict[str, Template], is_body: bool
) -> package.Entry | StoryPart | PropertiesPart:
    if is_body and story:
        return _body_part(name, data, *story)
    if story and (_TAG.search(story[0]) or layout.resolve(story[0]) != story[0]):
        return StoryPart(name, story[1], head=b"" if story[0].startswith("<?xml") else _DECLARATION)
    if texts and "\ue000" in (xml := data.decode("utf-8", "ignore")):
        pieces = _PLACES.split(xml)
        return PropertiesPart(name, tuple(pieces[::2]), tuple(texts[key] for key in pieces[1::2]))
    return package.deflate(name, data)


def _body_part(name: str, saved: bytes, patched: str, template: Template) -> StoryPart:
    """The body is rendered alone; the document element around it is the saved one's."""
    start, end = saved.find(b"<w:body"), saved.rfind(b"</w:body>")
    return StoryPart(name, template, saved[:start], saved[end + len(b"</w:body>") :], _DRAWING_ID in patched)


def _mark_properties(word: GuardedTemplate) -> dict[str, Template]:
    """Compile the properties that hold tags and leave a mark in place of each; others stay as docxtpl rewrites them."""
    texts: dict[str, Template] = {}
    sandbox = Sandbox(autoescape=False)
    for name, source in properties(word).items():
        tagged = "{" in source
        if tagged:
            texts[name] = sandbox.from_string(source)
        setattr(word.docx.core_properties, name, _PLACE.format(name) if tagged else source)
    return texts


def _number_drawings(xml: str) -> str:
    """Number all drawings from 1001, as docxtpl does, for loops repeat their ids."""
    before, *pieces = xml.split(_DRAWING_ID)
    numbered = (_DRAWING_ID + str(number) + piece[piece.index('"') :] for number, piece in enumerate(pieces, 1001))
    return before + "".join(numbered)
