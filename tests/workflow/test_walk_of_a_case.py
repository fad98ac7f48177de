"""The procedure of a member with signs of violation, walked on paper from the proposal to the closed file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.workflow.paper_case import Paper
from webapp.workflow import engine


def test_the_whole_case_is_walked_in_order_and_ends_with_a_warning(paper: Paper) -> None:
    order = []
    while (status := engine.next_step(paper.procedure, paper.view())) is not None:
        order.append(status.step.id)
        paper.finish(status.step.id)
    assert order == [step.id for step in paper.procedure.steps if step.id != "hand_over"]
    assert paper.view().law.carried_sanction == "warn"
    assert engine.is_finished(paper.procedure, paper.view())
    assert paper.state("hand_over") == "not_applicable"
    assert len(paper.documents) == 20
    assert len({document.template for document in paper.documents}) == 17


def test_at_the_start_only_the_proposal_is_open(paper: Paper) -> None:
    states = engine.states(paper.procedure, paper.view())
    assert states.pop("propose") == "open"
    assert set(states.values()) == {"waiting"}


def test_a_conclusion_without_discipline_leads_straight_to_the_closing(paper: Paper) -> None:
    paper.answers["proceed_to_discipline"] = False
    paper.walk_to("close_case")
    sanction = [step.id for step in paper.procedure.steps if step.stage == "sanction" and step.id != "close_case"]
    assert {paper.state(step) for step in sanction} == {"not_applicable"}
    paper.finish("close_case")
    assert engine.is_finished(paper.procedure, paper.view())


def test_a_vote_that_carries_nothing_leaves_no_decision_to_issue(paper: Paper) -> None:
    paper.answers["ballots"] = {**paper.answers["ballots"], "warn": 2, "none": 5}
    paper.walk_to("close_case")
    assert paper.state("issue_sanction") == paper.state("announce_sanction") == "not_applicable"


def test_a_sanction_beyond_the_commission_is_handed_over_and_not_issued(paper: Paper) -> None:
    paper.law = replace(paper.law, authority="propose", authority_sentence="Chỉ được đề nghị cách chức.")
    paper.walk_to("close_case")
    assert paper.state("issue_sanction") == "not_applicable"
    assert paper.state("hand_over") == "done"
    refused = engine.entry_blockers(paper.procedure, paper.view(), "issue_sanction")
    assert any("Chỉ được đề nghị cách chức" in condition.sentence for condition in refused)


def test_after_the_limitation_period_no_decision_is_issued_but_the_case_can_be_closed(paper: Paper) -> None:
    paper.law = replace(paper.law, limitation_passed=True, limitation_sentence="thời hiệu cảnh cáo đã hết 01/5/2021")
    paper.walk_to("close_case")
    assert paper.state("issue_sanction") == "not_applicable"
    refused = engine.entry_blockers(paper.procedure, paper.view(), "issue_sanction")
    assert any("thời hiệu cảnh cáo đã hết 01/5/2021" in condition.sentence for condition in refused)


def test_an_unverified_limitation_period_only_warns(paper: Paper) -> None:
    paper.law = replace(paper.law, limitation_passed=True, limitation_verified=False)
    paper.walk_to("issue_sanction")
    assert paper.state("issue_sanction") == "open"
    status = engine.next_step(paper.procedure, paper.view())
    assert status is not None
    found = {condition.id: condition for condition in status.conditions}["within_limitation"]
    assert (found.met, found.severity, found.verified) == (False, "warn", False)


def test_the_review_at_the_cell_may_be_skipped(paper_at: Callable[[str], Paper]) -> None:
    paper = paper_at("cell_review")
    assert paper.state("hear_subject") == "waiting"
    paper.record("cell_review", "skipped")
    assert (paper.state("cell_review"), paper.state("hear_subject")) == ("skipped", "open")


def test_the_tracker_moves_through_the_five_stages_with_their_days(paper_at: Callable[[str], Paper]) -> None:
    paper = paper_at("conclude")
    found = engine.stages(paper.procedure, paper.view())
    assert [(one.label, one.state, one.on) for one in found] == [
        ("Kế hoạch", "past", date(2021, 6, 28)),
        ("Quyết định", "past", date(2021, 7, 13)),
        ("Thẩm tra, xác minh", "past", date(2021, 8, 31)),
        ("Kết luận", "current", None),
        ("Kỷ luật", "todo", None),
    ]


def test_a_closed_case_has_only_past_stages(paper_at: Callable[[str], Paper]) -> None:
    paper = paper_at("close_case")
    paper.finish("close_case")
    assert {one.state for one in engine.stages(paper.procedure, paper.view())} == {"past"}
    assert engine.next_step(paper.procedure, paper.view()) is None
