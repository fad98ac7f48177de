"""The acts behind a cell, with the case and the document that prove each; scoped to what the viewer may know of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from webapp.models import Case, FigureAct, User, figure_mark
from webapp.queries.cases import visible
from webapp.rules.figures.cycles import Period
from webapp.rules.figures.forms import Statistics
from webapp.rules.figures.forms.table import TOTAL

PER_PAGE = 50


@dataclass(frozen=True)
class DrillRow:
    """One act of a cell."""

    act_id: str
    case_id: str
    case_code: str
    subject: str
    organisation: str
    document_id: str
    document: str  # "15-TB/UBKTThU"
    counted_on: date


@dataclass(frozen=True)
class DrillPage:
    """One page of the acts behind a cell; `hidden` counts those of cases the viewer may not see."""

    rows: list[DrillRow]
    total: int
    hidden: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-(self.total - self.hidden) // PER_PAGE))


def list_acts(
    session: Session, statistics: Statistics, viewer: User, period: Period, *, form: str, row: str, column: str,
    page: int = 1,
) -> DrillPage:  # fmt: skip
    """The acts of the viewer's office that a cell counts, newest first. Raises KeyError for an unknown cell."""
    return _paged(session, viewer, _cell(statistics, period, form, row, column), page)


def list_counted(
    session: Session, viewer: User, period: Period, *, tasks: Collection[str], objects: Collection[str],
    measures: Collection[str], page: int = 1,
) -> DrillPage:  # fmt: skip
    """The acts of the viewer's office with any of the measures, as charts count them, newest first."""
    return _paged(session, viewer, _counted(period, measures, tasks=tasks, objects=objects), page)


def _paged(session: Session, viewer: User, query: Select[FigureAct], page: int) -> DrillPage:
    query = query.where(FigureAct.office_id == viewer.office_id)
    total = session.scalar(select(func.count()).select_from(query.with_only_columns(FigureAct.id).subquery())) or 0
    open_to = query.where(FigureAct.case_id.in_(_seen(viewer)))
    shown = session.scalar(select(func.count()).select_from(open_to.with_only_columns(FigureAct.id).subquery())) or 0
    newest = open_to.order_by(FigureAct.counted_on.desc(), FigureAct.id.desc())
    newest = newest.options(
        joinedload(FigureAct.case), joinedload(FigureAct.subject), joinedload(FigureAct.document)
    )  # fmt: skip
    acts = session.scalars(newest.limit(PER_PAGE).offset((max(page, 1) - 1) * PER_PAGE))
    return DrillPage([_row(act) for act in acts], total, total - shown, max(page, 1))


def list_untagged(session: Session, viewer: User, period: Period) -> list[DrillRow]:
    """Acts of the viewer's office without any content: forms count them in no column of contents."""
    tagged = exists().where(figure_mark.c.act_id == FigureAct.id, figure_mark.c.measure.like("content.%"))
    query = (
        select(FigureAct)
        .where(FigureAct.office_id == viewer.office_id, FigureAct.case_id.in_(_seen(viewer)))
        .where(FigureAct.counted_on.between(period.first, period.last), ~tagged)
        .order_by(FigureAct.counted_on.desc(), FigureAct.id.desc())
        .options(joinedload(FigureAct.case), joinedload(FigureAct.subject), joinedload(FigureAct.document))
    )
    return [_row(act) for act in session.scalars(query)]


def _seen(viewer: User) -> Select[str]:
    """The cases the viewer may know of."""
    return visible(select(Case), viewer).with_only_columns(Case.id)


def _cell(statistics: Statistics, period: Period, form: str, row: str, column: str) -> Select[FigureAct]:
    entry = statistics.set_on(period.last).form(form)
    measures = entry.column(column).measures
    query = _counted(period, measures, tasks=[entry.task], objects=[entry.object])
    query = query.where(FigureAct.side.in_(entry.sides))
    if row == TOTAL:
        return query
    rows = statistics.rows_of(entry.object, period.first, period.last)
    codes = [one.code for one in rows if row in (one.code, one.parent)]
    if not codes:
        raise KeyError(row)
    return query.where(FigureAct.position.in_(codes))


def _counted(
    period: Period, measures: Collection[str], *, tasks: Collection[str], objects: Collection[str]
) -> Select[FigureAct]:
    return (
        select(FigureAct)
        .where(FigureAct.task.in_(tasks), FigureAct.object_kind.in_(objects))
        .where(FigureAct.counted_on.between(period.first, period.last))
        .where(exists().where(
            figure_mark.c.act_id == FigureAct.id, figure_mark.c.measure.in_(measures),
            figure_mark.c.known_on <= period.last,
        ))
    )  # fmt: skip


def _row(act: FigureAct) -> DrillRow:
    case, subject, document = act.case, act.subject, act.document
    return DrillRow(
        act_id=act.id, case_id=act.case_id or "", case_code=case.code if case else "",
        subject=subject.full_name if subject else "", organisation=subject.organisation if subject else "",
        document_id=act.document_id or "", document=document.number_text or document.title if document else "",
        counted_on=act.counted_on,
    )  # fmt: skip
