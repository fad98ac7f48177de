"""Put every printed value of a template into a content control, so that Word keeps where it came from.

The controls have no place of their own: a run is cut into the text before, the value and the text after, all in the
format the run had, so that the pages stay the same. A list printed in a loop is tagged `content_items[]`.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from lxml import etree

from webapp.rendering.fill import package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BODY = "word/document.xml"
_VALUE = re.compile(r"(\{\{-?\s+[a-z_][a-z0-9_.]*\s*(?:\|\s*trim\('[^']*'\)\s*)?-?\}\})")
_NAME = re.compile(r"\{\{-?\s+([a-z_][a-z0-9_.]*)")
_BLOCK = re.compile(r"\{%-?(?:p|tr|tc|r)?\s*(?:for\s+(\w+)\s+in\s+([\w.]+)|(endfor))")
_BREAKS = ("\a", "\f")
KEPT = 128
_known: OrderedDict[tuple[bytes, frozenset[str]], bytes] = OrderedDict()
_lock = Lock()


def with_controls(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The same template with a control around every plain value of its body; the same input gives the same bytes.

    A value of several paragraphs cannot stand in a control inside one paragraph: names with such a value are left out.
    """
    left_out = frozenset(name for name, value in values.items() if _breaks(value))
    key = (hashlib.sha256(template).digest(), left_out)
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    made = _tagged(template, left_out)
    with _lock:
        _known[key] = made
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return made


def _breaks(value: Any) -> bool:
    if isinstance(value, str):
        return any(mark in value for mark in _BREAKS)
    if isinstance(value, Mapping):
        return any(_breaks(each) for each in value.values())
    return isinstance(value, list | tuple) and any(_breaks(each) for each in value)


def _tagged(template: bytes, left_out: frozenset[str]) -> bytes:
    entries = package.raw(template)
    body = next((entry for entry in entries if entry.name == _BODY), None)
    if body is None:
        return template
    root = etree.fromstring(package.inflate(body), etree.XMLParser(resolve_entities=False, no_network=True))
    loops = _Loops(left_out)
    for paragraph in list(root.iter(_W + "p")):
        _paragraph(paragraph, loops)
    changed = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.write(package.deflate(_BODY, changed) if entry is body else entry for entry in entries)


@dataclass
class _Loops:
    """The loops around the present place, innermost last: (variable, the tag of what it runs over)."""

    left_out: frozenset[str]
    around: list[tuple[str, str]] = field(default_factory=list)

    def follow(self, text: str) -> None:
        """Enter and leave the loops of a stretch of text."""
        for found in _BLOCK.finditer(text):
            if found[3]:
                self.around[-1:] = []
            else:
                self.around.append((found[1], self.resolve(found[2])))

    def resolve(self, name: str) -> str:
        """`item` in a loop over `content_items` → `content_items[]`."""
        first, dot, rest = name.partition(".")
        for variable, source in reversed(self.around):
            if first == variable:
                return f"{source}[]{dot}{rest}"
        return name

    def tag(self, piece: str) -> str | None:
        """The tag of a printed value; None for what belongs to the loop itself and for what breaks paragraphs."""
        found = _NAME.match(piece)
        if found is None or found[1].partition(".")[0] == "loop":
            return None
        tag = self.resolve(found[1])
        return None if re.split(r"[.\[]", tag)[0] in self.left_out else tag


def _paragraph(paragraph: etree._Element, loops: _Loops) -> None:
    """Follow the loops in reading order and wrap the values of runs that stand in no control yet."""
    for text in list(paragraph.iter(_W + "t")):
        run = text.getparent()
        if run.tag != _W + "r" or _inside(text, paragraph):
            loops.follow(text.text or "")
        else:
            _run(run, text, loops)


def _inside(text: etree._Element, paragraph: etree._Element) -> bool:
    """A value in a control, a link or a nested paragraph of a drawing is left as it is."""
    run = text.getparent()
    return run.getparent() is not paragraph or len(run.findall(_W + "t")) != 1


def _run(run: etree._Element, text: etree._Element, loops: _Loops) -> None:
    pieces = _VALUE.split(text.text or "")
    if len(pieces) == 1 or any(child.tag not in (_W + "rPr", _W + "t") for child in run):
        loops.follow(text.text or "")
        return
    made: list[etree._Element] = []
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            loops.follow(piece)
            made += [_copy(run, piece)] if piece else []
        elif (tag := loops.tag(piece)) is None:
            made.append(_copy(run, piece))
        else:
            made.append(_control(tag, _copy(run, piece)))
    parent, at = run.getparent(), run.getparent().index(run)
    tail = run.tail
    parent.remove(run)
    for offset, element in enumerate(made):
        parent.insert(at + offset, element)
    made[-1].tail = tail


def _copy(run: etree._Element, piece: str) -> etree._Element:
    made = copy.deepcopy(run)
    made.tail = None
    text = made.find(_W + "t")
    text.text = piece
    text.set(_XML_SPACE, "preserve")
    return made


def _control(tag: str, run: etree._Element) -> etree._Element:
    control = etree.Element(_W + "sdt")
    properties = etree.SubElement(control, _W + "sdtPr")
    etree.SubElement(properties, _W + "tag").set(_W + "val", tag)
    etree.SubElement(properties, _W + "text").set(_W + "multiLine", "1")
    etree.SubElement(control, _W + "sdtContent").append(run)
    return control
