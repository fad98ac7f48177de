"""What the dated rules say of a case, question by question: both sides, what is unknown, what was not asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.workflow.every_paper import MEMBER, PROCEDURES, AnyPaper
from tests.workflow.lawful_paper import LAW
from webapp.queries.case_findings import findings
from webapp.workflow.view import CaseView, DocumentView, LawFinding

DECIDED = DocumentView("inspection_decision", "issue_decision", "issued", "d", date(2021, 8, 2))
AGENCY = DocumentView("inspection_decision", "issue_decision", "issued", "d", date(2025, 8, 1))
TALLY = {"entitled": 9, "present": 9, "issued": 9, "collected": 9, "invalid": 0, "warn": 6, "none": 3}
APPEAL = {"complaint_filed_on": date(2023, 3, 20), "challenged_body": "commission", "complained_sanction": "cảnh cáo",
          "challenged_received_on": date(2023, 3, 1)}


def asked(
    code: str, name: str, on: date, facts: dict[str, Any], initiator: str, level: str, *documents: DocumentView
) -> LawFinding | None:
    procedure = PROCEDURES[code]
    view: CaseView = replace(AnyPaper(procedure, subject=MEMBER, initiator=initiator).view(), today=on, facts=facts,
                             office_level=level, documents=documents)
    return findings(LAW, view, procedure).get(name)


# question · kind · day · facts · body · level · documents · met · verified · part of the sentence
ROWS: list[tuple[str, str, date, dict[str, Any], str, str, tuple[DocumentView, ...], bool | None, bool, str]] = [
    ("working_time_within_limit", "GS_CD", date(2021, 8, 2), {"working_days": 25}, "commission", "district",
     (DECIDED,), True, True, "trong thời hạn 25 ngày làm việc"),
    ("working_time_within_limit", "GS_CD", date(2021, 8, 2), {"working_days": 26}, "commission", "district",
     (DECIDED,), False, True, "vượt quá thời hạn 25 ngày làm việc"),
    ("extension_within_limit", "GS_CD", date(2021, 8, 20),
     {"working_days": 25, "extend_days": 8, "extension_granted_on": date(2021, 8, 20)}, "commission", "district",
     (DECIDED,), True, True, "tối đa 08 ngày"),
    ("extension_within_limit", "GS_CD", date(2021, 8, 20),
     {"working_days": 25, "extend_days": 9, "extension_granted_on": date(2021, 8, 20)}, "commission", "district",
     (DECIDED,), False, True, "vượt quá mức tối đa"),
    ("extension_within_limit", "GS_CD", date(2021, 12, 1),
     {"working_days": 25, "extend_days": 1, "extension_granted_on": date(2021, 12, 1)}, "commission", "district",
     (DECIDED,), False, True, "trước khi hết hạn"),
    ("extension_within_limit", "KT_DHVP_TC", date(2021, 12, 1),
     {"working_days": 25, "extend_days": 1, "extension_granted_on": date(2021, 12, 1)}, "commission", "district",
     (DECIDED,), False, False, "trước khi hết thời gian làm việc"),
    ("reference_period_within_limit", "KT_CH", date(2025, 8, 1), {"period_from": date(2020, 8, 1)}, "advisory_agency",
     "province", (AGENCY,), True, True, "không sớm hơn ngày 01/8/2020"),
    ("reference_period_within_limit", "KT_CH", date(2025, 8, 1), {"period_from": date(2020, 7, 31)}, "advisory_agency",
     "province", (AGENCY,), False, True, "sớm hơn"),
    ("no_hold_stands_in_the_way", "KL_DV", date(2023, 3, 1), {"hold_situation": "nothing"}, "commission", "district",
     (), True, True, ""),
    ("no_hold_stands_in_the_way", "KL_DV", date(2023, 3, 1), {"hold_situation": "illness"}, "commission", "district",
     (), False, True, "chưa xem xét kỷ luật"),
    ("letter_can_be_settled", "TC", date(2023, 3, 1), {"letter_faults": "nothing"}, "commission", "district", (),
     True, True, ""),
    ("letter_can_be_settled", "TC", date(2018, 3, 1), {"letter_faults": "hidden_name"}, "commission", "district", (),
     False, True, "là thông tin để xem xét kiểm tra"),
    ("letter_can_be_settled", "TC", date(2018, 3, 1), {"letter_faults": "hidden_name", "letter_accepted": False},
     "commission", "district", (), True, True, ""),
    ("complaint_may_be_settled", "KN", date(2023, 3, 21), APPEAL, "standing_board", "district", (), True, True, ""),
    ("complaint_may_be_settled", "KN", date(2023, 4, 3), {**APPEAL, "complaint_filed_on": date(2023, 4, 3)},
     "standing_board", "district", (), False, False, "quá thời hạn"),
    ("complaint_goes_to_the_right_instance", "KN", date(2023, 3, 21), APPEAL, "commission", "district", (), False,
     True, "chuyển đơn đến đúng cấp"),
    ("suspension_within_limits", "DC", date(2023, 3, 1),
     {"suspension_from": date(2023, 3, 1), "suspension_to": date(2023, 5, 29)}, "commission", "district", (), True,
     True, "90 ngày"),
    ("suspension_within_limits", "DC", date(2023, 3, 1),
     {"suspension_from": date(2023, 3, 1), "suspension_to": date(2023, 5, 30)}, "commission", "district", (), False,
     True, "vượt quá 90 ngày"),
    ("suspension_within_limits", "DC", date(2023, 3, 1),
     {"suspension_from": date(2023, 3, 1), "suspension_to": date(2023, 12, 30), "suspension_ground": "detained"},
     "commission", "district", (), True, True, "tố tụng"),
    ("extended_suspension_within_limits", "DC", date(2023, 5, 1),
     {"suspension_from": date(2023, 3, 1), "suspension_changed_on": date(2023, 8, 28), "suspension_change": "extend"},
     "commission", "district", (), False, True, "vượt quá 180 ngày"),
    ("extended_suspension_within_limits", "DC", date(2026, 7, 1),
     {"suspension_from": date(2026, 5, 1), "suspension_changed_on": date(2026, 8, 28), "suspension_change": "extend"},
     "commission", "commune", (), True, False, "120 ngày"),
    ("effect_has_ended", "CD_HL", date(2024, 3, 1),
     {"sanction_announced_on": date(2023, 3, 1), "ended_sanction": "cảnh cáo"}, "commission", "district", (), True,
     True, "đã đương nhiên chấm dứt"),
    ("effect_has_ended", "CD_HL", date(2024, 2, 29),
     {"sanction_announced_on": date(2023, 3, 1), "ended_sanction": "cảnh cáo"}, "commission", "district", (), False,
     True, "sẽ đương nhiên"),
    ("effect_has_ended", "CD_HL", date(2024, 3, 1),
     {"sanction_announced_on": date(2023, 3, 1), "ended_sanction": "khai trừ"}, "commission", "district", (), False,
     True, "không đương nhiên"),
    ("proposal_ballots_are_consistent", "KL_DV", date(2023, 3, 1), {"proposal_ballots": TALLY}, "cell", "district",
     (), True, True, ""),
    ("proposal_ballots_are_consistent", "KL_DV", date(2023, 3, 1), {"proposal_ballots": {**TALLY, "warn": 7}}, "cell",
     "district", (), False, True, "phiếu"),
    ("file_archived_in_time", "KT_DHVP_TC", date(2020, 3, 30),
     {"archived_on": date(2020, 3, 30), "conclusion_announcement": {"on": date(2020, 3, 2)}}, "commission", "central",
     (), False, True, "15 ngày làm việc"),
    ("bases_are_in_force", "KL_DV", date(2023, 3, 1), {}, "commission", "district", (), True, True, ""),
    ("bases_are_in_force", "OAN", date(2020, 3, 1), {}, "commission", "district", (), None, False, "chưa có văn bản"),
]


@pytest.mark.parametrize(
    ("name", "code", "on", "facts", "initiator", "level", "documents", "met", "verified", "says"), ROWS,
    ids=[f"{row[0]} {row[7]} {row[9]}" for row in ROWS])
def test_the_rules_answer_a_question_of_the_case(
    name: str, code: str, on: date, facts: dict[str, Any], initiator: str, level: str,
    documents: tuple[DocumentView, ...], met: bool | None, verified: bool, says: str,
) -> None:  # fmt: skip
    found = asked(code, name, on, facts, initiator, level, *documents)
    assert found is not None
    assert (found.met, found.verified) == (met, verified), found.sentence
    assert says in found.sentence


@pytest.mark.parametrize("name", sorted({row[0] for row in ROWS} - {"bases_are_in_force"}))
def test_a_question_without_its_facts_is_not_answered(name: str) -> None:
    assert asked("KL_DV", name, date(2023, 3, 1), {}, "commission", "district") is None


def test_the_first_instance_for_a_decision_of_the_commission_is_the_board_of_the_same_level() -> None:
    found = asked("KN", "complaint_goes_to_the_right_instance", date(2023, 3, 21), APPEAL, "standing_board", "district")
    assert found is not None and found.met and found.verified
