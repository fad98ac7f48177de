"""Every procedure walked on paper to its end: the main path, its returns, the bodies and the ways out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.workflow.every_paper import PROCEDURES, AnyPaper, subject_for, tally
from webapp.workflow import engine

DAY = date(2026, 6, 1)
DONE = {"requirement": "Nộp lại", "owner": "A", "deadline": DAY, "status": "done", "evidence": "Phiếu thu",
        "done_on": DAY}
KEEP = {"effect_outcome": "ended", "complaint_open": False, "new_violation": False, "suspension_change": "lift",
        "proceed_to_discipline": False, "letter_is_information": False, "letter_faults": "nothing",
        "money_violation_total": 0, "follow_up": [DONE], "complaint_result": "keep"}
TEAM = ["propose", "issue_decision", "prepare_team", "open_inspection", "receive_report", "verify", "hold_conference",
        "report_result", "conclude", "issue_conclusion", "announce_conclusion"]
DISCIPLINE = ["open_discipline", "receive_self_review", "cell_review", "hear_subject", "vote", "issue_sanction",
              "announce_sanction", "notify_bodies"]


def paper(code: str, initiator: str | None = None, **answers: Any) -> AnyPaper:
    procedure = PROCEDURES[code]
    return AnyPaper(procedure, subject=subject_for(procedure), initiator=initiator or procedure.initiators[0],
                    answers={**KEEP, **answers})


@pytest.mark.parametrize(("code", "initiator"), [
    (code, initiator) for code, one in PROCEDURES.items() for initiator in one.initiators if code != "KT_DHVP_DV"])
def test_every_body_that_may_begin_a_case_brings_it_to_the_end(code: str, initiator: str) -> None:
    cell = {"cell_members": 40, "cell_has_committee": True, "cell_is_dispersed": True} if initiator == "cell" else {}
    case = paper(code, initiator, **cell)
    case.walk(sides=("change_suspension",) if code == "DC" else ())
    assert engine.is_finished(case.procedure, case.view())
    assert all(one.state == "issued" for one in case.documents)


@pytest.mark.parametrize("code", ["KT_CH", "GS_CD", "KT_NVKTGS", "KT_THKL", "KT_TC"])
def test_an_inspection_by_plan_goes_through_the_team_and_ends_with_its_conclusion(code: str) -> None:
    assert paper(code, PROCEDURES[code].initiators[0]).walk() == [*TEAM, "close_case"]


def test_a_cell_works_with_a_plan_and_an_extract_of_its_minutes() -> None:
    case = paper("KT_CH", "cell")
    case.walk()
    made = {one.template for one in case.documents}
    assert {"inspection_plan", "extract_minutes"} <= made
    assert not made & {"inspection_proposal", "inspection_decision", "session_minutes"}


@pytest.mark.parametrize("code", ["KT_CH", "KT_DHVP_TC", "KT_TC"])
def test_extension_and_changes_happen_beside_the_path(code: str) -> None:
    case = paper(code, extended_working_days=60, changed_content_items=["Việc quản lý đất công ích"] * 3)
    order = case.walk(sides=("extend", "change_team", "change_content"))
    assert {"extend", "change_team", "change_content"} <= set(order)


def test_discipline_follows_the_announced_conclusion() -> None:
    order = paper("KT_DHVP_TC", proceed_to_discipline=True, votes_to="decide").walk()
    assert order == [*TEAM, *DISCIPLINE, "close_case"]


def test_in_a_dual_process_the_hearing_comes_before_the_session_that_concludes_and_votes() -> None:
    case = paper("KT_DHVP_TC", proceed_to_discipline=True, votes_to="decide", dual_session=None)
    case.answers["dual_session"] = {**case.answer(case.procedure.fact("opening"))}
    order = case.walk(sides=("approve_dual_process",))
    assert order.index("hear_subject") < order.index("conclude") < order.index("vote")
    made = {one.template for one in case.documents}
    assert "dual_process_minutes" in made and "discipline_plan" not in made


def test_a_member_may_be_disciplined_inside_the_inspection_once_that_is_allowed() -> None:
    case = paper("KT_DHVP_DV", "commission", proceed_to_discipline=True, extended_working_days=60)
    order = case.walk(sides=("extend", "approve_dual_process"))
    wanted = ["open_dual_process", "hear_subject", "conclude", "vote"]
    assert [step for step in order if step in wanted] == wanted
    plain = paper("KT_DHVP_DV", "commission", proceed_to_discipline=True).walk()
    assert "open_dual_process" not in plain
    assert plain.index("announce_conclusion") < plain.index("open_discipline")


def test_without_its_approval_the_dual_process_does_not_exist() -> None:
    case = paper("KT_DHVP_TC", proceed_to_discipline=True)
    for step in TEAM[:6]:
        case.finish(step)
    assert engine.states(case.procedure, case.view())["open_discipline"] == "waiting"
    assert engine.entry_blockers(case.procedure, case.view(), "open_discipline")


@pytest.mark.parametrize(("code", "initiator"), [("KL_DV", "cell"), ("KL_DV", "commission"), ("KL_TC", "commission")])
def test_a_body_that_may_only_propose_sends_its_counts_up(code: str, initiator: str) -> None:
    case = paper(code, initiator, votes_to="propose")
    order = case.walk()
    assert "propose_vote" in order and "hand_over" in order
    assert not {"vote", "issue_sanction"} & set(order)
    made = {one.template for one in case.documents}
    assert {"proposal_ballot", "proposal_tally_minutes", "discipline_proposal_report"} <= made
    assert not made & {"ballot", "discipline_decision", "organisation_discipline_decision"}


def test_a_member_is_disciplined_from_the_plan_to_the_announcement() -> None:
    order = paper("KL_DV", votes_to="decide").walk()
    assert order == ["propose", "open_discipline", "announce_plan", "receive_self_review", "verify", "cell_review",
                     "hear_subject", "vote", "issue_sanction", "announce_sanction", "notify_bodies", "close_case"]


def test_a_vote_that_carries_nothing_issues_nothing() -> None:
    case = paper("KL_DV", votes_to="decide")
    case.answers["ballots"] = tally(case.procedure.fact("ballots"), "none")
    order = case.walk()
    assert "issue_sanction" not in order and order[-1] == "close_case"


def test_a_denunciation_is_settled_and_the_denouncer_told() -> None:
    order = paper("TC", denouncer_name="Hà Thị Kim Oanh").walk()
    begin = ["receive_letter", "decide_on_letter", "meet_denouncer"]
    assert order == [*begin, *TEAM[1:], "inform_denouncer", "close_case"]


@pytest.mark.parametrize(("information", "order"), [
    (False, ["receive_letter", "decide_on_letter", "close_case"]),
    (True, ["receive_letter", "decide_on_letter", "keep_as_information", "close_case"]),
])
def test_a_nameless_letter_opens_no_denunciation(information: bool, order: list[str]) -> None:
    assert paper("TC", letter_accepted=False, refusal_reason="Đơn giấu tên", letter_is_information=information,
                 letter_faults="hidden_name").walk() == order


def test_a_denunciation_may_end_in_discipline() -> None:
    order = paper("TC", proceed_to_discipline=True, votes_to="decide").walk()
    assert set(DISCIPLINE) <= set(order)


def test_a_complaint_that_may_not_be_settled_ends_with_a_reasoned_answer() -> None:
    case = paper("KN", letter_accepted=False, refusal_reason="Đơn gửi quá thời hạn")
    assert case.walk() == ["receive_letter", "decide_on_letter", "close_case"]
    assert [one.template for one in case.documents] == ["letter_intake_sheet", "acceptance_notice"]


def test_a_suspension_is_extended_and_lifted_by_decisions_of_their_own() -> None:
    case = paper("DC", suspension_change="extend", committee_member=True)
    for step in ("propose", "decide", "issue_suspension", "announce_suspension", "suspend_committee"):
        case.finish(step)
    case.finish("change_suspension")
    assert engine.blockers(case.procedure, case.view(), "confirm_lifted")
    case.answers["suspension_change"] = "lift"
    case.facts["suspension_change"] = "lift"
    assert case.walk() == ["confirm_lifted", "close_case"]


def test_a_suspension_that_was_not_agreed_ends_at_once() -> None:
    assert paper("DC", suspension_agreed=False).walk() == ["propose", "decide", "close_case"]


@pytest.mark.parametrize(("outcome", "step"), [("normal", ""), ("reminder", "remind"), ("signs", "refer_signs")])
def test_regular_supervision_is_a_log_without_a_team(outcome: str, step: str) -> None:
    order = paper("GS_TX", supervision_outcome=outcome).walk()
    assert order == [one for one in ("assign", "observe", "assess", step, "close_case") if one]
    assert not any(one.actor.startswith("team") for one in PROCEDURES["GS_TX"].steps)


def test_kinds_that_combine_call_their_common_steps_alike() -> None:
    codes = ("KT_NVKTGS", "KT_THKL", "KT_TC")
    assert len({tuple(step.id for step in PROCEDURES[code].steps) for code in codes}) == 1
    assert {code: set(PROCEDURES[code].combines) for code in codes} == {code: set(codes) - {code} for code in codes}


@pytest.mark.parametrize(("code", "called"), [
    ("KT_CH", "báo cáo tự kiểm tra"), ("KT_TC", "báo cáo tự kiểm tra"), ("GS_CD", "báo cáo tự giám sát"),
    ("KT_DHVP_TC", "báo cáo giải trình"), ("TC", "báo cáo giải trình"), ("KL_DV", "bản tự kiểm điểm"),
    ("KL_TC", "bản kiểm điểm của tập thể"),
])
def test_the_subjects_report_is_called_by_its_name(code: str, called: str) -> None:
    assert PROCEDURES[code].subject_report == called


def test_an_agency_opens_no_inspection_on_signs_and_a_commission_none_of_obedience() -> None:
    """C11. Source: QĐ 296-QĐ/TW, Điều 5; Điều lệ Đảng, Điều 32."""
    may = {code: set(one.initiators) for code, one in PROCEDURES.items()}
    assert {code for code, who in may.items() if "advisory_agency" in who} == {"KT_CH", "GS_CD", "GS_TX", "TD_KL"}
    assert "commission" not in may["KT_CH"]
