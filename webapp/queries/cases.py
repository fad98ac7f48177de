"""Cases a person may know of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from webapp.auth.permissions import Permission, allowed
from webapp.auth.predicates import COMMISSION
from webapp.errors import NotFound
from webapp.models import Case, CaseLink, LedgerEntry, Role, TeamMember, User
from webapp.workflow.actors import COLLECTIVE, LEADING

PER_PAGE = 50
UNDER = {"open": ("open", "suspended"), "closed": ("closed", "merged", "handed_over")}
"""What the two filters of the list show: a suspended case still has to go on."""


@dataclass(frozen=True)
class Page:
    """One page of cases, newest first; `total` counts all of them."""

    cases: list[Case]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def list_cases(
    session: Session, viewer: User, *, state: str = "open", stage: str = "", words: str = "", page: int = 1
) -> Page:
    """Cases of the viewer's office the viewer may know of, filtered by state, stage and words of code or title."""
    query = visible(select(Case), viewer)
    if state in UNDER:
        query = query.where(Case.state.in_(UNDER[state]))
    if stage:
        query = query.where(Case.stage == stage)
    for word in words.split():
        pattern = f"%{word.replace('%', '').replace('_', '')}%"
        query = query.where(or_(Case.title.ilike(pattern), Case.code.ilike(pattern)))
    total = session.scalar(select(func.count()).select_from(query.with_only_columns(Case.id).subquery())) or 0
    query = query.order_by(Case.opened_on.desc(), Case.id.desc()).limit(PER_PAGE).offset((max(page, 1) - 1) * PER_PAGE)
    query = query.options(joinedload(Case.member_in_charge), selectinload(Case.subjects))
    return Page(list(session.scalars(query)), total, max(page, 1))


def get_case(session: Session, viewer: User, case_id: str) -> Case:
    """The case. Raises NotFound for a case that does not exist and for one the viewer may not know of, alike."""
    case = session.get(Case, case_id)
    if case is None or not allowed(viewer, Permission.CASE_VIEW, case):
        raise NotFound("Không có hồ sơ này, hoặc đồng chí không được phân công hồ sơ này.")
    return case


def find_case(session: Session, viewer: User, code: str) -> Case:
    """The case of the viewer's office with this code ("HS 07/2021"). Raises NotFound."""
    case = session.scalar(select(Case).where(Case.office_id == viewer.office_id, Case.code == code.strip()))
    if case is None:
        raise NotFound(f"Không có hồ sơ mã “{code}”; mã ghi như trên trang hồ sơ, ví dụ “HS 07/2021”.")
    return get_case(session, viewer, case.id)


def list_timeline(session: Session, case: Case) -> list[LedgerEntry]:
    """Everything that happened to the case, newest first."""
    query = select(LedgerEntry).where(LedgerEntry.case_id == case.id).order_by(LedgerEntry.seq.desc())
    return list(session.scalars(query))


def visible(query: Select[tuple[Case]], viewer: User) -> Select[tuple[Case]]:
    """The rows `Permission.CASE_VIEW` would allow, as SQL; a test holds the two together."""
    query = query.where(Case.office_id == viewer.office_id)
    if viewer.roles & (COMMISSION | {Role.RECORDS_CLERK}):
        return query
    there = aliased(Case)
    onward = (
        select(CaseLink.case_id)
        .join(there, there.id == CaseLink.other_id)
        .where(there.office_id == viewer.office_id, or_(*_involving(there, viewer)))
    )
    return query.where(or_(*_involving(Case, viewer), *_of_their_body(Case, viewer, COLLECTIVE), Case.id.in_(onward)))


def _involving(case: type[Case], viewer: User) -> list[ColumnElement[bool]]:
    """`auth.predicates.involved` for people outside the commission."""
    return [
        case.opened_by_id == viewer.id,
        case.member_in_charge_id == viewer.id,
        case.id.in_(select(TeamMember.case_id).where(TeamMember.user_id == viewer.id)),
        *_of_their_body(case, viewer, LEADING),
    ]


def _of_their_body(
    case: type[Case], viewer: User, roles: Mapping[str, tuple[str, ...]]
) -> Iterator[ColumnElement[bool]]:
    """Cases of the bodies in which the viewer holds one of the roles."""
    for initiator, names in roles.items():
        for unit_id in {grant.unit_id for grant in viewer.grants if grant.role in names}:
            yield and_(case.initiator == initiator, case.unit_id == unit_id)
