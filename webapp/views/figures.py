"""Figures: the year at a glance, the acts behind a number, and what still lacks a content."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import NotFound
from webapp.extensions.edge import actor, session, tools
from webapp.queries.figures import list_counted, list_untagged
from webapp.queries.figures.dashboard import CHECKING, HEADS, dashboard, measure_labels, say_slices
from webapp.queries.labels import OBJECT_KINDS, TASKS
from webapp.queries.programmes import list_programmes, list_targets, programme_progress
from webapp.rendering.columns import column_chart
from webapp.rules.figures.cycles import own_period
from webapp.views.access import route
from webapp.views.answers import Answer, page_number
from webapp.views.figure_periods import CYCLES, asked_period
from webapp.views.programmes import asked_year

blueprint = Blueprint("figures", __name__)

_VIEW = Permission.FIGURE_VIEW
_OBJECTS = {code: OBJECT_KINDS[code] for code in ("organisation", "member")} | {"letter": "Đơn thư"}


@route(blueprint, "/figures", needs=_VIEW)
def show() -> Answer:
    """This year against programme and targets, by task, month, level, content and form of sanction."""
    year, today = asked_year(request.args.get("year")), clock.today()
    until = max(date(year, 1, 1), min(today, date(year, 12, 31)))
    whole = until == date(year, 12, 31)
    page = dashboard(
        session(), tools().statistics, actor(), own_period(date(year, 1, 1), until, f"năm {year}" if whole else ""),
        on=today,
    )  # fmt: skip
    programmes = [one for one in list_programmes(session(), actor(), year=year) if one.state == "issued"]
    return render_template(
        "figures/show.html", page=page, year=year, until=until, say=say_slices,
        programmes=[(one, programme_progress(session(), tools(), one, on=until).progress) for one in programmes],
        targets=list_targets(session(), tools(), actor(), year=year, until=until), tasks=TASKS,
        chart=column_chart([(f"T{row.measure}", row.organisations, row.members) for row in page.months]),
    )  # fmt: skip


@route(blueprint, "/figures/acts", needs=_VIEW)
def acts() -> Answer:
    """The cases and documents behind a number of a chart."""
    asked, args = asked_period(request.args), request.args
    measure, task, kind = args.get("measure", ""), args.get("task", ""), args.get("object", "")
    labels = measure_labels(tools().statistics, asked.period.last)
    if (task and task not in TASKS) or (measure and measure not in labels) or (kind and kind not in _OBJECTS):
        raise NotFound("Không có con số này.")
    found = list_counted(
        session(), actor(), asked.period, tasks=[task] if task else CHECKING, objects=[kind] if kind else _OBJECTS,
        measures=[measure] if measure else HEADS, page=page_number(args),
    )  # fmt: skip
    title = [labels[measure] if measure else "", TASKS[task] if task else "Kiểm tra, giám sát", _OBJECTS.get(kind, "")]
    keep = {name: args[name] for name in ("task", "measure", "object") if args.get(name)}
    return render_template(
        "figures/acts.html", found=found, asked=asked, title=[one for one in title if one], args={**asked.args, **keep}
    )


@route(blueprint, "/figures/untagged", needs=_VIEW)
def untagged() -> Answer:
    """Acts that stand in no column of contents until somebody says what they were about."""
    asked = asked_period(request.args)
    rows = list_untagged(session(), actor(), asked.period)
    return render_template("figures/untagged.html", rows=rows, **period_words(asked))


def period_words(asked: Any) -> dict[str, Any]:
    """What the filter of the period needs."""
    return {"asked": asked, "cycles": CYCLES}
