"""Việc của tôi: what waits for the person, with the first item opened."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, session, tools
from webapp.queries.circulation import may_undo
from webapp.queries.inbox_page import inbox_page
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.opened import note_opened, opened

blueprint = Blueprint("inbox", __name__)

TABS = (("", "Tất cả"), ("document", "Văn bản chờ tôi"), ("step", "Bước chờ tôi"))


@route(blueprint, "/", needs=Permission.SESSION_USE)
def show() -> Answer:
    """The list, and the chosen item beside it."""
    tab = request.args.get("tab", "")
    page = inbox_page(
        session(), tools(), actor(), tab=tab if tab in dict(TABS) else "", key=request.args.get("item", "")
    )
    if page.draft:
        note_opened(page.draft.document.id, page.draft.version)
    done = request.args.get("did", "")
    undo = done if done and may_undo(session(), actor(), done) else ""
    return render_template("inbox/show.html", page=page, tabs=TABS, opened=opened(), undo=undo)
