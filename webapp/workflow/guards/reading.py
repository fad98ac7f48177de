"""Small readers of a case view that several guards share."""

from __future__ import annotations

from datetime import date
from typing import Any

from webapp.workflow.view import CaseView, DocumentView


def session_day(view: CaseView, key: str) -> date | None:
    """The day of the meeting kept under `key`."""
    session = view.facts.get(key)
    on = session.get("on") if isinstance(session, dict) else None
    return on if isinstance(on, date) else None


def document_day(view: CaseView, template: str) -> date | None:
    """The date of the newest document made from `template`."""
    document = view.document(template)
    return document.dated_on if document else None


REPORTS = ("result_report", "inspection_report", "denunciation_report", "complaint_report")
CONCLUSIONS = ("conclusion_notice", "inspection_conclusion", "supervision_conclusion", "denunciation_conclusion")
SANCTION_PAPERS = ("discipline_decision", "organisation_discipline_decision")
"""Which template a kind of case uses for the team's report, for its conclusion, for the sanction."""


def first_of(view: CaseView, templates: tuple[str, ...]) -> DocumentView | None:
    """The newest document made from the first of the templates that this case uses."""
    return next((found for template in templates if (found := view.document(template))), None)


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
