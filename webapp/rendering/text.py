"""The visible text of a Word file's body."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from webapp.errors import DomainError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = ("/officeDocument/2006/relationships/officeDocument", "/officeDocument/relationships/officeDocument")
_PARAGRAPH, _RUN = _W + "p", _W + "r"
_MARKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
# What Word does not print: deleted and moved-away text, field codes, the fallback of a drawing that is read already.
_HIDDEN = frozenset(_W + name for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr"))
_OFF = ("0", "false", "off")


class UnreadableWord(DomainError):
    """The bytes are not a Word file whose body can be read."""

    status = 422


def read_text(docx: bytes) -> str:
    """The body's visible text, one paragraph a line: cells in reading order, tabs as tabs, line breaks as line breaks.

    Insertions count, deletions do not; the lines of a text box follow the paragraph that it is anchored in. Headers,
    footers and notes are not part of it. Raises UnreadableWord.
    """
    body = read_body(docx)
    return "" if body is None else "".join(line + "\n" for line in lines_of(body))


def read_body(docx: bytes) -> etree._Element | None:
    """The body as a tree of its own. Raises UnreadableWord."""
    root = etree.fromstring(_main_part(docx), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    return root.find(_W + "body")


def lines_of(element: etree._Element) -> list[str]:
    """The visible paragraphs below an element, as `read_text` gives them."""
    return list(_lines(element))


def _main_part(docx: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            rels = etree.fromstring(package.read("_rels/.rels"), etree.XMLParser(resolve_entities=False))
            targets = [rel.get("Target", "") for rel in rels.iter(_RELS + "Relationship") if _is_main(rel)]
            return package.read(targets[0].lstrip("/"))
    except (zipfile.BadZipFile, KeyError, IndexError, etree.XMLSyntaxError, OSError) as error:
        raise UnreadableWord("Không đọc được chữ của tệp này: đây không phải một tệp Word .docx lành lặn.") from error


def _is_main(rel: etree._Element) -> bool:
    return str(rel.get("Type", "")).endswith(_OFFICE)


def _lines(element: etree._Element) -> Iterator[str]:
    """The paragraphs below `element` in order, each as its text, then those of the text boxes inside it."""
    for child in element:
        if child.tag == _PARAGRAPH:
            boxes: list[etree._Element] = []
            yield "".join(_texts(child, boxes))
            for box in boxes:
                yield from _lines(box)
        elif child.tag not in _HIDDEN:
            yield from _lines(_chosen(child))


def _texts(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == _W + "t":
            yield child.text or ""
        elif tag in _MARKS:
            yield _MARKS[tag]
        elif tag == _W + "txbxContent":
            boxes.append(child)
        elif tag not in _HIDDEN and not (tag == _RUN and _is_vanished(child)):
            yield from _texts(_chosen(child), boxes)


def _chosen(element: etree._Element) -> etree._Element:
    """Of an alternate content only the first choice, for the fallback says the same again."""
    if element.tag != _MC + "AlternateContent":
        return element
    choice = element.find(_MC + "Choice")
    return element if choice is None else choice


def _is_vanished(run: etree._Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(_W + "val", "1") not in _OFF
