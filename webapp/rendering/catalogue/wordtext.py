"""Read a Word file without Word: its visible text, its content controls, its remaining template tags."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_TAGS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_STORIES = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def stories(docx: bytes) -> Iterator[etree._Element]:
    """The roots of the body, the headers and the footers."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in sorted(package.namelist()):
            if _STORIES.fullmatch(name):
                yield etree.fromstring(package.read(name), _SAFE)


def visible_text(docx: bytes) -> str:
    """The text of the body as a reader meets it: one line per paragraph, cells in reading order, tabs kept."""
    body = next(iter(stories(docx)))
    lines = [_paragraph_text(paragraph) for paragraph in body.iter(f"{W}p")]
    return "\n".join(line for line in lines if line.strip()) + "\n"


def control_tags(docx: bytes) -> frozenset[str]:
    """The tags of all content controls."""
    return frozenset(
        str(tag.get(f"{W}val")) for story in stories(docx) for tag in story.iter(f"{W}tag") if tag.get(f"{W}val")
    )


def leftover_tags(docx: bytes) -> list[str]:
    """Paragraphs in which a template tag remains."""
    texts = [_paragraph_text(paragraph) for story in stories(docx) for paragraph in story.iter(f"{W}p")]
    return [text for text in texts if _TAGS.search(text)]


def _paragraph_text(paragraph: etree._Element) -> str:
    pieces = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else pieces[node.tag]
        for node in paragraph.iter(f"{W}t", *pieces)
    ).rstrip()
