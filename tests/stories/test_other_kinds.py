"""Eight cases of two offices, each walked to its end under the law of its days: what was decided, and what was not.

The commune, the city, their people and the findings are invented; the law is that of 2021 and 2026.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.workflow.every_paper import PROCEDURES, tally
from tests.workflow.lawful_paper import LAW, TOOLS, LawfulPaper
from webapp.rendering.layout import layout_on
from webapp.rules.deadlines import due
from webapp.rules.effect import effective
from webapp.rules.secrecy import revealed
from webapp.rules.votes import Ballots, Sanction, outcome
from webapp.workflow import engine
from webapp.workflow.guards.letters import KEPT_FROM_THE_SUBJECT
from webapp.workflow.procedure import combined
from webapp.workflow.view import SubjectView

HOA = SubjectView("member", "Lương Thị Bích Hoa", "Chi bộ thôn Đồng Vải", id="hoa", level="grassroots")
FINDINGS = [{"item": 1, "facts": "Vắng sinh hoạt chi bộ 05 kỳ không có lý do", "nature": "violation",
             "harm": "ảnh hưởng nền nếp sinh hoạt", "cause": "thiếu rèn luyện"}]
COMMON = {"content_items": ["Việc chấp hành chế độ sinh hoạt chi bộ"], "findings": FINDINGS,
          "proceed_to_discipline": False}


def paper(code: str, initiator: str, subject: SubjectView, day: date, **answers: Any) -> LawfulPaper:
    later = date(day.year, 12, 31)
    asked = [{"owner": "Đối tượng", "content": "Khắc phục", "deadline": later}]
    return LawfulPaper(PROCEDURES[code], subject=subject, initiator=initiator, today=day,
                       answers={**COMMON, "requirements": asked, "report_back_on": later, **answers})


# ── Supervision across a change of the law ────────────────────────────────────────────────────────────────────────────
def test_a_supervision_cites_the_law_and_keeps_the_layout_of_each_day() -> None:
    cell = SubjectView("organisation", "Chi bộ Trung tâm Phục vụ hành chính công", "Đảng bộ xã Phú Mộc Hà", id="tt")
    case = paper("GS_CD", "commission", cell, date(2026, 4, 1))
    case.days = {"issue_decision": date(2026, 4, 6), "issue_conclusion": date(2026, 5, 29)}
    case.title = "Giám sát chuyên đề việc giải quyết thủ tục hành chính sau sắp xếp đơn vị hành chính"
    case.walk()
    decided, concluded = (next(one.dated_on for one in case.documents if one.template == code)
                          for code in ("inspection_decision", "supervision_conclusion"))
    assert (decided, concluded) == (date(2026, 4, 6), date(2026, 5, 29))
    cited = {day: replace_today(case, day).law.citations["process"] for day in (decided, concluded)}
    assert cited == {decided: "Quy định số 296-QĐ/TW", concluded: "Quy định số 21-QĐ/TW"}
    assert "296-QĐ/TW" in next(text for name, text in case.texts().items() if name.startswith("inspection_decision"))
    assert [layout_on(TOOLS.layouts, day).code for day in (date(2026, 5, 26), date(2026, 5, 27))] == [
        "HD36_2018", "HD05_2026"]


def replace_today(case: LawfulPaper, day: date) -> Any:
    case.today = day
    return case.view()


# ── A cell that decides, a cell that may only propose ─────────────────────────────────────────────────────────────────
def test_a_cell_reprimands_by_cumulation_with_the_absent_in_the_denominator() -> None:
    case = paper("KL_DV", "cell", HOA, date(2026, 7, 20), votes_to="decide", violation_area="cell_task",
                 violation_ended_on=date(2026, 5, 31))
    case.answers["ballots"] = {"entitled": 12, "present": 10, "issued": 10, "collected": 10, "invalid": 0,
                               "expel": 0, "remove": 0, "warn": 6, "reprimand": 4, "none": 0}
    case.days = {"vote": date(2026, 8, 20)}
    order = case.walk()
    law = case.view().law
    assert law.carried_sanction == "reprimand"
    assert "cộng dồn" in law.vote_sentence
    assert "issue_sanction" in order and "hand_over" not in order
    decision = next(one for one in case.documents if one.template == "discipline_decision")
    assert decision.sanction == "reprimand"
    assert "khiển trách" in case.text(decision).lower()


def test_the_decision_of_a_cell_has_effect_from_the_vote_and_is_delivered_within_ten_days() -> None:
    voted = date(2026, 8, 20)
    found = effective(LAW, decided_by_cell=True, signed_on=date(2026, 8, 24), vote_announced_on=voted)
    assert found.effective_on == voted
    assert due(LAW, event="cell_decision_delivered", start=voted, on=voted).due_on == date(2026, 8, 30)


def test_no_proposal_carries_at_thirteen_of_twenty_and_the_counts_go_up_as_they_are() -> None:
    case = paper("KL_DV", "cell", HOA, date(2026, 7, 20), votes_to="propose", violation_ended_on=date(2026, 5, 31))
    counts = {"entitled": 20, "present": 20, "issued": 20, "collected": 20, "invalid": 0}
    ballots = {**counts, "expel": 13, "remove": 7, "warn": 0, "reprimand": 0, "none": 0}
    case.answers |= {"proposal_ballots": ballots, "handed_over_to": "Ban Thường vụ Đảng ủy xã Phú Mộc Hà"}
    order = case.walk()
    votes = {Sanction.EXPEL: 13, Sanction.REMOVE: 7, Sanction.WARN: 0, Sanction.REPRIMAND: 0, Sanction.NONE: 0}
    result = outcome(LAW, Ballots(**counts, votes=votes), on=case.today, mode="propose", target="member")
    assert result.carried is None
    heaviest = result.steps[0]
    assert (heaviest.sanction, heaviest.votes, heaviest.needed) == (Sanction.EXPEL, 13, 14)
    assert order[-2:] == ["hand_over", "close_case"] and "issue_sanction" not in order
    report = next(one for one in case.documents if one.template == "discipline_proposal_report")
    assert "13" in case.text(report) and "Ban Thường vụ" in case.text(report)


# ── A denunciation whose sender stays unknown ─────────────────────────────────────────────────────────────────────────
SENDER = {"denouncer_name": "Hà Thị Kim Nguyệt", "denouncer_address": "thôn Nà Hoáng, xã Phú Mộc Hà",
          "denouncer_wants_secrecy": True, "letter_faults": "nothing"}
ALLEGATIONS = [{"content": f"Nội dung {number}", "facts": "Đã thẩm tra, xác minh", "verdict": verdict}
               for number, verdict in enumerate(("true_in_part", "false", "no_ground"), start=1)]


def test_the_denouncer_stands_in_none_of_the_papers_the_subject_receives() -> None:
    case = paper("TC", "commission", HOA, date(2026, 6, 1), allegations=ALLEGATIONS, **SENDER)
    case.walk()
    seen = {name: text for name, text in case.texts().items()
            if name.split()[0] not in KEPT_FROM_THE_SUBJECT and "meet_denouncer" not in name}
    marks = [SENDER["denouncer_name"], SENDER["denouncer_address"]]
    assert len(seen) >= 10
    assert {name: revealed(text, marks) for name, text in seen.items() if revealed(text, marks)} == {}
    conclusion = next(text for name, text in seen.items() if name.startswith("denunciation_conclusion"))
    assert all(word in conclusion.lower() for word in ("một phần", "sai", "chưa có cơ sở"))


@pytest.mark.parametrize("slip", ["Theo đơn của bà Hà Thị Kim Nguyệt", "ba HA THI KIM NGUYET noi", "ở thôn Na Hoang"])
def test_a_paper_that_names_the_denouncer_is_not_signed(slip: str) -> None:
    case = paper("TC", "commission", HOA, date(2026, 6, 1), **SENDER)
    case.answers["content_items"] = [slip]
    with pytest.raises(AssertionError, match="không lộ người tố cáo"):
        case.walk()


# ── An appeal decided by the right body, in time ──────────────────────────────────────────────────────────────────────
APPEAL = {"complained_decision": "Quyết định số 07-QĐ/UBKTĐU, ngày 15/6/2026 của Ủy ban Kiểm tra Đảng ủy xã",
          "complained_sanction": "cảnh cáo", "challenged_body": "commission", "settled_before_by": "nobody",
          "challenged_received_on": date(2026, 6, 18), "complaint_filed_on": date(2026, 7, 16),
          "complaint_result": "lower", "new_sanction": "khiển trách"}


def test_an_appeal_is_settled_by_the_board_of_the_same_level_and_lowered() -> None:
    case = paper("KN", "standing_board", HOA, date(2026, 7, 17), **APPEAL)
    case.walk()
    found = case.view().law.findings
    assert found["complaint_may_be_settled"].met and found["complaint_goes_to_the_right_instance"].met
    decision = next(one for one in case.documents if one.template == "complaint_decision")
    assert "từ cảnh cáo thành khiển trách" in case.text(decision)


@pytest.mark.parametrize(("changed", "initiator", "wrong"), [
    ({}, "commission", "complaint_goes_to_the_right_instance"),
    ({"complaint_filed_on": date(2026, 7, 19)}, "standing_board", "complaint_may_be_settled"),
    ({"challenged_received_on": None}, "standing_board", "complaint_may_be_settled"),
    ({"complaint_obstacle": "for_another"}, "standing_board", "complaint_may_be_settled"),
])
def test_an_appeal_out_of_time_or_at_the_wrong_body_is_seen(
    changed: dict[str, Any], initiator: str, wrong: str
) -> None:
    case = paper("KN", initiator, HOA, date(2026, 7, 20), **{**APPEAL, **changed})
    case.finish("receive_letter")
    finding = case.view().law.findings[wrong]
    assert finding.met is False
    assert not finding.verified  # the texts of 2026 have not been read: the product warns and does not stop anybody


# ── The city of 2021: one plan for many ───────────────────────────────────────────────────────────────────────────────
def organisations(count: int) -> tuple[SubjectView, ...]:
    return tuple(SubjectView("organisation", f"Đảng bộ phường số {number:02d}", "Đảng bộ thành phố", id=f"o{number}")
                 for number in range(1, count + 1))


def test_one_plan_for_twelve_organisations_their_secretaries_and_chairs_ends_with_a_notice_each() -> None:
    units = organisations(12)
    people = [SubjectView("member", f"{name} {one.id}", one.full_name, post, id=f"{one.id}{name}")
              for one in units for name, post in (("Bí thư", "Bí thư Đảng ủy"), ("Chủ nhiệm", "Chủ nhiệm"))]
    three = combined(PROCEDURES["KT_NVKTGS"], [PROCEDURES["KT_THKL"], PROCEDURES["KT_TC"]])
    case = LawfulPaper(three, subject=units[0], others=(*units[1:], *people), today=date(2021, 8, 25), level="district",
                       answers={**COMMON, "money_violation_total": 0})
    case.days = {"issue_decision": date(2021, 8, 30)}
    case.walk()
    notices = [one for one in case.documents if one.template == "inspection_conclusion"]
    assert len({one.subject for one in notices}) == len(notices) == 36
    assert sum(one.template == "inspection_plan" for one in case.documents) == 1


def test_the_boards_own_inspection_of_seven_organisations_ends_without_a_sanction() -> None:
    units = organisations(7)
    case = LawfulPaper(PROCEDURES["KT_CH"], subject=units[0], others=units[1:], initiator="standing_board",
                       today=date(2021, 4, 1), level="district", answers=COMMON)
    case.days = {"issue_decision": date(2021, 4, 5)}
    case.walk()
    assert sum(one.template == "inspection_conclusion" for one in case.documents) == 7
    assert not any("discipline" in one.template for one in case.documents)
    assert engine.is_finished(case.procedure, case.view())


def test_a_vote_of_nine_decides_as_the_law_of_the_day_says() -> None:
    case = paper("KL_DV", "commission", replace(HOA, party_position="Chi uỷ viên"), date(2023, 3, 1),
                 votes_to="decide", violation_ended_on=date(2022, 5, 31))
    case.level = "district"
    case.answers["ballots"] = tally(case.procedure.fact("ballots"), "warn", 6)
    case.walk()
    assert case.view().law.carried_sanction == "warn"
