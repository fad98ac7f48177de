"""Party organisations of the office: lists, one with its history, what an act would touch, whom a case may be about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from webapp.errors import NotFound
from webapp.models import Case, Member, MemberPost, Organisation, OrganisationPeriod, RosterChange, Subject, User
from webapp.queries.cases import visible
from webapp.rules.folding import fold

PER_PAGE = 50


@dataclass(frozen=True)
class OrganisationPage:
    """One page of organisations in the order of their names."""

    rows: list[Organisation]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def list_organisations(
    session: Session, viewer: User, *, words: str = "", level: str = "", state: str = "current", on: date,
    levels: frozenset[str] = frozenset(), page: int = 1,
) -> OrganisationPage:  # fmt: skip
    """Organisations by words (typed with or without marks), level and state: current, ended, all, or `stale`: still
    kept at one of `levels`, which have ended."""
    query = select(Organisation).where(Organisation.office_id == viewer.office_id)
    for word in fold(words).split():
        query = query.where(Organisation.words.like(f"%{word}%"))
    if state in ("current", "stale"):
        query = query.where(or_(Organisation.ended_on.is_(None), Organisation.ended_on >= on))
    if state == "ended":
        query = query.where(Organisation.ended_on < on)
    wanted = levels if state == "stale" else frozenset({level}) if level else None
    if wanted is not None:
        query = query.where(Organisation.id.in_(_at_levels(wanted, on)))
    total = session.scalar(select(func.count()).select_from(query.with_only_columns(Organisation.id).subquery())) or 0
    shown = query.order_by(Organisation.sort, Organisation.id).limit(PER_PAGE).offset((max(page, 1) - 1) * PER_PAGE)
    parents = selectinload(Organisation.periods).selectinload(OrganisationPeriod.parent)
    return OrganisationPage(list(session.scalars(shown.options(parents))), total, max(page, 1))


def _at_levels(levels: frozenset[str], on: date) -> Select[tuple[str]]:
    """Ids of the organisations whose row of that day, or last row before it, is of one of the levels."""
    newest = (
        select(OrganisationPeriod.organisation_id, func.max(OrganisationPeriod.valid_from).label("day"))
        .where(OrganisationPeriod.valid_from <= on)
        .group_by(OrganisationPeriod.organisation_id)
        .subquery()
    )
    same = (newest.c.organisation_id == OrganisationPeriod.organisation_id) & (
        newest.c.day == OrganisationPeriod.valid_from
    )
    query: Select[tuple[str]] = select(OrganisationPeriod.organisation_id)
    return query.join(newest, same).where(OrganisationPeriod.level.in_(levels))


def get_organisation(session: Session, viewer: User, organisation_id: str) -> Organisation:
    """Raises NotFound for another office's organisation."""
    found = session.get(Organisation, organisation_id) if organisation_id else None
    if found is None or found.office_id != viewer.office_id:
        raise NotFound("Không có tổ chức đảng này trong danh bạ.")
    return found


def choices(session: Session, viewer: User, on: date) -> list[tuple[str, str]]:
    """(id, name) of every organisation of that day, for a select."""
    query = (
        select(Organisation)
        .where(Organisation.office_id == viewer.office_id, Organisation.founded_on <= on)
        .where(or_(Organisation.ended_on.is_(None), Organisation.ended_on >= on))
        .order_by(Organisation.sort, Organisation.id)
        .options(selectinload(Organisation.periods).selectinload(OrganisationPeriod.parent))
    )
    return [(one.id, full_name(one, on)) for one in session.scalars(query)]


def full_name(organisation: Organisation, on: date) -> str:
    """The name with that of the organisation above: cells often share a name."""
    row = organisation.on(on)
    parent = row.parent.on(on).name if row.parent else ""
    return f"{row.name}, {parent}" if parent else row.name


def children_on(session: Session, organisation: Organisation, on: date) -> list[Organisation]:
    """What stands directly under it on that day."""
    query = (
        select(Organisation)
        .join(OrganisationPeriod, OrganisationPeriod.organisation_id == Organisation.id)
        .where(OrganisationPeriod.parent_id == organisation.id, OrganisationPeriod.valid_from <= on)
        .where(or_(OrganisationPeriod.valid_to.is_(None), OrganisationPeriod.valid_to >= on))
        .where(or_(Organisation.ended_on.is_(None), Organisation.ended_on >= on))
        .order_by(Organisation.sort, Organisation.id)
    )
    return list(session.scalars(query))


def members_on(session: Session, organisation: Organisation, on: date) -> list[MemberPost]:
    """The posts of who belongs to it on that day."""
    query = (
        select(MemberPost)
        .join(Member, Member.id == MemberPost.member_id)
        .where(MemberPost.organisation_id == organisation.id, MemberPost.valid_from <= on)
        .where(or_(MemberPost.valid_to.is_(None), MemberPost.valid_to >= on))
        .order_by(Member.sort, Member.id)
    )
    return list(session.scalars(query))


