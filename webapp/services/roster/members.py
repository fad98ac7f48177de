"""Members: write one down, change his posts from a day on, correct a slip, end the membership here."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.models import Member, MemberPost, Organisation, RosterChange, User, new_id
from webapp.models.base import plain
from webapp.rules.dates_vi import short_date
from webapp.rules.folding import fold
from webapp.rules.members import END_KINDS, check_identity
from webapp.services import ledger
from webapp.services.roster.organisations import RosterRefused, refuse_stranger

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Identity:
    """Who a member is: what the curriculum vitae says and does not change with his posts."""

    full_name: str
    alias: str = ""
    birth_date: date | None = None
    home_town: str = ""
    residence: str = ""
    ethnicity: str = ""
    religion: str = ""
    education: str = ""
    political_theory: str = ""
    profession: str = ""
    party_card: str = ""
    admitted_on: date | None = None
    official_on: date | None = None
    career: str = ""
    rewards: str = ""
    past_discipline: str = ""
    retired_on: date | None = None


@dataclass(frozen=True)
class Post:
    """Where a member belongs and what he holds from `valid_from` on."""

    organisation_id: str
    valid_from: date
    party_position: str = ""
    government_position: str = ""
    union_position: str = ""
    workplace: str = ""
    managed_by: str = ""


def add_member(session: Session, *, identity: Identity, post: Post, actor: User, reason: str = "") -> Member:
    """Write a member down. Raises NotAllowed, RosterRefused."""
    refuse_stranger(actor)
    _refuse_wrong_identity(session, identity, actor)
    _refuse_wrong_post(session, post, actor)
    member = Member(id=new_id(), office_id=actor.office_id, **_texts(identity), sort="", words="")
    member.posts.append(_post(post, actor, reason))
    index(member)
    session.add(member)
    session.flush()
    _note(session, actor, "member_added", member, reason=reason)
    return member


def change_posts(session: Session, *, member: Member, post: Post, reason: str, actor: User) -> MemberPost:
    """A new dated row of organisation and posts; the former one ends the day before. Raises RosterRefused."""
    refuse_stranger(actor)
    _refuse_wrong_post(session, post, actor)
    found = []
    if not reason.strip():
        found.append(("reason", "Chưa ghi lý do, quyết định làm căn cứ thay đổi."))
    if post.valid_from <= member.current.valid_from:
        day = short_date(member.current.valid_from)
        found.append(("valid_from", f"Ngày bắt đầu phải sau ngày {day} của bản ghi mới nhất."))
    if member.ended_on:
        found.append(("", f"Đảng viên không còn sinh hoạt ở đây từ ngày {short_date(member.ended_on)}."))
    if found:
        raise RosterRefused(found)
    member.current.valid_to = post.valid_from - _DAY
    row = _post(post, actor, reason)
    member.posts.append(row)
    session.flush()
    _note(session, actor, "member_posts_changed", member, reason=reason, on=post.valid_from)
    return row


def correct_member(session: Session, *, member: Member, identity: Identity, reason: str, actor: User) -> None:
    """Mend or complete the curriculum vitae; before and after are kept. Raises RosterRefused."""
    refuse_stranger(actor)
    _refuse_wrong_identity(session, identity, actor, member)
    if not reason.strip():
        raise RosterRefused([("reason", "Chưa ghi lý do sửa, bổ sung.")])
    after = _texts(identity)
    before = {name: getattr(member, name) for name in after}
    changed = {name for name in after if after[name] != before[name]}
    if not changed:
        raise RosterRefused([("", "Chưa sửa chỗ nào.")])
    for name in changed:
        setattr(member, name, after[name])
    session.add(RosterChange(
        office_id=actor.office_id, member_id=member.id, act="corrected",
        before=plain({name: before[name] for name in sorted(changed)}),
        after=plain({name: after[name] for name in sorted(changed)}),
        reason=reason.strip(), by_id=actor.id, at=clock.now(),
    ))  # fmt: skip
    index(member)
    session.flush()
    _note(session, actor, "member_corrected", member, reason=reason, fields=sorted(changed))


def end_membership(session: Session, *, member: Member, kind: str, ended_on: date, reason: str, actor: User) -> None:
    """Moved away, died, expelled, struck off or left: the row stays, and so do his cases. Raises RosterRefused."""
    refuse_stranger(actor)
    found = []
    if member.ended_on:
        found.append(("", f"Đã ghi kết thúc từ ngày {short_date(member.ended_on)}."))
    if kind not in END_KINDS:
        found.append(("kind", "Chưa chọn lý do không còn sinh hoạt ở đây."))
    if not reason.strip():
        found.append(("reason", "Chưa ghi văn bản làm căn cứ."))
    if ended_on < member.current.valid_from:
        found.append(("ended_on", f"Ngày phải từ ngày {short_date(member.current.valid_from)} trở đi."))
    if found:
        raise RosterRefused(found)
    member.ended_on, member.end_kind, member.current.valid_to = ended_on, kind, ended_on
    session.flush()
    _note(session, actor, "membership_ended", member, kind=kind, on=ended_on, reason=reason)


def index(member: Member) -> None:
    """Order by given name, as Vietnamese lists are; search by name, alias and card."""
    words = fold(member.full_name).split()
    member.sort = " ".join([*words[-1:], *words[:-1]])[:220]
    member.words = " ".join([fold(member.full_name), fold(member.alias or ""), fold(member.party_card or "")]).strip()


def _texts(identity: Identity) -> dict[str, Any]:
    values = asdict(identity)
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def _refuse_wrong_identity(session: Session, identity: Identity, actor: User, itself: Member | None = None) -> None:
    found = check_identity(
        full_name=identity.full_name, birth_date=identity.birth_date, admitted_on=identity.admitted_on,
        official_on=identity.official_on, today=clock.today(),
    )  # fmt: skip
    if card := identity.party_card.strip():
        query = select(Member).where(Member.office_id == actor.office_id, Member.party_card == card)
        others = [one for one in session.scalars(query) if itself is None or one.id != itself.id]
        if others:
            found.append(("party_card", f"Số thẻ {card} đã ghi cho đồng chí {others[0].full_name}."))
    if found:
        raise RosterRefused(found)


def _refuse_wrong_post(session: Session, post: Post, actor: User) -> None:
    organisation = session.get(Organisation, post.organisation_id) if post.organisation_id else None
    if organisation is None or organisation.office_id != actor.office_id:
        raise RosterRefused([("organisation", "Chưa chọn tổ chức đảng nơi sinh hoạt.")])
    if not organisation.existed_on(post.valid_from):
        name, day = organisation.current.name, short_date(post.valid_from)
        raise RosterRefused([("organisation", f"“{name}” không tồn tại vào ngày {day}.")])


def _post(post: Post, actor: User, reason: str) -> MemberPost:
    clean = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(post).items()}
    return MemberPost(**clean, reason=reason.strip(), by_id=actor.id, at=clock.now())


def _note(session: Session, actor: User, event: str, member: Member, **more: Any) -> None:
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event=event, member=member.id, name=member.full_name, **more
    )
