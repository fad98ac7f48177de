"""Make the plain view of a case that the pure engine, the guards and the suggestions work on."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.predicates import COMMISSION
from webapp.models import Case, Document, DocumentVersion, Subject, Upload, User
from webapp.queries.accounts import list_holders
from webapp.queries.bodies import body_of
from webapp.queries.case_law import with_law
from webapp.queries.mandates import mandates_on, substitutes_on
from webapp.queries.people import ORDER, person_view
from webapp.queries.tools import Tools
from webapp.workflow.actors import COLLECTIVE
from webapp.workflow.facts import decode
from webapp.workflow.procedure import Procedure, combined
from webapp.workflow.view import (
    CaseView,
    DocumentView,
    Pause,
    PersonView,
    StepRecordView,
    SubjectView,
    UploadView,
)


def procedure_of(tools: Tools, case: Case) -> Procedure:
    """The version the case is pinned to, with what the other kinds it holds ask besides."""
    main = tools.procedures.get(case.procedure_code, case.procedure_version)
    others = [tools.procedures.get(kind["code"], kind["version"]) for kind in case.kinds]
    return combined(main, others) if others else main


def case_view(session: Session, tools: Tools, case: Case, *, on: date | None = None) -> CaseView:
    """The case as it stands on `on` (today by default), with the results of the law it needs."""
    day = on or clock.today()
    procedure = procedure_of(tools, case)
    office = _office(session, case)
    facts, own = _facts(case, procedure)
    commission, leaders, staff = _people(session, case)
    bare = CaseView(
        today=day,
        code=case.code,
        title=case.title,
        initiator=case.initiator,
        office_level=office["level"],
        subjects=tuple(_subject(row, own.get(row.id, {})) for row in case.subjects),
        team=tuple(person_view(member.user, member.role) for member in case.team),
        member_in_charge=person_view(case.member_in_charge),
        facts=facts,
        documents=_documents(session, case),
        uploads=_uploads(session, case),
        records=tuple(StepRecordView(r.step, r.state, r.done_on, r.reason, r.round) for r in case.records),
        commission=commission,
        staff=staff,
        office=office,
        chairs=_chairs(procedure, facts),
        body=body_of(case),
        leaders=leaders,
        kinds=(case.procedure_code, *(kind["code"] for kind in case.kinds)),
        pauses=tuple(Pause(pause.since, pause.until, pause.reason) for pause in case.pauses),
        state=case.state,
        substitutes=substitutes_on(session, case.office_id, day),
        mandates=mandates_on(session, case.office_id, day),
    )
    return with_law(tools.law, bare, procedure)


def _facts(case: Case, procedure: Procedure) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """What is known of the case, and of each subject alone; of an only subject, everything is the case's too."""
    facts: dict[str, Any] = {}
    own: dict[str, dict[str, Any]] = {}
    for row in case.facts:
        if row.value is not None:
            known = facts if row.subject_id is None else own.setdefault(row.subject_id, {})
            known[row.key] = decode(procedure.fact(row.key), row.value)
    if len(case.subjects) == 1:
        facts |= own.get(case.subjects[0].id, {})
    return facts, own


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


def _subject(row: Subject, facts: dict[str, Any]) -> SubjectView:
    dates = ("birth_date", "admitted_on", "official_on")
    rest: dict[str, Any] = {k: date.fromisoformat(v) if k in dates and v else v for k, v in row.details.items()}
    return SubjectView(
        kind=row.kind, full_name=row.full_name, organisation=row.organisation, id=row.id, facts=facts, **rest
    )


People = tuple[PersonView, ...]


def _people(session: Session, case: Case) -> tuple[People, People, People]:
    """The commission in order of office, the people of the acting body when it is another, the officials beside."""
    users = list_holders(session, case.office_id, {*ORDER, *COLLECTIVE.get(case.initiator, ())})
    people = sorted((person_view(user) for user in users if user.roles & set(ORDER)), key=lambda p: ORDER.index(p.role))
    inside = tuple(one for one in people if one.office_roles & COMMISSION)
    return inside, _leaders(case, users), tuple(one for one in people if one not in inside)


def _leaders(case: Case, users: list[User]) -> People:
    """Who sits on the acting body: the committee of the office, or the cell or agency the case is of."""
    order = COLLECTIVE.get(case.initiator, ())
    found = [
        PersonView(user.full_name, grant.role, user.position, user.id, user.roles)
        for user in users
        for grant in user.grants
        if grant.role in order and grant.unit_id == case.unit_id
    ]
    return tuple(sorted(found, key=lambda person: order.index(person.role)))


def _documents(session: Session, case: Case) -> tuple[DocumentView, ...]:
    """Every document with what its newest version states, in one query."""
    newest = select(func.max(DocumentVersion.no)).where(DocumentVersion.document_id == Document.id)
    query = (
        select(Document, DocumentVersion.sanction)
        .join(Document.versions)
        .where(
            Document.case_id == case.id,
            Document.state != "voided",
            DocumentVersion.no == newest.correlate(Document).scalar_subquery(),
        )
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
            subject=row.subject_id or "",
            round=row.step_round,
        )
        for row, sanction in session.execute(query)
    )


def _uploads(session: Session, case: Case) -> tuple[UploadView, ...]:
    rows = session.scalars(select(Upload).where(Upload.case_id == case.id).order_by(Upload.at, Upload.id))
    return tuple(UploadView(u.kind, u.step, u.filename, u.received_on, u.subject_id or "") for u in rows)
