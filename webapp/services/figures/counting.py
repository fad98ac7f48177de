"""Write what a case counts as into acts, marks and totals, in the transaction of whatever changed it.

The acts are made anew from the case and compared with the stored ones; the totals move by the difference. Doing it
twice changes nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import ModuleType

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.models import Case, FigureAct, Letter, Subject, figure_key, figure_mark, figure_total, new_id
from webapp.queries.figures.case import case_figures
from webapp.queries.figures.counting import month_number
from webapp.rules.figures.acts import Act, CaseFigures, acts_of
from webapp.rules.figures.forms import Key, Statistics
from webapp.rules.figures.measures import Mark, letter_marks

TotalKey = tuple[Key, int, int]
"""What is counted, the month of the act, the month it became known in."""
Deltas = dict[TotalKey, tuple[int, int]]
Counted = tuple[FigureAct, tuple[Mark, ...]]
"""An act that is to be stored, with its marks."""
_TOLD = (
    "office_id", "case_id", "subject_id", "document_id", "task", "side", "body", "object_kind", "position", "person",
    "counted_on",
)  # fmt: skip
"""What two rows of the same act must agree in."""
_KEY = ("task", "side", "object_kind", "position", "measure")


def count_case(session: Session, statistics: Statistics, *, case: Case) -> int:
    """Bring the acts of a case up to what its issued documents, facts and tags say now; how many acts changed.

    To be called by whatever issues a document of the case, changes its facts, tags or subjects, or takes a document
    back; in the same transaction.
    """
    session.flush()  # what the caller has just written is what is counted
    return count_figures(session, statistics, case=case, figures=case_figures(session, case))


def count_figures(session: Session, statistics: Statistics, *, case: Case, figures: CaseFigures) -> int:
    """The same, with the figures of the case already read."""
    people = {subject.id: person_of(subject) for subject in case.subjects}
    wanted = [(_row(act, case, people[act.subject]), act.marks) for act in acts_of(figures, statistics)]
    stored = session.scalars(select(FigureAct).where(FigureAct.case_id == case.id)).all()
    return replace_acts(session, stored=stored, wanted=wanted)


def replace_acts(session: Session, *, stored: Sequence[FigureAct], wanted: Iterable[Counted]) -> int:
    """Put the wanted acts, not yet in the session, in the place of the stored ones; how many were added or removed."""
    coming = {row.source: (row, marks) for row, marks in wanted}
    marks = _stored_marks(session, [row.id for row in stored])
    deltas: Deltas = defaultdict(lambda: (0, 0))
    changed = 0
    for row in stored:
        following = coming.get(row.source)
        if following and _equal(row, following[0]) and set(marks[row.id]) == set(following[1]):
            del coming[row.source]
            continue
        _remove(session, row, marks[row.id], deltas)
        changed += 1
    session.flush()  # a removed act leaves its name to the one that comes in its place
    for row, new in coming.values():
        _add(session, row, new, deltas)
        changed += 1
    move_totals(session, deltas)
    return changed


def count_letter(session: Session, *, letter: Letter) -> int:
    """Count a letter of denunciation or complaint: what it is, and what became of it; how many acts changed."""
    session.flush()  # what the caller has just written is what is counted
    marks = letter_marks(
        kind=letter.kind, about=letter.about, faults=letter.faults, received_on=letter.received_on,
        outcome=letter.outcome, outcome_on=letter.outcome_on,
    )  # fmt: skip
    row = FigureAct(
        id=new_id(), office_id=letter.office_id, source=f"letter:{letter.id}", task="letter", side="commission",
        body="", object_kind="letter", position="letter", person=letter.id, counted_on=letter.received_on,
    )  # fmt: skip
    stored = session.scalars(select(FigureAct).where(FigureAct.source == row.source)).all()
    return replace_acts(session, stored=stored, wanted=[(row, tuple(marks))])


def move_totals(session: Session, deltas: Mapping[TotalKey, tuple[int, int]]) -> None:
    """Add differences to the running totals; in the order of their keys, so that two transactions cannot deadlock."""
    moved = sorted((key, value) for key, value in deltas.items() if value != (0, 0))
    if not moved:
        return
    ids = key_ids(session, {key for (key, _, _), _ in moved})
    rows = [
        {"key_id": ids[key], "counted_month": counted, "known_month": known, "marks": marks, "amount": amount}
        for (key, counted, known), (marks, amount) in moved
    ]
    statement = _dialect(session).insert(figure_total)
    added = {name: figure_total.c[name] + statement.excluded[name] for name in ("marks", "amount")}
    session.execute(statement.on_conflict_do_update(index_elements=list(figure_total.primary_key), set_=added), rows)


def key_ids(session: Session, keys: Collection[Key]) -> dict[Key, int]:
    """The number of each key; a key that is new gets one."""
    columns = [figure_key.c[name] for name in _KEY]
    known = select(figure_key.c.id, *columns).where(tuple_(*columns).in_([tuple(key) for key in keys]))
    ids = {Key(*row[1:]): row[0] for row in session.execute(known)}
    if new := [dict(zip(_KEY, key, strict=True)) for key in sorted(keys) if key not in ids]:
        session.execute(_dialect(session).insert(figure_key).on_conflict_do_nothing(), new)
        ids = {Key(*row[1:]): row[0] for row in session.execute(known)}
    return ids


def _dialect(session: Session) -> ModuleType:
    return sqlite if session.get_bind().dialect.name == "sqlite" else postgresql


def person_of(subject: Subject) -> str:
    """One name for a person or organisation however often it is counted: the roster's, or what the case says of it."""
    if known := subject.member_id or subject.organisation_id:
        return known
    words = (subject.full_name, str(subject.details.get("birth_date") or ""), subject.organisation)
    return hashlib.sha256("|".join(" ".join(word.casefold().split()) for word in words).encode()).hexdigest()


