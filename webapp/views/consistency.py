"""Do the papers of a case agree with each other."""

from __future__ import annotations

from flask import render_template

from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, session, tools
from webapp.queries.cases import get_case
from webapp.queries.consistency import case_disagreements
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.cases import blueprint


@route(blueprint, "/cases/<case_id>/consistency", needs=Permission.CASE_VIEW)
def consistency(case_id: str) -> Answer:
    """Every disagreement, with the paper it is in and the place where it is mended."""
    case = get_case(session(), actor(), case_id)
    return render_template("cases/consistency.html", case=case, rows=case_disagreements(session(), tools(), case))
