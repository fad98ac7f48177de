"""Small readers of a case view that several guards share."""

from __future__ import annotations

from datetime import date
from typing import Any

from webapp.workflow.view import CaseView


def session_day(view: CaseView, key: str) -> date | None:
    """The day of the meeting kept under `key`."""
    session = view.facts.get(key)
    on = session.get("on") if isinstance(session, dict) else None
    return on if isinstance(on, date) else None


def document_day(view: CaseView, template: str) -> date | None:
    """The date of the newest document made from `template`."""
    document = view.document(template)
    return document.dated_on if document else None


def is_issued(view: CaseView, template: str, step: str | None = None) -> bool:
    """The newest document of this kind has been issued."""
    document = view.document(template, step)
    return document is not None and document.state == "issued"


def rows(view: CaseView, key: str) -> list[dict[str, Any]]:
    """The rows of a table fact; an empty list when there is none."""
    value = view.facts.get(key)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list | tuple) else []


def lines(view: CaseView, key: str) -> list[str]:
    """The lines of a `lines` fact that are not blank."""
    value = view.facts.get(key)
    return [str(line) for line in value if str(line).strip()] if isinstance(value, list | tuple) else []
