"""Change the typed letters of a line, or its format, in the file itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

from lxml import etree

from webapp.rendering.convert.read.xml import VAL, Element, W
from webapp.rendering.lint.paper import SPACE, Line

Replacement = str | Callable[[re.Match[str]], str]
_ALL = re.compile(r"\S(?:.*\S)?", re.DOTALL)
# The order Word expects inside w:rPr and w:pPr; a property out of order makes a file Word calls damaged.
_RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
    "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
)  # fmt: skip
_PARA_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip


def substitute(line: Line, pattern: re.Pattern[str], replacement: Replacement) -> None:
    """Replace every match in the line; the new letters take the format of the first one they replace."""
    text = line.text
    for match in reversed(list(pattern.finditer(text))):
        new = replacement(match) if callable(replacement) else match.expand(replacement)
        _overwrite(line, match.start(), match.end(), new)
    _write_back(line)


def rewrite(line: Line, text: str) -> None:
    """Replace all letters of the line, blanks at its ends apart, by `text` in the format of the first one."""
    substitute(line, _ALL, lambda match: text)


def append(line: Line, ending: str) -> None:
    """Put letters after the last one of the line."""
    last = next((piece for piece in reversed(line.pieces) if piece.element is not None and piece.text.strip()), None)
    if last is not None:
        last.text = last.text.rstrip() + ending
        _write_back(line)


def compose(line: Line) -> None:
    """Composed letters (NFC), also where a tone mark has come to stand in the next run."""
    pieces = [piece for piece in line.pieces if piece.element is not None]
    for before, after in pairwise(pieces):
        while before.text and after.text and unicodedata.combining(after.text[0]):
            before.text, after.text = before.text + after.text[0], after.text[1:]
    for piece in pieces:
        piece.text = unicodedata.normalize("NFC", piece.text)
    _write_back(line)


def set_run(line: Line, name: str, /, **attributes: str) -> None:
    """Set one property on every run of the line that has letters."""
    for run in {id(piece.run): piece.run for piece in line.inked if piece.run is not None}.values():
        _set(_properties(run, "rPr"), name, _RUN_ORDER, attributes)


def drop_attributes(line: Line, name: str) -> None:
    """Empty one property of every run of the line: a theme's font or colour would win over what is set beside it."""
    for piece in line.inked:
        found = None if piece.run is None else piece.run.find(f"{W}rPr/{W}{name}")
        if found is not None:
            found.attrib.clear()


def drop_paragraph_attributes(line: Line, name: str) -> None:
    """Empty one direct property of the line's paragraph, whatever units it was given in."""
    found = line.element.find(f"{W}pPr/{W}{name}")
    if found is not None:
        found.attrib.clear()


def lighten_mark(line: Line) -> None:
    """Take bold off the mark that a paragraph begins with."""
    run = line.inked[0].run
    if run is not None:
        _set(_properties(run, "rPr"), "b", _RUN_ORDER, {"val": "0"})


def set_paragraph(line: Line, name: str, /, **attributes: str) -> None:
    """Set attributes of one property of the line's paragraph; the others of the same property stay."""
    _set(_properties(line.element, "pPr"), name, _PARA_ORDER, attributes)


def _set(properties: Element, name: str, order: tuple[str, ...], attributes: dict[str, str]) -> None:
    element = properties.find(W + name)
    if element is None:
        element = etree.Element(W + name)
        after = set(order[order.index(name) + 1 :])
        place = next((i for i, each in enumerate(properties) if etree.QName(each).localname in after), len(properties))
        properties.insert(place, element)
    for key, text in attributes.items():
        element.set(VAL if key == "val" else W + key, text)


def _properties(owner: Element, name: str) -> Element:
    found = owner.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        owner.insert(0, found)
    return found


def _overwrite(line: Line, start: int, end: int, new: str) -> None:
    position, written = 0, False
    for piece in line.pieces:
        begin, stop = position, position + len(piece.text)
        position = stop
        if piece.element is None or (stop <= start and not (start == end == stop)) or (begin >= end and begin != start):
            continue
        head = piece.text[: max(0, start - begin)]
        tail = piece.text[max(0, min(end, stop) - begin) :]
        piece.text = head + ("" if written else new) + tail
        written = True


def _write_back(line: Line) -> None:
    for piece in line.pieces:
        if piece.element is not None and piece.text != piece.typed:
            piece.element.text = piece.typed = piece.text
            piece.element.set(SPACE, "preserve")
