"""Targets given from above: what was done of each, with the right verb and its base."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.programmes import TargetForm
from webapp.queries.labels import OBJECT_KINDS, TARGET_KINDS, TASKS
from webapp.queries.programmes import list_targets
from webapp.services.programmes import give_target
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.programmes import Errors, as_errors, asked_year

blueprint = Blueprint("targets", __name__)


@route(blueprint, "/targets", needs=Permission.PROGRAMME_VIEW)
def index() -> Answer:
    return _page(asked_year(request.args.get("year")), None)


@route(blueprint, "/targets", needs=Permission.PROGRAMME_EDIT, methods=("POST",))
def give() -> Answer:
    """Write a target down, or bring it back with its mistakes."""
    form = TargetForm()
    year = form.year.data or clock.today().year
    if not form.validate():
        return _page(year, form, form.mistakes), 422
    try:
        target = give_target(session(), new=form.answers(), actor=actor())
    except DomainError as error:
        return _page(year, form, as_errors(error)), error.status
    flash("Đã ghi chỉ tiêu.", "done")
    return redirect(url_for("targets.index", year=target.year))


def _page(year: int, form: TargetForm | None, errors: Errors = ()) -> str:
    rows = list_targets(session(), tools(), actor(), year=year, until=clock.today())
    office = actor().office
    known = {"year": year, "giver": office.superior, "receiver": f"{office.commission} {office.committee}"}
    return render_template(
        "targets/list.html", rows=rows, year=year, form=form or TargetForm(formdata=None, data=known), errors=errors,
        kinds=TARGET_KINDS, objects=OBJECT_KINDS, tasks=TASKS,
    )  # fmt: skip