@dataclass(frozen=True)
class Affected:
    """What ending an organisation on a day would touch."""

    children: list[Organisation]
    members: list[Member]
    cases: list[Case]


def affected_by_end(session: Session, viewer: User, organisation: Organisation, on: date) -> Affected:
    """For the preview: who and what would move, and which open cases keep the old name."""
    ids = [post.member_id for post in members_on(session, organisation, on)]
    members = session.scalars(select(Member).where(Member.id.in_(ids)).order_by(Member.sort)) if ids else ()
    about = [case for case in cases_about(session, viewer, organisation_id=organisation.id) if case.state == "open"]
    return Affected(children_on(session, organisation, on), list(members), about)


def cases_about(
    session: Session, viewer: User, *, organisation_id: str | None = None, member_id: str | None = None
) -> list[Case]:
    """Cases the viewer may know of in which the organisation or the member is a subject, newest first."""
    about = select(Subject.case_id).where(
        Subject.member_id == member_id if member_id else (Subject.organisation_id == organisation_id)
    )
    if not member_id:
        about = about.where(Subject.kind == "organisation")
    query = visible(select(Case), viewer).where(Case.id.in_(about)).order_by(Case.opened_on.desc(), Case.id.desc())
    return list(session.scalars(query))


def list_changes(
    session: Session, *, organisation_id: str | None = None, member_id: str | None = None
) -> list[RosterChange]:
    """Corrections, newest first."""
    query = select(RosterChange).order_by(RosterChange.at.desc(), RosterChange.id.desc())
    if member_id:
        return list(session.scalars(query.where(RosterChange.member_id == member_id)))
    return list(session.scalars(query.where(RosterChange.organisation_id == organisation_id)))


@dataclass(frozen=True)
class SubjectChoice:
    """Somebody a case may be about, with the names of the day: exactly what `NewSubject` and `Subject` hold."""

    kind: str  # member | probationary_member | organisation
    full_name: str
    organisation: str
    details: dict[str, Any]
    member_id: str | None
    organisation_id: str | None


def find_subjects(
    session: Session, viewer: User, *, words: str, on: date, target: str = "", limit: int = 20
) -> list[SubjectChoice]:
    """Members and organisations by words, as they are on that day; `target` narrows to member or organisation."""
    wanted = fold(words).split()
    if not wanted:
        return []
    found: list[SubjectChoice] = []
    if target in ("", "member"):
        query = select(Member).where(Member.office_id == viewer.office_id)
        query = query.where(or_(Member.ended_on.is_(None), Member.ended_on >= on))
        for word in wanted:
            query = query.where(Member.words.like(f"%{word}%"))
        found += [subject_of_member(one, on) for one in session.scalars(query.order_by(Member.sort).limit(limit))]
    if target in ("", "organisation"):
        page = list_organisations(session, viewer, words=words, on=on)
        found += [subject_of_organisation(one, on) for one in page.rows[:limit]]
    return found[:limit]


def chosen_subject(
    session: Session, viewer: User, *, member_id: str, organisation_id: str, on: date
) -> SubjectChoice | None:
    """Whom a case is to be about, chosen from the roster; None when nobody was. Raises NotFound for a stranger."""
    if member_id:
        member = session.get(Member, member_id)
        if member is None or member.office_id != viewer.office_id:
            raise NotFound("Không có đảng viên này trong danh bạ.")
        return subject_of_member(member, on)
    return subject_of_organisation(get_organisation(session, viewer, organisation_id), on) if organisation_id else None


def subject_of_member(member: Member, on: date) -> SubjectChoice:
    """A member as a case opened on that day names him."""
    post = member.on(on)
    place = post.organisation.on(on)
    details = {
        "party_position": post.party_position, "government_position": post.government_position,
        "workplace": post.workplace, "home_town": member.home_town, "party_card": member.party_card,
        "target": post.managed_by, "level": place.level, "birth_date": member.birth_date,
        "admitted_on": member.admitted_on, "official_on": member.official_on,
    }  # fmt: skip
    kind = "probationary_member" if member.is_probationary(on) else "member"
    known = {name: value for name, value in details.items() if value}
    return SubjectChoice(kind, member.full_name, full_name(post.organisation, on), known, member.id,
                         post.organisation_id)  # fmt: skip


def subject_of_organisation(organisation: Organisation, on: date) -> SubjectChoice:
    row = organisation.on(on)
    above = row.parent.on(on).name if row.parent else ""
    return SubjectChoice("organisation", row.name, above or row.name, {"level": row.level}, None, organisation.id)
