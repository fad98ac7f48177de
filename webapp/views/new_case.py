"""Open a case from a few questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.cases import NewCaseForm
from webapp.queries.new_case import new_case_offer
from webapp.queries.organisations import SubjectChoice, chosen_subject
from webapp.queries.programme_page import get_holder, load_line
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
    if line := _line(request.args):
        _from_line(form, line)
    return _page(form, chosen=chosen, line=line)


@route(blueprint, "/cases/new", needs=Permission.CASE_OPEN, methods=("POST",))
def open_new() -> Answer:
    """Open the case, or bring the answers back with every mistake."""
    form, chosen, line = _form(), _chosen(request.form), _line(request.form)
    if not form.validate():
        return _page(form, form.mistakes, chosen, line), 422
    answers = replace(_linked(form.answers(), chosen), programme_line_id=line.id if line else None)
    try:
        case = open_case(session(), tools(), actor=actor(), answers=answers)
    except DomainError as error:
        return _page(form, [("", sentence) for sentence in error.details or [error.sentence]], chosen, line), 422
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


def _line(asked: Mapping[str, str]) -> Any:
    """The line of a programme the case is opened from; one that is not the office's is not found."""
    return load_line(session(), actor(), asked["line"]) if asked.get("line") else None


_KINDS = {"party_finance": "KT_TC", "inspection_work": "KT_NVKTGS"}
"""Topics of programmes whose inspections are a kind of their own."""


def _from_line(form: NewCaseForm, line: Any) -> None:
    """What the programme says already: origin, holder, matter, subjects; the kind where there is one for it."""
    form.origin.data, form.title.data = "programme", line.content
    form.initiator.data = get_holder(session(), line)
    kind = _KINDS.get(line.topic, "KT_CH") if line.kind == "inspection" else "GS_CD"
    if form.initiator.data in form.offered.initiators.get(kind, ()):
        form.procedure.data = kind
    form.more_subjects.data = "\n".join(line.subjects)


def _page(
    form: NewCaseForm, errors: Sequence[tuple[str, str]] = (), chosen: SubjectChoice | None = None, line: Any = None
) -> str:
    return render_template("cases/new.html", form=form, errors=errors, chosen=chosen, line=line)
