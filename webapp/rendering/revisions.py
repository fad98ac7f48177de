"""Tracked changes and comments of a Word file: list them, accept or reject them one by one or all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from webapp.rendering.fill import package
from webapp.rendering.text import UnreadableWord

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORIES = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_COMMENTS = "word/comments.xml"
_P, _R, _T = _W + "p", _W + "r", _W + "t"
_INSERTED, _DELETED = (_W + "ins", _W + "moveTo"), (_W + "del", _W + "moveFrom")
_CELLS = (_W + "cellIns", _W + "cellDel", _W + "cellMerge")
_FORMAT = re.compile(r"^\{.*\}(\w+)PrChange$")
_RANGES = tuple(_W + name for name in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"))
_SHOWN = 300

KINDS = {"ins": "chèn", "del": "xoá", "move": "di chuyển", "format": "đổi định dạng", "comment": "ghi chú"}
"""Kind of a revision → its Vietnamese name."""


@dataclass(frozen=True)
class Revision:
    """One tracked change or comment. `number` names it within the file as long as the file is not changed."""

    number: int
    kind: str
    author: str
    at: str
    text: str


def list_revisions(docx: bytes) -> list[Revision]:
    """Every tracked change in reading order, then every comment. Raises UnreadableWord."""
    parts = _parts(docx)
    found = [_revision(number, mark) for number, mark in enumerate(_marks(parts), 1)]
    for comment in _comments(parts):
        found.append(Revision(len(found) + 1, "comment", _author(comment), _at(comment), _said(comment)))
    return found


def resolve(docx: bytes, decisions: Mapping[int, bool] | bool) -> bytes:
    """Accept (True) or reject (False) the revisions with these numbers, or all of them; a decided comment goes away.

    The other parts keep their bytes; the result depends on the input alone. Raises UnreadableWord.
    """
    parts = _parts(docx)
    marks, comments = list(_marks(parts)), _comments(parts)
    total = len(marks) + len(comments)
    chosen = dict.fromkeys(range(1, total + 1), decisions) if isinstance(decisions, bool) else decisions
    gone = {one.get(_W + "id", "") for number, one in enumerate(comments, len(marks) + 1) if number in chosen}
    for number, mark in enumerate(marks, 1):
        if number in chosen:
            _decide(mark, chosen[number])
    for root in parts.values():
        _drop_comments(root, gone)
        _drop_ranges(root)
    return _written(docx, parts)


def _parts(docx: bytes) -> dict[str, etree._Element]:
    try:
        entries = package.raw(docx)
        safe = etree.XMLParser(resolve_entities=False, no_network=True)
        return {
            entry.name: etree.fromstring(package.inflate(entry), safe)
            for entry in sorted(entries, key=lambda each: each.name != "word/document.xml")
            if _STORIES.fullmatch(entry.name) or entry.name == _COMMENTS
        }
    except (*package.BROKEN, etree.XMLSyntaxError) as error:
        raise UnreadableWord("Tệp này không phải một tệp Word .docx lành lặn.") from error


def _written(docx: bytes, parts: Mapping[str, etree._Element]) -> bytes:
    return package.write(
        package.deflate(
            entry.name, etree.tostring(parts[entry.name], xml_declaration=True, encoding="UTF-8", standalone=True)
        )
        if entry.name in parts
        else entry
        for entry in package.raw(docx)
    )


def _marks(parts: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Elements that stand for a tracked change, outermost first: what lies in a deletion is decided with it."""
    for name, root in parts.items():
        if name != _COMMENTS:
            yield from list(_marks_in(root))


