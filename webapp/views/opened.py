"""What a person has opened, kept in his signed cookie: only that may be approved together with others."""

from __future__ import annotations

from flask import session as cookie

_KEY = "opened"
MOST = 60
"""A browser keeps about four thousand letters; the newest of what was opened counts."""


def note_opened(document_id: str, version: int) -> None:
    """This person has this version before him."""
    others = {key: number for key, number in opened().items() if key != document_id}
    cookie[_KEY] = dict([*others.items(), (document_id, version)][-MOST:])


def opened() -> dict[str, int]:
    """Document id → the version that was opened last."""
    return dict(cookie.get(_KEY, {}))
