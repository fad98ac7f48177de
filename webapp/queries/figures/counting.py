"""Marks of a period added up in one pass: an office's own from its acts, the whole installation's from the totals.

The totals are kept by months. A period that begins or ends inside a month takes its whole months from the totals and
the days at its edges from the acts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from webapp.models import FigureAct, Office, User, figure_key, figure_mark, figure_total
from webapp.rules.figures.cycles import Period, month_end
from webapp.rules.figures.forms import Cells, Key

Offices = Collection[str] | None
"""Ids of offices; None: every office of the installation."""


@dataclass(frozen=True)
class Months:
    """The whole months of a period: their first and last day, and their numbers as the totals keep them (202607)."""

    first: date
    last: date

    @property
    def numbers(self) -> tuple[int, int]:
        return month_number(self.first), month_number(self.last)


def month_number(day: date) -> int:
    """`202607`: how the totals name a month."""
    return day.year * 100 + day.month


def whole_months(period: Period) -> Months | None:
    """The months that lie wholly inside the period, None when there is none."""
    first = period.first if period.first.day == 1 else month_end(period.first.year, period.first.month) + timedelta(1)
    last = period.last
    if last != month_end(last.year, last.month):
        last = last.replace(day=1) - timedelta(1)
    return Months(first, last) if first <= last else None


def count_marks(session: Session, period: Period, *, offices: Offices = None) -> Cells:
    """How many marks of each kind the acts of the period have by its last day, and what they amount to."""
    if offices is not None:
        return _summed(session.execute(_acts(period.first, period.last, period.last, FigureAct.office_id.in_(offices))))
    months = whole_months(period)
    if months is None:
        return _summed(session.execute(_acts(period.first, period.last, period.last)))
    return _summed(row for query in _whole(period, months) for row in session.execute(query))


def count_people(
    session: Session, period: Period, *, task: str, object_kind: str, offices: Offices = None,
    sides: Collection[str] = (),
) -> int:  # fmt: skip
    """How many different persons or organisations the acts of the period concern (rule R10); `sides` of a form."""
    query = (
        select(func.count(FigureAct.person.distinct()))
        .join(figure_mark, figure_mark.c.act_id == FigureAct.id)
        .where(FigureAct.task == task, FigureAct.object_kind == object_kind, figure_mark.c.measure == "total")
        .where(FigureAct.counted_on.between(period.first, period.last))
    )
    if offices is not None:
        query = query.where(FigureAct.office_id.in_(offices))
    if sides:
        query = query.where(FigureAct.side.in_(sides))
    return session.scalar(query) or 0


def offices_in_sight(session: Session, viewer: User) -> list[str]:
    """The offices whose figures a person may count: the own one."""
    return list(session.scalars(select(Office.id).where(Office.id == viewer.office_id)))


def _whole(period: Period, months: Months) -> Iterator[Select[Any]]:
    """Queries that together count every mark of the period once: whole months, their late marks, the edges."""
    first, last = months.numbers
    total, key = figure_total.c, figure_key.c
    added = (
        select(total.key_id, func.sum(total.marks).label("marks"), func.sum(total.amount).label("amount"))
        .where(total.counted_month.between(first, last), total.known_month <= last, total.marks > 0)
        .group_by(total.key_id)
        .subquery()
    )
    yield select(
        key.task, key.side, key.object_kind, key.position, key.measure, added.c.marks, added.c.amount
    ).join(added, added.c.key_id == key.id)  # fmt: skip
    if months.last < period.last:  # known in the days after the last whole month, of acts inside whole months
        late = and_(figure_mark.c.late, figure_mark.c.known_on > months.last)
        yield _acts(months.first, months.last, period.last, late)
    outside = or_(FigureAct.counted_on < months.first, FigureAct.counted_on > months.last)
    if (months.first, months.last) != (period.first, period.last):
        yield _acts(period.first, period.last, period.last, outside)


def _acts(first: date, last: date, known_by: date, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Marks counted from the acts of some days, known by a day."""
    keys = (FigureAct.task, FigureAct.side, FigureAct.object_kind, FigureAct.position, figure_mark.c.measure)
    return (
        select(*keys, func.count(), func.sum(figure_mark.c.amount))
        .join(figure_mark, figure_mark.c.act_id == FigureAct.id)
        .where(FigureAct.counted_on.between(first, last), figure_mark.c.known_on <= known_by, *conditions)
        .group_by(*keys)
    )


def _summed(rows: Iterable[Sequence[Any]]) -> Cells:
    found: dict[Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows:
        name, before = Key(*row[:5]), found[Key(*row[:5])]
        found[name] = (before[0] + int(row[5]), before[1] + int(row[6]))
    return {name: value for name, value in found.items() if value != (0, 0)}
