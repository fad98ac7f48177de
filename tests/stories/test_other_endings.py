"""Case A as it might have gone: no discipline, no majority, a member who neither writes nor comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.support.desk import Desk
from webapp import clock
from webapp.queries.case_view import procedure_of
from webapp.services.cases import StepBlocked
from webapp.services.documents.drafting import find_document
from webapp.workflow import engine

BALLOTS = {"entitled": 9, "present": 9, "issued": 9, "collected": 9, "invalid": 0,
           "expel": 0, "remove": 0, "warn": 0, "reprimand": 0, "none": 0}  # fmt: skip


def minutes_by(desk: Desk, name: str) -> dict[str, object]:
    """Who makes minutes that `name` signs."""
    return {"drafter": desk.person("Nguyệt"), "signer": desk.person(name), "issuer": desk.person(name)}


def states(desk: Desk) -> dict[str, str]:
    """Step id → where it stands."""
    return {one.step.id: one.state for one in engine.statuses(procedure_of(desk.tools, desk.case), desk.view)}


def test_without_a_proposal_of_discipline_the_case_closes_after_the_announcement(
    desk_at: Callable[[str], Desk],
) -> None:
    desk = desk_at("conclude")
    nguyet, thinh, quyet, yen = (desk.person(name) for name in ("Nguyệt", "Thịnh", "Quyết", "Yến"))

    desk.notes(quyet, proceed_to_discipline=False)
    desk.accepts(quyet, "conclude")
    desk.circulates("conclude", "session_minutes", **minutes_by(desk, "Quyết"))
    desk.finishes(quyet, "conclude")
    desk.accepts(quyet, "issue_conclusion", deadline=date(2021, 12, 8))
    desk.circulates("issue_conclusion", "conclusion_notice", drafter=nguyet, approver=quyet, signer=quyet, issuer=yen)
    desk.finishes(quyet, "issue_conclusion")
    assert desk.case.state == "open"
    desk.accepts(quyet, "announce_conclusion")
    desk.circulates("announce_conclusion", "announcement_minutes", **minutes_by(desk, "Quyết"))
    desk.finishes(quyet, "announce_conclusion")

    found = states(desk)
    assert found["close_case"] == "open"
    assert {found[step] for step in ("open_discipline", "hear_subject", "vote", "issue_sanction")} == {"not_applicable"}
    with pytest.raises(StepBlocked, match="Chưa soạn được văn bản"):
        desk.drafts(nguyet, "open_discipline", "discipline_plan")
    desk.finishes(thinh, "close_case")
    assert desk.case.state == "closed"


def test_when_no_form_carries_there_is_no_decision(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("vote")
    nguyet, thinh, quyet = (desk.person(name) for name in ("Nguyệt", "Thịnh", "Quyết"))

    desk.accepts(quyet, "vote")
    desk.circulates("vote", "ballot", drafter=nguyet, signer=None, issuer=nguyet)
    desk.notes(quyet, ballots={**BALLOTS, "expel": 3, "remove": 1, "none": 5})
    desk.circulates("vote", "tally_minutes", **minutes_by(desk, "Quyết"))
    desk.circulates("vote", "session_minutes", **minutes_by(desk, "Quyết"))
    desk.finishes(quyet, "vote")

    assert desk.view.law.carried_sanction == "none"
    assert states(desk)["issue_sanction"] == "not_applicable"
    with pytest.raises(StepBlocked) as refused:
        desk.drafts(nguyet, "issue_sanction", "discipline_decision")
    assert "không áp dụng cho hồ sơ này" in str(refused.value)
    assert find_document(desk.session, desk.case.id, "issue_sanction", "discipline_decision") is None
    desk.finishes(thinh, "close_case")
    assert desk.case.state == "closed"


def test_a_member_who_neither_writes_nor_comes_is_still_judged(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("receive_self_review")
    nguyet, thinh, quyet = (desk.person(name) for name in ("Nguyệt", "Thịnh", "Quyết"))

    with pytest.raises(StepBlocked, match="bản tự kiểm điểm của đảng viên, hoặc việc không gửi đã được ghi lại"):
        desk.finishes(nguyet, "receive_self_review")
    desk.session.rollback()
    desk.notes(nguyet, self_review_refusal="Đã yêu cầu ngày 14/9 và 16/9/2021; đảng viên không gửi, không nêu lý do.")
    desk.finishes(nguyet, "receive_self_review")
    desk.skips(thinh, "cell_review", "Uỷ ban xem xét trực tiếp.")

    with clock.freeze(date(2021, 9, 20)):
        desk.notes(quyet, hearing_mode="no_show")
        desk.accepts(quyet, "hear_subject")
        if "hearing_opinion" not in desk.view.facts:
            desk.notes(quyet, hearing_opinion="Đã mời ba lần, đảng viên không đến, không có lý do chính đáng.")
        desk.circulates("hear_subject", "hearing_minutes", **minutes_by(desk, "Quyết"))
        desk.finishes(quyet, "hear_subject")

    assert states(desk)["vote"] == "open"
    assert engine.entry_blockers(procedure_of(desk.tools, desk.case), desk.view, "vote") == ()
    assert desk.view.upload("self_review") is None
