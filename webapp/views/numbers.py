"""The series of numbers: hold one, strike it out, allow a late one, open and close a series."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.registers import LateForm, ReasonForm, VoidForm, YearForm
from webapp.queries.numbers import get_series, list_series_rows
from webapp.queries.register import list_type_codes
from webapp.services import numbers as acts
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.register_book import blueprint

_WRITE, _POST = Permission.REGISTER_WRITE, ("POST",)
SERIES = "/register/numbers/<series_id>"


@route(blueprint, "/register/numbers", needs=Permission.REGISTER_VIEW)
def numbers() -> Answer:
    """Every series with its newest numbers and what became of each."""
    return _page()


@route(blueprint, f"{SERIES}/hold", needs=_WRITE, methods=_POST)
def hold(series_id: str) -> Answer:
    """Hold the next number for a paper that is coming."""
    form = ReasonForm()
    if not form.validate():
        return _page(form), 422
    held = acts.hold_number(session(), series=_series(series_id), reason=form.reason.data, actor=actor())
    flash(f"Đã giữ số {held.number:02d}.", "done")
    return _back()


@route(blueprint, f"{SERIES}/late", needs=Permission.REGISTER_ALLOW_LATE, methods=_POST)
def late(series_id: str) -> Answer:
    """Allow the clerk to put one number in behind a given one."""
    form = LateForm()
    if not form.validate():
        return _page(form), 422
    held = acts.allow_late_number(
        session(), series=_series(series_id), after=form.after.data, reason=form.reason.data, actor=actor()
    )
    flash(f"Đã cho phép cấp số chèn {held.number:02d}{held.suffix}.", "done")
    return _back()


@route(blueprint, f"{SERIES}/void", needs=_WRITE, methods=_POST)
def void(series_id: str) -> Answer:
    """Strike a held number out."""
    form = VoidForm()
    if not form.validate():
        return _page(form), 422
    acts.void_number(
        session(), series=_series(series_id), number=form.number.data, suffix=form.suffix.data or "",
        reason=form.reason.data, actor=actor(),
    )  # fmt: skip
    flash(f"Đã huỷ số {form.number.data:02d}{form.suffix.data or ''}.", "done")
    return _back()


@route(blueprint, f"{SERIES}/close", needs=_WRITE, methods=_POST)
def close(series_id: str) -> Answer:
    """No more numbers from this series."""
    return _set_open(series_id, False)


@route(blueprint, f"{SERIES}/open", needs=_WRITE, methods=_POST)
def reopen(series_id: str) -> Answer:
    """Numbers again from a series that was closed."""
    return _set_open(series_id, True)


@route(blueprint, "/register/numbers/year", needs=_WRITE, methods=_POST)
def open_year() -> Answer:
    """Begin a series for one calendar year, as State documents are numbered."""
    form = _year_form()
    if not form.validate():
        return _page(form), 422
    symbol = actor().office.symbol
    try:
        acts.open_yearly_series(
            session(), body_symbol=symbol, type_code=form.type_code.data, year=form.year.data, actor=actor()
        )
    except DomainError as error:
        return _page(form, error), 422
    flash(f"Đã mở dãy số {form.type_code.data} năm {form.year.data}.", "done")
    return _back()


def _set_open(series_id: str, is_open: bool) -> Any:
    form = ReasonForm()
    if not form.validate():
        return _page(form), 422
    acts.set_series_open(
        session(), series=_series(series_id), is_open=is_open, reason=form.reason.data, actor=actor()
    )
    flash("Đã mở lại dãy số." if is_open else "Đã đóng dãy số.", "done")
    return _back()


def _series(series_id: str) -> Any:
    return get_series(session(), actor(), series_id)


def _year_form() -> YearForm:
    form = YearForm()
    form.type_code.choices = [("", "Chưa chọn"), *list_type_codes(tools())]
    return form


def _back() -> Any:
    return redirect(url_for("register_book.numbers"))


def _page(form: Any = None, error: DomainError | None = None) -> Any:
    errors = [*(form.mistakes if form else []), *([("", error.sentence)] if error else [])]
    return render_template(
        "register/numbers.html", rows=list_series_rows(session(), actor()), year=_year_form(), errors=errors
    )
