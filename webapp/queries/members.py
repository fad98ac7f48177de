"""Party members of the office: lists, one with his posts, cases and sanctions in effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.models import Case, Document, DocumentVersion, Member, MemberPost, User
from webapp.queries.organisations import cases_about
from webapp.queries.tools import Tools
from webapp.rules.effect import EndOfEffect, end_of_effect
from webapp.rules.folding import fold
from webapp.rules.terms import Sanction

PER_PAGE = 50
_DECISIONS = ("discipline_decision",)


@dataclass(frozen=True)
class MemberPage:
    """One page of members by given name."""

    rows: list[Member]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def list_members(
    session: Session, viewer: User, *, words: str = "", state: str = "current", organisation_id: str = "", on: date,
    page: int = 1,
) -> MemberPage:  # fmt: skip
    """Members by words of name or card (with or without marks), state and organisation."""
    query = select(Member).where(Member.office_id == viewer.office_id)
    for word in fold(words).split():
        query = query.where(Member.words.like(f"%{word}%"))
    if state == "current":
        query = query.where(or_(Member.ended_on.is_(None), Member.ended_on >= on))
    if state == "ended":
        query = query.where(Member.ended_on < on)
    if state == "probationary":
        query = query.where(or_(Member.official_on.is_(None), Member.official_on > on), Member.ended_on.is_(None))
    if organisation_id:
        there = select(MemberPost.member_id).where(
            MemberPost.organisation_id == organisation_id, MemberPost.valid_from <= on,
            or_(MemberPost.valid_to.is_(None), MemberPost.valid_to >= on),
        )  # fmt: skip
        query = query.where(Member.id.in_(there))
    total = session.scalar(select(func.count()).select_from(query.with_only_columns(Member.id).subquery())) or 0
    query = query.order_by(Member.sort, Member.id).limit(PER_PAGE).offset((max(page, 1) - 1) * PER_PAGE)
    return MemberPage(list(session.scalars(query)), total, max(page, 1))


def get_member(session: Session, viewer: User, member_id: str) -> Member:
    """Raises NotFound for another office's member."""
    found = session.get(Member, member_id) if member_id else None
    if found is None or found.office_id != viewer.office_id:
        raise NotFound("Không có đảng viên này trong danh bạ.")
    return found


@dataclass(frozen=True)
class SanctionRow:
    """A decision on discipline and whether it still has effect."""

    case: Case
    label: str
    number: str
    on: date
    end: EndOfEffect


def sanctions_of(session: Session, tools: Tools, viewer: User, member: Member, on: date) -> list[SanctionRow]:
    """Issued decisions in cases the viewer may know of. The limit is counted from the issue when the day of the
    announcement is not known."""
    cases = {case.id: case for case in cases_about(session, viewer, member_id=member.id)}
    newest = select(func.max(DocumentVersion.no)).where(DocumentVersion.document_id == Document.id)
    query = (
        select(Document, DocumentVersion.sanction)
        .join(Document.versions)
        .where(
            Document.case_id.in_(cases), Document.template.in_(_DECISIONS), Document.state == "issued",
            DocumentVersion.no == newest.correlate(Document).scalar_subquery(),
        )
        .order_by(Document.issued_on.desc(), Document.id)
    )  # fmt: skip
    return [
        _row(tools, cases[document.case_id], document, Sanction(sanction), on)
        for document, sanction in session.execute(query)
        if sanction and sanction != Sanction.NONE
    ]


def _row(tools: Tools, case: Case, document: Document, sanction: Sanction, on: date) -> SanctionRow:
    issued = document.issued_on or document.dated_on
    held = next((fact.value for fact in case.facts if fact.key == "sanction_announcement" and fact.value), None)
    announced = date.fromisoformat(held["on"]) if isinstance(held, dict) and held.get("on") else issued
    end = end_of_effect(tools.law, sanction=sanction, announced_on=announced, on=on)
    return SanctionRow(case, sanction.label, document.number_text, issued, end)