def total_keys(row: FigureAct, marks: Iterable[Mark]) -> Iterator[tuple[TotalKey, int]]:
    """The totals that the marks of an act belong to, with their amounts."""
    for mark in marks:
        key = Key(row.task, row.side, row.object_kind, row.position, mark.measure)
        yield (key, month_number(row.counted_on), month_number(mark.known_on)), mark.amount


def _row(act: Act, case: Case, person: str) -> FigureAct:
    source = f"subject:{act.subject}:{act.task}"
    return FigureAct(
        id=new_id(), office_id=case.office_id, source=source, case_id=case.id, subject_id=act.subject,
        document_id=act.document, task=act.task, side=act.side, body=act.body, object_kind=act.object,
        position=act.position, person=person, counted_on=act.counted_on,
    )  # fmt: skip


def _equal(row: FigureAct, other: FigureAct) -> bool:
    return all(getattr(row, name) == getattr(other, name) for name in _TOLD)


def _stored_marks(session: Session, ids: list[str]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {act_id: [] for act_id in ids}
    mark = figure_mark.c
    for act_id, *values in session.execute(
        select(mark.act_id, mark.measure, mark.known_on, mark.amount).where(mark.act_id.in_(ids))
    ):
        found[act_id].append(Mark(*values))
    return found


def _add(session: Session, row: FigureAct, marks: Iterable[Mark], deltas: Deltas) -> None:
    session.add(row)
    session.flush()  # marks refer to the act
    values = [
        {"act_id": row.id, "measure": mark.measure, "known_on": mark.known_on, "amount": mark.amount,
         "late": mark.known_on > row.counted_on}
        for mark in marks
    ]  # fmt: skip
    session.execute(insert(figure_mark), values)
    for key, amount in total_keys(row, marks):
        deltas[key] = (deltas[key][0] + 1, deltas[key][1] + amount)


def _remove(session: Session, row: FigureAct, marks: list[Mark], deltas: Deltas) -> None:
    session.execute(delete(figure_mark).where(figure_mark.c.act_id == row.id))
    for key, amount in total_keys(row, marks):
        deltas[key] = (deltas[key][0] - 1, deltas[key][1] - amount)
    session.delete(row)
