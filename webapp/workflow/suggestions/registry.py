"""The register of suggestions: named functions that compose a first text from what the case already knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from webapp.workflow.view import CaseView

Suggestion = Callable[[CaseView], Any]

SUGGESTIONS: dict[str, Suggestion] = {}


def suggestion(compose: Suggestion) -> Suggestion:
    """Register a function under its name. It returns a value of the fact's type, or None when too little is known."""
    name = compose.__name__
    if name in SUGGESTIONS:
        raise ValueError(f"two suggestions are called {name}")
    SUGGESTIONS[name] = compose
    return compose
