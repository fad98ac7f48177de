"""Where the tone mark stands in open syllables: suggestions follow the office's own spelling ("Ủy ban" or "Uỷ ban")."""

from __future__ import annotations

import re
from typing import Any

from webapp.workflow.view import CaseView

_ON_THE_LAST = ("uỳ uý uỷ uỹ uỵ oà oá oả oã oạ oè oé oẻ oẽ oẹ", "ùy úy ủy ũy ụy òa óa ỏa õa ọa òe óe ỏe õe ọe")
_PAIRS = dict(zip(*(row.split() for row in _ON_THE_LAST), strict=True))
_FINAL = re.compile(rf"(?<![qQ])({'|'.join(_PAIRS)})(?!\w)", re.IGNORECASE)


def in_the_spelling_of(view: CaseView, value: Any) -> Any:
    """The value with every text respelt when the office writes "Ủy"; names of people keep their own spelling."""
    if "ủy" not in str(view.office.get("commission", "")).lower():
        return value
    names = [subject.full_name for subject in view.subjects]
    names += [person.name for person in (*view.team, *view.commission, *view.staff)]
    return _respell(value, [name for name in names if respelt(name) != name])


def _respell(value: Any, names: list[str]) -> Any:
    if isinstance(value, dict):
        return {key: _respell(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_respell(inner, names) for inner in value]
    if not isinstance(value, str):
        return value
    text = respelt(value)
    for name in names:
        text = text.replace(respelt(name), name)
    return text


def respelt(text: str) -> str:
    """uỷ → ủy, hoà → hòa, khoẻ → khỏe; quý and syllables that go on (huỳnh, toàn) stay."""
    return _FINAL.sub(lambda found: _cased(found[1]), text)


def _cased(found: str) -> str:
    moved = _PAIRS[found.lower()]
    return "".join(new.upper() if old.isupper() else new for old, new in zip(found, moved, strict=True))
