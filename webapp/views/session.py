"""Sign in, sign out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp.extensions import limiter
from webapp.extensions.edge import begin_session, end_session, me, settings
from webapp.forms.session import SignInForm
from webapp.services.accounts import WrongLogin
from webapp.views.access import PUBLIC, route
from webapp.views.answers import Answer

blueprint = Blueprint("session", __name__)


@route(blueprint, "/sign-in", needs=PUBLIC)
def sign_in() -> Answer:
    """The sign-in page; who is signed in already goes on."""
    return redirect(_next()) if me() else _page(SignInForm(), [])


@route(blueprint, "/sign-in", needs=PUBLIC, methods=("POST",))
@limiter.limit(lambda: settings().login_rate)
def begin() -> Answer:
    """Check name and password, and begin a session."""
    form = SignInForm()
    if not form.validate():
        return _page(form, form.mistakes), 422
    try:
        begin_session(form.username.data, form.password.data)
    except WrongLogin as error:
        return _page(form, [("username", error.sentence)]), error.status
    return redirect(_next())


@route(blueprint, "/sign-out", needs=PUBLIC, methods=("POST",))
def sign_out() -> Answer:
    if me():
        end_session()
        flash("Đồng chí đã đăng xuất.", "done")
    return redirect(url_for("session.sign_in"))


def _page(form: SignInForm, errors: list[tuple[str, str]]) -> str:
    return render_template("session/sign_in.html", form=form, errors=errors, next=request.values.get("next", ""))


def _next() -> str:
    """Where the person wanted to go: a path of this site only."""
    wanted = request.values.get("next", "")
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if inside else url_for("inbox.show")
