"""Split text into tags: `{{ … }}`, `{% … %}`, `{# … #}`, and what looks like a tag but is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"\{[{%#]")
_STRAY = re.compile(r"\}\}|%\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
# docxtpl's marks after the opening: the tag stands for its whole paragraph, row, cell or run.
_SCOPE = re.compile(r"^(?:p|tr|tc|r)\s")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
SHOWN = 60


@dataclass(frozen=True)
class Tag:
    """One tag. `kind` is "{{", "{%" or "{#", or "" for a broken one, whose `inner` says what is wrong with it."""

    kind: str
    inner: str
    shown: str


def split(text: str) -> Iterator[Tag]:
    """Every tag of `text` in order."""
    position = 0
    while opening := _OPENING.search(text, position):
        yield from _strays(text[position : opening.start()])
        kind = opening[0]
        closing = text.find(_CLOSING[kind], opening.end())
        following = text.find("{" + kind[1], opening.end())
        if closing < 0 or (0 <= following < closing and kind != "{#"):
            yield Tag("", f"thẻ mở “{kind}” mà không đóng “{_CLOSING[kind]}”", _short(text[opening.start() :]))
            position = opening.end()
            continue
        position = closing + 2
        yield Tag(kind, _inner(text[opening.end() : closing]), _short(text[opening.start() : position]))
    yield from _strays(text[position:])


def _strays(text: str) -> Iterator[Tag]:
    for stray in _STRAY.finditer(text):
        start = max(0, stray.start() - 20)
        yield Tag("", f"có “{stray[0]}” mà không có thẻ mở trước nó", _short(text[start : stray.end()]))


def _inner(raw: str) -> str:
    # A sign right at the braces trims white space; one further in belongs to the expression.
    inner = raw[1:] if raw[:1] in ("-", "+") else raw
    inner = inner[:-1] if inner[-1:] in ("-", "+") else inner
    return _SCOPE.sub("", inner).strip().translate(_QUOTES)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
