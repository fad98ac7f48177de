"""What a step still needs, who can mend it and where; deadlines; and a small procedure made for the purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.workflow.paper_case import Paper
from webapp.workflow import engine
from webapp.workflow.engine import Condition
from webapp.workflow.procedure import Procedure, load_procedure
from webapp.workflow.view import CaseView, DocumentView, StepRecordView, UploadView

SMALL = """
code = "NHO"
version = 1
title = "Quy trình nhỏ"
initiators = ["commission"]
targets = ["member"]
legal_basis = { topic = "process_commission" }
subject_report = "báo cáo giải trình"
verified = true
[[step]]
id = "start"
stage = "plan"
phase = "preparation"
label = "Bắt đầu"
actor = "area_officer"
after = []
documents = [{ template = "paper", label = "Tờ trình" }, { template = "extra", label = "Phụ lục", required = false }]
uploads = [{ kind = "letter", label = "Thư", required = true }, { kind = "photo", label = "Ảnh", required = false }]
rule = { topic = "process_commission", part = "bước chuẩn bị" }
[[step.fact]]
key = "reason"
type = "text"
label = "Lý do"
required = true
[[step.fact]]
key = "note"
type = "text"
label = "Ghi chú"
required = false
[[step]]
id = "left"
stage = "verification"
phase = "carrying_out"
label = "Nhánh trái"
actor = "team"
after = ["start"]
due = { event = "x", from = "step:start", kind = "calendar", days = 10 }
[[step]]
id = "right"
stage = "verification"
phase = "carrying_out"
label = "Nhánh phải"
actor = "team"
after = ["start"]
when = "discipline_was_proposed"
entry_guards = ["team_has_leader"]
[[step]]
id = "end"
stage = "conclusion"
phase = "closing"
label = "Kết thúc"
actor = "team_leader"
after = ["left", "right"]
final = true
"""


@pytest.fixture
def small(tmp_path: Path) -> Procedure:
    path = tmp_path / "v1.toml"
    path.write_text(SMALL, encoding="utf-8")
    return load_procedure(path)


@pytest.fixture
def empty(paper: Paper) -> CaseView:
    view: CaseView = paper.view()
    return view


def by_id(conditions: tuple[Condition, ...]) -> dict[str, Condition]:
    return {condition.id: condition for condition in conditions}


def after(view: CaseView, *steps: str, **facts: Any) -> CaseView:
    records = tuple(StepRecordView(step, "done", date(2021, 7, 1)) for step in steps)
    return replace(view, records=records, facts={**view.facts, **facts})


def test_a_step_lists_its_facts_papers_and_documents_and_only_what_is_required(
    small: Procedure, empty: CaseView
) -> None:
    found = engine.statuses(small, empty)[0]
    assert [one.id for one in found.conditions] == ["fact:reason", "upload:letter", "document:paper"]
    assert {one.who for one in found.conditions} == {"area_officer"}
    assert [one.sentence for one in found.unmet] == ["lý do", "thư", "tờ trình"]
    assert [(one.place.kind, one.place.key, one.place.step) for one in found.conditions] == [
        ("fact", "reason", "start"), ("upload", "letter", "start"), ("document", "paper", "start")]


def test_a_condition_carries_the_rule_of_the_day(small: Procedure, empty: CaseView) -> None:
    condition = engine.statuses(small, empty)[0].conditions[0]
    assert condition.rule == "bước chuẩn bị, Quyết định 354-QĐ/UBKTTW"
    assert condition.verified
    doubtful = replace(empty, law=replace(empty.law, unverified=frozenset({"process_commission"})))
    unverified = engine.statuses(small, doubtful)[0].conditions[0]
    assert (unverified.verified, unverified.severity) == (False, "error")


def test_a_guard_without_a_citation_of_its_own_carries_that_of_the_process(paper_at: Callable[[str], Paper]) -> None:
    paper = paper_at("vote")
    by = {one.id: one for status in engine.statuses(paper.procedure, paper.view()) for one in status.conditions}
    process = "quy trình kiểm tra khi có dấu hiệu vi phạm, bước chuẩn bị, Quyết định 354-QĐ/UBKTTW"
    assert by["team_has_leader"].rule == by["plan_is_complete"].rule == process
    assert by["hearing_recorded"].rule == "Điều 13, Quy định 22-QĐ/TW"
    assert by["subject_below_initiator"].rule == ""


def test_an_answered_fact_is_met_and_a_wrong_one_says_why(small: Procedure, empty: CaseView) -> None:
    right = by_id(engine.statuses(small, after(empty, reason="Có đơn"))[0].conditions)["fact:reason"]
    wrong = by_id(engine.statuses(small, after(empty, reason="Có\nđơn"))[0].conditions)["fact:reason"]
    assert right.met
    assert (wrong.met, wrong.sentence) == (False, "lý do ghi đúng: chỉ được một dòng")


def test_a_wrong_answer_to_an_optional_question_blocks_too(small: Procedure, empty: CaseView) -> None:
    assert "fact:note" in by_id(engine.blockers(small, after(empty, note="a\nb"), "start"))


@pytest.mark.parametrize(("state", "met", "says", "who"), [
    ("drafting", False, "tờ trình soạn xong và trình", "area_officer"),
    ("submitted", False, "tờ trình được duyệt", "standing_commission"),
    ("approved", False, "tờ trình được ký", "standing_commission"),
    ("signed", False, "tờ trình được ban hành", "records_clerk"),
    ("issued", True, "tờ trình đã ban hành", "area_officer"),
])
def test_a_document_is_wanted_until_it_is_issued(
    small: Procedure, empty: CaseView, state: str, met: bool, says: str, who: str
) -> None:
    view = replace(empty, documents=(DocumentView("paper", "start", state),))
    found = by_id(engine.statuses(small, view)[0].conditions)["document:paper"]
    assert (found.met, found.sentence, found.who) == (met, says, who)


def test_a_document_under_way_names_whom_it_waits_for(small: Procedure, empty: CaseView) -> None:
    made = DocumentView("paper", "start", "submitted", waits_for="member_in_charge")
    found = by_id(engine.statuses(small, replace(empty, documents=(made,)))[0].conditions)
    assert found["document:paper"].who == "member_in_charge"


def test_an_optional_document_once_begun_must_be_finished(small: Procedure, empty: CaseView) -> None:
    begun = replace(empty, documents=(DocumentView("extra", "start", "drafting"),))
    assert "document:extra" in by_id(engine.blockers(small, begun, "start"))


def test_a_document_of_another_step_does_not_count(small: Procedure, empty: CaseView) -> None:
    elsewhere = replace(empty, documents=(DocumentView("paper", "end", "issued"),))
    assert "document:paper" in by_id(engine.blockers(small, elsewhere, "start"))


def test_a_step_with_everything_in_order_has_no_blockers(small: Procedure, empty: CaseView) -> None:
    view = replace(after(empty, reason="Có đơn"), documents=(DocumentView("paper", "start", "issued"),),
                   uploads=(UploadView("letter", "start", "thu.pdf", date(2021, 7, 1)),))
    assert engine.blockers(small, view, "start") == ()


def test_a_step_whose_turn_has_not_come_names_the_steps_before_it(small: Procedure, empty: CaseView) -> None:
    found = engine.entry_blockers(small, after(empty, "start", "left", proceed_to_discipline=True), "end")
    assert [one.sentence for one in found] == ["bước “Nhánh phải” hoàn thành trước"]
    assert (found[0].place.kind, found[0].place.key, found[0].who) == ("step", "right", "team")


def test_a_step_that_is_done_cannot_be_done_again(small: Procedure, empty: CaseView) -> None:
    found = engine.blockers(small, after(empty, "start"), "start")
    assert "đã ghi kết quả" in found[0].sentence


def test_a_step_waits_while_the_case_does_not_know_whether_it_belongs(small: Procedure, empty: CaseView) -> None:
    view = after(empty, "start")
    assert engine.states(small, view) == {"start": "done", "left": "open", "right": "waiting", "end": "waiting"}
    assert "quyết định có bước" in engine.entry_blockers(small, view, "right")[0].sentence


def test_a_step_that_does_not_belong_is_left_out_and_lets_the_next_open(small: Procedure, empty: CaseView) -> None:
    view = after(empty, "start", "left", proceed_to_discipline=False)
    assert engine.states(small, view)["right"] == "not_applicable"
    assert engine.states(small, view)["end"] == "open"
    assert "không áp dụng" in engine.entry_blockers(small, view, "right")[0].sentence


def test_an_entry_guard_keeps_the_documents_of_a_step_from_being_drafted(small: Procedure, empty: CaseView) -> None:
    view = replace(after(empty, "start", proceed_to_discipline=True), team=())
    found = engine.entry_blockers(small, view, "right")
    assert [one.id for one in found] == ["team_has_leader"]
    assert found[0].place.step == "right"


def test_a_case_ends_with_its_final_step(small: Procedure, empty: CaseView) -> None:
    nearly = after(empty, "start", "left", proceed_to_discipline=False)
    assert not engine.is_finished(small, nearly)
    assert engine.is_finished(small, replace(nearly, records=(*nearly.records, StepRecordView(
        "end", "done", date(2021, 9, 1)))))


def test_an_unknown_step_is_a_key_error(small: Procedure, empty: CaseView) -> None:
    with pytest.raises(KeyError):
        engine.blockers(small, empty, "nowhere")


def test_calendar_days_are_counted_from_the_step_before(small: Procedure, empty: CaseView) -> None:
    left = engine.statuses(small, after(empty, "start"))[1]
    assert left.due is not None
    assert (left.due.starts_on, left.due.days, left.due.on) == (date(2021, 7, 1), 10, date(2021, 7, 11))


def test_a_clock_that_has_not_started_has_no_last_day(small: Procedure, empty: CaseView) -> None:
    left = engine.statuses(small, empty)[1]
    assert left.due is not None
    assert (left.due.starts_on, left.due.on) == (None, None)


def test_working_days_are_left_to_the_rules(paper_at: Callable[[str], Paper]) -> None:
    paper = paper_at("verify")
    due = engine.next_step(paper.procedure, paper.view()).due
    assert (due.kind, due.starts_on, due.days, due.on) == ("working", date(2021, 7, 26), 45, None)
    paper.law = replace(paper.law, due_on={"verify": date(2021, 9, 29)})
    assert engine.next_step(paper.procedure, paper.view()).due.on == date(2021, 9, 29)


def test_a_fixed_day_is_its_own_deadline_and_an_announcement_has_the_limit_of_the_law(
    paper_at: Callable[[str], Paper]
) -> None:
    paper = paper_at("receive_report")
    assert engine.next_step(paper.procedure, paper.view()).due.on == date(2021, 7, 26)
    paper = paper_at("announce_sanction")
    paper.law = replace(paper.law, announcement_limit_on=date(2021, 10, 9))
    due = engine.next_step(paper.procedure, paper.view()).due
    assert (due.starts_on, due.on) == (date(2021, 9, 24), date(2021, 10, 9))


def test_a_guard_points_to_the_step_where_the_fact_is_asked(paper_at: Callable[[str], Paper]) -> None:
    paper = paper_at("issue_decision")
    paper.fill("issue_decision")
    del paper.facts["content_items"]
    place = by_id(engine.blockers(paper.procedure, paper.view(), "issue_decision"))["plan_is_complete"].place
    assert (place.kind, place.key, place.step) == ("fact", "content_items", "propose")


def test_a_plan_is_not_issued_on_another_day_than_its_decision(paper_at: Callable[[str], Paper]) -> None:
    paper = paper_at("issue_decision")
    paper.fill("issue_decision")
    paper.documents.append(DocumentView("inspection_decision", "issue_decision", "issued", dated_on=date(2021, 7, 12)))
    paper.documents.append(DocumentView("inspection_plan", "issue_decision", "approved"))

    def refused(on: date) -> list[str]:
        found = engine.issue_blockers(paper.procedure, paper.view(), "issue_decision", "inspection_plan", on)
        return [condition.id for condition in found]

    assert refused(date(2021, 7, 12)) == []
    assert refused(date(2021, 7, 13)) == ["decision_and_plan_same_day"]


def test_minutes_are_issued_before_every_finding_is_written(paper_at: Callable[[str], Paper]) -> None:
    paper = paper_at("verify")
    paper.fill("verify")
    paper.facts["findings"] = paper.facts["findings"][:1]
    minutes = (paper.procedure, paper.view(), "verify", "working_minutes", paper.today)
    assert engine.issue_blockers(*minutes) == ()
    assert "every_content_has_a_finding" in by_id(engine.blockers(paper.procedure, paper.view(), "verify"))


def test_nothing_is_issued_for_a_step_whose_turn_has_not_come(small: Procedure, empty: CaseView) -> None:
    found = engine.issue_blockers(small, empty, "end", "paper", date(2021, 7, 1))
    assert {one.place.kind for one in found} == {"step"}
