"""The year at a glance: each task by month, level, content and form of sanction, beside the year before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Integer, Select, cast, extract, func, select
from sqlalchemy.orm import Session

from webapp.models import FigureAct, figure_key, figure_mark, figure_total
from webapp.queries.figures.counting import Offices, count_marks, whole_months
from webapp.rules.figures.cycles import Period, same_period_before
from webapp.rules.figures.forms import Cells

HEADS = ("total", "due", "suspended")
Counts = dict[str, int]


@dataclass
class Glance:
    """Counts of a period, as marks (`cells`) and added up.

    Task and object ("suspected_violation/member") → number; month → number; and so on.
    """

    cells: Cells = field(default_factory=dict)
    tasks: Counts = field(default_factory=lambda: defaultdict(int))
    before: Counts = field(default_factory=lambda: defaultdict(int))
    months: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    bodies: Counts = field(default_factory=lambda: defaultdict(int))
    contents: Counts = field(default_factory=lambda: defaultdict(int))
    sanctions: Counts = field(default_factory=lambda: defaultdict(int))


def glance(session: Session, period: Period, *, offices: Offices = None) -> Glance:
    """Count the period and the same period a year before: three queries, whatever the number of charts."""
    found = Glance(cells=count_marks(session, period, offices=offices))
    for key, (marks, _) in found.cells.items():
        head, _dot, tail = key.measure.partition(".")
        counts = {"body": found.bodies, "content": found.contents, "sanction": found.sanctions}.get(head)
        if counts is not None:
            counts[tail] += marks
    for month, task, kind, marks in session.execute(_monthly(period, offices)):
        found.tasks[f"{task}/{kind}"] += marks
        found.months[f"{task}/{kind}"][int(month)] += marks
    for _month, task, kind, marks in session.execute(_monthly(same_period_before(period), offices)):
        found.before[f"{task}/{kind}"] += marks
    return found


def _monthly(period: Period, offices: Offices) -> Select[Any]:
    """Month, task, object, number of acts: from the totals when whole months of every office are asked for."""
    months = whole_months(period)
    if offices is None and months is not None and (months.first, months.last) == (period.first, period.last):
        total, key = figure_total.c, figure_key.c
        first, last = months.numbers
        keys = (total.counted_month, key.task, key.object_kind)
        query = select(*keys, cast(func.sum(total.marks), Integer)).join(figure_key, key.id == total.key_id)
        return query.where(
            key.measure.in_(HEADS), total.counted_month.between(first, last), total.known_month <= last, total.marks > 0
        ).group_by(*keys)  # fmt: skip
    year, month = extract("year", FigureAct.counted_on), extract("month", FigureAct.counted_on)
    when = (year * 100 + month).label("counted_month")
    query = select(when, FigureAct.task, FigureAct.object_kind, func.count())
    query = query.join(figure_mark, figure_mark.c.act_id == FigureAct.id).where(
        FigureAct.counted_on.between(period.first, period.last), figure_mark.c.known_on <= period.last,
        figure_mark.c.measure.in_(HEADS),
    )  # fmt: skip
    if offices is not None:
        query = query.where(FigureAct.office_id.in_(offices))
    return query.group_by(when, FigureAct.task, FigureAct.object_kind)
