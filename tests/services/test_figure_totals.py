"""The running totals against a plain count over every mark, with random acts added, changed and taken away."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from webapp.models import FigureAct, figure_key, figure_mark, figure_total, new_id
from webapp.models.base import Base
from webapp.queries.figures import count_marks, glance
from webapp.rules.figures.cycles import Period
from webapp.rules.figures.forms import Cells, Key
from webapp.rules.figures.measures import Mark
from webapp.services.figures.counting import replace_acts
from webapp.services.figures.rebuilding import mend_totals

START = date(2025, 5, 20)
DAYS = st.integers(0, 75).map(lambda days: START + timedelta(days))
Stated = tuple[str, str, str, date, dict[str, tuple[int, int]]]
ACTS = st.tuples(
    st.sampled_from(["a", "b", "c", "d"]),  # the act: stated again, it replaces what it was
    st.sampled_from(["discipline", "inspection"]),
    st.sampled_from(["cell", "ordinary_member"]),
    DAYS,
    st.dictionaries(  # measure → days it became known after the act, amount; no measure takes the act away
        st.sampled_from(["total", "sanction.warn", "money.total"]), st.tuples(st.integers(0, 60), st.integers(0, 9))
    ),
)
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days), "kỳ"))
ENGINE = create_engine("sqlite://")
Base.metadata.create_all(ENGINE, tables=[FigureAct.__table__, figure_mark, figure_key, figure_total])  # type: ignore[list-item]


def state(session: Session, act: Stated) -> None:
    """Store an act in the place of the one of the same name."""
    name, task, position, day, marks = act
    row = FigureAct(
        id=new_id(), office_id="o1" if name in "ab" else "o2", source=name, task=task, side="committee", body="",
        object_kind="member", position=position, person=name, counted_on=day,
    )  # fmt: skip
    wanted = tuple(Mark(measure, day + timedelta(late), amount) for measure, (late, amount) in marks.items())
    stored = session.scalars(select(FigureAct).where(FigureAct.source == name)).all()
    replace_acts(session, stored=stored, wanted=[(row, wanted)] if wanted else [])


def plainly(acts: list[Stated], period: Period) -> Cells:
    """Count what was stated last of each act, mark by mark."""
    found: dict[Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for _, task, position, day, marks in {act[0]: act for act in acts}.values():
        for measure, (late, amount) in marks.items():
            if period.holds(day) and day + timedelta(late) <= period.last:
                key = Key(task, "committee", "member", position, measure)
                found[key] = (found[key][0] + 1, found[key][1] + amount)
    return dict(found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTS, max_size=12), st.lists(PERIODS, min_size=1, max_size=4))
def test_totals_offices_and_a_plain_count_agree_in_every_period(acts: list[Stated], periods: list[Period]) -> None:
    with Session(ENGINE) as session:  # closing it undoes everything
        for act in acts:
            state(session, act)
        whole = Period(date(2025, 6, 1), date(2025, 7, 31), "hai tháng")
        for period in [*periods, whole]:
            wanted = plainly(acts, period)
            assert count_marks(session, period) == wanted
            assert count_marks(session, period, offices=["o1", "o2"]) == wanted
            assert glance(session, period) == glance(session, period, offices=["o1", "o2"])
        assert mend_totals(session) == 0
