"""What differs between two texts, word by word, with a little of what stands around."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS_COMPARED = 4000
"""Longer texts are shown whole: comparing them would keep the reader waiting."""
_CONTEXT = 1
_WORDS = re.compile(r"\s+|[^\s]+")

Piece = tuple[str, str]
"""(same | ins | del, text)."""


@dataclass(frozen=True)
class Passage:
    """One paragraph of a comparison; a gap stands for paragraphs that are the same and left out."""

    pieces: tuple[Piece, ...]
    is_gap: bool = False

    @property
    def is_changed(self) -> bool:
        return any(kind != "same" for kind, _ in self.pieces)


def word_pieces(old: str, new: str) -> list[Piece]:
    """Two stretches of text as pieces that were kept, put in and taken out."""
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    if len(left) + len(right) > WORDS_COMPARED:
        return [("del", old), ("ins", new)]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(left[a:b])))
            continue
        pieces += [("del", "".join(left[a:b]))] if b > a else []
        pieces += [("ins", "".join(right[c:d]))] if d > c else []
    return pieces


def passages(old: str, new: str) -> list[Passage]:
    """Two whole texts, paragraph against paragraph; empty when they are the same."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Passage] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_CONTEXT):
        found += [Passage((), is_gap=True)] if found else []
        for tag, a, b, c, d in group:
            if tag == "equal":
                found += [Passage((("same", line),)) for line in before[a:b]]
            else:
                found += _replaced(before[a:b], after[c:d])
    return found


def _replaced(old: list[str], new: list[str]) -> list[Passage]:
    """Paragraphs that took each other's places, paired in order."""
    paired = min(len(old), len(new))
    found = [Passage(tuple(word_pieces(old[at], new[at]))) for at in range(paired)]
    found += [Passage((("del", line),)) for line in old[paired:]]
    return found + [Passage((("ins", line),)) for line in new[paired:]]
