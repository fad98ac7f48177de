"""Whatever people answer, no case of any kind gets stuck: random walks with side steps all reach an end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflow.every_paper import PROCEDURES, AnyPaper, subject_for, tally
from tests.workflow.test_walk_of_every_procedure import KEEP
from webapp.workflow import engine

CODES = sorted(code for code in PROCEDURES if code != "KT_DHVP_DV")
ANSWERS = st.fixed_dictionaries({
    "proceed_to_discipline": st.booleans(),
    "letter_accepted": st.booleans(),
    "refusal_reason": st.just("Không đủ điều kiện"),
    "letter_is_information": st.booleans(),
    "suspension_agreed": st.booleans(),
    "suspension_kind": st.sampled_from(["party_activity", "committee_activity"]),
    "committee_member": st.booleans(),
    "supervision_outcome": st.sampled_from(["normal", "reminder", "signs"]),
    "effect_outcome": st.sampled_from(["ended", "superseded"]),
    "complaint_result": st.sampled_from(["keep", "cancel"]),
    "votes_to": st.sampled_from(["decide", "propose"]),
    "hearing_mode": st.sampled_from(["heard", "written", "no_show"]),
})
FORMS = st.sampled_from(["warn", "reprimand", "none"])
NOT_ALONE = frozenset({"approve_dual_process"})
"""Side steps whose papers need an answer that only some cases have: they are walked by their own tests."""


def walk(code: str, initiator: str, answers: dict[str, Any], form: str, data: Any) -> AnyPaper:
    procedure = PROCEDURES[code]
    case = AnyPaper(procedure, subject=subject_for(procedure), initiator=initiator, answers={**KEEP, **answers})
    for fact in procedure.facts():
        if fact.type == "ballots":
            case.answers[fact.key] = tally(fact, form)
    taken: dict[str, int] = {}
    for _ in range(60):
        if engine.is_finished(procedure, case.view()):
            break
        case.today += timedelta(days=1)
        found = engine.states(procedure, case.view())
        sides = [one.id for one in procedure.side_steps
                 if found[one.id] == "open" and taken.get(one.id, 0) < 2 and one.id not in NOT_ALONE]
        ready = case.open_steps()
        assert ready, f"{code} stands still: {[record.step for record in case.records]}"
        first = data.draw(st.sampled_from([*ready, *sides]), label="step")
        done = case.first_possible([first, *(one for one in (*ready, *sides) if one != first)])
        taken[done] = taken.get(done, 0) + 1
        invariants(case)
    return case


def invariants(case: AnyPaper) -> None:
    """Order was kept, nothing is done that does not belong to the case, and no sanction stands without its ground."""
    view = case.view()
    states = engine.states(case.procedure, view)
    for record in case.records:
        for earlier in case.procedure.step(record.step).before:
            assert states[earlier] in ("done", "skipped", "not_applicable")
    if any(one.template.endswith("discipline_decision") for one in case.documents):
        assert view.law.carried_sanction in view.law.allowed_sanctions
        assert view.record("hear_subject") is not None and view.facts["votes_to"] == "decide"
    if view.facts.get("letter_accepted") is False:
        made = {one.template for one in case.documents if one.step != "close_case"}
        assert made <= {"letter_intake_sheet", "acceptance_notice"}


def check(code: str, data: Any) -> None:
    procedure = PROCEDURES[code]
    initiator = data.draw(st.sampled_from(procedure.initiators), label="initiator")
    cell = {"cell_members": 40, "cell_has_committee": True, "cell_is_dispersed": True} if initiator == "cell" else {}
    answers = data.draw(ANSWERS, label="answers")
    case = walk(code, initiator, {**answers, **cell}, data.draw(FORMS, label="form"), data)
    assert engine.is_finished(procedure, case.view())


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(code=st.sampled_from(CODES), data=st.data())
def test_a_random_walk_of_any_procedure_reaches_an_end(code: str, data: Any) -> None:
    check(code, data)


@pytest.mark.full
@pytest.mark.parametrize("code", CODES)
def test_five_hundred_random_walks_of_each_procedure_reach_an_end(code: str) -> None:
    @settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(data=st.data())
    def walks(data: Any) -> None:
        check(code, data)

    walks()
