"""A case on paper of any procedure: answers made up from the types of the facts, documents only where they are due."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.workflow.paper_case import FACTS, PEOPLE, Paper
from webapp.workflow import engine
from webapp.workflow.facts.checks import ballot_keys, is_blank
from webapp.workflow.guards import WHEN
from webapp.workflow.procedure import FactDefinition, Procedure, load_procedures
from webapp.workflow.suggestions import suggest
from webapp.workflow.view import CaseView, DocumentView, LawView, SubjectView, UploadView

PROCEDURES = {one.code: one for one in load_procedures(Path(__file__).parents[2] / "workflows")}
MEMBER = SubjectView("member", "Đinh Văn Khải", "Đảng bộ xã Suối Vàng", "Đảng uỷ viên", id="khai")
ORGANISATION = SubjectView("organisation", "Đảng bộ xã Suối Vàng", "Đảng bộ huyện", id="suoi-vang")
KEPT = ("content_items", "period_from", "period_to", "working_days", "findings", "requirements", "report_back_on")
MEETING = {"start": "", "end": "", "place": "Trụ sở", "chair": "Lò Thị Xuân", "recorder": "Vi Văn Tú",
           "attendees": [{"name": person.name, "position": ""} for person in PEOPLE.values()],
           "proceedings": "Như dự kiến.", "conclusion": ""}
BY_TYPE = {"text": "Theo hồ sơ", "long_text": "Theo hồ sơ.", "int": 1, "bool": True}


@dataclass
class AnyPaper(Paper):
    """Answers in `answers` come first, then the suggestion, then something of the right type; each act on a new day."""

    subject: SubjectView = MEMBER
    others: tuple[SubjectView, ...] = ()
    initiator: str = "commission"
    law: LawView = field(default_factory=lambda: LawView(
        authority="decide", authority_verified=True, initiator_is_above=True, limitation_passed=False,
        allowed_sanctions=("expel", "remove", "warn", "reprimand"), limitation_verified=True))
    answers: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.answers = {**{key: FACTS[key] for key in KEPT}, **self.answers}
        if self.subject.kind == "organisation":
            self.law = replace(self.law, allowed_sanctions=("dissolve", "warn", "reprimand"))

    def view(self) -> CaseView:
        return replace(super().view(), subjects=(self.subject, *self.others), initiator=self.initiator,
                       kinds=(self.procedure.code,), leaders=tuple(PEOPLE.values()))

    def _law(self) -> LawView:
        ballots = self.facts.get("ballots")
        if not ballots:
            return self.law
        forms = (form for form in self.law.allowed_sanctions if ballots.get(form, 0) * 2 > ballots["entitled"])
        return replace(self.law, vote_counted=True, carried_sanction=next(forms, "none"))

    def answer(self, fact: FactDefinition) -> Any:
        if fact.key in self.answers:
            return self.answers[fact.key]
        if not fact.required:
            return None
        if fact.type == "session":
            return {**MEETING, "on": self.today}
        value = suggest(self.procedure, self.view(), fact.key) if fact.suggest else None
        return self._made_up(fact) if is_blank(value) else value

    def _made_up(self, fact: FactDefinition) -> Any:
        if fact.type == "ballots":
            return tally(fact, "warn")
        if fact.type == "date":
            return self.today
        if fact.type == "lines":
            return ["Theo hồ sơ"]
        if fact.type == "choice":
            return fact.choices[0].value
        if fact.type == "table":
            return [{column.name: self._cell(column) for column in fact.columns}]
        return BY_TYPE[fact.type]

    def _cell(self, column: Any) -> Any:
        if column.type == "choice":
            return column.choices[-1].value if column.name == "act" else column.choices[0].value
        return self.today if column.type == "date" else BY_TYPE[column.type]

    def receive(self, step_id: str) -> None:
        for need in self.procedure.step(step_id).uploads:
            for whose in self._whose(need.per):
                self.uploads.append(UploadView(need.kind, step_id, "a.pdf", self.today, subject=whose))

    def issue(self, step_id: str, state: str = "issued") -> None:
        carried = self.view().law.carried_sanction or ""
        for need in self.procedure.step(step_id).documents:
            wanted = need.required or step_id != "close_case" or "total_pages" in self.answers
            if wanted and (need.when is None or WHEN[need.when](self.view())):
                stated = carried if need.template.endswith("discipline_decision") else ""
                for whose in self._whose(need.per):
                    name = f"d{len(self.documents)}"
                    self.documents.append(DocumentView(
                        need.template, step_id, state, name, self.today, "", need.label, stated, subject=whose))

    def _whose(self, per: str | None) -> list[str]:
        """The case itself, or each of its subjects."""
        return [""] if per in (None, "case") else [one.id for one in (self.subject, *self.others)]

    def open_steps(self) -> list[str]:
        """The open steps of the path, in order."""
        found = engine.states(self.procedure, self.view())
        return [step.id for step in self.procedure.main_steps if found[step.id] == "open"]

    def walk(self, *, sides: tuple[str, ...] = ()) -> list[str]:
        """To the end, each side step as soon as it is open; what is blocked waits for what else is open."""
        done: list[str] = []
        while not engine.is_finished(self.procedure, self.view()):
            self.today += timedelta(days=1)
            states = engine.states(self.procedure, self.view())
            ready = [step for step in sides if step not in done and states[step] == "open"] or self.open_steps()
            assert ready, f"{self.procedure.code} stands still after {done}"
            done.append(self.first_possible(ready))
        return done

    def first_possible(self, steps: list[str]) -> str:
        """Take the first of the steps that nothing blocks; what a blocked one had begun is forgotten."""
        refused = []
        for step in steps:
            kept = (dict(self.facts), list(self.documents), list(self.uploads), list(self.records))
            try:
                self.finish(step)
            except AssertionError as error:
                self.facts, self.documents, self.uploads, self.records = kept
                refused.append(f"{step}: {error}")
            else:
                return step
        raise AssertionError("\n".join(refused))


def tally(fact: FactDefinition, form: str, votes: int = 9) -> dict[str, int]:
    """Nine entitled, all voting, `votes` of them for the form."""
    keys = ballot_keys(fact)
    counts = dict.fromkeys(keys, 0) | dict.fromkeys(("entitled", "present", "issued", "collected"), 9)
    return {**counts, form: votes, "none": 9 - votes} if form != "none" else {**counts, "none": 9}


def subject_for(procedure: Procedure) -> SubjectView:
    """An organisation where the kind is about organisations only, else a member."""
    return MEMBER if "member" in procedure.targets else ORGANISATION


FIRST_DAY = date(2026, 3, 2)
