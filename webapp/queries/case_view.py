"""Make the plain view of a case that the pure engine, the guards and the suggestions work on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.predicates import COMMISSION
from webapp.models import Case, Document, DocumentVersion, Upload, User
from webapp.queries.accounts import list_holders
from webapp.queries.case_law import law_view
from webapp.queries.tools import Tools
from webapp.workflow.facts import decode
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import (
    CaseView,
    DocumentView,
    PersonView,
    StepRecordView,
    SubjectView,
    UploadView,
)

_ORDER = ("chair", "standing_deputy", "deputy", "commission_member", "records_clerk", "area_officer", "official")


def procedure_of(tools: Tools, case: Case) -> Procedure:
    """The version the case is pinned to."""
    return tools.procedures.get(case.procedure_code, case.procedure_version)


def case_view(session: Session, tools: Tools, case: Case, *, on: date | None = None) -> CaseView:
    """The case as it stands on `on` (today by default), with the results of the law it needs."""
    day = on or clock.today()
    procedure = procedure_of(tools, case)
    office = _office(session, case)
    known = {fact.key: fact.value for fact in case.facts}
    facts = {key: decode(procedure.fact(key), value) for key, value in known.items() if value is not None}
    commission, staff = _people(session, case.office_id)
    bare = CaseView(
        today=day,
        code=case.code,
        title=case.title,
        initiator=case.initiator,
        office_level=office["level"],
        subjects=tuple(_subject(row.kind, row.full_name, row.organisation, row.details) for row in case.subjects),
        team=tuple(_person(member.user, member.role) for member in case.team),
        member_in_charge=_person(case.member_in_charge),
        facts=facts,
        documents=_documents(session, case),
        uploads=_uploads(session, case),
        records=tuple(StepRecordView(r.step, r.state, r.done_on, r.reason) for r in case.records),
        commission=commission,
        staff=staff,
        office=office,
        chairs=_chairs(procedure, facts),
    )
    return replace(bare, law=law_view(tools.law, bare, procedure))


def _chairs(procedure: Procedure, facts: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Who chaired the meeting each minutes of the procedure records, as far as the meetings are known."""
    return {
        (step.id, paper.template): (facts.get(paper.session) or {}).get("chair") or ""
        for step in procedure.steps
        for paper in step.documents
        if paper.session
    }


def _office(session: Session, case: Case) -> dict[str, Any]:
    office = case.opened_by.office
    return {
        name: getattr(office, name)
        for name in (
            "commission",
            "committee",
            "superior",
            "level",
            "symbol",
            "committee_symbol",
            "place",
            "layout",
            "tone_marks",
        )
    }


def _subject(kind: str, full_name: str, organisation: str, details: dict[str, Any]) -> SubjectView:
    dates = ("birth_date", "admitted_on", "official_on")
    rest: dict[str, Any] = {k: date.fromisoformat(v) if k in dates and v else v for k, v in details.items()}
    return SubjectView(kind=kind, full_name=full_name, organisation=organisation, **rest)


def _person(user: User, role: str = "") -> PersonView:
    main = next((name for name in _ORDER if name in user.roles), "official")
    return PersonView(user.full_name, role or main, user.position, user.id, user.roles)


def _people(session: Session, office_id: str) -> tuple[tuple[PersonView, ...], tuple[PersonView, ...]]:
    """The commission in order of office, and the officials outside it."""
    people = sorted(
        (_person(user) for user in list_holders(session, office_id, set(_ORDER))), key=lambda p: _ORDER.index(p.role)
    )
    inside = tuple(one for one in people if one.office_roles & COMMISSION)
    return inside, tuple(one for one in people if one not in inside)


def _documents(session: Session, case: Case) -> tuple[DocumentView, ...]:
    """Every document with what its newest version states, in one query."""
    newest = select(func.max(DocumentVersion.no)).where(DocumentVersion.document_id == Document.id)
    query = (
        select(Document, DocumentVersion.sanction)
        .join(Document.versions)
        .where(Document.case_id == case.id, DocumentVersion.no == newest.correlate(Document).scalar_subquery())
        .order_by(Document.id)
    )
    return tuple(
        DocumentView(
            template=row.template,
            step=row.step,
            state=row.state,
            id=row.id,
            dated_on=row.issued_on or row.dated_on,
            number=row.number_text,
            title=row.title,
            sanction=sanction,
        )
        for row, sanction in session.execute(query)
    )


def _uploads(session: Session, case: Case) -> tuple[UploadView, ...]:
    rows = session.scalars(select(Upload).where(Upload.case_id == case.id).order_by(Upload.at, Upload.id))
    return tuple(UploadView(u.kind, u.step, u.filename, u.received_on) for u in rows)
