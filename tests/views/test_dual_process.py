"""Discipline inside an inspection: refused until the approval is recorded, however the request is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from flask import Flask

from tests.views.office import PEOPLE, Browser, person, text
from webapp.cli.walk.any_case import walk_any_case
from webapp.cli.walk.facts import TeamMember, read_facts
from webapp.extensions import db

SignIn = Callable[[str], Browser]
FILE = Path(__file__).parents[1] / "stories/facts/every_kind.toml"
PLAN = {"template": "discipline_plan", "dated_on": "16/9/2021"}
APPROVAL = {"dual_process_approval": "Công văn số 25-CV/UBKTTU, ngày 10/9/2021",
            "dual_process_reason": "Vi phạm đã rõ trong quá trình thẩm tra."}  # fmt: skip
DISCIPLINE = {"self_review_deadline": "20/9/2021", "violation_ended_on": "31/5/2021",
              "discipline_steps": "Công bố kế hoạch\nHội nghị kiểm điểm"}  # fmt: skip
SENTENCES = {
    "open_discipline": "Thiếu: kết luận, kết quả biểu quyết quyết định có bước “Kế hoạch xem xét, thi hành kỷ luật”",
    "open_dual_process": "Thiếu: việc cho phép tiến hành quy trình kép đã ghi vào hồ sơ",
}


def verified_case(app: Flask) -> str:
    """A case of the office whose facts were verified in August and that waits for its conference."""
    facts = next(one for one in read_facts(FILE).general if one.kind == "KT_DHVP_DV")
    leader, secretary = PEOPLE["leader"][0], PEOPLE["officer"][0]
    team = [TeamMember(name=leader, role="leader"), TeamMember(name=secretary, role="secretary")]
    earlier = {"period_from": date(2020, 8, 1), "period_to": date(2021, 5, 31)}
    facts = facts.model_copy(
        update={"opened_on": date(2021, 8, 25), "member_in_charge": PEOPLE["deputy"][0], "team": team,
                "facts": {**facts.facts, **earlier}}
    )  # fmt: skip
    with app.app_context():
        office = person("officer").office_id
        return walk_any_case(db.session, app.extensions["anthu.tools"], office, facts, until="hold_conference").id


def test_discipline_papers_are_drafted_only_after_the_recorded_approval(app: Flask, sign_in: SignIn) -> None:
    case_id = verified_case(app)
    steps, officer, deputy = f"/cases/{case_id}/steps", sign_in("officer"), sign_in("deputy")
    for step, paper in (("open_discipline", PLAN), ("open_dual_process", {**PLAN, "template": "dual_process_minutes"})):
        refused = officer.post(f"{steps}/{step}/documents", paper)
        assert refused.status_code == 409, step
        assert SENTENCES[step] in text(refused)
    assert officer.post(f"{steps}/approve_dual_process", APPROVAL).status_code == 302
    assert deputy.post(f"{steps}/approve_dual_process/perform", {}).status_code == 302
    assert officer.post(f"{steps}/open_discipline", DISCIPLINE).status_code == 302
    made = officer.post(f"{steps}/open_discipline/documents", PLAN)
    assert made.status_code == 302, text(made)
    assert "Kế hoạch xem xét, thi hành kỷ luật" in text(officer.get(made.location))
