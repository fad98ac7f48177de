"""Count everything anew from the documents: after a restore, a change of the mapping, or as a proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, and_, delete, exists, func, insert, literal_column, select
from sqlalchemy.orm import Session

from webapp.models import FigureAct, Letter, figure_key, figure_mark, figure_total
from webapp.models.database import let_go
from webapp.queries.figures.case import cases_in_order, figures_of_cases
from webapp.rules.figures.forms import Statistics
from webapp.services.figures.counting import count_figures, count_letter

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
    for letter in session.scalars(select(Letter).order_by(Letter.id)):
        changed += count_letter(session, letter=letter)
    drifted = mend_totals(session)
    session.commit()
    acts = session.scalar(select(func.count()).select_from(FigureAct)) or 0
    let_go(session)
    return Rebuilt(looked, acts, changed, drifted)


def mend_totals(session: Session) -> int:
    """Write the totals anew from the marks; how many of them had been wrong."""
    before = _totals(session)
    session.execute(delete(figure_total))
    session.execute(insert(figure_key).from_select(list(_KEY), _new_keys()))
    session.execute(insert(figure_total).from_select([column.name for column in figure_total.columns], _slow(session)))
    after = _totals(session)
    return sum(1 for key in before.keys() | after.keys() if before.get(key) != after.get(key))


_KEY = ("task", "side", "object_kind", "position", "measure")
_OF_MARK = (FigureAct.task, FigureAct.side, FigureAct.object_kind, FigureAct.position, figure_mark.c.measure)
_SAME = tuple(figure_key.c[name] == column for name, column in zip(_KEY, _OF_MARK, strict=True))


def _new_keys() -> Select[Any]:
    """What marks are added up by and has no number yet."""
    marks = select(*_OF_MARK).join(figure_mark, figure_mark.c.act_id == FigureAct.id).distinct()
    return marks.where(~exists().where(*_SAME))


def _slow(session: Session) -> Select[Any]:
    """The totals counted plainly from every mark."""
    month = "strftime('%Y%m', {})" if session.get_bind().dialect.name == "sqlite" else "to_char({}, 'YYYYMM')"
    counted, known = (
        literal_column(f"CAST({month.format(day)} AS INTEGER)", Integer)
        for day in ("figure_act.counted_on", "figure_mark.known_on")
    )
    keys = (figure_key.c.id, counted, known)
    return (
        select(*keys, func.count(), func.sum(figure_mark.c.amount))
        .select_from(FigureAct)
        .join(figure_mark, figure_mark.c.act_id == FigureAct.id)
        .join(figure_key, and_(*_SAME))
        .group_by(*keys)
    )


def _totals(session: Session) -> dict[tuple[int, int, int], tuple[int, int]]:
    """Key and months → marks and amount; totals that have come to nothing do not count."""
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in session.execute(select(figure_total)) if row[3]}
