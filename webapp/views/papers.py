"""Write into the clerk's books: incoming documents, lines without a document, copies, hand-overs."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, settings, tools
from webapp.forms.registers import CopyForm, ForwardForm, HandOverForm, IncomingForm, LineForm
from webapp.queries.books import get_incoming
from webapp.queries.cases import find_case
from webapp.queries.numbers import list_choices
from webapp.queries.register import find_source, list_type_codes
from webapp.services.papers import enter_line, forward_incoming, issue_copy, receive_incoming, record_hand_over
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer, mistakes_of
from webapp.views.register_book import blueprint

_WRITE, _POST = Permission.REGISTER_WRITE, ("POST",)
INCOMING = "/register/incoming/<incoming_id>"


@route(blueprint, "/register/incoming/new", needs=_WRITE)
def new_incoming() -> Answer:
    """The questions about a document that came in."""
    return _form_page("incoming", IncomingForm())


@route(blueprint, "/register/incoming/new", needs=_WRITE, methods=_POST)
def receive_one() -> Answer:
    """Give it its number; on a mistake everything typed comes back."""
    form = IncomingForm()
    if not form.validate():
        return _form_page("incoming", form), 422
    try:
        row = receive_incoming(
            session(), tools(), incoming=form.incoming(_case_id(form.case_code.data)), actor=actor(),
            offline=settings().offline,
        )  # fmt: skip
    except DomainError as error:
        return _form_page("incoming", form, error), 422
    flash(f"Đã vào sổ văn bản đến số {row.number:02d}.", "done")
    return redirect(url_for("register_book.book", book="incoming"))


@route(blueprint, INCOMING, needs=Permission.REGISTER_VIEW)
def incoming(incoming_id: str) -> Answer:
    """One incoming document: where it went and which case it belongs to."""
    return _incoming_page(incoming_id, ForwardForm())


@route(blueprint, INCOMING, needs=_WRITE, methods=_POST)
def forward(incoming_id: str) -> Answer:
    """Hand it on, and tie it to its case."""
    form = ForwardForm()
    if not form.validate():
        return _incoming_page(incoming_id, form), 422
    try:
        forward_incoming(
            session(), incoming=get_incoming(session(), actor(), incoming_id), receiver=form.receiver.data,
            on=form.on.known, case_id=_case_id(form.case_code.data), actor=actor(),
        )  # fmt: skip
    except DomainError as error:
        return _incoming_page(incoming_id, form, error), 422
    flash("Đã ghi chuyển văn bản.", "done")
    return redirect(url_for("register_book.incoming", incoming_id=incoming_id))


@route(blueprint, f"{INCOMING}/file", needs=Permission.REGISTER_VIEW)
def incoming_file(incoming_id: str) -> Answer:
    """The scan as it came in."""
    row = get_incoming(session(), actor(), incoming_id)
    if not row.sha256:
        raise DomainError("Dòng sổ này không kèm tệp.")
    return file_answer(tools().store.get(row.sha256), media_type=row.media_type, name=row.filename)


@route(blueprint, "/register/outgoing/new", needs=_WRITE)
def new_line() -> Answer:
    """The questions about a paper of which only the line is kept."""
    return _form_page("line", _line_form())


@route(blueprint, "/register/outgoing/new", needs=_WRITE, methods=_POST)
def enter() -> Answer:
    """Give it its number."""
    form = _line_form()
    if not form.validate():
        return _form_page("line", form), 422
    try:
        entry = enter_line(session(), line=form.line(), actor=actor())
    except DomainError as error:
        return _form_page("line", form, error), 422
    flash(f"Đã cấp Số {entry.number_text}.", "done")
    return redirect(url_for("register_book.show"))


@route(blueprint, "/register/copies/new", needs=_WRITE)
def new_copy() -> Answer:
    """The questions about a copy."""
    return _form_page("copy", CopyForm())


@route(blueprint, "/register/copies/new", needs=_WRITE, methods=_POST)
def copy() -> Answer:
    """Number the copy of a document that is in one of the books."""
    form = CopyForm()
    if not form.validate():
        return _form_page("copy", form), 422
    try:
        source = find_source(session(), actor(), form.source.data)
        made = issue_copy(
            session(), kind=form.kind.data, source=source, extent=form.extent.data or "",
            line=form.line(source.title), actor=actor(),
        )  # fmt: skip
    except DomainError as error:
        return _form_page("copy", form, error), 422
    flash(f"Đã cấp Số {made.entry.number_text}.", "done")
    return redirect(url_for("register_book.book", book="copies"))


@route(blueprint, "/register/hand-overs/new", needs=_WRITE)
def new_hand_over() -> Answer:
    """The questions about papers that change hands."""
    return _form_page("hand_over", HandOverForm())


@route(blueprint, "/register/hand-overs/new", needs=_WRITE, methods=_POST)
def hand_over() -> Answer:
    """Write the hand-over down."""
    form = HandOverForm()
    if not form.validate():
        return _form_page("hand_over", form), 422
    try:
        record_hand_over(
            session(), given_on=form.given_on.known, giver=form.giver.data, receiver=form.receiver.data,
            items=form.rows(), note=form.note.data or "", case_id=_case_id(form.case_code.data), actor=actor(),
        )  # fmt: skip
    except DomainError as error:
        return _form_page("hand_over", form, error), 422
    flash("Đã ghi giao nhận.", "done")
    return redirect(url_for("register_book.book", book="hand-overs"))


def _case_id(code: str | None) -> str | None:
    return find_case(session(), actor(), code).id if code else None


def _line_form() -> LineForm:
    form = LineForm()
    form.type_code.choices = [("", "Chưa chọn"), *list_type_codes(tools())]
    form.held.choices = list_choices(session(), actor(), form.type_code.data or "")
    return form


def _incoming_page(incoming_id: str, form: ForwardForm, error: DomainError | None = None) -> Any:
    row = get_incoming(session(), actor(), incoming_id)
    return render_template("register/incoming_one.html", row=row, form=form, errors=mistakes_of(form, error))


def _form_page(kind: str, form: Any, error: DomainError | None = None) -> Any:
    return render_template("register/form.html", kind=kind, form=form, errors=mistakes_of(form, error))
