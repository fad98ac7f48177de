"""The sources that docxtpl would hand to Jinja: what a template really executes, after docxtpl joined its runs."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from docx.opc.oxml import parse_xml
from docxtpl import DocxTemplate

PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_NEWLINE_BEFORE_PARAGRAPH = re.compile(r"\n<w:p([ >])")


def footnotes(word: DocxTemplate) -> list[Any]:
    """The footnotes part, if any, as a list."""
    return [part for part in word.docx.part.package.parts if part.content_type == FOOTNOTES]


def has_properties(word: DocxTemplate) -> bool:
    """Whether the file carries core properties at all."""
    return any(rel.reltype == _CORE for rel in word.docx.part.package.rels.values())


def sources(word: DocxTemplate, leave_out: Collection[str] = ()) -> dict[str, str]:
    """The patched source of every part that docxtpl renders, by part name, but for those left out."""
    found = {word.docx.part.partname: word.get_xml()}
    for uri in (word.HEADER_URI, word.FOOTER_URI):
        for _, part in word.get_headers_footers(uri):
            found[part.partname] = word.xml_to_string(parse_xml(part.blob))
    for part in footnotes(word):
        found[part.partname] = part.blob.decode("utf-8")
    named = {name.lstrip("/"): xml for name, xml in found.items()}
    return {
        name: _NEWLINE_BEFORE_PARAGRAPH.sub(r"<w:p\1", word.patch_xml(xml))
        for name, xml in named.items()
        if name not in leave_out
    }


def properties(word: DocxTemplate) -> dict[str, str]:
    """The core properties that docxtpl renders, by python-docx's name for each."""
    if not has_properties(word):
        return {}
    return {name: getattr(word.docx.core_properties, name) for name in PROPERTIES}
