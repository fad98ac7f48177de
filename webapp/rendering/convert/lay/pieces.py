"""A paragraph's items as units that a line may be broken between, measured.

The break opportunities are those of Unicode UAX 14 that occur in office text: after spaces, after hyphens and
dashes between letters, between ideographs; never before closing marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from webapp.rendering.convert.fonts import faces
from webapp.rendering.convert.model import (
    Anchor,
    Bookmark,
    Break,
    Drawing,
    Inline,
    Note,
    NoteRef,
    PageField,
    Paragraph,
    RunStyle,
    Tab,
    Text,
)
from webapp.rendering.convert.read.numbering import format_number

_TOKENS = re.compile(r" +|[^ ]+")
_SPLIT = re.compile(r"[-–—/}!?…|\u00ad\u200b\u2e80-\U0010ffff]")
_MARKS = frozenset("-–—\u00ad/}!?…|")  # marks a line may end after, inside a word
_CLOSING = frozenset(")]}!?;:,./»”’%…")  # never at the start of a line inside a word
_HELD = frozenset(")]}!?;:,./")  # nor after a space
_OPENING = frozenset("([{«“‘")
_IDEOGRAPH = re.compile(
    r"[\u2e80-\u303e\u3041-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]"
)
WORD, TAB, BREAK = 0, 1, 2


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """What PAGE and NUMPAGES show where the text stands."""

    page: int = 1
    pages: int = 1
    section_pages: int = 1
    fmt: str = "decimal"

    def text(self, item: PageField) -> str:
        number = {"page": self.page, "pages": self.pages}.get(item.kind, self.section_pages)
        return format_number(number, item.fmt or (self.fmt if item.kind == "page" else "decimal"))


@dataclass(slots=True)
class Piece:
    text: str
    style: RunStyle
    width: float
    link: str = ""
    drawing: Drawing | None = None
    note: Note | None = None
    anchor: Anchor | None = None
    bookmark: str = ""


@dataclass(slots=True)
class Unit:
    """What stays together on a line: pieces, then the trailing spaces it may be broken after."""

    kind: int = WORD
    pieces: list[Piece] = field(default_factory=list)
    width: float = 0.0
    gaps: float = 0.0  # width of the spaces inside, part of `width`
    trail: list[Piece] = field(default_factory=list)
    trail_width: float = 0.0
    tab: Tab | None = None
    label: bool = False
    ends: str = ""


def measure(text: str, style: RunStyle) -> float:
    """The width of `text` in points."""
    width = faces()[style.face].width(text) * style.size * style.scale
    return width + style.spacing * len(text) if style.spacing else width


@lru_cache(maxsize=4096)
def small_caps(style: RunStyle) -> RunStyle:
    return replace(style, size=style.size * 0.8, caps="")


class Units:
    """Collects the units of one paragraph."""

    def __init__(self, numbers: PageNumbers) -> None:
        self.numbers = numbers
        self.done: list[Unit] = []
        self._open = Unit()

    def of(self, paragraph: Paragraph) -> list[Unit]:
        if paragraph.label is not None:
            self._label(paragraph)
        for item in paragraph.items:
            if type(item) is Text:
                self.text(item.text, item.style, item.link)
            else:
                self._other(item)
        self.close()
        return self.done

    def close(self) -> None:
        if self._open.pieces or self._open.trail:
            self.done.append(self._open)
            self._open = Unit()

    def text(self, text: str, style: RunStyle, link: str = "") -> None:
        """Add text, cut at the places where a line may break."""
        if style.caps == "small":
            for part in re.findall(r"[^a-zà-ỹ]+|[a-zà-ỹ]+", text):
                lower = part[0].islower()
                self._tokens(part.upper() if lower else part, small_caps(style) if lower else style, link)
            return
        self._tokens(text, style, link)

    def _tokens(self, text: str, style: RunStyle, link: str) -> None:
        face, factor, spacing = faces()[style.face], style.size * style.scale, style.spacing
        for token in _TOKENS.findall(text.replace("\n", " ").replace("\t", " ")):
            if token[0] == " ":
                width = face.width(token) * factor + spacing * len(token)
                self._open.trail.append(Piece(token, style, width, link))
                self._open.trail_width += width
                continue
            if self._open.trail:
                self._after_space(token)
            for part in split_word(token) if _SPLIT.search(token) else (token,):
                if part == "":
                    self.close()
                    continue
                self.add(Piece(part, style, face.width(part) * factor + spacing * len(part), link))

    def _after_space(self, token: str) -> None:
        """A closing mark is never parted from what stands before it, not even by a space; nor follows "(" a break."""
        unit = self._open
        before = unit.pieces[-1].text[-1:] if unit.pieces else ""
        if (token[0] in _HELD and unit.pieces) or (before and before in "([{"):
            unit.pieces += unit.trail
            unit.width += unit.trail_width
            unit.gaps += unit.trail_width
            unit.trail, unit.trail_width = [], 0.0
        else:
            self.close()

    def add(self, piece: Piece) -> None:
        if self._open.trail:
            self.close()
        self._open.pieces.append(piece)
        self._open.width += piece.width

    def _other(self, item: object) -> None:
        if isinstance(item, Tab):
            self.close()
            self.done.append(Unit(TAB, tab=item))
        elif isinstance(item, Break):
            self.close()
            self.done.append(Unit(BREAK, [Piece("", item.style, 0.0)], ends=item.kind))
        elif isinstance(item, PageField):
            self.text(self.numbers.text(item), item.style)
        elif isinstance(item, NoteRef):
            piece = Piece(item.note.label, item.style, measure(item.note.label, item.style), note=item.note)
            self.add(piece)
        elif isinstance(item, Inline):
            if self._open.trail:
                self.close()
            self.add(Piece("", item.style, item.drawing.width, drawing=item.drawing))
        elif isinstance(item, Anchor):
            self._mark(Piece("", RunStyle(), 0.0, anchor=item))
        elif isinstance(item, Bookmark):
            self._mark(Piece("", RunStyle(), 0.0, bookmark=item.name))

    def _mark(self, piece: Piece) -> None:
        """Something without width, at home with the text before it."""
        (self._open.trail if self._open.trail else self._open.pieces).append(piece)

    def _label(self, paragraph: Paragraph) -> None:
        label = paragraph.label
        assert label is not None
        if label.text:
            unit = Unit(label=True)
            unit.pieces.append(Piece(label.text, label.style, measure(label.text, label.style)))
            unit.width = unit.pieces[0].width
            self.done.append(unit)
        if label.suffix == "tab":
            self.done.append(Unit(TAB, tab=Tab(label.style), label=True))
        elif label.suffix == "space":
            self.text(" ", label.style)
            self.close()


def split_word(word: str) -> list[str]:
    """A word cut at the places inside it where a line may break; "" marks each place."""
    parts: list[str] = []
    current = ""
    for index, char in enumerate(word):
        following = word[index + 1] if index + 1 < len(word) else ""
        if char == "\u200b":
            parts += [current, ""] if current else [""]
            current = ""
            continue
        if _IDEOGRAPH.match(char):
            if current and current[-1] not in _OPENING:
                parts += [current, ""]
                current = ""
            current += char
            if following and following not in _CLOSING and not _IDEOGRAPH.match(following):
                parts += [current, ""]
                current = ""
            continue
        current += char
        if char in _MARKS and _may_break(word, index, following):
            parts += [current, ""]
            current = ""
    return [*parts, current] if current else parts


def _may_break(word: str, index: int, following: str) -> bool:
    """Whether a line may end after the mark at `index`; as LibreOffice 25.2 breaks office text."""
    mark, before = word[index], word[:index]
    if not following or not before or following in _CLOSING or following in _MARKS:
        return False
    if mark == "-":
        return not following.isdigit() and any(map(str.isalnum, before))
    if mark == "/":
        return following.isalnum() and not (following.isdigit() and before[-1].isdigit())
    if mark in "!?…|":
        return following.isalpha()
    return True
