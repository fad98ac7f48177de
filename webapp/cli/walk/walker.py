"""Walk a case with the real services, each act on its own day by a person who may do it.

A walk that was interrupted goes on where it stopped: it asks the engine for the next step and each document for its
next act, so nothing is done twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import ACTS, next_act, people_for
from webapp.cli.walk.any_case import walk_any_case
from webapp.cli.walk.dates import days_of_steps
from webapp.cli.walk.facts import FactsFile, UnitEntry, WalkedCase
from webapp.cli.walk.papers import paper
from webapp.cli.walk.values import completed, given_facts
from webapp.errors import DomainError
from webapp.models import Case, Role, User
from webapp.models.base import plain
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.tools import Tools
from webapp.services import cases, uploads
from webapp.services.documents import approval, circulation, drafting, issuing
from webapp.services.offices import NewOffice, NewPerson, NewUnit, get_or_found_office
from webapp.workflow import engine
from webapp.workflow.actors import who_may
from webapp.workflow.facts import is_empty
from webapp.workflow.suggestions import suggest
from webapp.workflow.view import PersonView

SAMPLE_PASSWORD = "an-thu-mau"
_LETTERHEAD = (
    "commission", "committee", "superior", "level", "symbol", "committee_symbol", "place", "layout", "tone_marks",
)  # fmt: skip


def walk_file(session: Session, tools: Tools, facts: FactsFile, *, until: str = "") -> list[Case]:
    """Found the office when it is new and walk each case; one transaction per act, as in the browser."""
    office = get_or_found_office(session, new=office_of(facts))
    session.commit()
    walked = [walk_case(session, tools, office.id, case, until=until) for case in facts.walked]
    return [*walked, *(walk_any_case(session, tools, office.id, case, until=until) for case in facts.general)]


def office_of(facts: FactsFile) -> NewOffice:
    """The office of a facts file as the services want it."""
    return NewOffice(
        letterhead={name: getattr(facts.office, name) for name in _LETTERHEAD},
        term_label=facts.office.term.label,
        term_from=facts.office.term.from_,
        people=[NewPerson(one.name, Role(one.role), one.position, one.unit) for one in facts.people],
        units=[_unit(one) for one in facts.unit],
        password=SAMPLE_PASSWORD,
        is_sample=True,
    )


def _unit(entry: UnitEntry) -> NewUnit:
    term = {"term_label": entry.term.label, "term_from": entry.term.from_} if entry.term else {}
    return NewUnit(entry.kind, entry.name, entry.symbol, entry.parent, entry.members, **term)  # type: ignore[arg-type]


def walk_case(session: Session, tools: Tools, office_id: str, facts: WalkedCase, *, until: str = "") -> Case:
    """Open the case, or take up the one that was begun, and go on until it is closed or `until` is its next step."""
    case = _begun(session, office_id, facts) or _open(session, tools, office_id, facts)
    days = days_of_steps(facts, tools.law.days)
    if until and until not in {step.id for step in procedure_of(tools, case).steps}:
        raise DomainError(f"Quy trình {case.procedure_code} không có bước “{until}”.")
    while case.state == "open":
        procedure = procedure_of(tools, case)
        following = engine.next_step(procedure, case_view(session, tools, case))
        if following is None:
            raise DomainError(f"Hồ sơ {case.code} không còn bước nào mở mà chưa kết thúc.")
        if following.step.id == until:
            break
        with clock.freeze(days.get(following.step.id, facts.announced_on)):
            _take_step(session, tools, case.id, following.step.id, facts)
        case = session.get_one(Case, case.id)
    return case


def _begun(session: Session, office_id: str, facts: WalkedCase) -> Case | None:
    query = select(Case).where(Case.office_id == office_id, Case.title == facts.title).order_by(Case.id)
    wanted = (facts.subject.full_name, facts.proposed_on)
    return next((c for c in session.scalars(query) if (c.subjects[0].full_name, c.opened_on) == wanted), None)


def _open(session: Session, tools: Tools, office_id: str, facts: WalkedCase) -> Case:
    people = {user.full_name: user for user in session.scalars(select(User).where(User.office_id == office_id))}
    officer = next(user for user in people.values() if Role.AREA_OFFICER in user.roles)
    subject = facts.subject.model_dump()
    answers = cases.NewCase(
        procedure=facts.kind,
        title=facts.title,
        initiator=facts.initiator,
        origin=facts.origin,
        subjects=[
            cases.NewSubject(
                kind=subject.pop("kind"),
                full_name=subject.pop("full_name"),
                organisation=subject.pop("organisation"),
                details=plain(subject),
            )
        ],
        member_in_charge_id=people[facts.member_in_charge].id,
        team=[(people[member.name].id, member.role) for member in facts.team],
    )
    with clock.freeze(facts.proposed_on):
        case = cases.open_case(session, tools, actor=officer, answers=answers)
        session.commit()
    return case


def _take_step(session: Session, tools: Tools, case_id: str, step_id: str, facts: WalkedCase) -> None:
    case = session.get_one(Case, case_id)
    step = procedure_of(tools, case).step(step_id)
    actor = _actor(session, tools, case, step.actor)
    if step.optional:
        cases.skip_step(
            session, tools, case=case, step_id=step_id, actor=actor, reason="Không có trong dữ kiện của hồ sơ này."
        )
        session.commit()
        return
    _fill_facts(session, tools, case, step, actor, facts)
    _hand_in(session, tools, case, step, actor, facts)
    for need in step.documents:
        _circulate(session, tools, case_id, step_id, need.template)
    case, actor = session.get_one(Case, case_id), session.get_one(User, actor.id)
    cases.perform_step(session, tools, case=case, step_id=step_id, actor=actor)
    session.commit()


def _actor(session: Session, tools: Tools, case: Case, role: str) -> User:
    people = who_may(role, case_view(session, tools, case))
    return _nearest(session, case, people, f"giữ vai “{role}” để làm bước tiếp theo")


def _nearest(session: Session, case: Case, people: Iterable[PersonView], purpose: str) -> User:
    """Of those who may act, the one closest to the case: in charge, opened it, in its team, then by office."""
    near = [case.member_in_charge_id, case.opened_by_id, *(member.user_id for member in case.team)]
    ids = [person.user_id for person in people if person.user_id]
    if not ids:
        raise DomainError(f"Hồ sơ {case.code}: không có ai {purpose}.")
    return session.get_one(User, min(ids, key=lambda one: near.index(one) if one in near else len(near)))


def _fill_facts(session: Session, tools: Tools, case: Case, step: Any, actor: User, facts: WalkedCase) -> None:
    """What the file says; then, where it is silent, what the product suggests to the person at the form."""
    known, days = case_view(session, tools, case).facts, days_of_steps(facts, tools.law.days)
    given = {key: value for key, value in given_facts(facts, step, days).items() if key not in known}
    cases.set_facts(session, tools, case=case, values=given, actor=actor)
    session.commit()
    for definition in step.facts:
        view = case_view(session, tools, case)
        if definition.key in view.facts or not definition.suggest:
            continue
        value = completed(definition, suggest(procedure_of(tools, case), view, definition.key), facts, days)
        if value is not None and not is_empty(definition, value):
            cases.set_facts(session, tools, case=case, values={definition.key: value}, actor=actor)
            session.commit()


def _hand_in(session: Session, tools: Tools, case: Case, step: Any, actor: User, facts: WalkedCase) -> None:
    there = {upload.kind for upload in case_view(session, tools, case).uploads}
    for need in step.uploads:
        if need.kind not in there:
            name, data = paper(need.kind, facts)
            uploads.receive_upload(
                session, tools, case=case, step_id=step.id, kind=need.kind, filename=name, data=data,
                received_on=clock.today(), actor=actor,
            )  # fmt: skip
            session.commit()


def _circulate(session: Session, tools: Tools, case_id: str, step_id: str, code: str) -> None:
    """Take one document from nothing to issued, act by act, each by the first person who may."""
    template, fresh = tools.catalogue.get(code), False
    while True:
        case = session.get_one(Case, case_id)
        document = drafting.find_document(session, case_id, step_id, code)
        act = next_act(template, document)
        if not act:
            return
        people = people_for(act, template, case_view(session, tools, case), step_id, document)
        actor = _nearest(session, case, people, f"{ACTS[act]} “{template.title}”")
        if document is None or (document.state == "drafting" and document.current.empty and not fresh):
            fresh = True  # a draft begun before its facts were there is made once more
            drafting.draft_document(session, tools, case_id=case_id, step_id=step_id, template=code, actor=actor)
        elif act == "issue":
            issuing.issue_document(session, tools, document_id=document.id, actor=actor)
        else:
            acts = {
                "submit": circulation.submit_document,
                "check": approval.check_document,
                "approve": approval.approve_document,
                "sign": circulation.sign_document,
            }
            acts[act](session, tools, document=document, actor=actor, seen=document.current.no)
        session.commit()
