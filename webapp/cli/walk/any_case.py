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
from webapp.cli.walk.facts import GeneralCase, SideStep
from webapp.errors import DomainError
from webapp.models import Case, Document, Role, Unit, User
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
    day, beside = facts.opened_on, list(facts.side)
    while case.state == "open":
        side = _side(session, tools, case, beside)
        step_id = side.step if side else _next(session, tools, case)
        if step_id == until:
            break
        wished = side.on if side and side.on else facts.days.get(step_id, day + timedelta(days=1))
        day = max(wished, day)
        with clock.freeze(day):
            _Walk(session, tools, case.id, facts, day, side).take(step_id)
        if side:
            beside.remove(side)
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
    unit = _unit(session, office_id, facts)
    officer = next(user for user in people.values() if Role.AREA_OFFICER in user.roles)
    opener = people[facts.member_in_charge] if unit else officer
    subjects = [
        cases.NewSubject(
            kind=one.kind, full_name=one.full_name, organisation=one.organisation,
            details=plain(one.model_dump(include={"party_position", "government_position", "level"})),
        )
        for one in facts.subject
    ]  # fmt: skip
    answers = cases.NewCase(
        procedure=facts.kind, kinds=tuple(facts.kinds), title=facts.title, initiator=facts.initiator,
        unit_id=unit.id if unit else None, origin=facts.origin, subjects=subjects,
        member_in_charge_id=people[facts.member_in_charge].id,
        team=[(people[member.name].id, member.role) for member in facts.team],
    )  # fmt: skip
    with clock.freeze(facts.opened_on):
        case = cases.open_case(session, tools, actor=opener, answers=answers)
        session.commit()
    return case


def _unit(session: Session, office_id: str, facts: GeneralCase) -> Unit | None:
    """The cell or agency of the office that the file names."""
    if not facts.unit:
        return None
    found = session.scalar(select(Unit).where(Unit.office_id == office_id, Unit.name == facts.unit))
    if found is None:
        raise DomainError(f"Hồ sơ “{facts.title}”: “{facts.unit}” không có trong danh sách [[unit]].")
    return found


def _side(session: Session, tools: Tools, case: Case, beside: list[SideStep]) -> SideStep | None:
    """The first step beside the path that the file wants now and that is open."""
    procedure, view = procedure_of(tools, case), case_view(session, tools, case)
    states = engine.states(procedure, view)
    passed = {"", *(step for step, state in states.items() if state in ("done", "skipped"))}
    return next((one for one in beside if states.get(one.step) == "open" and one.after in passed), None)


def _next(session: Session, tools: Tools, case: Case) -> str:
    """The first open step of the path."""
    following = engine.next_step(procedure_of(tools, case), case_view(session, tools, case))
    if following is None:
        raise DomainError(f"Hồ sơ {case.code} không còn bước nào mở mà chưa kết thúc.")
    return following.step.id


class _Walk:
    """One step of one case on one day."""

    def __init__(
        self, session: Session, tools: Tools, case_id: str, facts: GeneralCase, day: date, side: SideStep | None
    ) -> None:
        self.session, self.tools, self.case_id, self.facts, self.day = session, tools, case_id, facts, day
        self.given = {**facts.facts, **(side.facts if side else {})}

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
        self._answer_all(step, actor)
        self._hand_in(step, actor)
        for need in step.documents:
            if need.required or need.template in self.facts.optional:
                self._make(step, need)
        actor = self.session.get_one(User, actor.id)
        cases.perform_step(self.session, self.tools, case=self.case, step_id=step_id, actor=actor)
        self.session.commit()
        self._go_on_elsewhere(step_id)

    def _go_on_elsewhere(self, step_id: str) -> None:
        """Open the cases of other bodies that this step calls for."""
        for one in self.facts.linked:
            if one.step == step_id:
                cases.open_linked_case(
                    self.session, self.tools, case=self.case, actor=self._in_charge(), procedure=one.kind,
                    receiver=cases.Receiver(one.initiator), reason=one.reason,
                )  # fmt: skip
                self.session.commit()

    def _in_charge(self) -> User:
        return self.session.get_one(User, self.case.member_in_charge_id)

    def _answer_all(self, step: Step, actor: User) -> None:
        """What is written first and at once, for it may be what a suggestion is composed of; then the rest in order."""
        written = {one.key: self._value(one) for one in step.facts if one.key in self.given}
        known = [one for one in step.facts if one.key in written and not is_empty(one, written[one.key])]
        self._keep({one.key: written[one.key] for one in known}, actor)
        for definition in step.facts:
            if definition in known:
                continue
            value = self._value(definition)
            if value is not None and not is_empty(definition, value):
                self._keep({definition.key: value}, actor)
            elif definition.required and definition.key not in self.view.facts:
                raise DomainError(
                    f"Hồ sơ “{self.facts.title}”, bước “{step.label}”: tệp dữ kiện chưa có “{definition.label}” "
                    f"(facts.{definition.key})."
                )

    def _keep(self, values: dict[str, Any], actor: User) -> None:
        if values:
            cases.set_facts(self.session, self.tools, case=self.case, values=values, actor=actor)
            self.session.commit()

    def _value(self, definition: FactDefinition) -> Any:
        """The file's answer, else the suggestion; a meeting is the suggestion with what the file says of it."""
        given = self.given.get(definition.key)
        if given is not None and definition.type != "session":
            return given
        if given is None and not definition.required:
            return None
        suggested = suggest(procedure_of(self.tools, self.case), self.view, definition.key)
        if definition.type == "date":
            return suggested or self.day
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
