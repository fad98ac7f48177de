"""First texts for facts, composed from what the case already knows; the person edits them, nothing is typed twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from webapp.workflow.facts import check
from webapp.workflow.suggestions import sessions, tables, texts, works
from webapp.workflow.suggestions.registry import SUGGESTIONS
from webapp.workflow.suggestions.tone import in_the_spelling_of
from webapp.workflow.view import CaseView

if TYPE_CHECKING:  # the loader of procedures imports this package
    from webapp.workflow.procedure.model import Procedure

__all__ = ["SUGGESTIONS", "sessions", "suggest", "tables", "texts", "works"]


def suggest(procedure: Procedure, view: CaseView, fact_key: str) -> Any:
    """A first value for the fact, of its type, or None when none is offered. Raises KeyError for an unknown fact."""
    definition = procedure.fact(fact_key)
    if definition.suggest is None:
        return None
    value = SUGGESTIONS[definition.suggest](view if view.kinds else replace(view, kinds=(procedure.code,)))
    if value is None:
        return None
    value = in_the_spelling_of(view, value)
    wrong_type = definition.type not in ("session", "ballots") and check(definition, value)
    return None if wrong_type else value
