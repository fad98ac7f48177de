"""Line, tab, paragraph and page breaks inside values, as docxtpl makes them of `\\n`, `\\t`, `\\a` and `\\f`."""

from __future__ import annotations

import re

from docxtpl import DocxTemplate

_SPECIAL = re.compile("[\n\t\a\f]")
_PARAGRAPH, _END = "<w:p", "</w:p>"
# Outside a paragraph's text these two are not XML at all.
_LEFT_OVER = str.maketrans("", "", "\a\f")


def resolve(xml: str) -> str:
    """What `DocxTemplate.resolve_listing` returns, at the cost of only those paragraphs that hold such a character."""
    if not _SPECIAL.search(xml):
        return xml
    pieces: list[str] = []
    done = position = 0
    while (start := xml.find(_PARAGRAPH, position)) >= 0:
        position = start + len(_PARAGRAPH)
        if xml[position : position + 1] not in (" ", ">"):
            continue
        end = xml.find(_END, position)
        if end < 0:
            break
        position = end + len(_END)
        chunk = xml[start:position]
        if _SPECIAL.search(chunk):
            pieces += (xml[done:start], DocxTemplate.resolve_listing(None, chunk))
            done = position
    pieces.append(xml[done:])
    return "".join(pieces).translate(_LEFT_OVER)
