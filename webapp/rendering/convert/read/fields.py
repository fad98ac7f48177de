"""Complex fields: PAGE and NUMPAGES are computed by the layout, all others show the result Word stored."""

from __future__ import annotations

import re
from dataclasses import dataclass

from webapp.rendering.convert.model import PageField, RunStyle

_KINDS = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "section_pages"}
_FORMATS = {
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
    "Roman": "upperRoman",
    "alphabetic": "lowerLetter",
    "ALPHABETIC": "upperLetter",
    "arabicdash": "numberInDash",
    "ArabicDash": "numberInDash",
}


def page_field(code: str, style: RunStyle) -> PageField | None:
    """The page field a field code names, or None for every other field."""
    words = code.split()
    kind = _KINDS.get(words[0].upper()) if words else None
    if kind is None:
        return None
    found = re.search(r"\\\*\s*(\w+)", code)
    return PageField(kind, style, _FORMATS.get(found[1], "") if found else "")


@dataclass
class _Open:
    code: str = ""
    style: RunStyle | None = None
    in_result: bool = False
    computed: bool = False
    link: str = ""


class Fields:
    """The fields that are open at the current place of a paragraph; they may nest."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    @property
    def link(self) -> str:
        return next((field.link for field in reversed(self._open) if field.link), "")

    def hides_text(self) -> bool:
        """Field codes are never shown; nor are stored results of fields the layout computes."""
        return any(not field.in_result or field.computed for field in self._open)

    def hides_code(self) -> bool:
        return any(not field.in_result for field in self._open)

    def instruction(self, text: str, style: RunStyle) -> None:
        if self._open and not self._open[-1].in_result:
            self._open[-1].code += text
            self._open[-1].style = self._open[-1].style or style

    def mark(self, kind: str, style: RunStyle) -> PageField | None:
        """Note a begin, separate or end mark; gives the field to compute when its code is complete."""
        if kind == "begin":
            self._open.append(_Open())
            return None
        if not self._open:
            return None
        field = self._open[-1]
        found = None
        if not field.in_result:
            found = page_field(field.code, field.style or style)
            field.computed = found is not None
            field.link = _hyperlink(field.code)
            field.in_result = True
        if kind == "end":
            self._open.pop()
        return found if found is not None and not self.hides_code() else None


def _hyperlink(code: str) -> str:
    found = re.match(r'\s*HYPERLINK\s+(\\l\s+)?"([^"]*)"', code)
    if not found:
        return ""
    if found[1]:
        return "#" + found[2]
    return found[2] if found[2].lower().startswith(("http://", "https://", "mailto:")) else ""
