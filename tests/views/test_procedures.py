"""The page of a procedure: every file of the installation can be read by an official, with its limits in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from tests.views.office import Browser, text
from webapp.queries.procedure_page import due_words, procedure_lines, procedure_page
from webapp.queries.tools import Tools
from webapp.workflow.procedure.model import Due

SignIn = Callable[[str], Browser]


@pytest.fixture
def tools(app: Flask) -> Tools:
    found: Tools = app.extensions["anthu.tools"]
    return found


def test_every_procedure_has_a_page_and_a_picture(sign_in: SignIn, tools: Tools) -> None:
    reader = sign_in("administrator")
    for line in procedure_lines(tools):
        path = f"/procedures/{line.procedure.code}"
        page = text(reader.get(path))
        assert all(step.label in page for step in line.procedure.steps), line.procedure.code
        assert reader.get(f"{path}/diagram.svg").mimetype == "image/svg+xml"


def test_a_step_names_who_with_which_paper_and_which_check(sign_in: SignIn) -> None:
    page = text(sign_in("officer").get("/procedures/KT_DHVP_DV"))
    assert "Nghe đảng viên" in page and "ký: " in page and "C14" in page
    assert "Quyết định kiểm tra (F04" in page


def test_the_bases_are_those_of_the_day(tools: Tools) -> None:
    procedure = tools.procedures.current("KT_DHVP_DV")
    first = procedure_page(tools, procedure, on=date(2021, 9, 16), level="district")
    later = procedure_page(tools, procedure, on=date(2026, 9, 1), level="commune")
    assert [basis.id for basis in first.bases] != [basis.id for basis in later.bases]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (Due(event="subject_report", start="fact:report_deadline", kind="fixed"), "Đến hết ngày ghi ở ô “"),
        (Due(event="x", start="step:propose", kind="working", days=3), "03 ngày làm việc kể từ khi xong bước “"),
        (Due(event="x", start="document:inspection_decision", kind="calendar", days=60), "60 ngày kể từ ngày ký "),
        (Due(event="x", start="step:propose", kind="law"), "chưa có thời hạn này"),
        (Due(event="decision_announced", start="document:discipline_decision", kind="law"), "ngày ký quyết định thi"),
    ],
)
def test_a_limit_is_told_in_words(tools: Tools, due: Due, words: str) -> None:
    told = due_words(tools.law, tools.procedures.current("KT_DHVP_DV"), due, date(2021, 9, 16), "district")
    assert words in told.sentence


def test_a_limit_nobody_knows_is_marked_not_hidden(tools: Tools) -> None:
    unknown = Due(event="x", start="step:propose", kind="law")
    assert not due_words(tools.law, tools.procedures.current("KT_DHVP_DV"), unknown, date(2021, 9, 16), "x").verified


def test_a_procedure_that_is_not_there_is_not_found(sign_in: SignIn) -> None:
    assert sign_in("officer").get("/procedures/KHONG_CO").status_code == 404
