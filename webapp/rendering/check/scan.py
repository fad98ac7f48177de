"""Find every stretch of text of a Word file in which a tag may stand, with its part and paragraph."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from webapp.errors import DomainError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _T = _W + "p", _W + "t"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_STORY = re.compile(r"wordprocessingml\.(footnotes|header|footer)\+xml$|\.main\+xml$")
_FILLED_PROPERTIES = frozenset((
    "creator", "description", "identifier", "language", "subject", "title",
))  # fmt: skip
_TAG_LIKE = re.compile(r"\{[{%#]|[%}#]\}")


@dataclass(frozen=True)
class Stretch:
    """Text that belongs together: a paragraph's visible text, a field instruction, an attribute, a property."""

    part: str
    paragraph: int
    text: str
    filled: bool


class Unreadable(DomainError):
    """The file, or a part of it, cannot be read; `part` is empty for the file."""

    status = 422

    def __init__(self, part: str = "") -> None:
        what = f"phần {part}" if part else "tệp mẫu"
        super().__init__(f"Không đọc được {what}: mở bằng Word rồi lưu lại dạng .docx.")
        self.part = part


def stretches(template: bytes) -> Iterator[Stretch]:
    """Every stretch that holds something like a tag. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            parts = {
                item.filename: package.read(item)
                for item in package.infolist()
                if item.filename.endswith((".xml", ".rels"))
            }
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise Unreadable from error
    kinds = _kinds(parts)
    for name, data in parts.items():
        # UTF-16 parts would hide their tags from a look at the bytes, so only plain UTF-8 ones are skipped early.
        if b"\x00" not in data[:200] and b"{" not in data and b"}" not in data and b"&#" not in data:
            continue
        yield from _of_part(name, parse(name, data), kinds.get(name, ""))


def parse(name: str, data: bytes) -> etree._Element:
    """The root of a part; no entity, no network, no document type. Raises Unreadable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(name) from error
    return root


def _kinds(parts: dict[str, bytes]) -> dict[str, str]:
    types = parse("[Content_Types].xml", parts.get("[Content_Types].xml", b""))
    return {each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in types}


def _of_part(name: str, root: etree._Element, kind: str) -> Iterator[Stretch]:
    found = _of_properties(name, root) if kind == _CORE else _of_story(name, root, bool(_STORY.search(kind)))
    return (stretch for stretch in found if _TAG_LIKE.search(stretch.text))


def _of_properties(name: str, root: etree._Element) -> Iterator[Stretch]:
    for element in root.iter(etree.Element):
        filled = etree.QName(element).localname in _FILLED_PROPERTIES
        yield Stretch(name, 0, element.text or "", filled)


def _of_story(name: str, root: etree._Element, filled: bool) -> Iterator[Stretch]:
    """Walk in document order; a paragraph's text is given out where the paragraph ends, as docxtpl joins its runs."""
    count = 0
    open_paragraphs: list[tuple[int, list[str]]] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            if element.tag == _P:
                number, texts = open_paragraphs.pop()
                yield Stretch(name, number, "".join(texts), filled)
        else:
            if element.tag == _P:
                count += 1
                open_paragraphs.append((count, []))
            here = open_paragraphs[-1][0] if open_paragraphs else 0
            for value in element.attrib.values():
                yield Stretch(name, here, str(value), filled)
            if element.tag == _T and open_paragraphs:
                open_paragraphs[-1][1].append(element.text or "")
            elif element.text:
                yield Stretch(name, here, element.text, filled)
        if event == "end" and element.tail and element.tail.strip():
            yield Stretch(name, open_paragraphs[-1][0] if open_paragraphs else 0, element.tail, filled)
