"""Found an office: its letterhead, its first term and its people."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.errors import DomainError
from webapp.models import LedgerHead, Office, Role, Term, Unit, User, new_id
from webapp.services import ledger
from webapp.services.accounts import create_user

POSITIONS = {
    Role.CHAIR: "Chủ nhiệm {body}",
    Role.STANDING_DEPUTY: "Phó Chủ nhiệm Thường trực {body}",
    Role.DEPUTY: "Phó Chủ nhiệm {body}",
    Role.COMMISSION_MEMBER: "Ủy viên {body}",
    Role.AREA_OFFICER: "Cán bộ {body}",
    Role.OFFICIAL: "Cán bộ {body}",
    Role.SECRETARY: "Bí thư {committee}",
    Role.DEPUTY_SECRETARY: "Phó Bí thư {committee}",
    Role.BOARD_MEMBER: "Ủy viên Ban Thường vụ {committee}",
    Role.COMMITTEE_MEMBER: "Ủy viên Ban Chấp hành Đảng bộ",
    Role.CELL_SECRETARY: "Bí thư {unit}",
    Role.CELL_DEPUTY: "Phó Bí thư {unit}",
    Role.CELL_MEMBER: "Đảng viên {unit}",
    Role.AGENCY_HEAD: "Trưởng {unit}",
    Role.AGENCY_DEPUTY: "Phó Trưởng {unit}",
    Role.RECORDS_CLERK: "Văn thư {body}",
    Role.STATISTICS_OFFICER: "Cán bộ thống kê {body}",
    Role.ADMINISTRATOR: "Quản trị hệ thống {body}",
}
"""The post a role is called by when the office gives none; `{body}` is "Ủy ban Kiểm tra Thành ủy"."""

_OF_A_UNIT = {
    Role.CELL_SECRETARY: "cell", Role.CELL_DEPUTY: "cell", Role.CELL_MEMBER: "cell",
    Role.AGENCY_HEAD: "advisory_agency", Role.AGENCY_DEPUTY: "advisory_agency",
}  # fmt: skip
"""Roles that are held in a cell or an agency, and in which of the two."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody to give an account to; an empty position is made from the role. `unit` names their cell or agency."""

    name: str
    role: Role
    position: str = ""
    unit: str = ""


@dataclass(frozen=True)
class NewUnit:
    """A cell or an agency that conducts cases of its own; a cell numbers in its own term, from `term_from`."""

    kind: str
    name: str
    symbol: str
    parent: str = ""
    members: int | None = None
    term_label: str = ""
    term_from: date | None = None


@dataclass(frozen=True)
class NewOffice:
    """What founds an office; `letterhead` holds the columns of `models.Office` by name."""

    letterhead: Mapping[str, str]
    term_label: str
    term_from: date
    people: Sequence[NewPerson]
    password: str
    is_sample: bool = False
    units: Sequence[NewUnit] = ()


def found_office(session: Session, *, new: NewOffice) -> Office:
    """Create the office, its open term, its ledger and one account per person."""
    office = Office(id=new_id(), is_sample=new.is_sample, **new.letterhead)
    session.add(office)
    session.flush()  # term and ledger refer to the office
    session.add(Term(office_id=office.id, label=new.term_label, starts_on=new.term_from))
    session.add(LedgerHead(office_id=office.id))
    session.flush()  # the ledger's first entry follows its head
    ledger.record(session, office_id=office.id, actor=None, event="office_founded", symbol=office.symbol)
    _add_units(session, office, new)
    _add_people(session, office, new)
    return office


def get_or_found_office(session: Session, *, new: NewOffice) -> Office:
    """The office with this symbol, founded when there is none. Raises DomainError when another body holds it."""
    symbol, committee = new.letterhead["symbol"], new.letterhead["committee"]
    office = session.scalar(select(Office).where(Office.symbol == symbol))
    if office is None:
        return found_office(session, new=new)
    if office.committee != committee:
        holder = f"{office.commission} {office.committee}"
        raise DomainError(f"Ký hiệu {symbol} đã thuộc {holder}; hai cơ quan không dùng chung ký hiệu.")
    _add_units(session, office, new)
    _add_people(session, office, new)
    return office


def _add_units(session: Session, office: Office, new: NewOffice) -> None:
    """Add the cells and agencies the office does not have yet, each cell with its open term."""
    known = set(session.scalars(select(Unit.name).where(Unit.office_id == office.id)))
    for unit in new.units:
        if unit.name in known:
            continue
        row = Unit(
            id=new_id(), office_id=office.id, kind=unit.kind, name=unit.name, symbol=unit.symbol, parent=unit.parent,
            members=unit.members,
        )  # fmt: skip
        session.add(row)
        session.flush()  # its term refers to it
        if unit.kind == "cell" and unit.term_from:
            session.add(
                Term(office_id=office.id, unit_id=row.id, label=unit.term_label, starts_on=unit.term_from)
            )
        ledger.record(session, office_id=office.id, actor=None, event="unit_added", unit=row.id, name=unit.name)


def _add_people(session: Session, office: Office, new: NewOffice) -> None:
    """Give everybody an account who has none in this office."""
    known = set(session.scalars(select(User.full_name).where(User.office_id == office.id)))
    taken = set(session.scalars(select(User.username)))
    units = {unit.name: unit for unit in session.scalars(select(Unit).where(Unit.office_id == office.id))}
    for person in new.people:
        if person.name in known:
            continue
        username = free_username(person.name, taken)
        taken.add(username)
        unit = _unit_of(person, units)
        create_user(
            session, office_id=office.id, username=username, password=new.password, full_name=person.name,
            position=person.position or _position(office, person), roles=[person.role],
            unit_id=unit.id if unit else None,
        )  # fmt: skip


def free_username(name: str, taken: set[str]) -> str:
    """`Nguyễn Văn Quyết` → `quyet.nv`: the given name and the initials, without marks; a number when it is taken."""
    words = fold(name).split()
    base = ".".join([words[-1], "".join(word[0] for word in words[:-1])]).strip(".") or "nguoi.dung"
    username, number = base, 2
    while username in taken:
        username, number = f"{base}{number}", number + 1
    return username


def fold(text: str) -> str:
    """Lower case without Vietnamese marks, letters and spaces only."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in bare if c.isascii() and (c.isalpha() or c == " "))


def _unit_of(person: NewPerson, units: Mapping[str, Unit]) -> Unit | None:
    """The cell or agency of the person. Raises DomainError when the role needs one that is not there."""
    wanted = _OF_A_UNIT.get(person.role)
    if wanted is None:
        return None
    unit = units.get(person.unit)
    if unit is None or unit.kind != wanted:
        raise DomainError(f"{person.name}: chưa khai báo đơn vị “{person.unit}” để giữ nhiệm vụ ở đó.")
    return unit


def _position(office: Office, person: NewPerson) -> str:
    committee = office.committee.removesuffix(office.place).strip()
    body = f"{office.commission} {committee}"
    return POSITIONS[person.role].format(body=body, committee=committee, unit=person.unit)
