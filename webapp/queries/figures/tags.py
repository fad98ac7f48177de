"""What was said of a case for the statistics, and what may be said of it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Case, CaseTag
from webapp.rules.dates_vi import short_date
from webapp.rules.figures.forms import MONEY, Statistics

Row = tuple[str, str, str, str]
"""Measure, amount, day, subject: as a person writes them."""
_COUNTED_ELSEWHERE = ("content.", "body.", "sanction.")
"""What is ticked above the rows, or told by the documents themselves."""


def list_tags(session: Session, case: Case) -> tuple[dict[str, list[str]], list[Row]]:
    """Subject → its contents, and the other rows. A content said of the whole case stands at every subject."""
    contents: dict[str, list[str]] = {subject.id: [] for subject in case.subjects}
    rows: list[Row] = []
    for tag in session.scalars(select(CaseTag).where(CaseTag.case_id == case.id).order_by(CaseTag.id)):
        if tag.measure.startswith("content."):
            for subject in [tag.subject_id] if tag.subject_id else list(contents):
                contents[subject].append(tag.measure)
        else:
            day = short_date(tag.known_on) if tag.known_on else ""
            rows.append((tag.measure, str(tag.amount), day, tag.subject_id or ""))
    return contents, rows


def contents_offered(statistics: Statistics, case: Case) -> dict[str, list[tuple[str, str]]]:
    """Subject → the contents its forms know on the day the case was opened."""
    return {
        subject.id: [
            (entry.code, entry.label)
            for entry in statistics.contents_of(
                "organisation" if subject.kind == "organisation" else "member", case.opened_on
            )
        ]
        for subject in case.subjects
    }


def measures_offered(statistics: Statistics, case: Case) -> list[tuple[str, str]]:
    """What else a form counts of the tasks of the case: results and amounts, with their unit."""
    entry = statistics.cases.get(case.procedure_code)
    tasks = {act.task for act in entry.act} if entry else set()
    found: dict[str, str] = {}
    for form in statistics.set_on(case.opened_on).forms:
        for column in form.columns if form.task in tasks and not form.entered else ():
            measure = column.measures[0]
            if column.id != "total" and not measure.startswith(_COUNTED_ELSEWHERE):
                unit = f" ({column.unit})" if column.unit == MONEY else ""
                found.setdefault(measure, f"{column.group}: {column.label}{unit}".removeprefix(": "))
    return list(found.items())
