"""Programmes in force with the progress of every line, targets with what was done, and who was never inspected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from webapp.models import Case, FigureAct, Programme, ProgrammeCase, ProgrammeLine, Target, User
from webapp.queries.figures.counting import count_marks
from webapp.queries.tools import Tools
from webapp.rules.figures.cycles import Cycle, Period, period_of
from webapp.rules.figures.forms import UNITS
from webapp.rules.figures.progress import (
    LineState,
    PlannedLine,
    Progress,
    TargetKind,
    TargetResult,
    judge_target,
    line_state,
)


@dataclass(frozen=True)
class LineProgress:
    """A line with its cases: how many were opened, how many have their conclusion, how it stands."""

    line: ProgrammeLine
    opened: int
    concluded: int
    state: LineState


@dataclass(frozen=True)
class ProgrammeProgress:
    """A programme on a day. `outside` are cases of its years and office that no line planned."""

    programme: Programme
    lines: list[LineProgress]
    outside: int

    @property
    def progress(self) -> Progress:
        """Inspections done (at most what a line planned) against planned."""
        done = sum(min(one.concluded, one.line.planned) for one in self.lines)
        return Progress(done, sum(one.line.planned for one in self.lines), self.outside)


def list_programmes(session: Session, viewer: User, *, year: int | None = None) -> list[Programme]:
    """The programmes of the viewer's office that touch the year, newest first."""
    query = select(Programme).where(Programme.office_id == viewer.office_id)
    if year is not None:
        query = query.where(Programme.first_year <= year, Programme.last_year >= year)
    return list(session.scalars(query.order_by(Programme.first_year.desc(), Programme.holder, Programme.id.desc())))


def programme_progress(session: Session, tools: Tools, programme: Programme, *, on: date) -> ProgrammeProgress:
    """How every line stands on a day; an inspection counts as done once its conclusion has been counted."""
    links = session.execute(
        select(ProgrammeCase.line_id, ProgrammeCase.case_id)
        .join(ProgrammeLine, ProgrammeLine.id == ProgrammeCase.line_id)
        .where(ProgrammeLine.programme_id == programme.id)
    ).all()
    concluded = _concluded(session, [case_id for _, case_id in links], on)
    lines = []
    for line in programme.lines:
        cases = [case_id for line_id, case_id in links if line_id == line.id]
        done = len(concluded.intersection(cases))
        state = line_state(_planned(line), opened=len(cases), concluded=done, on=on)
        lines.append(LineProgress(line, len(cases), done, state))
    return ProgrammeProgress(programme, lines, _outside(session, tools, programme))


def list_targets(
    session: Session, tools: Tools, viewer: User, *, year: int, until: date | None = None
) -> list[tuple[Target, TargetResult]]:
    """The targets of the office in a year, each with what was done of it by a day and the sentence that says so."""
    whole = period_of(Cycle.YEAR, year)
    period = Period(whole.first, min(until or whole.last, whole.last), whole.label)
    cells = count_marks(session, period, offices=[viewer.office_id])
    query = select(Target).where(Target.office_id == viewer.office_id, Target.year == year).order_by(Target.id)
    results = []
    for target in session.scalars(query):
        if target.object_kind == "inspection":
            done, unit = _inspections(session, viewer.office_id, target.task, period), "cuộc"
        else:
            heads = ("total", "due")
            done = sum(
                marks for key, (marks, _) in cells.items()
                if key.task == target.task and key.object == target.object_kind and key.measure in heads
            )  # fmt: skip
            unit = UNITS[target.object_kind]
        kind = TargetKind(target.kind)
        result = judge_target(kind, target.value, done=done, of=target.base, unit=unit, giver=target.giver)
        results.append((target, result))
    return results


def covered_in(session: Session, viewer: User, period: Period, *, object_kind: str) -> set[str]:
    """Whom the office inspected or supervised in a term: ids of the roster where the case knows them."""
    tasks = ("inspection", "supervision", "suspected_violation", "inspection_duty", "discipline_enforcement", "finance")
    query = select(FigureAct.person).distinct().where(
        FigureAct.office_id == viewer.office_id, FigureAct.object_kind == object_kind,
        FigureAct.task.in_((*tasks, "dues")), FigureAct.counted_on.between(period.first, period.last),
    )  # fmt: skip
    return set(session.scalars(query))


def _planned(line: ProgrammeLine) -> PlannedLine:
    return PlannedLine(planned=line.planned, year=line.year, quarter=line.quarter, months=tuple(line.months))


def _concluded(session: Session, cases: list[str], on: date) -> set[str]:
    query = select(FigureAct.case_id).distinct().where(
        FigureAct.case_id.in_(cases), FigureAct.counted_on <= on, FigureAct.task != "discipline"
    )
    return {case_id for case_id in session.scalars(query) if case_id}


def _outside(session: Session, tools: Tools, programme: Programme) -> int:
    return session.scalar(select(func.count()).select_from(outside_cases(tools, programme).subquery())) or 0


def outside_cases(tools: Tools, programme: Programme) -> Select[Any]:
    """Ids of cases of inspection or supervision opened in the years of the programme that no programme planned."""
    planned = select(ProgrammeCase.case_id)
    counted = [
        code for code, entry in tools.statistics.cases.items()
        if any(act.task in ("inspection", "supervision", "suspected_violation") for act in entry.act)
    ]  # fmt: skip
    first, last = date(programme.first_year, 1, 1), date(programme.last_year, 12, 31)
    initiators = {"committee": ("committee",), "standing_board": ("standing_board",), "commission": ("commission",)}
    return select(Case.id).where(
        Case.office_id == programme.office_id, Case.procedure_code.in_(counted), Case.id.not_in(planned),
        Case.opened_on.between(first, last), Case.initiator.in_(initiators[programme.holder]),
    )  # fmt: skip


def _inspections(session: Session, office_id: str, task: str, period: Period) -> int:
    query = select(FigureAct.case_id).distinct().where(
        FigureAct.office_id == office_id, FigureAct.task == task,
        FigureAct.counted_on.between(period.first, period.last),
    )  # fmt: skip
    return len(session.scalars(query).all())


def get_programme(session: Session, viewer: User, programme_id: str) -> Programme | None:
    """A programme of the viewer's office, None for another's and for one that does not exist, alike."""
    query = select(Programme).where(Programme.id == programme_id, Programme.office_id == viewer.office_id)
    return session.scalar(query.options(selectinload(Programme.lines)))


def get_line(session: Session, viewer: User, line_id: str) -> ProgrammeLine | None:
    """A line of a programme of the viewer's office, None for any other."""
    query = select(ProgrammeLine).join(Programme, Programme.id == ProgrammeLine.programme_id)
    return session.scalar(query.where(ProgrammeLine.id == line_id, Programme.office_id == viewer.office_id))


def changes_of(session: Session, programme: Programme) -> list[Programme]:
    """The programmes this one replaced, and those that replaced it, the oldest first."""
    chain, earlier = [programme], programme.replaces_id
    while earlier:
        chain.insert(0, session.get_one(Programme, earlier))
        earlier = chain[0].replaces_id
    while later := session.scalar(select(Programme).where(Programme.replaces_id == chain[-1].id).limit(1)):
        chain.append(later)
    return chain
