"""Sign a document: at once, or with the code of the telephone on a small page of its own."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request

from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, commit, session, settings, tools
from webapp.forms.signing import SignCodeForm
from webapp.queries.documents import get_document
from webapp.services.documents.by_factor import asks_for_code, sign_with_factor
from webapp.services.second_factor import WrongCode, is_on
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.documents import ONE, after, blueprint, decided


@route(blueprint, f"{ONE}/sign", needs=Permission.DOCUMENT_CIRCULATE, methods=("POST",))
def sign(document_id: str) -> Answer:
    """Record the signature on the version that was read; whoever has a second factor is asked for its code first."""
    given, form = decided(document_id), SignCodeForm()
    if not form.validate():
        return _ask(document_id, form, form.mistakes), 422
    required = settings().factor_required
    if "code" not in request.form and asks_for_code(session(), actor=actor(), required=required):
        return _ask(document_id, form)
    try:
        sign_with_factor(session(), tools(), **given, code=form.code.data, key=settings().secret(), required=required)
    except WrongCode as error:
        commit()  # the wrong try counts, although nothing was signed
        return _ask(document_id, form, [("code", error.sentence)]), 422
    flash("Đã ký.", "done")
    return redirect(after(document_id))


def _ask(document_id: str, form: SignCodeForm, errors: Any = ()) -> Any:
    return render_template(
        "documents/sign.html",
        document=get_document(session(), actor(), document_id), form=form, errors=list(errors),
        has_factor=is_on(session(), actor()),
    )  # fmt: skip
