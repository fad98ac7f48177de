"""Put texts (number, date, signer) into the content controls of a Word file that is otherwise left as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from lxml import etree

from webapp.errors import DomainError
from webapp.rendering.fill import package
from webapp.rendering.text import UnreadableWord

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SDT, _CONTENT, _P, _R = (_W + name for name in ("sdt", "sdtContent", "p", "r"))
# Stay beside the text: what formats a paragraph, a cell, a row, and marks whose other end is elsewhere.
_KEPT = frozenset(
    _W + name
    for name in ("pPr", "tcPr", "trPr", "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "bookmarkStart", "bookmarkEnd")
)
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PIECES = re.compile("(\n|\t)")


class StampMissing(DomainError):
    """A Word file has no content control with a needed tag; the sentence names the tags."""

    status = 422


def stamp(docx: bytes, texts: Mapping[str, str]) -> bytes:
    """Replace the text of every content control whose tag is a key of `texts`, in the format of its first run.

    The same tag may stand in several places. All other parts keep their bytes; the result depends on the input alone.
    Raises StampMissing naming the tags that the file does not have, UnreadableWord for what is not a Word file.
    """
    entries = _entries(docx)
    changed: dict[str, bytes] = {}
    found: set[str] = set()
    for name, root in _stories(entries):
        here = [(tag, control) for tag, control in _controls(root) if tag in texts]
        for tag, control in here:
            _write(control, _clean(texts[tag]))
        if here:
            found.update(tag for tag, _ in here)
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if absent := [tag for tag in texts if tag not in found]:
        names = ", ".join(f"“{tag}”" for tag in absent)
        raise StampMissing(f"Tệp Word không còn ô nội dung {names}: khôi phục các ô này từ mẫu rồi tải lên lại.")
    return package.write(
        package.deflate(entry.name, changed[entry.name]) if entry.name in changed else entry for entry in entries
    )


def read_stamps(docx: bytes) -> dict[str, str]:
    """The text of every tagged content control, the first where a tag repeats; a placeholder prompt counts as empty."""
    found: dict[str, str] = {}
    for _, root in _stories(_entries(docx)):
        for tag, control in _controls(root):
            found.setdefault(tag, _read(control))
    return found


def _entries(docx: bytes) -> list[package.Entry]:
    try:
        return package.raw(docx)
    except package.BROKEN as error:
        raise UnreadableWord("Tệp này không phải một tệp Word .docx lành lặn.") from error


def _stories(entries: list[package.Entry]) -> Iterator[tuple[str, etree._Element]]:
    """The parts that hold content controls, the body first."""
    for entry in sorted(entries, key=lambda each: each.name != "word/document.xml"):
        if not (entry.name.startswith("word/") and entry.name.endswith(".xml")):
            continue
        data = package.inflate(entry)
        if b"sdtContent" not in data:
            continue
        try:
            yield entry.name, etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise UnreadableWord(f"Phần {entry.name} của tệp Word bị hỏng.") from error


def _controls(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for control in list(root.iter(_SDT)):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        if tag is not None and control.find(_CONTENT) is not None:
            yield tag.get(_W + "val", ""), control


def _clean(text: str) -> str:
    return _ODD.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))


def _write(control: etree._Element, text: str) -> None:
    content = control.find(_CONTENT)
    run = _first_run(content)
    _forget_placeholder(control, run)
    _keep_only(run, content)
    for child in list(run):
        if child.tag != _W + "rPr":
            run.remove(child)
    for piece in _PIECES.split(text):
        if piece in ("\n", "\t"):
            etree.SubElement(run, _W + ("br" if piece == "\n" else "tab"))
        elif piece:
            element = etree.SubElement(run, _W + "t")
            element.text = piece
            element.set(_XML_SPACE, "preserve")


def _first_run(content: etree._Element) -> etree._Element:
    """The run whose format the text takes; an empty control gets one."""
    run = next(content.iter(_R), None)
    if run is not None:
        return run
    paragraph = next(content.iter(_P), None)
    if paragraph is None and not _is_inside_paragraph(content):
        paragraph = etree.SubElement(next(content.iter(_W + "tc"), content), _P)
    return etree.SubElement(content if paragraph is None else paragraph, _R)


def _is_inside_paragraph(content: etree._Element) -> bool:
    return next(content.iterancestors(_P), None) is not None


def _forget_placeholder(control: etree._Element, run: etree._Element) -> None:
    """Drop what would let Word show a prompt, or bound data, in place of the text."""
    properties = control.find(_W + "sdtPr")
    showing = properties.find(_W + "showingPlcHdr")
    for child in list(properties):
        if etree.QName(child).localname in ("showingPlcHdr", "dataBinding"):
            properties.remove(child)
    style = run.find(f"{_W}rPr/{_W}rStyle")
    if showing is not None and style is not None:
        style.getparent().remove(style)


def _keep_only(run: etree._Element, content: etree._Element) -> None:
    """Remove everything in the control but the run, what it stands in, and the properties on the way."""
    child = run
    while child is not content:
        parent = child.getparent()
        if parent.tag not in (_W + "tr", _W + "tbl"):
            for other in list(parent):
                if other is not child and other.tag not in _KEPT:
                    parent.remove(other)
        child = parent


def _read(control: etree._Element) -> str:
    if control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
        return ""
    texts: list[str] = []
    for element in control.find(_CONTENT).iter(_W + "t", _W + "br", _W + "tab", _P):
        if element.tag == _W + "t":
            texts.append(element.text or "")
        elif element.tag == _W + "tab":
            # A tab stop in the paragraph's properties has the same name as a tab in a run.
            texts.append("\t" if element.getparent().tag == _R else "")
        elif element.tag == _P and not texts:
            continue
        else:
            texts.append("\n")
    return "".join(texts)
