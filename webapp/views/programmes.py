"""Programmes: the list, one with its progress, drafting, lines, issuing, changing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.programmes import IssueForm, ProgrammeForm
from webapp.queries.labels import HOLDERS, HORIZONS, PROGRAMME_KINDS, PROGRAMME_STATES
from webapp.queries.programme_page import load_programme, programme_page
from webapp.queries.programmes import list_programmes, programme_progress
from webapp.services.programme_draft import draft_programme
from webapp.services.programmes import create_programme, issue_programme
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer

blueprint = Blueprint("programmes", __name__)

_VIEW, _EDIT, _POST = Permission.PROGRAMME_VIEW, Permission.PROGRAMME_EDIT, ("POST",)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ONE = "/programmes/<programme_id>"
Errors = Sequence[tuple[str, str]]


@route(blueprint, "/programmes", needs=_VIEW)
def index() -> Answer:
    """The programmes that touch a year, each with how far it has come."""
    year = asked_year(request.args.get("year"))
    found = list_programmes(session(), actor(), year=year)
    today = clock.today()
    rows = [(one, programme_progress(session(), tools(), one, on=today).progress) for one in found]
    return render_template("programmes/list.html", rows=rows, year=year, **_words())


@route(blueprint, "/programmes/new", needs=_EDIT)
def new() -> Answer:
    return _form_page(ProgrammeForm(data={"first_year": clock.today().year, "horizon": "year"}))


@route(blueprint, "/programmes/new", needs=_EDIT, methods=_POST)
def add() -> Answer:
    return _create(None)


@route(blueprint, ONE, needs=_VIEW)
def show(programme_id: str) -> Answer:
    """One programme: its lines with their cases, what lies outside it, who was not covered, its changes."""
    return show_page(programme_id)


@route(blueprint, f"{ONE}/change", needs=_EDIT)
def change(programme_id: str) -> Answer:
    """The changed programme begins with the lines of the one in force."""
    before = load_programme(session(), actor(), programme_id)
    data = {name: getattr(before, name) for name in ("holder", "horizon", "first_year", "last_year", "title")}
    return _form_page(ProgrammeForm(data={**data, "lines": _pasted(before)}), before)


@route(blueprint, f"{ONE}/change", needs=_EDIT, methods=_POST)
def save_change(programme_id: str) -> Answer:
    return _create(load_programme(session(), actor(), programme_id))


@route(blueprint, f"{ONE}/draft", needs=_EDIT)
def draft(programme_id: str) -> Answer:
    """The Word draft: the office's template filled with the lines, to be finished in Word and signed."""
    programme = load_programme(session(), actor(), programme_id)
    docx = draft_programme(tools(), programme=programme, office=actor().office, on=clock.today())
    return file_answer(docx, media_type=DOCX, name=f"{programme.title}.docx", download=True)


@route(blueprint, f"{ONE}/issue", needs=_EDIT, methods=_POST)
def issue(programme_id: str) -> Answer:
    """Write down under which number and on which day the programme was issued."""
    programme = load_programme(session(), actor(), programme_id)
    form = IssueForm()
    if not form.validate():
        return show_page(programme_id, form.mistakes, form), 422
    try:
        issue_programme(
            session(), programme=programme, number=form.number.data, on=form.issued_on.known, actor=actor()
        )  # fmt: skip
    except DomainError as error:
        return show_page(programme_id, as_errors(error), form), error.status
    flash(f"Đã ghi ban hành chương trình số {programme.document_number}.", "done")
    return redirect(url_for("programmes.show", programme_id=programme_id))


def show_page(programme_id: str, errors: Errors = (), form: IssueForm | None = None) -> str:
    """The page of a programme, with the mistakes of the issuing form."""
    programme = load_programme(session(), actor(), programme_id)
    page = programme_page(session(), tools(), actor(), programme, on=clock.today())
    topics = {topic.code: topic.label for topic in tools().statistics.topics}
    return render_template(
        "programmes/show.html", programme=programme, page=page, topics=topics, errors=errors,
        form=form or IssueForm(formdata=None), kinds=PROGRAMME_KINDS, **_words(),
    )  # fmt: skip


def asked_year(typed: str | None) -> int:
    """The year that was asked for; nonsense means this one."""
    text = typed or ""
    return int(text) if text.isascii() and text.isdigit() and 2000 <= int(text) <= 2100 else clock.today().year


def as_errors(error: DomainError) -> list[tuple[str, str]]:
    """The sentences of a refusal, as forms show them."""
    return [("", sentence) for sentence in error.details or [error.sentence]]


def _create(before: Any) -> Answer:
    form = ProgrammeForm()
    if not form.validate():
        return _form_page(form, before, form.mistakes), 422
    try:
        programme = create_programme(
            session(), tools(), new=form.answers(), actor=actor(), replaces=before, reason=form.reason.data or ""
        )
    except DomainError as error:
        return _form_page(form, before, as_errors(error)), error.status
    flash("Đã lập dự thảo chương trình; thêm, sửa nội dung rồi ghi ban hành.", "done")
    return redirect(url_for("programmes.show", programme_id=programme.id))


def _form_page(form: ProgrammeForm, before: Any = None, errors: Errors = ()) -> str:
    return render_template("programmes/form.html", form=form, before=before, errors=errors)


def _pasted(programme: Any) -> str:
    """The lines as a person would paste them."""
    rows = []
    for line in programme.lines:
        when = f"Quý {['I', 'II', 'III', 'IV'][line.quarter - 1]}" if line.quarter else ""
        when = f"tháng {', '.join(map(str, line.months))}" if line.months else when
        cells = (PROGRAMME_KINDS[line.kind], line.content, "; ".join(line.subjects), line.lead)
        rows.append("\t".join([*cells, f"{when} {line.year}".strip(), str(line.planned)]))
    return "\n".join(rows)


def _words() -> dict[str, Any]:
    return {"holders": HOLDERS, "horizons": HORIZONS, "states": PROGRAMME_STATES}
