"""Whatever people answer, a case never gets stuck: random valid walks of the first procedure all reach an end."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflow.paper_case import Paper
from webapp.workflow import engine
from webapp.workflow.guards import GUARDS
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import LawView

BALLOTS = st.lists(st.sampled_from(["expel", "remove", "warn", "reprimand", "none"]), min_size=9, max_size=9).map(
    lambda cast: {"entitled": 9, "present": 9, "issued": 9, "collected": 9, "invalid": 0,
                  **{form: cast.count(form) for form in ("expel", "remove", "warn", "reprimand", "none")}})
CHECKS = sorted({guard.check for guard in GUARDS.values() if guard.check})
LAWS = st.builds(
    LawView,
    authority=st.sampled_from(["decide", "propose", "none", "unknown"]),
    authority_verified=st.booleans(),
    initiator_is_above=st.sampled_from([True, None]),
    allowed_sanctions=st.sampled_from([(), ("reprimand", "warn"), ("reprimand", "warn", "remove", "expel")]),
    limitation_passed=st.sampled_from([True, False, None]),
    limitation_verified=st.booleans(),
    announcement_limit_on=st.none() | st.dates(date(2021, 1, 1), date(2022, 1, 1)),
    unverified=st.sets(st.sampled_from(CHECKS)).map(frozenset),
)
ANSWERS = st.fixed_dictionaries({
    "proceed_to_discipline": st.booleans(),
    "hearing_mode": st.sampled_from(["heard", "written", "no_show"]),
    "self_proposed_sanction": st.sampled_from(["none", "reprimand", "warn", "remove", "expel"]),
    "ballots": BALLOTS,
})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(law=LAWS, answers=ANSWERS, data=st.data())
def test_every_random_walk_reaches_an_end(v1: Procedure, law: LawView, answers: dict[str, Any], data: Any) -> None:
    paper = Paper(v1, law=law)
    paper.answers.update(answers)
    for _ in range(60):
        states = engine.states(v1, paper.view())
        open_steps = [step for step in v1.steps if states[step.id] == "open"]
        if not open_steps:
            break
        step = data.draw(st.sampled_from(open_steps), label="step")
        if step.optional and data.draw(st.booleans(), label="skip"):
            paper.record(step.id, "skipped")
        else:
            paper.finish(step.id)
        invariants(paper)
    assert engine.is_finished(v1, paper.view())


def invariants(paper: Paper) -> None:
    """After every step: what was done stays done, order was kept, and no sanction stands without its ground."""
    view = paper.view()
    states = engine.states(paper.procedure, view)
    for record in paper.records:
        assert states[record.step] == record.state
        for earlier in paper.procedure.step(record.step).after:
            assert states[earlier] in ("done", "skipped", "not_applicable")
    if states["issue_sanction"] == "done":
        assert view.law.carried_sanction in ("expel", "remove", "warn", "reprimand")
        assert not (view.law.authority in ("propose", "none") and view.law.authority_verified)
        assert not (view.law.limitation_passed and view.law.limitation_verified)
        assert view.document("hearing_minutes") is not None
    if view.facts.get("proceed_to_discipline") is False:
        assert all(document.template != "ballot" for document in paper.documents)
