"""The register of outgoing documents (sổ đăng ký văn bản đi)."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, session
from webapp.forms.base import clean
from webapp.queries.register import list_entries, list_series
from webapp.views.access import route
from webapp.views.answers import Answer, page_number

blueprint = Blueprint("register_book", __name__)


@route(blueprint, "/register", needs=Permission.REGISTER_VIEW)
def show() -> Answer:
    """Lines of the register by type and words, and the number each series gives next."""
    series = list_series(session(), actor())
    types = list(dict.fromkeys(one.type_code for one in series))
    asked = request.args.get("type", "")
    filters = {"type": asked if asked in types else "", "words": clean(request.args.get("words"))}
    found = list_entries(
        session(), actor(), type_code=filters["type"], words=filters["words"], page=page_number(request.args)
    )
    return render_template("register/show.html", found=found, series=series, types=types, filters=filters)
