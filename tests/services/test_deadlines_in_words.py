"""Deadlines as the page of a case tells them: the arithmetic, what the case stood still, how far it may be extended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from webapp.queries.due_rows import due_row
from webapp.rules.law import load_law
from webapp.workflow.engine import DueView, StepStatus
from webapp.workflow.view import CaseView, Pause

LAW = load_law(Path(__file__).parents[2] / "workflows" / "_law")
VIEW = CaseView(
    today=date(2026, 4, 10), code="HS 01/2026", title="Kiểm tra", initiator="commission", office_level="province",
    subjects=(), team=(), member_in_charge=None, facts={},
)  # fmt: skip


class Step:
    id = "verify"
    label = "Thẩm tra"


class Tools:
    law = LAW


def told(due: DueView, view: CaseView = VIEW) -> Any:
    status = StepStatus.__new__(StepStatus)
    for name, value in {"step": Step, "state": "open", "due": due}.items():
        object.__setattr__(status, name, value)
    return due_row(Tools, view, status)  # type: ignore[arg-type]  # only the law is asked for


def working(on: date | None, days: int = 20) -> DueView:
    return DueView("inspection_length", "working", date(2026, 4, 6), days, on)


def test_working_days_are_counted_in_words() -> None:
    row = told(working(None))
    assert row.on == date(2026, 5, 7)
    assert row.sentence.startswith("20 ngày làm việc kể từ 06/4/2026, trừ 08 ngày cuối tuần và 03 ngày nghỉ (")
    assert "30/4/2026" in row.sentence and row.sentence.endswith("hạn cuối là ngày 07/5/2026.")


def test_a_stopped_clock_is_told_with_its_reason_and_shows_no_days_left() -> None:
    view = replace(VIEW, pauses=(Pause(date(2026, 4, 8), None, "đối tượng nằm viện"),))
    row = told(working(date(2026, 5, 11)), view)
    assert row.left is None
    assert "Không tính thời gian tạm dừng từ 08/4/2026 đến nay (đối tượng nằm viện)" in row.sentence
    assert "hạn cuối lùi đến ngày 11/5/2026" in row.sentence


def test_a_pause_that_ended_moved_the_last_day() -> None:
    view = replace(VIEW, pauses=(Pause(date(2026, 4, 8), date(2026, 4, 9), "chờ giám định"),))
    row = told(working(date(2026, 5, 8)), view)
    assert row.left is not None and "lùi đến ngày 08/5/2026" in row.sentence and "20 ngày làm việc" in row.sentence


def test_a_pause_before_the_limit_began_is_not_spoken_of() -> None:
    view = replace(VIEW, pauses=(Pause(date(2026, 3, 1), date(2026, 3, 9)),))
    assert "tạm dừng" not in told(working(None), view).sentence


@pytest.mark.parametrize("event", sorted({rule.event for rule in LAW.deadlines if rule.extension}))
def test_how_far_a_limit_may_be_extended_is_said(event: str) -> None:
    rules = [rule for rule in LAW.deadlines if rule.event == event and rule.extension]
    rule = rules[-1]
    view = replace(
        VIEW, office_level=(rule.levels or ["province"])[0], initiator=(rule.initiators or ["commission"])[0],
        today=rule.valid_from,
    )  # fmt: skip
    row = told(DueView(event, "calendar", rule.valid_from, 10, None), view)
    assert row.note == "" or row.note.startswith("Gia hạn tối đa ")
