"""Open a case from a few questions."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.cases import NewCaseForm
from webapp.queries.new_case import new_case_offer
from webapp.services.cases import open_case
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.cases import blueprint


@route(blueprint, "/cases/new", needs=Permission.CASE_OPEN)
def new() -> Answer:
    """The questions."""
    return _page(_form())


@route(blueprint, "/cases/new", needs=Permission.CASE_OPEN, methods=("POST",))
def open_new() -> Answer:
    """Open the case, or bring the answers back with every mistake."""
    form = _form()
    if not form.validate():
        return _page(form, form.mistakes), 422
    try:
        case = open_case(session(), tools(), actor=actor(), answers=form.answers())
    except DomainError as error:
        return _page(form, [("", sentence) for sentence in error.details or [error.sentence]]), 422
    flash(f"Đã mở hồ sơ {case.code}.", "done")
    return redirect(url_for("cases.show", case_id=case.id))


def _form() -> NewCaseForm:
    return NewCaseForm().offer(new_case_offer(session(), tools(), actor()))


def _page(form: NewCaseForm, errors: Sequence[tuple[str, str]] = ()) -> str:
    return render_template("cases/new.html", form=form, errors=errors)
