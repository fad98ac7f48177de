"""Whatever is answered, decided, extended or approved, no procedure leaves a case that cannot come to an end.

The walks ask only which steps there are: what a step needs is made up at random, so every turn a case could take by its
conditions is taken sooner or later.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflow.paper_case import PEOPLE
from webapp.workflow import engine
from webapp.workflow.facts.checks import ballot_keys
from webapp.workflow.procedure import FactDefinition, Procedure, Step, combined, load_procedure
from webapp.workflow.procedure.load import procedure_files
from webapp.workflow.view import CaseView, DocumentView, LawView, StepRecordView, SubjectView, UploadView

ROOT = Path(__file__).parents[2]
FILES = [*procedure_files(ROOT / "workflows"), *procedure_files(Path(__file__).parent)]
DUTIES, *OTHERS = (
    load_procedure(ROOT / "workflows" / name / "v1.toml")
    for name in ("inspection_duties", "discipline_enforcement_inspection", "finance_inspection")
)
LONGEST = 60
START = date(2026, 6, 1)

LAWS = st.builds(
    LawView,
    vote_counted=st.just(True),  # the tellers always come to an end
    vote_problems=st.just(()),
    carried_sanction=st.sampled_from(["none", "reprimand", "warn", "remove", "expel", "dissolve"]),
    authority=st.sampled_from(["decide", "propose", "none", "unknown"]),
    authority_verified=st.booleans(),
    initiator_is_above=st.sampled_from([True, False, None]),
    limitation_passed=st.sampled_from([True, False, None]),
    limitation_verified=st.booleans(),
)


def answer(draw: Any, fact: FactDefinition, today: date) -> Any:
    """Some value of the fact's type; what conditions read (choices, yes and no) is drawn."""
    if fact.type == "bool":
        return draw(st.booleans(), label=fact.key)
    if fact.type == "choice":
        return draw(st.sampled_from([choice.value for choice in fact.choices]), label=fact.key)
    if fact.type == "ballots":
        return dict.fromkeys(ballot_keys(fact), 1)
    made: dict[str, Any] = {
        "text": "Chữ", "long_text": "Chữ", "lines": ["Một dòng"], "date": today, "int": 1, "table": [],
        "session": {"on": today, "chair": PEOPLE["chair"].name, "attendees": []},
    }  # fmt: skip
    return made[fact.type]


class Walk:
    """One case on paper; every act is a step taken or passed over."""

    def __init__(self, procedure: Procedure, law: LawView, subjects: int) -> None:
        kinds = [t for t in procedure.targets if t in ("member", "organisation")] or ["member"]
        people = tuple(
            SubjectView(kinds[n % len(kinds)], f"Đối tượng {n}", "Đảng bộ xã", id=str(n)) for n in range(subjects)
        )
        self.procedure = procedure
        self.view = CaseView(
            today=START, code="HS 01/2026", title="Kiểm tra", initiator=procedure.initiators[0], office_level="commune",
            subjects=people, team=(), member_in_charge=PEOPLE["deputy"], facts={}, law=law,
            commission=(PEOPLE["chair"], PEOPLE["deputy"], PEOPLE["member"]),
        )  # fmt: skip

    def open(self) -> list[Step]:
        states = engine.states(self.procedure, self.view)
        return [step for step in self.procedure.steps if states[step.id] == "open"]

    def take(self, step: Step, draw: Any) -> None:
        view, state = self.view, "done"
        if step.optional and draw(st.booleans(), label="pass over"):
            state = "skipped"
        else:
            facts = {fact.key: answer(draw, fact, view.today) for fact in step.facts}
            view = replace(
                view,
                facts={**view.facts, **facts},
                documents=(*view.documents, *(self._made(need.template, step) for need in step.documents)),
                uploads=(*view.uploads, *(UploadView(n.kind, step.id, "a.pdf", view.today) for n in step.uploads)),
            )
        round = view.round(step.id, repeated=True)
        record = StepRecordView(step.id, state, view.today, "lý do", round)
        self.view = replace(view, records=(*view.records, record), today=view.today + timedelta(days=1))

    def _made(self, template: str, step: Step) -> DocumentView:
        return DocumentView(template, step.id, "issued", dated_on=self.view.today)

    def check(self) -> None:
        """What was done stays done, order was kept, and what waits for an approval was not done without it."""
        states = engine.states(self.procedure, self.view)
        for record in self.view.records:
            step = self.procedure.step(record.step)
            assert states[step.id] in (record.state, "open" if step.side else record.state)
            passed = ("done", "skipped", "not_applicable")
            assert all(states[earlier] in passed for earlier in step.before), step.id
        if not any(record.step == "approve_dual_process" for record in self.view.records):
            dual = [s for s in self.procedure.steps if "dual_process_was_approved" in s.when]
            assert all(states[step.id] in ("not_applicable", "waiting") for step in dual)


def walk_to_the_end(procedure: Procedure, law: LawView, subjects: int, data: Any) -> None:
    walk, beside = Walk(procedure, law, subjects), 0
    for _ in range(LONGEST):
        steps = walk.open()
        path = [step for step in steps if step.side is None]
        if not path:
            break
        # Steps beside the path are taken now and then: an extension may be given as often as somebody asks for it.
        choices = steps if beside < 5 else path
        step = procedure.step(data.draw(st.sampled_from([one.id for one in choices]), label="step"))
        beside += step.side is not None
        walk.take(step, data.draw)
        walk.check()
    assert engine.is_finished(procedure, walk.view), [
        (step, state) for step, state in engine.states(procedure, walk.view).items() if state in ("open", "waiting")
    ]


every_procedure = pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}-{path.stem}" for path in FILES])
_NEVER_TOO_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@every_procedure
@settings(max_examples=12, deadline=None, suppress_health_check=_NEVER_TOO_SLOW, database=None)
@given(law=LAWS, subjects=st.integers(1, 3), data=st.data())
def test_every_walk_reaches_an_end(path: Path, law: LawView, subjects: int, data: Any) -> None:
    walk_to_the_end(load_procedure(path), law, subjects, data)


@settings(max_examples=12, deadline=None, suppress_health_check=_NEVER_TOO_SLOW, database=None)
@given(law=LAWS, subjects=st.integers(1, 3), data=st.data())
def test_a_case_of_three_kinds_reaches_an_end(law: LawView, subjects: int, data: Any) -> None:
    walk_to_the_end(combined(DUTIES, OTHERS), law, subjects, data)


@pytest.mark.full
@every_procedure
@settings(max_examples=500, deadline=None, suppress_health_check=_NEVER_TOO_SLOW, database=None)
@given(law=LAWS, subjects=st.integers(1, 3), data=st.data())
def test_every_one_of_many_walks_reaches_an_end(path: Path, law: LawView, subjects: int, data: Any) -> None:
    walk_to_the_end(load_procedure(path), law, subjects, data)
