"""Clerks who work on numbers without any document: lines, numbers held, struck out, used later, and late ones ("15a").

Each act is a transaction of its own, as a request is; what the clerk was told after the commit goes to a synced file.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.crash.office import CrashOffice, clerk_of
from webapp import clock
from webapp.auth.predicates import STANDING
from webapp.errors import Conflict
from webapp.extensions import db, edge
from webapp.models import NumberReservation, RegisterEntry, RoleGrant, Series, User, VoidNumber, database
from webapp.models.database import Busy
from webapp.services import numbers
from webapp.services.archive_check import verify_archive
from webapp.services.papers import Line, enter_line

TYPES = ("QĐ", "KL", "TB", "BC", "TTr", "KH", "CV", "CTr", "HD", "GM")
_ACTS = {"line": 80, "hold": 6, "use": 5, "void": 3, "late": 6}
TABLES = {"line": RegisterEntry, "use": RegisterEntry, "hold": NumberReservation, "late": NumberReservation,
          "void": VoidNumber}  # fmt: skip


class Full(Exception):
    """The series has given as many numbers as the test wants."""


@dataclass(frozen=True)
class Given:
    """What a clerk was told after the commit."""

    act: str
    type_code: str
    number: int
    suffix: str


class Acknowledged:
    """One file per process; a line is whole or was never acknowledged."""

    def __init__(self, folder: Path, *, synced: bool = True) -> None:
        self.folder, self.synced = folder, synced
        folder.mkdir(exist_ok=True)

    def note(self, given: Given) -> None:
        with open(self.folder / f"{os.getpid()}.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(given), ensure_ascii=False) + "\n")
            file.flush()
            if self.synced:
                os.fsync(file.fileno())

    def all(self) -> Iterator[Given]:
        for path in sorted(self.folder.iterdir()):
            for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
                if line.endswith("\n"):
                    yield Given(**json.loads(line))


def keep_numbering(
    office: CrashOffice, types: Sequence[str], told: Acknowledged, *, upto: int, ready: Callable[[], object]
) -> None:
    """Act on numbers of these types, at random, until each series has given `upto`."""
    chance, left = random.Random(os.getpid()), list(types)
    with office.app().test_request_context(method="POST"):
        ready()
        while left:
            type_code = chance.choice(left)
            act = chance.choices(list(_ACTS), list(_ACTS.values()))[0]
            try:
                told.note(one_act(act, type_code, chance, upto))
            except Full:
                left.remove(type_code)
                db.session.rollback()
            except (Conflict, Busy):  # somebody was faster, or the wait was too long: a clerk reads it and tries again
                db.session.rollback()


def one_act(act: str, type_code: str, chance: random.Random, upto: int) -> Given:
    """One act in one transaction, as the edge of a request does it."""
    database.begin_writing()
    with edge.readable_conflicts():
        session = db.session
        clerk = clerk_of(session)
        series = numbers.series_on(
            session, office_id=clerk.office_id, body_symbol=clerk.office.symbol, type_code=type_code, on=clock.today()
        )
        if series.next_number > upto:
            raise Full
        if series.id is None:
            act = "line"
        number, suffix = _done(session, act, series, chance, clerk)
        session.commit()
    return Given(act, type_code, number, suffix)


def _done(session: Session, act: str, series: Series, chance: random.Random, clerk: User) -> tuple[int, str]:
    held = numbers.list_held(session, series) if act in ("use", "void") else []
    if act in ("use", "void") and not held:
        raise Conflict("Không có số nào đang giữ.")
    if act == "hold":
        row = numbers.hold_number(session, series=series, reason="Văn bản ký giấy đang chuyển về", actor=clerk)
        return row.number, row.suffix
    if act == "late":
        if series.next_number == 1:
            raise Conflict("Dãy số chưa có số nào.")
        after = chance.randrange(1, series.next_number)
        late = numbers.allow_late_number(
            session, series=series, after=after, reason="Văn bản vào sổ muộn", actor=standing_of(session)
        )
        return late.number, late.suffix
    if act == "void":
        one = chance.choice(held)
        numbers.void_number(
            session, series=series, number=one.number, suffix=one.suffix, reason="Không ban hành", actor=clerk
        )
        return one.number, one.suffix
    line = Line(
        type_code=series.type_code, issued_on=clock.today(), title="Văn bản ký giấy", signer="Người ký",
        recipients="Lưu.", pages=1, held=chance.choice(held).id if act == "use" else "",
    )  # fmt: skip
    entry = enter_line(session, line=line, actor=clerk)
    return entry.number, entry.suffix


def standing_of(session: Session) -> User:
    """A standing member: only they allow a late number."""
    query = select(User).where(User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_(STANDING))))
    found: User = session.scalars(query.order_by(User.username)).first()  # type: ignore[assignment]
    return found


@dataclass(frozen=True)
class Count:
    """What stands in the books of the given types."""

    series: int
    given: int
    held: int
    void: int
    late: int


def check_numbers(office: CrashOffice, types: Iterable[str], told: Iterable[Given], *, upto: int = 0) -> Count:
    """Assert that of every series each number from 1 on is there exactly once, and every acknowledgement is kept."""
    acknowledged = list(told)
    with office.at_work() as session:
        assert verify_archive(session, office.tools.store).problems == []
        series = {one.id: one for one in session.scalars(select(Series).where(Series.type_code.in_(types)))}
        books = {
            table: [
                (series[row.series_id].type_code, row.number, row.suffix)
                for row in session.execute(select(table.series_id, table.number, table.suffix)).all()
                if row.series_id in series
            ]
            for table in (RegisterEntry, NumberReservation, VoidNumber)
        }
        lines, kept, void = books[RegisterEntry], books[NumberReservation], books[VoidNumber]
        assert max(Counter(lines).values(), default=1) == 1, "a number was given twice"
        assert not set(lines) & set(void), "a number struck out was given"
        assert set(void) <= set(kept), "a number was struck out that nobody held"
        for one in series.values():
            mine = sorted({no for code, no, suffix in (*lines, *kept) if code == one.type_code and not suffix})
            assert mine == list(range(1, (upto or len(mine)) + 1)), f"{one.type_code}: a number is missing or skipped"
            assert one.next_number == len(mine) + 1
        for given in acknowledged:
            assert (given.type_code, given.number, given.suffix) in books[TABLES[given.act]], f"lost: {given}"
        assert max(Counter(one for one in acknowledged if one.act != "use").values(), default=1) == 1
        return Count(len(series), len(lines), len(kept), len(void), len([one for one in kept if one[2]]))
