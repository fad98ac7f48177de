"""Lines of a draft programme: one by one, or pasted from a spreadsheet."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import DomainError, NotFound
from webapp.extensions.edge import actor, session, tools
from webapp.forms.programme_lines import read_lines
from webapp.forms.programmes import LineForm, PastedForm
from webapp.queries.programme_page import load_line, load_programme
from webapp.services.programme_lines import add_lines, change_line, remove_line
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.programmes import ONE, Errors, as_errors, blueprint

_EDIT, _POST = Permission.PROGRAMME_EDIT, ("POST",)
_FIELDS = (
    "kind", "topic", "content", "lead", "year", "planned", "planned_organisations", "planned_members", "window",
)  # fmt: skip


@route(blueprint, f"{ONE}/lines/new", needs=_EDIT)
def new_line(programme_id: str) -> Answer:
    programme = load_programme(session(), actor(), programme_id)
    year = max(programme.first_year, min(clock.today().year, programme.last_year))
    return _page(programme, None, LineForm(formdata=None, data={"year": year, "planned": 1}))


@route(blueprint, f"{ONE}/lines/new", needs=_EDIT, methods=_POST)
def add_line(programme_id: str) -> Answer:
    return _save(load_programme(session(), actor(), programme_id), None)


@route(blueprint, f"{ONE}/lines/<line_id>", needs=_EDIT)
def edit_line(programme_id: str, line_id: str) -> Answer:
    programme, line = _both(programme_id, line_id)
    data = {name: getattr(line, name) for name in _FIELDS}
    data |= {"quarter": str(line.quarter or ""), "months": [str(one) for one in line.months]}
    return _page(programme, line, LineForm(formdata=None, data={**data, "subjects": "\n".join(line.subjects)}))


@route(blueprint, f"{ONE}/lines/<line_id>", needs=_EDIT, methods=_POST)
def save_line(programme_id: str, line_id: str) -> Answer:
    """Keep the line, or take it out when that button was pressed."""
    programme, line = _both(programme_id, line_id)
    if request.form.get("act") != "remove":
        return _save(programme, line)
    remove_line(session(), programme=programme, line=line, actor=actor())
    flash("Đã bỏ một nội dung khỏi dự thảo.", "done")
    return redirect(url_for("programmes.show", programme_id=programme.id))


@route(blueprint, f"{ONE}/paste", needs=_EDIT)
def paste(programme_id: str) -> Answer:
    return _paste_page(load_programme(session(), actor(), programme_id), PastedForm(formdata=None))


@route(blueprint, f"{ONE}/paste", needs=_EDIT, methods=_POST)
def save_pasted(programme_id: str) -> Answer:
    """Every line that was pasted, or none of them."""
    programme, form = load_programme(session(), actor(), programme_id), PastedForm()
    if not form.validate():
        return _paste_page(programme, form, form.mistakes), 422
    lines, wrong = read_lines(form.lines.data, year=programme.first_year)
    if wrong:
        return _paste_page(programme, form, [("lines", sentence) for sentence in wrong]), 422
    try:
        rows = add_lines(session(), tools(), programme=programme, lines=lines, actor=actor())
    except DomainError as error:
        return _paste_page(programme, form, as_errors(error)), error.status
    flash(f"Đã thêm {len(rows)} dòng vào chương trình.", "done")
    return redirect(url_for("programmes.show", programme_id=programme.id))


def _both(programme_id: str, line_id: str) -> tuple[Any, Any]:
    programme, line = load_programme(session(), actor(), programme_id), load_line(session(), actor(), line_id)
    if line.programme_id != programme.id:
        raise NotFound("Không có nội dung này trong chương trình.")
    return programme, line


def _save(programme: Any, line: Any) -> Answer:
    form = LineForm().offer(_topics())
    if not form.validate():
        return _page(programme, line, form, form.mistakes), 422
    new = form.answers()
    try:
        if line is None:
            add_lines(session(), tools(), programme=programme, lines=[new], actor=actor())
        else:
            change_line(session(), tools(), programme=programme, line=line, to=new, actor=actor())
    except DomainError as error:
        return _page(programme, line, form, as_errors(error)), error.status
    flash("Đã ghi nội dung của chương trình.", "done")
    return redirect(url_for("programmes.show", programme_id=programme.id))


def _topics() -> list[tuple[str, str]]:
    return [(topic.code, topic.label) for topic in tools().statistics.topics]


def _page(programme: Any, line: Any, form: LineForm, errors: Errors = ()) -> str:
    form.offer(_topics())
    return render_template("programmes/line.html", programme=programme, line=line, form=form, errors=errors)


def _paste_page(programme: Any, form: PastedForm, errors: Errors = ()) -> str:
    return render_template("programmes/paste.html", programme=programme, form=form, errors=errors)
