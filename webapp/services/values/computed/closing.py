"""What the papers that close a case's file print: list of contents, closing sheet, cover, hand-over, lessons."""

from __future__ import annotations

from datetime import date
from typing import Any

from webapp.rules.dates_vi import short_date
from webapp.rules.numbers_vi import in_words
from webapp.services.values.computed.registry import computed, issuer, topic
from webapp.services.values.scope import Scope
from webapp.services.values.wording import words


@computed
def subject_line_of_file(scope: Scope) -> str:
    return f"Hồ sơ {topic(scope)}"


@computed
def subject_line_of_cover(scope: Scope) -> str:
    return topic(scope)


@computed
def subject_line_of_lessons(scope: Scope) -> str:
    return f"họp rút kinh nghiệm của {words(scope)['team_word']}"


@computed
def subject_line_of_end_of_effect(scope: Scope) -> str:
    return f"chấm dứt hiệu lực quyết định kỷ luật đối với {words(scope)['subject_called']}"


@computed
def file_entries(scope: Scope) -> list[dict[str, Any]]:
    """Issued documents and papers received in the order of their days; pages are numbered when the file is bound."""
    view = scope.view
    lines: list[tuple[date, str, str, str, bool]] = [
        (document.dated_on, document.number, document.title, _author(scope, document.template), True)
        for document in view.documents
        if document.state == "issued" and document.dated_on
    ]
    labels = {need.kind: need.label for step in scope.procedure.steps for need in step.uploads}
    sender = str(words(scope)["subject_signed"])
    lines += [(paper.received_on, "", labels.get(paper.kind, paper.filename), sender, False) for paper in view.uploads]
    return [
        {
            "no": f"{place:02d}",
            "number": number,
            "date": short_date(on),
            "title": title,
            "author": author,
            "original": "x" if original else "",
            "copy": "" if original else "x",
            "pages": "",
            "note": "",
        }
        for place, (on, number, title, author, original) in enumerate(sorted(lines, key=lambda line: line[0]), start=1)
    ]


def _author(scope: Scope, template: str) -> str:
    """The body for what it issues, the team for its own papers."""
    meta = scope.catalogue.get(template).meta
    if meta.registered and meta.sign_authority != "team":
        return issuer(scope)
    return str(words(scope)["team_word"])


@computed
def file_began_on(scope: Scope) -> str:
    """The day of the first paper in the file."""
    days = _days(scope)
    return short_date(min(days)) if days else ""


@computed
def file_ended_on(scope: Scope) -> str:
    """The day of the last paper in the file."""
    days = _days(scope)
    return short_date(max(days)) if days else ""


def _days(scope: Scope) -> list[date]:
    issued = [document.dated_on for document in scope.view.documents if document.state == "issued"]
    return [day for day in issued if day] + [paper.received_on for paper in scope.view.uploads]


@computed
def total_pages_words(scope: Scope) -> str:
    return _in_words(scope, "total_pages")


@computed
def contents_pages_words(scope: Scope) -> str:
    return _in_words(scope, "contents_pages")


def _in_words(scope: Scope, key: str) -> str:
    pages = scope.view.facts.get(key)
    return in_words(pages) if isinstance(pages, int) else ""
