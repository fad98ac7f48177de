"""Who stands in for whom, who may sign what, and the board of all documents by state."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from webapp.auth.permissions import Permission, allowed
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session
from webapp.forms.circulation import AbsenceForm, MandateForm, types_of
from webapp.queries.accounts import list_people
from webapp.queries.board import board as the_board
from webapp.queries.mandates import get_absence, get_mandate, list_absences, list_mandates
from webapp.services.mandates import add_absence, add_mandate, end_absence, end_mandate
from webapp.views.access import route
from webapp.views.answers import Answer

blueprint = Blueprint("mandates", __name__)

_POST = ("POST",)


@route(blueprint, "/mandates", needs=Permission.MANDATE_VIEW)
def show() -> Answer:
    """Both tables, and the forms of those who may write in them."""
    return _page(AbsenceForm(formdata=None, absent_id=actor().id), MandateForm(formdata=None))


@route(blueprint, "/mandates/absences", needs=Permission.MANDATE_VIEW, methods=_POST)
def new_absence() -> Answer:
    """Let somebody stand in between two dates."""
    form = AbsenceForm()
    if not form.validate():
        return _page(form, MandateForm(formdata=None), form.mistakes), 422
    try:
        add_absence(
            session(), actor=actor(), absent_id=form.absent_id.data or actor().id,
            substitute_id=form.substitute_id.data or "", starts_on=form.starts_on.known, ends_on=form.ends_on.known,
            types=types_of(form.types.data or ""), decision=form.decision.data,
        )  # fmt: skip
    except DomainError as error:
        if error.status not in (400, 409):
            raise
        return _page(form, MandateForm(formdata=None), [("substitute_id", error.sentence)]), 422
    flash("Đã ghi người thay; trong các ngày ấy văn bản chờ cả hai người.", "done")
    return redirect(url_for("mandates.show"))


@route(blueprint, "/mandates/absences/<absence_id>/end", needs=Permission.MANDATE_VIEW, methods=_POST)
def back_again(absence_id: str) -> Answer:
    """The absent person is back before the day."""
    end_absence(session(), absence=get_absence(session(), actor(), absence_id), actor=actor())
    flash("Đã kết thúc việc thay người.", "done")
    return redirect(url_for("mandates.show"))


@route(blueprint, "/mandates/powers", needs=Permission.MANDATE_KEEP, methods=_POST)
def new_power() -> Answer:
    """Give a person the power to sign some types of documents."""
    form = MandateForm()
    if not form.validate():
        return _page(AbsenceForm(formdata=None), form, form.mistakes), 422
    try:
        add_mandate(
            session(), actor=actor(), user_id=form.user_id.data or "", form=form.form.data or "",
            principal=form.principal.data or "", title=form.title.data or "", types=types_of(form.types.data or ""),
            starts_on=form.starts_on.known, ends_on=form.ends_on.day, decision=form.decision.data,
        )  # fmt: skip
    except DomainError as error:
        if error.status != 400:
            raise
        return _page(AbsenceForm(formdata=None), form, [("user_id", error.sentence)]), 422
    flash("Đã ghi thẩm quyền ký; từ nay loại văn bản này chỉ người có trong bảng ký được.", "done")
    return redirect(url_for("mandates.show"))


@route(blueprint, "/mandates/powers/<mandate_id>/end", needs=Permission.MANDATE_KEEP, methods=_POST)
def end_power(mandate_id: str) -> Answer:
    """The power ends now."""
    end_mandate(session(), mandate=get_mandate(session(), actor(), mandate_id), actor=actor())
    flash("Đã chấm dứt thẩm quyền ký.", "done")
    return redirect(url_for("mandates.show"))


@route(blueprint, "/board", needs=Permission.BOARD_VIEW)
def board() -> Answer:
    """All documents on their way, by state."""
    return render_template("mandates/board.html", columns=the_board(session(), actor()))


def _page(absence: AbsenceForm, mandate: MandateForm, errors: Any = ()) -> Any:
    keeps = allowed(actor(), Permission.MANDATE_KEEP)
    people = [(one.id, f"{one.full_name}, {one.position}") for one in list_people(session(), actor().office_id)]
    mine = [pair for pair in people if pair[0] == actor().id]
    absence.absent_id.choices = people if keeps else mine
    absence.substitute_id.choices = [("", ""), *people]
    mandate.user_id.choices = [("", ""), *people]
    return render_template(
        "mandates/show.html", absences=list_absences(session(), actor()), mandates=list_mandates(session(), actor()),
        absence=absence, mandate=mandate, keeps=keeps, errors=list(errors),
    )  # fmt: skip
