"""Periodic reports as documents: every figure of the text comes from the figures by a named rule."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.support.desk import Desk
from webapp import clock
from webapp.models import Case, FigureAct
from webapp.rendering.text import read_text
from webapp.rules.figures.cycles import Cycle, period_of
from webapp.rules.figures.narrative import tell
from webapp.services.figures import NewReport, count_case, receive_report
from webapp.services.reporting import open_published_report, open_report, report_docx

SHARED = Path(__file__).parents[3] / "shared" / "real" / "published_figures.json"
OWN = Path(__file__).parents[1] / "rules" / "figures" / "published_like.json"
HALF = period_of(Cycle.SIX_MONTHS, 2021)


@pytest.fixture(autouse=True)
def a_day_in_september() -> Any:
    with clock.freeze(date(2021, 9, 6)):
        yield


def facts_of(case: Case) -> dict[str, Any]:
    return {row.key: row.value for row in case.facts}


def words_of(desk: Desk, entry: dict[str, Any]) -> str:
    case = open_published_report(desk.session, desk.tools, entry=entry, actor=desk.person("Quyết"))
    return read_text(report_docx(desk.session, desk.tools, case=case))


def test_a_published_report_is_written_from_its_raw_counts(desk: Desk) -> None:
    words = words_of(desk, json.loads(OWN.read_text(encoding="utf-8"))[0])
    for said in (
        "8 tháng năm 2021",
        "7/9 cuộc kiểm tra, giám sát (bằng 77,8% kế hoạch năm)",
        "61 tổ chức đảng, 1.574 đảng viên",
        "21 tổ chức đảng, 4 đảng viên",
        "18 tổ chức đảng, 131 lượt đảng viên", "22 lượt tổ chức đảng, 81 đảng viên",
        "8 tổ chức đảng, vượt trên 33% so với chỉ tiêu cấp trên giao (8/6)",
        "10 đảng viên, vượt 150% so với chỉ tiêu cấp trên giao (10/4)",
        "9 tổ chức đảng, đạt 75% chỉ tiêu cấp trên giao (9/12)", 
        "Thi hành kỷ luật: không phát sinh; đình chỉ sinh hoạt đảng 6 đảng viên",
        "Chưa có số liệu báo cáo",
    ):  # fmt: skip
        assert said in words


@pytest.mark.skipif(not SHARED.exists(), reason="the published reports are not beside the project")
def test_the_report_of_thai_nguyen_says_what_its_article_says(desk: Desk) -> None:
    entry = json.loads(SHARED.read_text(encoding="utf-8"))[0]
    words = words_of(desk, entry)
    for said in (
        "5/6 cuộc kiểm tra, giám sát (bằng 83,3% kế hoạch năm)", "77 tổ chức đảng, 98 đảng viên",
        "67 tổ chức đảng, 203 đảng viên", "35 tổ chức đảng, 3 đảng viên", "37 tổ chức đảng, 127 lượt đảng viên",
        "42 chi bộ, 95 đảng viên", "30 lượt tổ chức đảng, 76 đảng viên", "4 tổ chức đảng, vượt trên 33%",
        "12 đảng viên, vượt 300%", "uỷ ban kiểm tra đảng uỷ cơ sở kiểm tra 3 đảng viên", "12 tổ chức đảng, vượt 50%",
        "Thi hành kỷ luật 17 đảng viên", "đình chỉ sinh hoạt đảng 7 đảng viên",
    ):  # fmt: skip
        assert said.replace("uỷ", "ủy") in words.replace("uỷ", "ủy")
    whole = [value for value in entry["raw"].values() if isinstance(value, int)]
    assert [value for value in whole if f"{value:,}".replace(",", ".") not in words] == []


def test_the_report_of_a_period_keeps_the_rule_and_the_cells_of_every_sentence(desk: Desk) -> None:
    keeper = desk.person("Quyết")
    raw = {"member_inspection/total/total": 12, "member_inspection/total/result.violation": 3}
    report = NewReport(code="x", body="Chi bộ 3", first=HALF.first, last=HALF.last, label=HALF.label, raw=raw)
    receive_report(desk.session, report=report, actor=keeper)
    case = open_report(desk.session, desk.tools, period=HALF, actor=keeper)
    facts = facts_of(case)
    assert "12 đảng viên" in facts["report_committee_inspection"]
    assert not facts["report_duties"]
    told = [row for row in facts["report_sources"] if "12 đảng viên" in row["sentence"]]
    assert [(row["rule"], "member_inspection/total/total" in row["cells"]) for row in told] == [("đếm theo biểu", True)]
    assert "6 tháng đầu năm 2021" in read_text(report_docx(desk.session, desk.tools, case=case))


def test_a_report_is_no_inspection_and_counts_for_nothing(desk: Desk) -> None:
    case = open_report(desk.session, desk.tools, period=HALF, actor=desk.person("Quyết"))
    count_case(desk.session, desk.tools.statistics, case=case)
    assert desk.session.scalar(select(func.count()).where(FigureAct.case_id == case.id)) == 0


def test_what_was_not_reported_is_not_said_to_be_zero_and_a_change_has_its_base(desk: Desk) -> None:
    narrative = next(one for one in desk.tools.statistics.narratives if one.code == "forms")
    told = tell(
        narrative, {"finance/total/total": 1, "dues/total/total": 0}, before={"finance/total/total": 3},
        against="cùng kỳ năm trước",
    )  # fmt: skip
    assert told.parts["report_finance"] == (
        "Kiểm tra tài chính đảng 1 tổ chức đảng, giảm 66,67% (giảm 2 tổ chức đảng) so với cùng kỳ năm trước (3); "
        "kiểm tra việc thu, nộp, quản lý, sử dụng đảng phí: không phát sinh"
    )
    assert told.parts["report_duties"] == "Chưa có số liệu báo cáo"
