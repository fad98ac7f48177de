"""Letters of people: the book, one letter, what becomes of it, and the restricted page with its sender."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.registers import LetterForm, OutcomeForm, TieForm
from webapp.queries.books import get_letter
from webapp.queries.cases import find_case
from webapp.queries.letters import fault_choices, fault_sentences
from webapp.services.letters import read_sender, receive_letter, settle_letter, tie_letter
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer, mistakes_of
from webapp.views.register_book import blueprint

_POST = ("POST",)
ONE = "/register/letters/<letter_id>"


@route(blueprint, "/register/letters/new", needs=Permission.LETTER_WRITE)
def new_letter() -> Answer:
    """The questions about a letter that came in."""
    return _new_page(_form())


@route(blueprint, "/register/letters/new", needs=Permission.LETTER_WRITE, methods=_POST)
def receive_letter_form() -> Answer:
    """Number the letter; on a mistake everything typed comes back."""
    form = _form()
    if not form.validate():
        return _new_page(form), 422
    try:
        letter = receive_letter(session(), tools(), letter=form.letter(), actor=actor())
    except DomainError as error:
        return _new_page(form, error), 422
    flash(f"Đã vào sổ đơn thư số {letter.number:02d}.", "done")
    return redirect(url_for("register_book.letter", letter_id=letter.id))


@route(blueprint, ONE, needs=Permission.LETTER_VIEW)
def letter(letter_id: str) -> Answer:
    """One letter, without its sender."""
    return _page(letter_id)


@route(blueprint, ONE, needs=Permission.LETTER_SETTLE, methods=_POST)
def settle(letter_id: str) -> Answer:
    """Say what becomes of it."""
    form = OutcomeForm()
    if not form.validate():
        return _page(letter_id, form), 422
    try:
        settle_letter(
            session(), tools(), letter=get_letter(session(), actor(), letter_id), outcome=form.outcome.data,
            note=form.note.data, on=form.outcome_on.known, actor=actor(),
        )  # fmt: skip
    except DomainError as error:
        return _page(letter_id, form, error), 422
    flash("Đã ghi kết quả xử lý đơn.", "done")
    return redirect(url_for("register_book.letter", letter_id=letter_id))


@route(blueprint, f"{ONE}/case", needs=Permission.LETTER_SETTLE, methods=_POST)
def tie(letter_id: str) -> Answer:
    """Tie it to the case that settles it."""
    form = TieForm()
    if not form.validate():
        return _page(letter_id, form), 422
    case = find_case(session(), actor(), form.case_code.data)
    tie_letter(session(), letter=get_letter(session(), actor(), letter_id), case=case, actor=actor())
    flash(f"Đã gắn đơn với hồ sơ {case.code}.", "done")
    return redirect(url_for("register_book.letter", letter_id=letter_id))


@route(blueprint, f"{ONE}/sender", needs=Permission.LETTER_VIEW, methods=_POST)
def sender(letter_id: str) -> Answer:
    """Who sent it. A reading, yet a POST: it is written down."""
    found = get_letter(session(), actor(), letter_id)
    person = read_sender(session(), letter=found, actor=actor())
    if request.form.get("what") == "file" and found.sha256:
        return file_answer(tools().store.get(found.sha256), media_type=found.media_type, name=found.filename)
    return render_template("register/sender.html", letter=found, sender=person, at=clock.now())


def _form() -> LetterForm:
    form = LetterForm()
    form.faults.choices = fault_choices(tools(), clock.today())
    return form


def _new_page(form: LetterForm, error: DomainError | None = None) -> Any:
    return render_template("register/letter_new.html", form=form, errors=mistakes_of(form, error))


def _page(letter_id: str, form: Any = None, error: DomainError | None = None) -> Any:
    found = get_letter(session(), actor(), letter_id)
    return render_template(
        "register/letter.html",
        letter=found, sentences=fault_sentences(tools(), found), outcome=form or OutcomeForm(), tie=TieForm(),
        errors=mistakes_of(form, error) if form or error else [],
    )  # fmt: skip
