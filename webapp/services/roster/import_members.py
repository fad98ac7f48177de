"""What a workbook of members would write; whom the roster knows by card, or by name and birth date, is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.models import Base, Member, MemberPost, User, new_id
from webapp.rules.folding import fold
from webapp.rules.law import Law
from webapp.rules.members import check_identity
from webapp.rules.roster_sheets import MEMBER_COLUMNS, SheetProblem, SheetRow, described
from webapp.services.roster.import_organisations import Roster
from webapp.services.roster.members import index

_HEADINGS = {column.key: column.heading for column in MEMBER_COLUMNS}
_TEXTS = (
    "full_name", "party_card", "home_town", "residence", "ethnicity", "religion", "education", "political_theory",
    "profession",
)  # fmt: skip
_POSTS = ("party_position", "government_position", "union_position", "workplace")
_DATES = ("birth_date", "admitted_on", "official_on")


@dataclass(frozen=True)
class NewMember:
    """A row to write, and the organisation it belongs to."""

    row: SheetRow
    organisation_id: str


@dataclass(frozen=True)
class MemberPlan:
    """The new rows in the order of the workbook, and how many the roster has already."""

    new: tuple[NewMember, ...]
    known: int

    @property
    def titles(self) -> list[str]:
        return [described(one.row) for one in self.new]

    def rows(self, actor: User, at: datetime) -> Iterator[Base]:
        for one in self.new:
            yield _member(one, actor, at)


def plan_members(
    session: Session, law: Law, actor: User, rows: Sequence[SheetRow], broken: set[int]
) -> tuple[MemberPlan, list[SheetProblem]]:
    """Every row judged against the roster and the rows above it."""
    roster = Roster(session, actor)
    members = list(session.scalars(select(Member).where(Member.office_id == actor.office_id)))
    cards = {one.party_card: one for one in members if one.party_card}
    people = {(fold(one.full_name), one.birth_date): one for one in members}
    fresh, known, problems = [], 0, _doubles(rows)
    for row in rows:
        if row.number in broken:
            continue
        who = (fold(row.text("full_name")), row.dates.get("birth_date"))
        old = cards.get(row.text("party_card")) or people.get(who)
        if old is not None:
            known += 1
            problems += _differs(old, row)
            continue
        found, wrong = _place(roster, row)
        problems += wrong + _identity(row)
        fresh.append(NewMember(row, found))
    return MemberPlan(tuple(fresh), known), problems


def _place(roster: Roster, row: SheetRow) -> tuple[str, list[SheetProblem]]:
    """The id of the organisation the row names."""
    asked, start = row.text("organisation"), row.dates.get("valid_from")
    found, heading = roster.named(asked), _HEADINGS["organisation"]
    living = [one for one in found if start is None or one.existed_on(start)]
    if len(living) == 1:
        return living[0].id, []
    if not found:
        sentence = f"Không có “{asked}” trong danh bạ; nhập tổ chức đảng trước."
    elif not living:
        sentence = f"“{asked}” không tồn tại vào ngày bắt đầu sinh hoạt."
    else:
        sentence = f"Có {len(living)} tổ chức tên “{asked}”; ghi thêm tên cấp trên sau dấu phẩy, hoặc ghi mã."
    return "", [SheetProblem(row.number, heading, sentence)]


def _doubles(rows: Sequence[SheetRow]) -> list[SheetProblem]:
    problems, cards, people = [], dict[str, int](), dict[tuple[str, date | None], int]()
    for row in rows:
        card, who = row.text("party_card"), (fold(row.text("full_name")), row.dates.get("birth_date"))
        if card and card in cards:
            problems.append(SheetProblem(row.number, _HEADINGS["party_card"], f"Số thẻ đã có ở dòng {cards[card]}."))
        elif who[0] and who in people:
            sentence = f"{described(row)} đã có ở dòng {people[who]}; cùng tên thì ghi ngày sinh, số thẻ."
            problems.append(SheetProblem(row.number, _HEADINGS["full_name"], sentence))
        cards.setdefault(card, row.number)
        people.setdefault(who, row.number)
    return problems


def _identity(row: SheetRow) -> list[SheetProblem]:
    dates = {name: row.dates.get(name) for name in _DATES}
    found = check_identity(full_name=row.text("full_name"), today=clock.today(), **dates)
    return [SheetProblem(row.number, _HEADINGS[field], sentence) for field, sentence in found]


def _differs(old: Member, row: SheetRow) -> list[SheetProblem]:
    """What the workbook says otherwise of somebody the roster knows; it is shown, not written."""
    other = [name for name in _TEXTS if row.text(name) and fold(row.text(name)) != fold(getattr(old, name))]
    other += [name for name in _DATES if name in row.dates and row.dates[name] != getattr(old, name)]
    wrong = [_HEADINGS[name].lower() for name in other]
    if not wrong:
        return []
    sentence = f"Danh bạ ghi khác ở: {', '.join(wrong)}; sửa ở trang của đảng viên nếu cần. Dòng này bỏ qua."
    return [SheetProblem(row.number, _HEADINGS["full_name"], sentence, "warn")]


def _member(one: NewMember, actor: User, at: datetime) -> Member:
    row = one.row
    texts = {name: row.text(name) for name in _TEXTS}
    dates = {name: row.dates.get(name) for name in _DATES}
    made = Member(id=new_id(), office_id=actor.office_id, **texts, **dates, sort="", words="")
    post = MemberPost(
        organisation_id=one.organisation_id, valid_from=row.dates["valid_from"], reason="Nhập từ Excel",
        by_id=actor.id, at=at, **{name: row.text(name) for name in _POSTS},
    )  # fmt: skip
    made.posts.append(post)
    index(made)
    return made
