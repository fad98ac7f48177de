"""Walk a case of any kind with the real services: what its file says, else what the product suggests, else a refusal
that names the fact the file must give.
"""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from docx import Document as Word
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import ACTS, next_act, people_for
from webapp.cli.walk.facts import GeneralCase
from webapp.errors import DomainError
from webapp.models import Case, Document, Role, User
from webapp.models.base import plain
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.tools import Tools
from webapp.services import cases, uploads
from webapp.services.documents import approval, circulation, drafting, issuing
from webapp.workflow import engine
from webapp.workflow.actors import label_in, who_may
from webapp.workflow.engine.each import views_for, views_of
from webapp.workflow.facts import is_empty
from webapp.workflow.procedure import DocumentNeed, FactDefinition, Step
from webapp.workflow.suggestions import suggest
from webapp.workflow.view import CaseView, PersonView


def walk_any_case(session: Session, tools: Tools, office_id: str, facts: GeneralCase, *, until: str = "") -> Case:
    """Open the case, or take up the one that was begun, and go on until it is closed or `until` is its next step."""
    case = _begun(session, office_id, facts) or _open(session, tools, office_id, facts)
    day, taken = facts.opened_on, set[str]()
    while case.state == "open":
        step_id = _next(session, tools, case, facts, taken)
        if step_id == until:
            break
        day = max(facts.days.get(step_id, day + timedelta(days=1)), day)
        with clock.freeze(day):
            _Walk(session, tools, case.id, facts, day).take(step_id)
        taken.add(step_id)
        case = session.get_one(Case, case.id)
    return case


def _begun(session: Session, office_id: str, facts: GeneralCase) -> Case | None:
    query = select(Case).where(Case.office_id == office_id, Case.title == facts.title).order_by(Case.id)
    return next((case for case in session.scalars(query) if case.opened_on == facts.opened_on), None)


def _open(session: Session, tools: Tools, office_id: str, facts: GeneralCase) -> Case:
    people = {user.full_name: user for user in session.scalars(select(User).where(User.office_id == office_id))}
    strangers = [name for name in (facts.member_in_charge, *(one.name for one in facts.team)) if name not in people]
    if strangers:
        raise DomainError(f"Hồ sơ “{facts.title}”: {', '.join(strangers)} không có trong danh sách [[people]].")
    officer = next(user for user in people.values() if Role.AREA_OFFICER in user.roles)
    subjects = [
        cases.NewSubject(
            kind=one.kind, full_name=one.full_name, organisation=one.organisation,
            details=plain(one.model_dump(include={"party_position", "government_position", "level"})),
        )
        for one in facts.subject
    ]  # fmt: skip
    answers = cases.NewCase(
        procedure=facts.kind, title=facts.title, initiator=facts.initiator, origin=facts.origin, subjects=subjects,
        member_in_charge_id=people[facts.member_in_charge].id,
        team=[(people[member.name].id, member.role) for member in facts.team],
    )  # fmt: skip
    with clock.freeze(facts.opened_on):
        case = cases.open_case(session, tools, actor=officer, answers=answers)
        session.commit()
    return case


def _next(session: Session, tools: Tools, case: Case, facts: GeneralCase, taken: set[str]) -> str:
    """A side step the file wants and that is open, else the first open step of the path."""
    procedure, view = procedure_of(tools, case), case_view(session, tools, case)
    states = engine.states(procedure, view)
    for side in facts.sides:
        if side not in taken and states.get(side) == "open":
            return side
    following = engine.next_step(procedure, view)
    if following is None:
        raise DomainError(f"Hồ sơ {case.code} không còn bước nào mở mà chưa kết thúc.")
    return following.step.id


