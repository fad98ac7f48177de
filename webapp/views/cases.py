"""Cases: the list, one case, everything that happened to it."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, session, tools
from webapp.forms.base import clean
from webapp.queries.case_page import case_page
from webapp.queries.cases import get_case, list_cases
from webapp.queries.labels import CASE_STATES, INITIATORS, ORIGINS, TEAM_ROLES
from webapp.queries.timeline import timeline
from webapp.views.access import route
from webapp.views.answers import Answer, page_number
from webapp.workflow.engine import STAGES

blueprint = Blueprint("cases", __name__)

STATES = (("open", "Đang làm"), ("closed", "Đã kết thúc"), ("all", "Tất cả"))


@route(blueprint, "/cases", needs=Permission.CASE_LIST)
def index() -> Answer:
    """Cases the person may know of, filtered."""
    asked = request.args
    state, stage = asked.get("state", ""), asked.get("stage", "")
    filters = {
        "words": clean(asked.get("words")),
        "state": state if state in dict(STATES) else "open",
        "stage": stage if stage in STAGES else "",
    }
    found = list_cases(session(), actor(), page=page_number(asked), **filters)
    return render_template("cases/list.html", found=found, filters=filters, states=STATES, stages=STAGES)


@route(blueprint, "/cases/<case_id>", needs=Permission.CASE_VIEW)
def show(case_id: str) -> Answer:
    """One case: where it stands, what is next, what is missing."""
    case = get_case(session(), actor(), case_id)
    page = case_page(session(), tools(), actor(), case)
    return render_template(
        "cases/case.html",
        page=page,
        initiators=INITIATORS,
        origins=ORIGINS,
        team_roles=TEAM_ROLES,
        case_states=CASE_STATES,
    )


@route(blueprint, "/cases/<case_id>/history", needs=Permission.CASE_VIEW)
def history(case_id: str) -> Answer:
    """Everything that happened to the case."""
    case = get_case(session(), actor(), case_id)
    return render_template("cases/history.html", case=case, lines=timeline(session(), tools(), case))
