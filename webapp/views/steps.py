"""The steps of a case: fill their facts, take in papers, begin documents, finish or pass over the step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.facts import FactField, conflicting, posted, refused, stored
from webapp.forms.steps import DraftForm, PerformForm, SkipForm, UploadForm
from webapp.queries.cases import get_case
from webapp.queries.step_page import StepPage, step_page
from webapp.services.cases import (
    EditedMeanwhile,
    FactErrors,
    StepBlocked,
    perform_step,
    set_facts,
    skip_step,
    uncover_facts,
)
from webapp.services.documents.drafting import draft_document
from webapp.services.files import RefusedUpload
from webapp.services.uploads import receive_upload
from webapp.views.access import permit, route
from webapp.views.answers import Answer
from webapp.views.cases import blueprint

STEP = "/cases/<case_id>/steps/<step_id>"
_POST = ("POST",)


@route(blueprint, STEP, needs=Permission.CASE_VIEW)
def step(case_id: str, step_id: str) -> Answer:
    """One step: its form, its papers, its documents, what it lacks."""
    page = _load(case_id, step_id)
    return _page(page, stored(page.facts))


@route(blueprint, f"{STEP}/uncover", needs=Permission.CASE_VIEW, methods=_POST)
def uncover(case_id: str, step_id: str) -> Answer:
    """The step with its restricted facts. A reading, yet a POST: it is written down."""
    case = get_case(session(), actor(), case_id)
    page = step_page(session(), tools(), actor(), case, step_id, _asked_subject(), uncovered=True)
    uncover_facts(session(), tools(), case=case, step_id=step_id, actor=actor())
    return _page(page, stored(page.facts))


@route(blueprint, STEP, needs=Permission.CASE_EDIT, methods=_POST)
def save_step(case_id: str, step_id: str) -> Answer:
    """Save the facts; what is wrong, or was saved by somebody else meanwhile, comes back with every text kept."""
    page = _load_to_edit(case_id, step_id)
    fields = posted(page.facts, request.form)
    if any(field.errors for field in fields):
        return _page(page, fields), 422
    kept = [field for field in fields if request.form.get(f"keep-{field.definition.key}") != "theirs"]
    values = {f.definition.key: f.value for f in kept if f.value is not None or f.version}
    seen = {field.definition.key: field.version for field in fields}
    try:
        changed = set_facts(
            session(), tools(), case=page.case, values=values, actor=actor(), seen=seen, subject_id=_asked_subject()
        )
    except FactErrors as error:
        refused(fields, error.errors)
        return _page(page, fields), error.status
    except EditedMeanwhile as error:
        conflicting(fields, page.facts, error.theirs)
        return _page(page, fields, title=error.sentence), error.status
    flash("Đã lưu." if changed else "Không có gì thay đổi.", "done")
    return redirect(url_for("cases.step", case_id=case_id, step_id=step_id, subject=_asked_subject() or None))


@route(blueprint, f"{STEP}/perform", needs=Permission.CASE_VIEW, methods=_POST)
def perform(case_id: str, step_id: str) -> Answer:
    """Finish the step when nothing is missing."""
    page, form = _load(case_id, step_id), PerformForm()
    if not form.validate():
        return _page(page, stored(page.facts), form.mistakes), 422
    try:
        perform_step(session(), tools(), case=page.case, step_id=step_id, actor=actor(), on=form.done_on.day)
    except StepBlocked as error:
        return _page(page, stored(page.facts), [("", s) for s in error.details], title=error.sentence), error.status
    flash(f"Đã hoàn thành bước “{page.step.label}”.", "done")
    return redirect(url_for("cases.show", case_id=case_id))


@route(blueprint, f"{STEP}/skip", needs=Permission.CASE_VIEW)
def ask_skip(case_id: str, step_id: str) -> Answer:
    """Ask for the reason of passing over a step."""
    return render_template("cases/skip.html", page=_load(case_id, step_id), form=SkipForm(), errors=[])


@route(blueprint, f"{STEP}/skip", needs=Permission.CASE_VIEW, methods=_POST)
def skip(case_id: str, step_id: str) -> Answer:
    """Pass over an optional step, with its reason."""
    page, form = _load(case_id, step_id), SkipForm()
    if not form.validate():
        return render_template("cases/skip.html", page=page, form=form, errors=form.mistakes), 422
    skip_step(session(), tools(), case=page.case, step_id=step_id, actor=actor(), reason=form.reason.data)
    flash(f"Đã bỏ qua bước “{page.step.label}”, có ghi lý do.", "done")
    return redirect(url_for("cases.show", case_id=case_id))


@route(blueprint, f"{STEP}/uploads", needs=Permission.CASE_EDIT, methods=_POST)
def receive(case_id: str, step_id: str) -> Answer:
    """Take in a paper from outside."""
    page, form = _load_to_edit(case_id, step_id), UploadForm()
    if not form.validate():
        return _page(page, stored(page.facts), form.mistakes), 422
    file = form.file.data
    try:
        upload = receive_upload(
            session(), tools(), case=page.case, step_id=step_id, kind=form.kind.data, filename=file.filename,
            data=file.read(), received_on=form.received_on.known, actor=actor(),
            subject_id=_asked_subject() or None,
        )  # fmt: skip
    except RefusedUpload as error:
        return _page(page, stored(page.facts), [("file", error.sentence)]), error.status
    flash(f"Đã nhận tài liệu “{upload.filename}”.", "done")
    subject = _asked_subject() or None
    return redirect(url_for("cases.step", case_id=case_id, step_id=step_id, subject=subject, _anchor="tai-lieu"))


@route(blueprint, f"{STEP}/documents", needs=Permission.CASE_VIEW, methods=_POST)
def draft(case_id: str, step_id: str) -> Answer:
    """Make a new version of one of the step's documents from the facts as they are."""
    page, form = _load(case_id, step_id), DraftForm()
    if not form.validate():
        return _page(page, stored(page.facts), form.mistakes), 422
    if form.template.data not in {need.template for need in page.step.documents}:
        raise DomainError("Bước này không có văn bản đó.")
    document = draft_document(
        session(), tools(), case_id=case_id, step_id=step_id, template=form.template.data, actor=actor(),
        dated_on=form.dated_on.day, subject_id=_asked_subject() or None,
    )  # fmt: skip
    flash(f"Đã soạn bản {document.current.no}.", "done")
    return redirect(url_for("documents.show", document_id=document.id))


def _load(case_id: str, step_id: str) -> StepPage:
    case = get_case(session(), actor(), case_id)
    return step_page(session(), tools(), actor(), case, step_id, _asked_subject())


def _asked_subject() -> str:
    """Whose part of the step is meant; empty: what the step asks once."""
    return request.values.get("subject", "")


def _load_to_edit(case_id: str, step_id: str) -> StepPage:
    page = _load(case_id, step_id)
    permit(Permission.CASE_EDIT, page.case)
    return page


def _page(page: StepPage, fields: Sequence[FactField], more: Sequence[tuple[str, str]] = (), title: str = "") -> Any:
    errors = [mistake for field in fields for mistake in field.errors] + list(more)
    return render_template(
        "cases/step.html", page=page, fields=fields, errors=errors, title=title or "Có chỗ chưa đúng, chưa lưu gì"
    )
