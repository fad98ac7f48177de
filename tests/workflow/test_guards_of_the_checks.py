"""The guards beyond the first procedure, each with both sides: letters, suspensions, bodies, the team, the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.workflow.paper_case import Paper
from webapp.workflow.guards import GUARDS
from webapp.workflow.view import (
    CaseView,
    DocumentView,
    LawFinding,
    PersonView,
    StepRecordView,
    SubjectView,
)

Change = Callable[[CaseView], CaseView]
MEETING = {"place": "Trụ sở", "chair": "A", "recorder": "B", "attendees": [{"name": "A", "position": ""}]}
TEAM = ("Tạ Đình Phong", "Cao Thị Bích", "Mạc Hữu Lộc")
BY_LAW = (
    "working_time_within_limit", "extension_within_limit", "reference_period_within_limit",
    "complaint_may_be_settled", "complaint_goes_to_the_right_instance", "letter_can_be_settled",
    "suspension_within_limits", "extended_suspension_within_limits", "bases_are_in_force", "effect_has_ended",
    "proposal_ballots_are_consistent",
)  # fmt: skip
BY_LAW_WARNING = ("no_hold_stands_in_the_way", "file_archived_in_time")


def facts(**changed: Any) -> Change:
    return lambda view: replace(view, facts={**view.facts, **changed})


def found(name: str, met: bool | None, sentence: str = "Vượt mức.", verified: bool = True) -> Change:
    finding = LawFinding(met, sentence, verified)
    return lambda view: replace(view, law=replace(view.law, findings={**view.law.findings, name: finding}))


def by(initiator: str, level: str = "province") -> Change:
    return lambda view: replace(view, initiator=initiator, office_level=level)


def together(*changes: Change) -> Change:
    def change(view: CaseView) -> CaseView:
        for one in changes:
            view = one(view)
        return view

    return change


def leader(position: str) -> Change:
    return lambda view: replace(view, team=(PersonView("Tạ Đình Phong", "leader", position), *view.team[1:]))


def declared(relation: str) -> list[dict[str, str]]:
    return [{"member": name, "relation": relation if name == "Mạc Hữu Lộc" else "none"} for name in TEAM]


def reveals(view: CaseView) -> CaseView:
    first = next(one for one in view.documents if one.template == "opening_minutes")
    return replace(view, reveals={first.id: ("Hà Thị Kim Oanh",)})


def second_subject(view: CaseView) -> CaseView:
    return replace(view, subjects=(*view.subjects, SubjectView("organisation", "Chi bộ Bản Ngà", "Đảng uỷ xã")))


def not_heard(view: CaseView) -> CaseView:
    approved = StepRecordView("approve_dual_process", "done", date(2021, 8, 1))
    return replace(view, records=(approved, *(one for one in view.records if one.step != "hear_subject")))


def on_the_commission(view: CaseView) -> CaseView:
    return replace(view, subjects=(replace(view.subject, full_name="Trịnh Thị Mai Lan"),))


UNMET: list[tuple[str, Change, str]] = [
    *((name, found(name, False), "Vượt mức") for name in (*BY_LAW, *BY_LAW_WARNING)),
    ("team_size_is_usual", lambda v: replace(v, team=v.team[:1]), "hiện có 01 người"),
    ("no_team_member_is_kin_of_subject", facts(declarations=declared("none")[:1]), "của: Cao Thị Bích, Mạc Hữu Lộc"),
    ("no_team_member_is_kin_of_subject", facts(declarations=declared("kin")), "thay đồng chí Mạc Hữu Lộc"),
    ("leader_sits_on_the_committee", together(by("standing_board"), leader("Chuyên viên")), "đang ghi “Chuyên viên”"),
    ("kind_suits_the_initiator", by("cell"), "số đảng viên"),
    ("kind_suits_the_initiator",
     together(by("cell"), facts(cell_has_committee=True, cell_members=30, cell_is_dispersed=False)),
     "(trên 30 đảng viên, có nhiều tổ đảng hoặc đảng viên làm việc phân tán)"),
    ("subject_status_is_known", facts(subject_status=None), "tình trạng hiện nay"),
    ("subject_status_is_known", facts(subject_status="retired"), "đã nghỉ hưu, nghỉ việc vẫn thuộc phạm vi"),
    ("moved_subject_was_assigned", facts(subject_status="moved"), "văn bản của cấp trên chung"),
    ("handler_did_not_decide", facts(decided_by_people=["Tạ Đình Phong"]), "thay đồng chí Tạ Đình Phong"),
    ("denouncer_is_not_named", reveals, "đang in 1 dấu hiệu"),
    ("subject_does_not_vote", facts(tellers=[{"name": "Đinh Văn Khải", "role": "Tổ viên"}]), "thay đồng chí Đinh Văn"),
    ("subject_does_not_vote", on_the_commission, "không có đồng chí Trịnh Thị Mai Lan"),
    ("every_session_is_minuted", facts(hearing={"on": date(2021, 9, 20), "place": "A"}), "buổi làm việc ngày 20/9"),
    ("every_subject_has_its_notice", second_subject, "mới có 1/2"),
    ("final_report_issued", lambda v: replace(v, documents=()), "báo cáo kết quả của đoàn"),
    ("proposal_after_hearing", facts(proposal_session={"on": date(2021, 9, 1)}), "buổi nghe ghi 20/9/2021"),
    ("heard_before_concluding", not_heard, "trước phiên họp kết luận"),
    ("refusal_has_a_reason", facts(letter_accepted=False, refusal_reason=""), "lý do không thụ lý"),
    ("complaint_result_is_complete", facts(new_sanction=""), "hình thức kỷ luật mới"),
    ("complaint_result_is_complete", facts(new_sanction="cảnh cáo"), "cả hai đang ghi cảnh cáo"),
    ("money_adds_up", facts(money_embezzled=4), "tổng ghi 7, cộng lại 9"),
    ("every_requirement_has_a_status", facts(follow_up=[{"requirement": "A"}]), "tình trạng thực hiện"),
    ("every_requirement_has_a_status", facts(follow_up=[{"status": "done", "done_on": None}]), "và minh chứng"),
    ("late_requirements_are_explained", facts(follow_up=[{"status": "late"}]), "lý do chậm của yêu cầu thứ 1"),
    ("suspension_was_lifted", facts(suspension_change="extend"), "quyết định chấm dứt đình chỉ"),
    ("disagreement_was_reported", facts(disagreement="Uỷ ban đề nghị cảnh cáo."), "ngày báo cáo"),
]
WARNINGS = {
    *BY_LAW_WARNING, "team_size_is_usual", "leader_sits_on_the_committee", "subject_status_is_known",
    "moved_subject_was_assigned", "handler_did_not_decide", "subject_does_not_vote", "every_session_is_minuted",
    "every_subject_has_its_notice", "disagreement_was_reported", "no_team_member_is_kin_of_subject",
}  # fmt: skip


@pytest.fixture
def in_order(paper_at: Callable[[str], Paper]) -> CaseView:
    """A case at its end in which everything these guards look at is right."""
    view = paper_at("close_case").view()
    right = facts(
        declarations=declared("none"), subject_status="active", decided_by_people=["Lò Thị Xuân"],
        denouncer_name="Hà Thị Kim Oanh", disagreement="", proposal_session={"on": date(2021, 9, 22), **MEETING},
        complaint_result="lower", complained_sanction="cảnh cáo", new_sanction="khiển trách",
        money_violation_total=7, money_undercollected=5, money_embezzled=2, suspension_change="lift",
        follow_up=[{"requirement": "A", "status": "done", "done_on": date(2021, 12, 1), "evidence": "Phiếu thu"}],
    )  # fmt: skip
    lifted = DocumentView("suspension_change_decision", "change_suspension", "issued", "lifted")
    view = replace(view, documents=(*view.documents, lifted))
    law = replace(view.law, findings={name: LawFinding(True) for name in (*BY_LAW, *BY_LAW_WARNING)})
    return right(replace(view, law=law))


@pytest.mark.parametrize("name", sorted({name for name, _, _ in UNMET}))
def test_a_guard_holds_in_a_case_that_is_in_order(in_order: CaseView, name: str) -> None:
    condition = GUARDS[name](in_order)
    assert condition is not None
    assert condition.met, condition.sentence


@pytest.mark.parametrize(("name", "change", "says"), UNMET, ids=[f"{name}: {says}" for name, _, says in UNMET])
def test_a_guard_says_what_is_missing(in_order: CaseView, name: str, change: Change, says: str) -> None:
    condition = GUARDS[name](change(in_order))
    assert condition is not None
    assert not condition.met
    assert says in condition.sentence
    assert condition.sentence[0].islower() and not condition.sentence.endswith(".")
    assert condition.severity == ("warn" if name in WARNINGS else "error")


@pytest.mark.parametrize("name", [*BY_LAW, *BY_LAW_WARNING])
def test_what_the_rules_cannot_tell_warns_and_what_they_were_not_asked_is_silent(in_order: CaseView, name: str) -> None:
    unknown = GUARDS[name](found(name, None)(in_order))
    assert unknown is not None
    assert (unknown.met, unknown.severity, unknown.verified) == (False, "warn", False)
    unread = GUARDS[name](found(name, False, verified=False)(in_order))
    assert unread is not None
    assert (unread.met, unread.severity, unread.verified) == (False, "warn", False)
    assert GUARDS[name](replace(in_order, law=replace(in_order.law, findings={}))) is None


@pytest.mark.parametrize(("name", "change"), [
    ("leader_sits_on_the_committee", together(by("committee"), leader("Uỷ viên Ban Thường vụ Tỉnh uỷ"))),
    ("leader_sits_on_the_committee", together(by("committee", "commune"), leader("Chuyên viên"))),
    ("kind_suits_the_initiator",
     together(by("cell"), facts(cell_has_committee=True, cell_members=31, cell_is_dispersed=True))),
    ("moved_subject_was_assigned", facts(subject_status="moved", assigned_by="Công văn số 12-CV/TU")),
    ("disagreement_was_reported", facts(disagreement="Ý kiến khác.", disagreement_reported_on=date(2021, 9, 30))),
])
def test_there_is_a_lawful_way_out(in_order: CaseView, name: str, change: Change) -> None:
    condition = GUARDS[name](change(in_order))
    assert condition is not None
    assert condition.met


def test_papers_that_stay_inside_may_name_the_denouncer(in_order: CaseView) -> None:
    minutes = replace(in_order.documents[0], template="denouncer_minutes", id="m")
    view = replace(in_order, documents=(*in_order.documents, minutes), reveals={"m": ("Hà Thị Kim Oanh",)})
    condition = GUARDS["denouncer_is_not_named"](view)
    assert condition is not None
    assert condition.met


def test_the_denouncer_is_protected_whatever_the_law_of_the_day_is(in_order: CaseView) -> None:
    view = replace(reveals(in_order), law=replace(in_order.law, unverified=frozenset({"C25"})))
    condition = GUARDS["denouncer_is_not_named"](view)
    assert condition is not None
    assert condition.severity == "error"
