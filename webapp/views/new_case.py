"""Open a case from a few questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.cases import NewCaseForm
from webapp.queries.new_case import new_case_offer
from webapp.queries.organisations import SubjectChoice, chosen_subject
from webapp.services.cases import NewCase, open_case
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.cases import blueprint


@route(blueprint, "/cases/new", needs=Permission.CASE_OPEN)
def new() -> Answer:
    """The questions; whom the roster gave stands in them already, named as today."""
    form, chosen = _form(), _chosen(request.args)
    if chosen:
        form.subject_kind.data, form.full_name.data = chosen.kind, chosen.full_name
        form.organisation.data = chosen.organisation
        for name, value in chosen.details.items():
            form[name].data = value
    return _page(form, chosen=chosen)


@route(blueprint, "/cases/new", needs=Permission.CASE_OPEN, methods=("POST",))
def open_new() -> Answer:
    """Open the case, or bring the answers back with every mistake."""
    form, chosen = _form(), _chosen(request.form)
    if not form.validate():
        return _page(form, form.mistakes, chosen), 422
    try:
        case = open_case(session(), tools(), actor=actor(), answers=_linked(form.answers(), chosen))
    except DomainError as error:
        return _page(form, [("", sentence) for sentence in error.details or [error.sentence]], chosen), 422
    flash(f"Đã mở hồ sơ {case.code}.", "done")
    return redirect(url_for("cases.show", case_id=case.id))


def _form() -> NewCaseForm:
    return NewCaseForm().offer(new_case_offer(session(), tools(), actor()))


def _chosen(asked: Mapping[str, str]) -> SubjectChoice | None:
    keys = {"member_id": asked.get("member", ""), "organisation_id": asked.get("from_organisation", "")}
    return chosen_subject(session(), actor(), on=clock.today(), **keys)


def _linked(answers: NewCase, chosen: SubjectChoice | None) -> NewCase:
    """The first subject keeps its row of the roster, unless somebody else's name was written over it."""
    if chosen is None or not answers.subjects or answers.subjects[0].full_name != chosen.full_name:
        return answers
    first = replace(answers.subjects[0], member_id=chosen.member_id, organisation_id=chosen.organisation_id)
    return replace(answers, subjects=[first, *answers.subjects[1:]])


def _page(
    form: NewCaseForm, errors: Sequence[tuple[str, str]] = (), chosen: SubjectChoice | None = None
) -> str:
    return render_template("cases/new.html", form=form, errors=errors, chosen=chosen)
