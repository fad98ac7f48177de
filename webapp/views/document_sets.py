"""The documents of a step or a stage as one set: draft them all, see how far it is, take them in one file."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from webapp.auth.permissions import Permission
from webapp.errors import NotFound
from webapp.extensions.edge import actor, commit, session, tools
from webapp.forms.base import clean
from webapp.queries.cases import get_case
from webapp.queries.document_set import DocumentSet, document_set
from webapp.services.blobs import PDF
from webapp.services.documents.sets import Batch, bind_set, draft_batch, zip_set
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer
from webapp.views.cases import blueprint

SET = "/cases/<case_id>/set"


@route(blueprint, SET, needs=Permission.CASE_VIEW)
def whole_set(case_id: str) -> Answer:
    """What the set has, what it lacks, which facts are empty."""
    return _page(_load(case_id), None)


@route(blueprint, SET, needs=Permission.CASE_VIEW, methods=("POST",))
def draft_set(case_id: str) -> Answer:
    """Draft the next few; the page that answers says how far it is and goes on."""
    known = get_case(session(), actor(), case_id)
    batch = draft_batch(
        session(), tools(), case_id=known.id, **_asked(), actor=actor(), keep=commit,
        passed_over=request.form.getlist("failed"),
    )  # fmt: skip
    return _page(_load(case_id), batch)


@route(blueprint, f"{SET}/words.zip", needs=Permission.CASE_VIEW)
def set_words(case_id: str) -> Answer:
    """Every Word file of the set in one ZIP."""
    page = _load(case_id)
    return file_answer(zip_set(tools(), page), media_type="application/zip", name=f"{_name(page)}.zip", download=True)


@route(blueprint, f"{SET}/pages.pdf", needs=Permission.CASE_VIEW)
def set_pages(case_id: str) -> Answer:
    """Every page of the set in one PDF, numbered through."""
    page = _load(case_id)
    return file_answer(bind_set(tools(), page), media_type=PDF, name=f"{_name(page)}.pdf")


def _asked() -> dict[str, str]:
    step, stage = clean(request.values.get("step")), clean(request.values.get("stage"))
    if not step and not stage:
        raise NotFound("Chưa nói bộ văn bản của bước hay giai đoạn nào.")
    return {"step": step, "stage": stage}


def _load(case_id: str) -> DocumentSet:
    case = get_case(session(), actor(), case_id)
    return document_set(session(), tools(), actor(), case, **_asked())


def _name(page: DocumentSet) -> str:
    return f"{page.case.code} {page.label}".replace("/", "-").replace("“", "").replace("”", "")[:120]


def _page(page: DocumentSet, batch: Batch | None) -> Any:
    """`failed` are the keys that failed in this round: they are not tried again until somebody starts anew."""
    before = request.form.getlist("failed") if batch else []
    failed = [*before, *(failure.key for failure in batch.failures)] if batch else []
    left = [item for item in page.waiting if item.key not in failed]
    return render_template("cases/set.html", page=page, batch=batch, failed=failed, left=left)
