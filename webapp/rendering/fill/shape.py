"""Prove from a template alone that every fill of it is well-formed and needs none of docxtpl's repairs.

docxtpl parses each filled body to mend tables whose columns changed. Where no block (`for`, `if`) changes a column and
every block opens and closes on the same path of element names, that parse can change nothing and is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TBL, _TR, _TC, _GRID, _COL = (_W + name for name in ("tbl", "tr", "tc", "tblGrid", "gridCol"))
_BLOCK = re.compile(r"\{%[-+]?\s*(for|if|elif|else|endfor|endif)\b")
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_OPEN, _CLOSE = {"for", "if"}, {"endfor", "endif"}


@dataclass
class _Walk:
    path: list[str] = field(default_factory=list)
    blocks: list[tuple[str, ...]] = field(default_factory=list)
    depth: dict[etree._Element, int] = field(default_factory=dict)
    balanced: bool = True

    def text(self, text: str | None, *inside: str) -> None:
        """Follow the block tags of a stretch of text that stands at the present path."""
        if not text or "{%" not in text:
            return
        here = (*self.path, *inside)
        for found in _BLOCK.finditer(_COMMENT.sub("", text)):
            word = found[1]
            if word in _OPEN:
                self.blocks.append(here)
            elif not self.blocks or self.blocks[-1] != here:
                self.balanced = False
            elif word in _CLOSE:
                self.blocks.pop()

    def element(self, element: etree._Element) -> None:
        """Visit one element with all below it."""
        self.depth[element] = len(self.blocks)
        for name, value in element.attrib.items():
            self.text(str(value), str(element.tag), f"@{name!s}")
        self.path.append(str(element.tag))
        self.text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            self.text(child.tail)
        self.path.pop()


def is_settled(patched: str) -> bool:
    """Whether docxtpl's parse and table repair can be left out for this patched XML."""
    # docxtpl leaves a comparison inside a tag as a bare "<"; it is gone once the tag is filled.
    readable = _TAG.sub(lambda tag: tag[0].replace("&", "&amp;").replace("<", "&lt;"), patched)
    try:
        root = etree.fromstring(readable.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        walk = _Walk()
        walk.element(root)
    except (etree.XMLSyntaxError, RecursionError):
        return False
    if not walk.balanced or walk.blocks:
        return False
    return all(_table_is_settled(table, walk.depth) for table in root.iter(_TBL))


def _table_is_settled(table: etree._Element, depth: dict[etree._Element, int]) -> bool:
    """No row can have more cells than columns, and one row that is always there fills all columns."""
    grid = table.find(_GRID)
    if grid is None:
        return False
    columns = len(grid.findall(_COL))
    full = False
    for row in table.iter(_TR):
        cells = row.findall(_TC)
        spans = [_span(cell) for cell in cells]
        if len(cells) > columns or any(depth[cell] != depth[row] for cell in cells) or 0 in spans:
            return False
        full = full or (depth[row] == depth[table] and sum(spans) >= columns)
    return full


def _span(cell: etree._Element) -> int:
    """The columns a cell covers; 0 when the template computes it."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    if span is None:
        return 1
    value = span.get(f"{_W}val", "")
    return int(value) if value.isascii() and value.isdigit() else 0
