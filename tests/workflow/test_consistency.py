"""Papers that do not agree: each kind of disagreement planted once, and nothing said where all agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from webapp.workflow.consistency import Disagreement, Paper, Registered, disagreements
from webapp.workflow.procedure import Procedure, load_procedure
from webapp.workflow.view import CaseView, LawView, SubjectView

FILE = Path(__file__).parents[2] / "workflows" / "member_suspected_violation" / "v1.toml"
SUBJECT = SubjectView(
    "member", "Bùi Văn Thuận", "Đảng bộ xã Phúc Xuân", party_position="Đảng ủy viên", birth_date=date(1974, 2, 9),
    admitted_on=date(1996, 5, 19), official_on=date(1997, 5, 19), id="s1",
)  # fmt: skip
PRINTED = {
    "full_name": "Bùi Văn Thuận", "birth_date": "09/02/1974", "party_position": "Đảng ủy viên",
    "organisation": "Đảng bộ xã Phúc Xuân", "admitted_on": "19/5/1996", "official_on": "19/5/1997",
}  # fmt: skip
TEAM = [{"name": "Phạm Đức Thịnh", "role_label": "Trưởng đoàn"}, {"name": "Vũ Quốc Huy", "role_label": "Thành viên"}]
DECISION = Paper(
    "d1", "inspection_decision", "Quyết định kiểm tra", "issue_decision", "issued", date(2021, 7, 12),
    "15-QĐ/UBKTThU", values={"subject": PRINTED, "team": TEAM, "content_items": ["Việc quản lý đất đai"]},
    sources={"subject": "subject", "team": "team", "content_items": "fact:content_items"},
)  # fmt: skip
PLAN = replace(
    DECISION, id="d2", template="inspection_plan", label="Kế hoạch kiểm tra", number="06-KH/UBKTThU",
    values={**DECISION.values, "period_from": "01/01/2019", "working_days": 45},
    sources={**DECISION.sources, "period_from": "fact:period_from", "working_days": "fact:working_days"},
)  # fmt: skip
MINUTES = Paper(
    "d3", "opening_minutes", "Biên bản triển khai", "open_inspection", "issued", date(2021, 7, 16),
    values={"held": {"on": "16/7/2021", "place": "Trụ sở Đảng ủy", "chair": "Phạm Đức Thịnh"}},
    sources={"held": "session"},
)  # fmt: skip
NOTICE = Paper(
    "d4", "conclusion_notice", "Thông báo kết luận", "issue_conclusion", "issued", date(2021, 9, 8), "22-TB/UBKTThU",
    values={
        "subject": PRINTED,
        "decision": {"number": "15-QĐ/UBKTThU", "date": "12/7/2021"},
        "legal_bases": ["Căn cứ Quyết định số 15-QĐ/UBKTThU, ngày 12/7/2021;"],
    },
    sources={"subject": "subject", "decision": "document:inspection_decision"},
)  # fmt: skip
TALLY = Paper(
    "d5", "tally_minutes", "Biên bản kiểm phiếu", "vote", "issued", date(2021, 9, 22),
    values={"vote": {"entitled": 9, "present": 9, "issued": 9, "collected": 9, "invalid": 0}},
    sources={"vote": "vote"},
)  # fmt: skip
SANCTION = Paper(
    "d6", "discipline_decision", "Quyết định kỷ luật", "issue_sanction", "issued", date(2021, 9, 24), "31-QĐ/UBKTThU",
    sanction="warn", values={"subject": PRINTED}, sources={"subject": "subject"},
)  # fmt: skip
PAPERS = (DECISION, PLAN, MINUTES, NOTICE, TALLY, SANCTION)
REGISTER = {paper.number: Registered(paper.number, paper.dated_on) for paper in PAPERS if paper.number}
BALLOTS = {
    "entitled": 9, "present": 9, "issued": 9, "collected": 9, "invalid": 0,
    "expel": 0, "remove": 0, "warn": 6, "reprimand": 2, "none": 1,
}  # fmt: skip
VIEW = CaseView(
    today=date(2021, 10, 1), code="HS 07/2021", title="Kiểm tra", initiator="commission", office_level="district",
    subjects=(SUBJECT,), team=(), member_in_charge=None,
    facts={
        "content_items": ["Việc quản lý đất đai"], "period_from": date(2019, 1, 1), "period_to": date(2021, 5, 31),
        "working_days": 45, "ballots": BALLOTS,
        "opening": {"on": date(2021, 7, 16), "place": "Trụ sở Đảng ủy", "chair": "Phạm Đức Thịnh"},
    },
    law=LawView(vote_counted=True, carried_sanction="warn"),
)  # fmt: skip


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return load_procedure(FILE)


def found(procedure: Procedure, changed: Paper | None = None, view: CaseView = VIEW) -> list[Disagreement]:
    papers = [changed if changed and paper.id == changed.id else paper for paper in PAPERS]
    return disagreements(procedure, view, papers, REGISTER, ["UBKTThU"])


def printing(paper: Paper, name: str, value: Any) -> Paper:
    return replace(paper, values={**paper.values, name: value})


def test_papers_that_agree_are_left_in_peace(procedure: Procedure) -> None:
    assert found(procedure) == []


PLANTED = {
    "a misspelt name": (
        printing(NOTICE, "subject", {**PRINTED, "full_name": "Bùi Văn Thuân"}), "name", "Bùi Văn Thuân"),
    "another birth date": (
        printing(SANCTION, "subject", {**PRINTED, "birth_date": "09/02/1975"}), "name", "Ngày sinh"),
    "another post": (
        printing(NOTICE, "subject", {**PRINTED, "party_position": "Bí thư"}), "name", "Chức vụ trong Đảng"),
    "another content": (
        printing(PLAN, "content_items", ["Việc thu, chi ngân sách"]), "name", "Việc thu, chi ngân sách"),
    "one content too many": (
        printing(PLAN, "content_items", ["Việc quản lý đất đai", "Việc khác"]), "name", "số dòng"),
    "another period": (printing(PLAN, "period_from", "01/01/2018"), "date", "01/01/2018"),
    "another length": (printing(PLAN, "working_days", 30), "count", "ghi “30”"),
    "another team": (printing(PLAN, "team", TEAM[:1]), "team", "Vũ Quốc Huy"),
    "minutes before the decision": (replace(MINUTES, dated_on=date(2021, 7, 9)), "order", "trước"),
    "minutes of another day": (replace(MINUTES, dated_on=date(2021, 7, 17)), "date", "cuộc họp ghi ngày 16/7/2021"),
    "another chair": (
        printing(MINUTES, "held", {**MINUTES.values["held"], "chair": "Ai khác"}), "name", "chủ trì"),
    "other ballots": (
        printing(TALLY, "vote", {**TALLY.values["vote"], "collected": 8}), "count", "Số phiếu thu về ghi 8"),
    "another sanction": (replace(SANCTION, sanction="expel"), "count", "kết quả bỏ phiếu là cảnh cáo"),
    "a decision cited under another number": (
        printing(NOTICE, "decision", {"number": "16-QĐ/UBKTThU", "date": "12/7/2021"}), "citation", "16-QĐ/UBKTThU"),
    "a decision cited under another day": (
        printing(NOTICE, "decision", {"number": "15-QĐ/UBKTThU", "date": "13/7/2021"}), "citation", "13/7/2021"),
    "a number nobody gave": (
        printing(NOTICE, "legal_bases", ["Căn cứ Quyết định số 99-QĐ/UBKTThU, ngày 12/7/2021;"]), "citation",
        "không có trong sổ"),
    "a number with another day": (
        printing(NOTICE, "note", "theo Kế hoạch số 06-KH/UBKTThU, ngày 1/7/2021"), "citation", "sổ ghi ngày 12/7/2021"),
}  # fmt: skip


@pytest.mark.parametrize("what", list(PLANTED))
def test_each_planted_disagreement_is_found_once_in_its_paper(procedure: Procedure, what: str) -> None:
    paper, kind, words = PLANTED[what]
    told = [one for one in found(procedure, paper) if one.kind == kind]
    assert [one for one in told if words in one.sentence and one.paper == paper.id], told
    assert {one.paper for one in found(procedure, paper)} <= {paper.id, "d3"} or what == "minutes before the decision"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"facts": {**VIEW.facts, "ballots": {**BALLOTS, "present": 10}}}, "Số có mặt (10) nhiều hơn"),
        ({"facts": {**VIEW.facts, "ballots": {**BALLOTS, "warn": 7}}}, "Tổng số phiếu các hình thức là 10"),
        ({"facts": {**VIEW.facts, "period_to": date(2018, 1, 1)}}, "trước khi bắt đầu"),
        ({"subjects": (replace(SUBJECT, official_on=date(1995, 1, 1)),)}, "ngày chính thức 01/01/1995 trước"),
    ],
)
def test_a_case_that_contradicts_itself_is_told_so(procedure: Procedure, change: Any, words: str) -> None:
    assert [one for one in found(procedure, view=replace(VIEW, **change)) if words in one.sentence and not one.paper]


@pytest.mark.parametrize(
    "value",
    [
        "Bùi  Văn Thuận ", "BÙI VĂN THUẬN", "Bu\u0300i Văn Thuận",
    ],
)  # fmt: skip
def test_how_a_name_is_typed_is_no_disagreement(procedure: Procedure, value: str) -> None:
    assert found(procedure, printing(NOTICE, "subject", {**PRINTED, "full_name": value})) == []


def test_numbers_of_another_office_are_left_alone(procedure: Procedure) -> None:
    assert found(procedure, printing(NOTICE, "note", "Công văn số 12-CV/TU, ngày 01/9/2021")) == []


def test_a_paper_that_stays_says_so(procedure: Procedure) -> None:
    draft = replace(printing(NOTICE, "subject", {**PRINTED, "full_name": "Sai"}), state="drafting")
    fixed = replace(draft, state="issued")
    assert [one.fixed for one in (*found(procedure, draft), *found(procedure, fixed))] == [False, True]


def test_whom_the_words_of_a_paper_name_is_compared_too(procedure: Procedure) -> None:
    other = replace(SUBJECT, id="s2", full_name="Lò Văn Tuân")
    view = replace(VIEW, subjects=(SUBJECT, other))
    rows = [{"full_name": SUBJECT.full_name}, {"full_name": "Lò Văn Tuấn"}]
    paper = replace(NOTICE, values={"subjects": rows}, sources={})
    told = [one.sentence for one in disagreements(procedure, view, [paper], {}) if one.kind == "name"]
    assert told == ["Họ tên của đối tượng ghi “Lò Văn Tuấn”, trong hồ sơ là “Lò Văn Tuân”"]


def test_of_two_subjects_each_paper_is_compared_with_its_own(procedure: Procedure) -> None:
    other = SubjectView("member", "Lò Văn Tuân", "Đảng bộ xã Phúc Xuân", birth_date=date(1980, 1, 1), id="s2")
    view = replace(VIEW, subjects=(SUBJECT, other))
    assert found(procedure, view=view) == []
    wrong = replace(printing(NOTICE, "subject", {**PRINTED, "full_name": "Lò Văn Tuân"}), subject="s2")
    assert "Ngày sinh" in " ".join(one.sentence for one in found(procedure, wrong, view))
