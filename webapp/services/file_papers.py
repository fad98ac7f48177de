"""The cover, the list of contents and the closing sheet of a case's file, filled from their Word templates.

They are made when the file is bound, with the pages that were really counted; nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.queries.case_file import CaseFile, FileItem
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import blank_value
from webapp.rendering.convert import PdfOptions
from webapp.rendering.fill import fill
from webapp.rendering.layout import layout_on
from webapp.rules.dates_vi import short_date
from webapp.rules.numbers_vi import in_words
from webapp.services.values.letterhead import base_values
from webapp.services.values.scope import Scope
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView

COVER, CONTENTS, CLOSING = "file_cover", "file_contents", "file_closing_sheet"


@dataclass(frozen=True)
class FilePapers:
    """Three PDFs around the papers of a file."""

    cover: bytes
    contents: bytes
    closing: bytes


def file_papers(tools: Tools, procedure: Procedure, view: CaseView, file: CaseFile, *, on: date) -> FilePapers:
    """Fill and set the three papers. What the case does not know (retention, condition) is left to be written by hand.

    The closing sheet says how many pages the list of contents has, so that one is set first.
    """
    known = {**view.facts, **_known(view, file)}
    contents = _render(tools, _filled(tools, procedure, view, CONTENTS, known, on))
    known |= {"contents_pages": contents.pages, "contents_pages_words": in_words(contents.pages)}
    cover, closing = (_render(tools, _filled(tools, procedure, view, code, known, on)) for code in (COVER, CLOSING))
    return FilePapers(cover.pdf, contents.pdf, closing.pdf)


def _known(view: CaseView, file: CaseFile) -> dict[str, Any]:
    days = [item.dated_on for item in file.items]
    return {
        "file_code": view.code,
        "file_entries": [_entry(item) for item in file.items],
        "file_began_on": short_date(min(days)),
        "file_ended_on": short_date(max(days)),
        "total_pages": file.pages,
        "total_pages_words": in_words(file.pages),
        "duplicate_pages": "không",
    }


def _entry(item: FileItem) -> dict[str, str]:
    """One line of the contents in its nine columns."""
    return {
        "no": f"{item.order:02d}",
        "number": item.number,
        "date": short_date(item.dated_on),
        "title": item.title,
        "author": item.author,
        "original": "x" if item.is_original else "",
        "copy": "" if item.is_original else "x",
        "pages": item.page_text,
        "note": "",
    }


def _filled(tools: Tools, procedure: Procedure, view: CaseView, code: str, known: Mapping[str, Any], on: date) -> bytes:
    template = tools.catalogue.get(code)
    profile = layout_on(tools.layouts, on)
    scope = Scope(view, procedure, procedure.steps[-1].id, template, on, tools.catalogue, profile, tools.law)
    values = base_values(scope, [])
    for field in template.fields:
        values[field.name] = known.get(field.name) or blank_value(field.type, field.source, "dots")
    return fill(template.docx, values).docx


def _render(tools: Tools, docx: bytes) -> Any:
    return tools.renderer.render(docx, PdfOptions(title="Hồ sơ"))
