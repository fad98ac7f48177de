"""First texts for facts: composed from what is known, of the right type, in the office's spelling, nothing made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.workflow.every_paper import PROCEDURES
from tests.workflow.paper_case import Paper
from webapp.workflow.facts import check
from webapp.workflow.procedure import Procedure
from webapp.workflow.suggestions import SUGGESTIONS, suggest
from webapp.workflow.suggestions.tone import respelt
from webapp.workflow.suggestions.words import lower_first
from webapp.workflow.view import CaseView


@pytest.fixture
def closed(paper_at: Callable[[str], Paper]) -> CaseView:
    view: CaseView = paper_at("close_case").view()
    return view


def suggested(procedure: Procedure) -> list[str]:
    return [fact.key for fact in procedure.facts() if fact.suggest]


def test_every_suggestion_is_used_and_every_used_one_exists() -> None:
    used = {fact.suggest for one in PROCEDURES.values() for fact in one.facts() if fact.suggest}
    assert used == set(SUGGESTIONS)


def test_every_suggestion_has_the_type_of_its_fact(v1: Procedure, closed: CaseView) -> None:
    for key in suggested(v1):
        value = suggest(v1, closed, key)
        open_points = ("chưa ghi người chủ trì", "chưa ghi người ghi biên bản")
        wrong = [one for one in check(v1.fact(key), value) if one not in open_points]
        assert value is not None, key
        assert wrong == [], key


def test_nothing_is_suggested_badly_when_nothing_is_known(v1: Procedure, closed: CaseView) -> None:
    bare = replace(closed, facts={}, documents=(), team=(), commission=(), member_in_charge=None, office={},
                   subjects=(replace(closed.subject, organisation="", party_position=""),))
    for key in suggested(v1):
        value = suggest(v1, bare, key)
        written = "" if value is None else repr(value)
        assert "None" not in written.replace("'deadline': None", ""), key
        assert "  " not in written, key


def test_a_fact_without_a_suggestion_gets_none(v1: Procedure, closed: CaseView) -> None:
    assert suggest(v1, closed, "ballots") is None
    with pytest.raises(KeyError):
        suggest(v1, closed, "nothing_of_the_kind")


def test_deadlines_are_never_made_up(v1: Procedure) -> None:
    dated = {fact.key for fact in v1.facts() if fact.type == "date" and fact.suggest}
    assert dated == {"report_back_on"}


def test_the_day_to_report_back_is_the_last_deadline_set(v1: Procedure, closed: CaseView) -> None:
    rows = [{"owner": "A", "content": "B", "deadline": day} for day in (date(2021, 11, 1), date(2021, 12, 15))]
    assert suggest(v1, replace(closed, facts={"requirements": rows}), "report_back_on") == date(2021, 12, 15)
    undated = replace(closed, facts={"requirements": [{"owner": "A"}]})
    assert suggest(v1, undated, "report_back_on") is None


@pytest.mark.parametrize("key", [
    "opening", "working_session", "conference", "conclusion_session", "conclusion_announcement", "cell_conference",
    "hearing", "vote_session", "sanction_announcement",
])
def test_a_meeting_is_held_today_with_each_person_once(v1: Procedure, closed: CaseView, key: str) -> None:
    session = suggest(v1, closed, key)
    names = [person["name"] for person in session["attendees"]]
    assert session["on"] == closed.today
    assert session["place"]
    assert session["proceedings"]
    assert len(names) == len(set(names)) > 0


def test_the_subject_sits_in_the_hearing_and_not_in_the_vote(v1: Procedure, closed: CaseView) -> None:
    def names(key: str) -> list[str]:
        return [person["name"] for person in suggest(v1, closed, key)["attendees"]]

    assert closed.subject.full_name in names("hearing")
    assert closed.subject.full_name not in names("vote_session")


def test_the_vote_session_carries_the_result_as_it_was_counted(v1: Procedure, closed: CaseView) -> None:
    counted = replace(closed, law=replace(closed.law, vote_sentence="Cảnh cáo: 6/9 phiếu."))
    assert suggest(v1, counted, "vote_session")["conclusion"] == "Cảnh cáo: 6/9 phiếu."


def test_the_opinion_of_the_member_is_recorded_in_the_hearing_and_never_invented(
    v1: Procedure, closed: CaseView
) -> None:
    assert "Nhận khuyết điểm" in suggest(v1, closed, "hearing")["proceedings"]
    silent = replace(closed, facts={"hearing_mode": "heard"})
    assert suggest(v1, silent, "hearing_opinion") is None
    absent = replace(closed, facts={"hearing_mode": "no_show"})
    assert "không có lý do chính đáng" in suggest(v1, absent, "hearing_opinion")


@pytest.mark.parametrize(("mode", "sits", "says"), [
    ("heard", True, "trình bày ý kiến: Nhận khuyết điểm"),
    ("written", True, "trình bày ý kiến bằng văn bản: Nhận khuyết điểm"),
    ("no_show", False, "đã được mời nhiều lần nhưng không đến"),
])
def test_the_hearing_is_told_as_it_was_held(
    v1: Procedure, closed: CaseView, mode: str, sits: bool, says: str
) -> None:
    session = suggest(v1, replace(closed, facts={**closed.facts, "hearing_mode": mode}), "hearing")
    assert says in session["proceedings"]
    assert (closed.subject.full_name in [person["name"] for person in session["attendees"]]) is sits


def test_the_violations_are_summed_up_with_their_harm(v1: Procedure, closed: CaseView) -> None:
    text = suggest(v1, closed, "violation_summary")
    assert text == ("Đồng chí Đinh Văn Khải, Đảng uỷ viên, Phó Chủ tịch Uỷ ban nhân dân xã đã có vi phạm: "
                    "ký 05 hợp đồng cho thuê đất quá thời hạn, thất thu 186.500.000 đồng; "
                    "không xử phạt 02/03 công trình.")


def test_discipline_is_proposed_only_where_a_violation_was_found(v1: Procedure, closed: CaseView) -> None:
    assert "thi hành kỷ luật" in suggest(v1, closed, "proposals")[0]
    clean = replace(closed, facts={"findings": [{"item": 1, "facts": "Làm đúng", "nature": "strength"}]})
    assert suggest(v1, clean, "proposals") == [
        "Kết luận đồng chí Đinh Văn Khải không vi phạm trong các nội dung được kiểm tra"]
    assert suggest(v1, clean, "violation_summary") is None


def test_every_content_is_dealt_out_and_asked_about(v1: Procedure, closed: CaseView) -> None:
    tasks = " ".join(row["task"] for row in suggest(v1, closed, "assignments"))
    assert "thẩm tra, xác minh nội dung 1, 2, 3" in tasks
    assert sum("việc đã làm, kết quả" in line for line in suggest(v1, closed, "outline_items")) == 3


def test_a_document_is_cited_by_number_and_date_once_it_has_them(v1: Procedure, closed: CaseView) -> None:
    numbered = tuple(
        replace(one, number="15-QĐ/UBKTThU") if one.template == "inspection_decision" else one
        for one in closed.documents
    )
    text = suggest(v1, replace(closed, documents=numbered), "opening")["proceedings"]
    assert "Quyết định số 15-QĐ/UBKTThU, ngày 12/7/2021" in text


def test_the_office_s_own_spelling_is_kept_and_so_are_the_names_of_people(v1: Procedure, closed: CaseView) -> None:
    view = replace(closed, office={"commission": "Ủy ban Kiểm tra", "committee": "Thành ủy Suối Vàng"},
                   subjects=(replace(closed.subject, full_name="Đinh Thị Thuý Hoà"),))
    text = suggest(v1, view, "plan_purposes")[0] + suggest(v1, view, "violation_summary")
    assert "Thuý Hoà" in text
    assert "Đảng ủy viên" in text
    assert "uỷ" not in text


@pytest.mark.parametrize(("old", "new"), [
    ("Uỷ ban", "Ủy ban"), ("huỷ, luỹ, thuỵ", "hủy, lũy, thụy"), ("HOÀ", "HÒA"), ("khoẻ", "khỏe"),
    ("quý, quỷ, quỹ", "quý, quỷ, quỹ"), ("huỳnh, toàn, ngoài", "huỳnh, toàn, ngoài"),
])
def test_the_tone_moves_only_in_open_syllables(old: str, new: str) -> None:
    assert respelt(old) == new


@pytest.mark.parametrize(("text", "inside"), [
    ("Việc quản lý đất", "việc quản lý đất"), ("UBND xã", "UBND xã"), ("Bùi Văn Thuận ký", "Bùi Văn Thuận ký"),
    ("Ký 05 hợp đồng", "ký 05 hợp đồng"), ("", ""),
])
def test_a_sentence_goes_on_in_lower_case_but_names_stay(text: str, inside: str) -> None:
    assert lower_first(text) == inside
