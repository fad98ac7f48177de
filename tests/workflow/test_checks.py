"""Every check of due process (C01-C34) is explained in the law data and kept by a named guard."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.rules.law import load_law
from webapp.workflow.guards import GUARDS

LAW = load_law(Path(__file__).parents[2] / "workflows" / "_law")


@pytest.mark.parametrize(("check", "names"), [
    ("C01", {"no_minutes_before_decision"}),
    ("C02", {"decision_and_plan_same_day"}),
    ("C03", {"plan_is_complete"}),
    ("C04", {"working_time_within_limit", "extension_within_limit"}),
    ("C05", {"reference_period_within_limit"}),
    ("C06", {"team_size_is_usual"}),
    ("C07", {"subject_is_not_in_team", "no_team_member_is_kin_of_subject"}),
    ("C08", {"subject_does_not_vote"}),
    ("C09", {"member_in_charge_is_on_commission", "leader_sits_on_the_committee"}),
    ("C10", {"subject_below_initiator"}),
    ("C11", {"kind_suits_the_initiator"}),
    ("C12", {"dual_process_has_its_approval"}),
    ("C13", {"every_session_is_minuted"}),
    ("C14", {"hearing_recorded", "vote_after_hearing", "proposal_after_hearing", "heard_before_concluding"}),
    ("C15", {"self_review_received_or_refused"}),
    ("C16", {"ballots_are_consistent", "decision_states_the_carried_sanction", "proposal_ballots_are_consistent"}),
    ("C17", {"sanction_fits_the_target", "ballots_fit_the_target"}),
    ("C18", {"body_may_decide_the_sanction"}),
    ("C19", {"within_limitation", "limitation_before_vote"}),
    ("C20", {"no_hold_stands_in_the_way"}),
    ("C21", {"sanction_announced_in_time"}),
    ("C22", {"complaint_may_be_settled"}),
    ("C23", {"complaint_goes_to_the_right_instance"}),
    ("C24", {"handler_did_not_decide"}),
    ("C25", {"denouncer_is_not_named"}),
    ("C26", {"letter_can_be_settled"}),
    ("C27", {"suspension_within_limits", "extended_suspension_within_limits"}),
    ("C28", {"bases_are_in_force"}),
    ("C29", {"subject_status_is_known"}),
    ("C30", {"moved_subject_was_assigned"}),
    ("C31", {"every_subject_has_its_notice"}),
    ("C32", {"disagreement_was_reported"}),
    ("C33", {"file_archived_in_time"}),
    ("C34", {"conclusion_session_has_quorum"}),
])
def test_each_check_of_due_process_is_kept_by_a_guard(check: str, names: set[str]) -> None:
    assert {name for name, guard in GUARDS.items() if guard.check == check} == names


def test_there_are_thirty_four_checks_each_explained_in_one_sentence() -> None:
    assert [check.id for check in LAW.checks] == [f"C{number:02d}" for number in range(1, 35)]
    for check in LAW.checks:
        assert check.explain[0].isupper() and check.explain.endswith(".") and check.explain.count(".") <= 2, check.id
        assert len(check.explain) < 160, check.id


@pytest.mark.parametrize("check", LAW.checks, ids=lambda check: check.id)
def test_a_check_that_only_warns_has_no_guard_that_blocks(check: object) -> None:
    kept = [guard for guard in GUARDS.values() if guard.check == check.id]  # type: ignore[attr-defined]
    assert kept
    if check.severity != "error" and check.verified:  # type: ignore[attr-defined]
        assert {guard.severity for guard in kept} == {"warn"}
