"""Organisations: found one, change it from a day on, correct a slip, merge, split or end it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import MemberPost, Organisation, OrganisationPeriod, RosterChange, User, new_id
from webapp.models.base import plain
from webapp.queries.organisations import children_on, members_on
from webapp.queries.tools import Tools
from webapp.rules.dates_vi import short_date
from webapp.rules.folding import fold
from webapp.rules.organisations import END_KINDS, OrganisationRow, check_row
from webapp.services import ledger

_DAY = timedelta(days=1)


class RosterRefused(DomainError):
    """The row is not possible; `fields` pairs each column with its sentence."""

    status = 422

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        super().__init__("Chưa lưu được.", details=[sentence for _, sentence in fields])
        self.fields = fields


@dataclass(frozen=True)
class OrganisationValues:
    """What an organisation is from `valid_from` on."""

    kind: str
    level: str
    name: str
    valid_from: date
    code: str = ""
    parent_id: str | None = None


def add_organisation(
    session: Session, tools: Tools, *, values: OrganisationValues, actor: User, reason: str = ""
) -> Organisation:
    """Keep a new organisation. Raises NotAllowed, RosterRefused."""
    refuse_stranger(actor)
    _refuse_impossible(session, tools, values, actor)
    _refuse_double(session, actor, values)
    organisation = Organisation(id=new_id(), office_id=actor.office_id, founded_on=values.valid_from, sort="", words="")
    organisation.periods.append(_period(values, actor, reason))
    index(organisation)
    session.add(organisation)
    session.flush()
    _note(session, actor, "organisation_added", organisation, reason=reason)
    return organisation


def change_organisation(
    session: Session, tools: Tools, *, organisation: Organisation, values: OrganisationValues, reason: str, actor: User
) -> OrganisationPeriod:
    """A new dated row: the former one ends the day before. Raises NotAllowed, RosterRefused."""
    refuse_stranger(actor)
    _refuse_impossible(session, tools, values, actor, organisation)
    before = organisation.current
    if not reason.strip():
        raise RosterRefused([("reason", "Chưa ghi lý do, văn bản làm căn cứ thay đổi.")])
    if values.valid_from <= before.valid_from:
        raise RosterRefused([(
            "valid_from",
            f"Ngày bắt đầu phải sau ngày {short_date(before.valid_from)}; ghi sai từ trước thì dùng “Đính chính”.",
        )])  # fmt: skip
    if organisation.ended_on and values.valid_from > organisation.ended_on:
        raise RosterRefused([("valid_from", f"Tổ chức đã kết thúc từ ngày {short_date(organisation.ended_on)}.")])
    before.valid_to = values.valid_from - _DAY
    period = _period(values, actor, reason)
    organisation.periods.append(period)
    index(organisation)
    session.flush()
    _note(session, actor, "organisation_changed", organisation, reason=reason)
    return period


def correct_organisation(
    session: Session, tools: Tools, *, organisation: Organisation, values: OrganisationValues, reason: str, actor: User
) -> None:
    """Mend what was written down wrong in the newest row; before and after are kept. Raises RosterRefused."""
    refuse_stranger(actor)
    _refuse_impossible(session, tools, values, actor, organisation)
    if not reason.strip():
        raise RosterRefused([("reason", "Chưa ghi lý do đính chính.")])
    period, before = organisation.current, values_of(organisation.current)
    if len(organisation.periods) > 1 and values.valid_from <= organisation.periods[-2].valid_from:
        sentence = f"Ngày bắt đầu phải sau ngày {short_date(organisation.periods[-2].valid_from)} của bản ghi trước."
        raise RosterRefused([("valid_from", sentence)])
    for name, value in asdict(values).items():
        setattr(period, name, value)
    if len(organisation.periods) > 1:
        organisation.periods[-2].valid_to = values.valid_from - _DAY
    else:
        organisation.founded_on = values.valid_from
    session.add(RosterChange(
        office_id=actor.office_id, organisation_id=organisation.id, act="corrected", before=plain(asdict(before)),
        after=plain(asdict(values)), reason=reason.strip(), by_id=actor.id, at=clock.now(),
    ))  # fmt: skip
    index(organisation)
    session.flush()
    _note(session, actor, "organisation_corrected", organisation, reason=reason)


def end_organisation(
    session: Session, *, organisation: Organisation, kind: str, ended_on: date, reason: str,
    receiver: Organisation | None, actor: User,
) -> None:  # fmt: skip
    """End it; what stood under it and who belonged to it go to the receiver on the next day.

    Cases, documents and their snapshots keep the names of their day. Raises NotAllowed, RosterRefused, Conflict.
    """
    refuse_stranger(actor)
    children = children_on(session, organisation, ended_on)
    posts = members_on(session, organisation, ended_on)
    _refuse_end(organisation, kind, ended_on, reason, receiver, bool(children or posts))
    organisation.ended_on, organisation.end_kind, organisation.end_reason = ended_on, kind, reason.strip()
    organisation.successor_id = receiver.id if receiver else None
    organisation.current.valid_to = ended_on
    if receiver:
        why = f"{organisation.current.name} {END_KINDS[kind]}: {reason.strip()}"
        _move_children(children, receiver, ended_on + _DAY, actor, why)
        _move_members(posts, receiver, ended_on + _DAY, actor, why)
    session.flush()
    _note(
        session, actor, "organisation_ended", organisation, kind=kind, on=ended_on, reason=reason,
        receiver=receiver.id if receiver else None, children=len(children), members=len(posts),
    )  # fmt: skip


def refuse_stranger(actor: User) -> None:
    if not allowed(actor, Permission.ORGANISATION_EDIT):
        raise NotAllowed("Danh bạ tổ chức đảng, đảng viên do văn thư và cán bộ kiểm tra cập nhật.")


def values_of(period: OrganisationPeriod) -> OrganisationValues:
    return OrganisationValues(
        period.kind, period.level, period.name, period.valid_from, period.code, period.parent_id
    )


def index(organisation: Organisation) -> None:
    """Fold the newest name for the order of lists, and every name and code for the search."""
    periods = organisation.periods
    organisation.sort = fold(periods[-1].name)[:320]
    organisation.words = " ".join(dict.fromkeys(fold(f"{p.name} {p.code}") for p in periods))


def _refuse_impossible(
    session: Session, tools: Tools, values: OrganisationValues, actor: User, itself: Organisation | None = None
) -> None:
    parent = session.get(Organisation, values.parent_id) if values.parent_id else None
    found: list[tuple[str, str]] = []
    if values.parent_id and (parent is None or parent.office_id != actor.office_id):
        found.append(("parent", "Không có tổ chức cấp trên này trong danh bạ."))
        parent = None
    if parent:
        found += _parent_mistakes(session, parent, values.valid_from, itself)
    at = parent.on(values.valid_from) if parent else None
    row = OrganisationRow(
        values.kind, values.level, values.name, values.valid_from, values.code, at.name if at else "",
        at.level if at else "",
    )  # fmt: skip
    found += [(one.field, one.sentence) for one in check_row(tools.law, row) if one.severity == "error"]
    if found:
        raise RosterRefused(found)


def _parent_mistakes(
    session: Session, parent: Organisation, day: date, itself: Organisation | None
) -> list[tuple[str, str]]:
    if not parent.existed_on(day):
        return [("parent", f"“{parent.current.name}” không tồn tại vào ngày {short_date(day)}.")]
    above: Organisation | None = parent
    seen: set[str] = set()
    while above and itself and above.id not in seen:
        if above.id == itself.id:
            return [("parent", "Một tổ chức không thể đứng dưới chính nó hoặc tổ chức trực thuộc nó.")]
        seen.add(above.id)
        upper = above.on(day).parent_id
        above = session.get(Organisation, upper) if upper else None
    return []


def _refuse_double(session: Session, actor: User, values: OrganisationValues) -> None:
    same = select(Organisation).where(Organisation.office_id == actor.office_id, Organisation.sort == fold(values.name))
    for other in session.scalars(same):
        if other.existed_on(values.valid_from) and other.current.parent_id == values.parent_id:
            raise RosterRefused([("name", f"Đã có “{other.current.name}” cùng cấp trên trực tiếp trong danh bạ.")])


def _refuse_end(
    organisation: Organisation, kind: str, ended_on: date, reason: str, receiver: Organisation | None, busy: bool
) -> None:
    if organisation.ended_on:
        raise Conflict(f"Tổ chức này đã kết thúc từ ngày {short_date(organisation.ended_on)}.")
    found = []
    if kind not in END_KINDS:
        found.append(("kind", "Chưa chọn cách kết thúc."))
    if not reason.strip():
        found.append(("reason", "Chưa ghi lý do, văn bản làm căn cứ."))
    if ended_on < organisation.current.valid_from:
        day = short_date(organisation.current.valid_from)
        found.append(("ended_on", f"Ngày kết thúc phải từ ngày {day} trở đi: bản ghi mới nhất bắt đầu ngày đó."))
    if receiver is None and (busy or kind == "merged"):
        found.append(("receiver", "Chưa chọn tổ chức tiếp nhận các tổ chức và đảng viên trực thuộc."))
    if receiver and receiver.id == organisation.id:
        found.append(("receiver", "Tổ chức tiếp nhận phải là tổ chức khác."))
    elif receiver and not receiver.existed_on(ended_on + _DAY):
        found.append(("receiver", f"Tổ chức tiếp nhận không tồn tại vào ngày {short_date(ended_on + _DAY)}."))
    if found:
        raise RosterRefused(found)


def _move_children(
    children: list[Organisation], receiver: Organisation, day: date, actor: User, why: str
) -> None:
    for child in children:
        if child.id == receiver.id:
            continue
        row = child.on(day)
        if row.valid_from == day:
            row.parent_id = receiver.id
            continue
        old = values_of(row)
        after = row.valid_to
        row.valid_to = day - _DAY
        moved = _period(OrganisationValues(old.kind, old.level, old.name, day, old.code, receiver.id), actor, why)
        moved.valid_to = after
        child.periods.append(moved)


def _move_members(posts: list[MemberPost], receiver: Organisation, day: date, actor: User, why: str) -> None:
    for post in posts:
        if post.valid_from == day:
            post.organisation_id = receiver.id
            continue
        after, post.valid_to = post.valid_to, day - _DAY
        names = ("party_position", "government_position", "union_position", "workplace", "managed_by", "member_id")
        kept = {name: getattr(post, name) for name in names}
        moved = MemberPost(
            **kept, organisation_id=receiver.id, valid_from=day, valid_to=after, reason=why, by_id=actor.id,
            at=clock.now(),
        )  # fmt: skip
        _session(post).add(moved)


def _session(thing: MemberPost) -> Session:
    found = Session.object_session(thing)
    assert found is not None
    return found


def _period(values: OrganisationValues, actor: User, reason: str) -> OrganisationPeriod:
    clean = {**asdict(values), "name": " ".join(values.name.split()), "code": values.code.strip()}
    return OrganisationPeriod(**clean, reason=reason.strip(), by_id=actor.id, at=clock.now())


def _note(session: Session, actor: User, event: str, organisation: Organisation, **more: Any) -> None:
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event=event, organisation=organisation.id,
        name=organisation.current.name, **more,
    )  # fmt: skip
