"""Every paper of every procedure is filled from its own case: nothing the paper needs is never asked for."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workflow.every_paper import MEETING, PROCEDURES, subject_for
from tests.workflow.lawful_paper import CATALOGUE, TOOLS, LawfulPaper
from tests.workflow.test_walk_of_every_procedure import KEEP
from webapp.services.values import document_values

BODIES = {"KT_CH": "standing_board", "KN": "standing_board"}
DAY = date(2026, 12, 31)
ASKED = [{"owner": "Đối tượng", "content": "Khắc phục", "deadline": DAY}]
MEETING_ON = {**MEETING, "on": DAY}
FACTS = {**KEEP, "proceed_to_discipline": True, "votes_to": "decide", "requirements": ASKED, "report_back_on": DAY,
         "violation_ended_on": date(2026, 3, 31), "complained_sanction": "cảnh cáo", "challenged_body": "commission",
         "complaint_filed_on": date(2026, 6, 20), "challenged_received_on": date(2026, 6, 18),
         "ended_sanction": "khiển trách", "sanction_announced_on": date(2025, 5, 5), "follow_up": [
             {**KEEP["follow_up"][0]}], "suspension_to": date(2026, 8, 20), "suspension_from": date(2026, 6, 8),
         "total_pages": 120, "contents_pages": 3, "file_condition": "Tốt", "handover_receiver": "Kiều Thị Sen",
         "denouncer_name": "Hà Thị Kim Nguyệt", "denouncer_address": "thôn Nà Hoáng",
         "lessons_session": MEETING_ON, "handover_session": MEETING_ON}


def walked(code: str, **answers: object) -> LawfulPaper:
    procedure = PROCEDURES[code]
    case = LawfulPaper(procedure, subject=subject_for(procedure), initiator=BODIES.get(code, procedure.initiators[0]),
                       today=date(2026, 6, 1), answers={**FACTS, **answers})
    case.walk(sides=("change_suspension",) if code == "DC" else ())
    return case


def missing(case: LawfulPaper) -> dict[str, tuple[str, ...]]:
    """Document → the labels of the required fields that came out empty."""
    view, found = case.view(), {}
    for made in case.documents:
        about = next((view.of(one) for one in view.subjects if one.id == made.subject), view)
        values = document_values(TOOLS, case.procedure, about, step_id=made.step,
                                 template=CATALOGUE.get(made.template), dated_on=made.dated_on or case.today)
        if values.missing:
            found[f"{made.template} {made.step}"] = values.missing
    return found


@pytest.mark.parametrize("code", [code for code in PROCEDURES if code != "KT_DHVP_DV"])
def test_no_paper_of_the_procedure_lacks_a_value(code: str) -> None:
    assert missing(walked(code)) == {}


@pytest.mark.parametrize("code", ["KL_DV", "KL_TC"])
def test_no_paper_of_a_proposal_lacks_a_value(code: str) -> None:
    assert missing(walked(code, votes_to="propose")) == {}
