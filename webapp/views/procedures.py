"""The procedures as officials read them: a list, one with its picture, steps, limits, checks and sources."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, tools
from webapp.queries.procedure_page import procedure_lines, procedure_page
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.workflow.diagram import svg

blueprint = Blueprint("procedures", __name__)

_VIEW = Permission.PROCEDURE_VIEW


@route(blueprint, "/procedures", needs=_VIEW)
def index() -> Answer:
    return render_template("procedures/list.html", lines=procedure_lines(tools()))


@route(blueprint, "/procedures/<code>", needs=_VIEW)
def show(code: str) -> Answer:
    """By the law of today, for an office of the reader's level."""
    procedure = tools().procedures.current(code)
    page = procedure_page(tools(), procedure, on=clock.today(), level=actor().office.level)
    return render_template("procedures/show.html", page=page)


@route(blueprint, "/procedures/<code>/diagram.svg", needs=_VIEW)
def diagram(code: str) -> Response:
    """The picture alone, to be enlarged or printed."""
    answer = make_response(svg(tools().procedures.current(code)))
    answer.mimetype = "image/svg+xml"
    return answer
