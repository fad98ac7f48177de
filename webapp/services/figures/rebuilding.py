"""Count everything anew from the documents: after a restore, a change of the mapping, or as a proof."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, literal_column, select
from sqlalchemy.orm import Session

from webapp.models import FigureAct, figure_mark, figure_total
from webapp.models.database import let_go
from webapp.queries.figures.case import cases_in_order, figures_of_cases
from webapp.rules.figures.forms import Statistics
from webapp.services.figures.counting import count_figures

BATCH = 200


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild found: cases looked at, acts that were not as the documents say, totals that had drifted."""

    cases: int
    acts: int
    changed: int
    totals: int


def rebuild(session: Session, statistics: Statistics) -> Rebuilt:
    """Count every case of the installation again, in batches of one transaction each, then the totals.

    Commits by itself, since no person waits and one transaction over everything would lock everybody out.
    """
    looked, changed, after = 0, 0, ""
    while cases := cases_in_order(session, after=after, limit=BATCH):
        for case, figures in figures_of_cases(session, cases):
            changed += count_figures(session, statistics, case=case, figures=figures)
        looked, after = looked + len(cases), cases[-1].id
        session.commit()
        session.expunge_all()
    drifted = mend_totals(session)
    session.commit()
    acts = session.scalar(select(func.count()).select_from(FigureAct)) or 0
    let_go(session)
    return Rebuilt(looked, acts, changed, drifted)


def mend_totals(session: Session) -> int:
    """Write the totals anew from the marks; how many of them had been wrong."""
    before = _totals(session)
    session.execute(delete(figure_total))
    session.execute(insert(figure_total).from_select([column.name for column in figure_total.columns], _slow(session)))
    after = _totals(session)
    return sum(1 for key in before.keys() | after.keys() if before[key] != after[key])


def _slow(session: Session) -> Select[Any]:
    """The totals counted plainly from every mark."""
    if session.get_bind().dialect.name == "sqlite":
        counted: ColumnElement[int] = literal_column("CAST(strftime('%Y%m', figure_act.counted_on) AS INTEGER)")
        known: ColumnElement[int] = literal_column("CAST(strftime('%Y%m', figure_mark.known_on) AS INTEGER)")
    else:
        counted = literal_column("CAST(to_char(figure_act.counted_on, 'YYYYMM') AS INTEGER)")
        known = literal_column("CAST(to_char(figure_mark.known_on, 'YYYYMM') AS INTEGER)")
    keys = (
        counted, known, FigureAct.task, FigureAct.side, FigureAct.object_kind, FigureAct.position,
        figure_mark.c.measure,
    )  # fmt: skip
    return (
        select(*keys, func.count(), func.sum(figure_mark.c.amount))
        .join(figure_mark, figure_mark.c.act_id == FigureAct.id)
        .group_by(*keys)
    )


def _totals(session: Session) -> Counter[tuple[object, ...]]:
    """Key and amount → number of marks; totals that have come to nothing do not count."""
    rows = session.execute(select(figure_total)).all()
    return Counter({(*row[:7], row.amount): row.marks for row in rows if (row.marks, row.amount) != (0, 0)})
