"""The forms of a period: counted here, reported from below, written by hand, each beside the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.models import FigureEntry, FigureReport, FigureReportLine
from webapp.queries.figures.counting import Offices, count_marks
from webapp.rules.figures.cycles import Period
from webapp.rules.figures.forms import Statistics, StatTable, tabulate
from webapp.rules.figures.integrity import Problem, check_table
from webapp.rules.figures.values import Entered, Figure

Cell = tuple[str, str, str]
"""Form, row, column."""


@dataclass(frozen=True)
class FilledForm:
    """A form of a period with every figure it has from elsewhere; `figure` puts a cell together."""

    table: StatTable
    reported: dict[Cell, int]
    entered: dict[Cell, Entered]

    def figure(self, row: str, column: str) -> Figure:
        """The figure of a cell. A form that people write has no counted value: blank until it is reported."""
        cell = (self.table.form.code, row, column)
        derived = None if self.table.form.entered else self.table.value(row, column)
        return Figure(derived=derived, reported=self.reported.get(cell), entered=self.entered.get(cell))

    def problems(self) -> list[Problem]:
        """What contradicts itself in the counted figures."""
        return list(check_table(self.table))


def fill_forms(
    session: Session, statistics: Statistics, period: Period, *, offices: Offices = None
) -> list[FilledForm]:
    """Every form in force at the end of the period, in one pass over the marks."""
    cells = count_marks(session, period, offices=offices)
    reported, entered = _reported(session, period, offices), _entered(session, period, offices)
    return [
        FilledForm(tabulate(form, statistics, cells, first=period.first, last=period.last), reported, entered)
        for form in statistics.set_on(period.last).forms
    ]


def _reported(session: Session, period: Period, offices: Offices) -> dict[Cell, int]:
    """What bodies below reported for exactly this period, added up; a cell nobody reported has no row."""
    query = (
        select(FigureReportLine.key, FigureReportLine.value)
        .join(FigureReport, FigureReport.id == FigureReportLine.report_id)
        .where(FigureReport.replaced_by_id.is_(None), FigureReportLine.value.is_not(None))
        .where(FigureReport.first_on == period.first, FigureReport.last_on == period.last)
        .where(FigureReportLine.role == "raw", FigureReportLine.key.like("%/%/%"))
    )
    if offices is not None:
        query = query.where(FigureReport.office_id.in_(offices))
    found: dict[Cell, int] = defaultdict(int)
    for key, value in session.execute(query):
        form, row, column = key.split("/", 2)
        found[form, row, column] += value or 0
    return dict(found)


def _entered(session: Session, period: Period, offices: Offices) -> dict[Cell, Entered]:
    """The newest value by hand of each cell; of one office only, since nobody corrects the figures of another."""
    if offices is None or len(offices) != 1:
        return {}
    query = (
        select(FigureEntry)
        .where(FigureEntry.office_id.in_(offices))
        .where(FigureEntry.first_on == period.first, FigureEntry.last_on == period.last)
        .order_by(FigureEntry.at, FigureEntry.id)
        .options(joinedload(FigureEntry.by))
    )
    return {
        (row.form, row.row, row.column): Entered(row.value, row.reason, row.by.full_name, row.at.date())
        for row in session.scalars(query)
    }
