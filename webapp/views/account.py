"""One's own account: the second factor, the picture of one's signature."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, commit, session, settings, tools
from webapp.forms.signing import CodeForm, ImageForm
from webapp.services import second_factor
from webapp.services.documents.copies import keep_signature_image
from webapp.views.access import route
from webapp.views.answers import Answer

blueprint = Blueprint("account", __name__)

_POST = ("POST",)


@route(blueprint, "/account", needs=Permission.SESSION_USE)
def show() -> Answer:
    """What the person may set."""
    return _page()


@route(blueprint, "/account/factor", needs=Permission.SESSION_USE, methods=_POST)
def begin_factor() -> Answer:
    """Make the secret for the telephone."""
    second_factor.begin_enrolment(session(), actor=actor(), key=settings().secret())
    return redirect(url_for("account.show", _anchor="hai-lop"))


@route(blueprint, "/account/factor/confirm", needs=Permission.SESSION_USE, methods=_POST)
def confirm_factor() -> Answer:
    """Turn it on with the first code; the spare codes are shown this once."""
    form = CodeForm()
    if not form.validate():
        return _page(form.mistakes), 422
    try:
        spares = second_factor.confirm_enrolment(session(), actor=actor(), code=form.code.data, key=settings().secret())
    except second_factor.WrongCode as error:
        commit()  # the wrong try counts
        return _page([("code", error.sentence)]), 422
    return render_template("account/spares.html", spares=spares)


@route(blueprint, "/account/signature", needs=Permission.SESSION_USE, methods=_POST)
def keep_image() -> Answer:
    """Keep the picture of the signature."""
    form = ImageForm()
    if not form.validate():
        return _page(form.mistakes), 422
    try:
        keep_signature_image(session(), tools(), data=form.file.data.read(), actor=actor())
    except DomainError as error:
        return _page([("file", error.sentence)]), 422
    flash("Đã lưu ảnh chữ ký.", "done")
    return redirect(url_for("account.show"))


def _page(errors: Any = ()) -> Any:
    key = settings().secret()
    return render_template(
        "account/show.html",
        is_on=second_factor.is_on(session(), actor()),
        enrolment=second_factor.pending_enrolment(session(), actor=actor(), key=key),
        code=CodeForm(), image=ImageForm(), errors=list(errors), required=settings().factor_required,
    )  # fmt: skip