def _marks_in(root: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag in (*_INSERTED, *_DELETED, *_CELLS) or _FORMAT.match(tag):
            yield element


def _comments(parts: Mapping[str, etree._Element]) -> list[etree._Element]:
    root = parts.get(_COMMENTS)
    return [] if root is None else list(root.iter(_W + "comment"))


def _revision(number: int, mark: etree._Element) -> Revision:
    name = etree.QName(mark).localname
    kind = {"ins": "ins", "del": "del", "moveTo": "move", "moveFrom": "move", "cellIns": "ins", "cellDel": "del"}
    text = _said(mark)
    if not text and mark.getparent() is not None and mark.getparent().tag == _W + "rPr":
        text = "¶"
    return Revision(number, kind.get(name, "format"), _author(mark), _at(mark), text)


def _author(mark: etree._Element) -> str:
    return str(mark.get(_W + "author", "")) or "không rõ ai"


def _at(mark: etree._Element) -> str:
    return str(mark.get(_W + "date", ""))


def _said(mark: etree._Element) -> str:
    text = "".join(one.text or "" for one in mark.iter(_T, _W + "delText"))
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _decide(mark: etree._Element, accept: bool) -> None:
    parent = mark.getparent()
    if parent is None:
        return  # it lay in something that was decided before and is gone
    if _FORMAT.match(mark.tag):
        _format(mark, parent, accept)
    elif parent.tag == _W + "trPr":
        _row(mark, parent, keep=accept == (mark.tag in _INSERTED))
    elif mark.tag in _CELLS:
        _cell(mark, parent, accept)
    elif parent.tag == _W + "rPr":
        _paragraph_mark(mark, parent, keep=accept == (mark.tag in _INSERTED))
    elif accept == (mark.tag in _INSERTED):
        _unwrap(mark, parent)
    else:
        _remove(mark, parent)


def _unwrap(mark: etree._Element, parent: etree._Element) -> None:
    """Leave what it holds as ordinary text."""
    for text in mark.iter(_W + "delText", _W + "delInstrText") if mark.tag in _DELETED else ():
        text.tag = _T if text.tag == _W + "delText" else _W + "instrText"
    at = parent.index(mark)
    for offset, child in enumerate(list(mark)):
        parent.insert(at + offset, child)
    parent.remove(mark)


def _remove(mark: etree._Element, parent: etree._Element) -> None:
    parent.remove(mark)


def _row(mark: etree._Element, properties: etree._Element, *, keep: bool) -> None:
    row = properties.getparent()
    if keep:
        properties.remove(mark)
    elif row.getparent() is not None:
        row.getparent().remove(row)


def _cell(mark: etree._Element, properties: etree._Element, accept: bool) -> None:
    cell = properties.getparent()
    gone = mark.tag == (_W + "cellDel" if accept else _W + "cellIns")
    properties.remove(mark)
    if gone and cell.getparent() is not None and len(cell.getparent().findall(_W + "tc")) > 1:
        cell.getparent().remove(cell)


def _paragraph_mark(mark: etree._Element, run_properties: etree._Element, *, keep: bool) -> None:
    """The end of a paragraph was put in or taken out; taking it out joins the paragraph to the one after it."""
    run_properties.remove(mark)
    paragraph = next((one for one in run_properties.iterancestors(_P)), None)
    following = paragraph.getnext() if paragraph is not None else None
    if keep or paragraph is None or following is None or following.tag != _P:
        return
    properties = following.find(_W + "pPr")
    at = 0 if properties is None else 1
    moved = [child for child in paragraph if child.tag != _W + "pPr"]
    for offset, child in enumerate(moved):
        following.insert(at + offset, child)
    paragraph.getparent().remove(paragraph)


def _format(mark: etree._Element, properties: etree._Element, accept: bool) -> None:
    """A rejected change of format puts the properties back that stand inside it."""
    properties.remove(mark)
    if accept or not len(mark):
        return
    old = mark[0]
    kept = (_W + "rPr", _W + "sectPr", _W + "headerReference", _W + "footerReference")
    for child in list(properties):
        if properties.tag == _W + "rPr" or child.tag not in kept:
            properties.remove(child)
    for offset, child in enumerate(list(old)):
        properties.insert(offset, child)


def _drop_comments(root: etree._Element, gone: set[str]) -> None:
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "comment"):
        for element in list(root.iter(_W + name)):
            parent = element.getparent()
            if element.get(_W + "id", "") not in gone or parent is None:
                continue
            parent.remove(element)
            if name == "commentReference" and parent.tag == _R and all(c.tag == _W + "rPr" for c in parent):
                parent.getparent().remove(parent)


def _drop_ranges(root: etree._Element) -> None:
    """Where nothing moves any more, the marks of the moves go too."""
    if next(root.iter(_W + "moveFrom", _W + "moveTo"), None) is None:
        for element in list(root.iter(*_RANGES)):
            element.getparent().remove(element)
