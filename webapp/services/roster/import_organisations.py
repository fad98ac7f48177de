"""What a workbook of organisations would write: parents may stand in the roster or anywhere in the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.models import Base, Organisation, OrganisationPeriod, User, new_id
from webapp.rules.folding import fold
from webapp.rules.law import Law
from webapp.rules.organisations import KINDS, OrganisationRow, check_row, known_levels
from webapp.rules.roster_sheets import ORGANISATION_COLUMNS, SheetProblem, SheetRow
from webapp.services.roster.organisations import index

_FIELDS = {column.key: column.heading for column in ORGANISATION_COLUMNS}


@dataclass
class NewRow:
    """A row to write: its id is made now, so that other rows can stand under it."""

    row: SheetRow
    kind: str
    level: str
    id: str = field(default_factory=new_id)
    parent_id: str | None = None
    parent_name: str = ""
    parent_level: str = ""


@dataclass(frozen=True)
class OrganisationPlan:
    """The new rows in the order of the workbook, and how many the roster has already."""

    new: tuple[NewRow, ...]
    known: int

    @property
    def titles(self) -> list[str]:
        return [one.row.text("name") for one in self.new]

    def rows(self, actor: User, at: datetime) -> Iterator[Base]:
        """Parents before children: a row may name one below it."""
        waiting, written = list(self.new), set[str]()
        ours = {one.id for one in self.new}
        while waiting:
            ready = [one for one in waiting if one.parent_id not in ours or one.parent_id in written]
            for one in ready or waiting:  # a circle was refused before; never loop on it
                written.add(one.id)
                yield _organisation(one, actor, at)
            waiting = [one for one in waiting if one.id not in written]


def plan_organisations(
    session: Session, law: Law, actor: User, rows: Sequence[SheetRow], broken: set[int]
) -> tuple[OrganisationPlan, list[SheetProblem]]:
    """Every row judged as if all were there; rows in `broken` have mistakes already and only serve as parents."""
    roster = Roster(session, actor)
    levels = {fold(word): name for name, label in known_levels(law).items() for word in (name, label)}
    kinds = {fold(word): name for name, label in KINDS.items() for word in (name, label, *label.split(", "))}
    fresh, known, problems = [], 0, _doubles(rows)
    for row in rows:
        old = roster.same(row)
        if old is not None:
            known += 1
            problems += _differs(old, row)
            continue
        kind, level = row.text("kind"), row.text("level")
        fresh.append(NewRow(row, kinds.get(fold(kind), kind), levels.get(fold(level), level)))
    sheet: dict[str, list[NewRow]] = {}
    for one in fresh:
        for key in {fold(one.row.text("name")), fold(one.row.text("code"))} - {""}:
            sheet.setdefault(key, []).append(one)
    for one in fresh:
        problems += _parent(one, roster, sheet)
    for one in fresh:
        if one.row.number not in broken:
            problems += _judge(law, one)
    return OrganisationPlan(tuple(fresh), known), [*problems, *_circles(fresh)]


class Roster:
    """The organisations of the office by folded name and by code."""

    def __init__(self, session: Session, actor: User) -> None:
        above = selectinload(Organisation.periods).selectinload(OrganisationPeriod.parent)
        query = select(Organisation).where(Organisation.office_id == actor.office_id).options(above)
        self._by: dict[str, list[Organisation]] = {}
        for one in session.scalars(query):
            parent = one.current.parent
            full = f"{one.sort} {parent.sort}" if parent else ""
            for key in {one.sort, fold(one.current.code), full} - {""}:
                self._by.setdefault(key, []).append(one)

    def named(self, text: str) -> list[Organisation]:
        """By name, by code, or by name and the name of the one above, which tells cells apart."""
        return self._by.get(fold(text), [])

    def same(self, row: SheetRow) -> Organisation | None:
        """The organisation the row speaks of: the code decides, else name and the name of what it stands under."""
        code, parent = row.text("code"), fold(row.text("parent"))
        for one in self.named(code) if code else ():
            if one.current.code == code:
                return one
        for one in self.named(row.text("name")):
            above = one.current.parent
            if not parent or (above and parent in (above.sort, fold(above.current.code))):
                return None if code and one.current.code else one
        return None


def _doubles(rows: Sequence[SheetRow]) -> list[SheetProblem]:
    """The same code twice, or the same name under the same parent."""
    problems, codes, names = [], dict[str, int](), dict[tuple[str, str], int]()
    for row in rows:
        code, name = row.text("code"), (fold(row.text("name")), fold(row.text("parent")))
        if code and code in codes:
            problems.append(SheetProblem(row.number, _FIELDS["code"], f"Mã “{code}” đã có ở dòng {codes[code]}."))
        if name[0] and name in names:
            sentence = f"“{row.text('name')}” cùng cấp trên đã có ở dòng {names[name]}."
            problems.append(SheetProblem(row.number, _FIELDS["name"], sentence))
        codes.setdefault(code, row.number)
        names.setdefault(name, row.number)
    return problems


def _differs(old: Organisation, row: SheetRow) -> list[SheetProblem]:
    if fold(row.text("name")) == old.sort:
        return []
    sentence = f"Danh bạ đang ghi “{old.current.name}”; nếu đã đổi tên thì ghi ở trang của tổ chức. Dòng này bỏ qua."
    return [SheetProblem(row.number, _FIELDS["name"], sentence, "warn")]


def _parent(one: NewRow, roster: Roster, sheet: dict[str, list[NewRow]]) -> list[SheetProblem]:
    """Find what the row stands under, in the roster or in the workbook."""
    asked, number = one.row.text("parent"), one.row.number
    if not asked:
        return []
    old = [up for up in roster.named(asked) if not up.ended_on]
    new = [up for up in sheet.get(fold(asked), []) if up is not one]
    if len(old) + len(new) > 1:
        return [SheetProblem(number, _FIELDS["parent"], f"Có nhiều tổ chức tên “{asked}”; ghi mã thay cho tên.")]
    if new:
        one.parent_id, one.parent_name, one.parent_level = new[0].id, new[0].row.text("name"), new[0].level
        return []
    if not old:
        sentence = f"Không có “{asked}” trong danh bạ, cũng không có trong tệp này."
        return [SheetProblem(number, _FIELDS["parent"], sentence)]
    day = one.row.dates.get("valid_from")
    period = old[0].on(day) if day else old[0].current
    one.parent_id, one.parent_name, one.parent_level = old[0].id, period.name, period.level
    if day and not old[0].existed_on(day):
        sentence = f"“{asked}” không tồn tại vào ngày bắt đầu của dòng này."
        return [SheetProblem(number, _FIELDS["parent"], sentence)]
    return []


def _judge(law: Law, one: NewRow) -> list[SheetProblem]:
    row = OrganisationRow(
        one.kind, one.level, one.row.text("name"), one.row.dates["valid_from"], one.row.text("code"), one.parent_name,
        one.parent_level,
    )  # fmt: skip
    return [
        SheetProblem(one.row.number, _FIELDS.get(found.field, found.field), found.sentence, found.severity)
        for found in check_row(law, row)
    ]


def _circles(fresh: Sequence[NewRow]) -> list[SheetProblem]:
    above = {one.id: one.parent_id for one in fresh}
    problems = []
    for one in fresh:
        seen, up = set[str](), one.parent_id
        while up in above and up not in seen and up != one.id:
            seen.add(str(up))
            up = above[str(up)]
        if up == one.id:
            sentence = "Các dòng trực thuộc vòng tròn lẫn nhau."
            problems.append(SheetProblem(one.row.number, _FIELDS["parent"], sentence))
    return problems


def _organisation(one: NewRow, actor: User, at: datetime) -> Organisation:
    start = one.row.dates["valid_from"]
    made = Organisation(id=one.id, office_id=actor.office_id, founded_on=start, sort="", words="")
    period = OrganisationPeriod(
        kind=one.kind, level=one.level, name=one.row.text("name"), code=one.row.text("code"), parent_id=one.parent_id,
        valid_from=start, reason=one.row.text("reason"), by_id=actor.id, at=at,
    )  # fmt: skip
    made.periods.append(period)
    index(made)
    return made
