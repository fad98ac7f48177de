"""What statistics ask of a case and no document says: contents of each subject, results, amounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.base import clean
from webapp.forms.figure_tags import BLANK_ROWS, MOST_ROWS, TagRow, read_tags
from webapp.queries.cases import get_case
from webapp.queries.figures.tags import contents_offered, list_tags, measures_offered
from webapp.services.figures import tag_case
from webapp.views.access import permit, route
from webapp.views.answers import Answer
from webapp.views.figures import blueprint
from webapp.views.programmes import as_errors

ONE = "/figures/cases/<case_id>"


@route(blueprint, ONE, needs=Permission.CASE_VIEW)
def tags(case_id: str) -> Answer:
    """The contents of every subject, and whatever else was said of the case."""
    case = get_case(session(), actor(), case_id)
    chosen, rows = list_tags(session(), case)
    return _page(case, chosen, [TagRow(*row) for row in rows])


@route(blueprint, ONE, needs=Permission.CASE_EDIT, methods=("POST",))
def save_tags(case_id: str) -> Answer:
    """Keep what was said, and count the case anew."""
    case = get_case(session(), actor(), case_id)
    permit(Permission.CASE_EDIT, case)
    chosen = {subject.id: request.form.getlist(f"content-{subject.id}") for subject in case.subjects}
    rows = [
        TagRow(*(clean(request.form.get(f"{name}-{place}")) for name in ("measure", "amount", "known_on", "subject")))
        for place in range(MOST_ROWS) if f"measure-{place}" in request.form
    ]
    new, wrong = read_tags(chosen, rows)
    if wrong:
        return _page(case, chosen, rows, wrong), 422
    try:
        tag_case(session(), tools(), case=case, tags=new, actor=actor())
    except DomainError as error:
        return _page(case, chosen, rows, as_errors(error)), error.status
    flash("Đã gắn nội dung thống kê; các biểu đã đếm lại hồ sơ này.", "done")
    return redirect(url_for("figures.tags", case_id=case.id))


def _page(
    case: Any, chosen: dict[str, list[str]], rows: Sequence[TagRow], errors: Sequence[tuple[str, str]] = ()
) -> str:
    shown = [*(row for row in rows if row != TagRow()), *[TagRow()] * BLANK_ROWS]
    return render_template(
        "figures/tags.html", case=case, chosen=chosen, rows=shown, errors=errors,
        contents=contents_offered(tools().statistics, case), measures=measures_offered(tools().statistics, case),
    )  # fmt: skip