class _Walk:
    """One step of one case on one day."""

    def __init__(self, session: Session, tools: Tools, case_id: str, facts: GeneralCase, day: date) -> None:
        self.session, self.tools, self.case_id, self.facts, self.day = session, tools, case_id, facts, day

    @property
    def case(self) -> Case:
        return self.session.get_one(Case, self.case_id)

    @property
    def view(self) -> CaseView:
        return case_view(self.session, self.tools, self.case)

    def take(self, step_id: str) -> None:
        """Everything the step asks, each act by somebody who may do it."""
        step = procedure_of(self.tools, self.case).step(step_id)
        actor = self._nearest(who_may(step.actor, self.view), f"giữ vai “{label_in(step.actor, self.view)}”")
        if step_id in self.facts.skip:
            cases.skip_step(self.session, self.tools, case=self.case, step_id=step_id, actor=actor,
                            reason="Không có trong dữ kiện của hồ sơ này.")  # fmt: skip
            self.session.commit()
            return
        for definition in step.facts:
            self._answer(step, definition, actor)
        self._hand_in(step, actor)
        for need in step.documents:
            if need.required or need.template in self.facts.optional:
                self._make(step, need)
        actor = self.session.get_one(User, actor.id)
        cases.perform_step(self.session, self.tools, case=self.case, step_id=step_id, actor=actor)
        self.session.commit()

    def _answer(self, step: Step, definition: FactDefinition, actor: User) -> None:
        value = self._value(definition)
        if value is None or is_empty(definition, value):
            if definition.required and definition.key not in self.view.facts:
                raise DomainError(
                    f"Hồ sơ “{self.facts.title}”, bước “{step.label}”: tệp dữ kiện chưa có “{definition.label}” "
                    f"(facts.{definition.key})."
                )
            return
        cases.set_facts(self.session, self.tools, case=self.case, values={definition.key: value}, actor=actor)
        self.session.commit()

    def _value(self, definition: FactDefinition) -> Any:
        """The file's answer, else the suggestion; a meeting is the suggestion with what the file says of it."""
        given = self.facts.facts.get(definition.key)
        if given is not None and definition.type != "session":
            return given
        if given is None and not definition.required:
            return None
        suggested = suggest(procedure_of(self.tools, self.case), self.view, definition.key)
        if definition.type != "session":
            return suggested
        clerk = self.facts.team[0].name
        usual = {"on": self.day, "chair": self.facts.member_in_charge, "recorder": clerk, "place": "Trụ sở",
                 "attendees": [{"name": clerk, "position": ""}], "proceedings": "Theo chương trình."}  # fmt: skip
        known = {key: part for key, part in (suggested or {}).items() if part}
        return {**usual, **known, **(given or {})}

    def _hand_in(self, step: Step, actor: User) -> None:
        for need in step.uploads:
            for view in views_of(step, self.view, step.per_of(need)) if need.required else ():
                whose = view.subject.id if step.per_of(need) != "case" else None
                uploads.receive_upload(
                    self.session, self.tools, case=self.case, step_id=step.id, kind=need.kind,
                    filename=f"{need.kind}.docx", data=_paper(need.label, view), received_on=self.day, actor=actor,
                    subject_id=whose,
                )  # fmt: skip
                self.session.commit()

    def _make(self, step: Step, need: DocumentNeed) -> None:
        for view in views_for(step, self.view, need):
            self._circulate(step, need.template, view.subject.id if step.per_of(need) != "case" else None)

    def _circulate(self, step: Step, code: str, subject_id: str | None) -> None:
        """Take one document from nothing to issued, act by act, each by the first person who may."""
        template = self.tools.catalogue.get(code)
        document: Document | None = None
        while act := next_act(template, document):
            people = people_for(act, template, self.view, step.id, document)
            actor = self._nearest(people, f"{ACTS[act]} “{template.title}”")
            if document is None:
                document = drafting.draft_document(
                    self.session, self.tools, case_id=self.case_id, step_id=step.id, template=code, actor=actor,
                    subject_id=subject_id,
                )  # fmt: skip
            elif act == "issue":
                issuing.issue_document(self.session, self.tools, document_id=document.id, actor=actor)
            else:
                acts = {"submit": circulation.submit_document, "check": approval.check_document,
                        "approve": approval.approve_document, "sign": circulation.sign_document}  # fmt: skip
                acts[act](self.session, self.tools, document=document, actor=actor, seen=document.current.no)
            self.session.commit()
            document = self.session.get_one(Document, document.id)

    def _nearest(self, people: list[PersonView], purpose: str) -> User:
        """Of those who may act, the one closest to the case: in charge, opened it, in its team, then by office."""
        case = self.case
        near = [case.member_in_charge_id, case.opened_by_id, *(member.user_id for member in case.team)]
        ids = [person.user_id for person in people if person.user_id]
        if not ids:
            raise DomainError(f"Hồ sơ {case.code}: không có ai {purpose}.")
        return self.session.get_one(User, min(ids, key=lambda one: near.index(one) if one in near else len(near)))


def _paper(title: str, view: CaseView) -> bytes:
    """The subject's own paper, as a Word file."""
    word = Word()
    word.add_heading(title, level=1)
    word.add_paragraph(f"{view.subject.full_name}, {view.subject.organisation}")
    out = BytesIO()
    word.save(out)
    return out.getvalue()
