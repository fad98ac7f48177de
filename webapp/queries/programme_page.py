"""What the page of a programme shows: lines with the cases one may know of, cases outside it, who was not covered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.models import Case, FigureAct, Organisation, Programme, ProgrammeLine, Subject, Term, User
from webapp.queries.cases import visible
from webapp.queries.programmes import (
    ProgrammeProgress,
    changes_of,
    covered_in,
    get_line,
    get_programme,
    outside_cases,
    programme_progress,
)
from webapp.queries.tools import Tools
from webapp.rules.figures.cycles import Period, term_period
from webapp.rules.figures.progress import never_covered, say_coverage
from webapp.rules.folding import fold


@dataclass(frozen=True)
class Coverage:
    """Who of the roster was never inspected or supervised in a term."""

    sentence: str
    left: list[Organisation]


@dataclass(frozen=True)
class ProgrammePage:
    """A programme on a day. `cases` are those the viewer may know of, by line; `outside` those no line planned."""

    progress: ProgrammeProgress
    cases: dict[str, list[Case]]
    outside: list[Case]
    changes: list[Programme]
    coverage: Coverage | None


def load_programme(session: Session, viewer: User, programme_id: str) -> Programme:
    """Raises NotFound for another office's programme."""
    if (found := get_programme(session, viewer, programme_id)) is None:
        raise NotFound("Không có chương trình này trong cơ quan.")
    return found


def load_line(session: Session, viewer: User, line_id: str) -> ProgrammeLine:
    """Raises NotFound for a line of another office's programme."""
    if (found := get_line(session, viewer, line_id)) is None:
        raise NotFound("Không có nội dung chương trình này trong cơ quan.")
    return found


def get_holder(session: Session, line: ProgrammeLine) -> str:
    """Whose programme the line belongs to."""
    return session.get_one(Programme, line.programme_id).holder


def programme_page(session: Session, tools: Tools, viewer: User, programme: Programme, *, on: date) -> ProgrammePage:
    """Everything the page shows, counted on a day."""
    links = {link.case_id: link.line_id for line in programme.lines for link in line.cases}
    seen = visible(select(Case), viewer)
    cases: dict[str, list[Case]] = {line.id: [] for line in programme.lines}
    found: list[Case] = list(session.scalars(seen.where(Case.id.in_(links)).order_by(Case.opened_on, Case.id)))
    for case in found:
        cases[links[case.id]].append(case)
    outside = seen.where(Case.id.in_(outside_cases(tools, programme))).order_by(Case.opened_on, Case.id)
    return ProgrammePage(
        progress=programme_progress(session, tools, programme, on=on),
        cases=cases,
        outside=list(session.scalars(outside)),
        changes=changes_of(session, programme),
        coverage=coverage(session, viewer, on=on) if programme.horizon == "term" else None,
    )


def term_on(session: Session, viewer: User, on: date) -> Period | None:
    """The committee's term of that day, five years long while nobody has closed it; None when none is known."""
    query = select(Term).where(
        Term.office_id == viewer.office_id, Term.unit_id.is_(None), Term.kind == "term", Term.starts_on <= on,
        or_(Term.ends_on.is_(None), Term.ends_on >= on),
    )  # fmt: skip
    term = session.scalar(query.order_by(Term.starts_on.desc()).limit(1))
    if term is None:
        return None
    return term_period(term.starts_on, term.ends_on or date(term.starts_on.year + 5, 12, 31), term.label)


def coverage(session: Session, viewer: User, *, on: date) -> Coverage | None:
    """The organisations of the roster that no act of the term concerns, by their row or else by their name."""
    period = term_on(session, viewer, on)
    if period is None:
        return None
    living = or_(Organisation.ended_on.is_(None), Organisation.ended_on >= on)
    query = select(Organisation).where(Organisation.office_id == viewer.office_id, living)
    everybody = {one.id: one for one in session.scalars(query.order_by(Organisation.sort, Organisation.id))}
    names = (
        select(Subject.full_name)
        .join(FigureAct, FigureAct.subject_id == Subject.id)
        .where(FigureAct.office_id == viewer.office_id, FigureAct.object_kind == "organisation")
        .where(FigureAct.counted_on.between(period.first, period.last), FigureAct.task != "discipline")
    )
    named = {fold(name) for name in session.scalars(names)}
    covered = covered_in(session, viewer, period, object_kind="organisation")
    covered |= {one.id for one in everybody.values() if fold(one.on(on).name) in named}
    left = never_covered(everybody, covered)
    return Coverage(say_coverage(len(everybody), len(left)), [everybody[one] for one in left])
