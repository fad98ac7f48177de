"""Small readings behind the pages: days left, the ledger in sentences, what a document prints."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.views.office import Browser, person, text
from webapp.extensions import db
from webapp.models import Case
from webapp.queries.due_rows import days_left
from webapp.queries.printed import value_text
from webapp.queries.tools import Tools
from webapp.services import ledger

SignIn = Callable[[str], Browser]
THURSDAY = date(2021, 9, 16)


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (date(2021, 9, 16), 0),
        (date(2021, 9, 17), 1),
        (date(2021, 9, 20), 2),  # over a weekend
        (date(2021, 9, 29), 9),
        (date(2021, 9, 15), -1),
        (date(2021, 9, 13), -3),
        (date(2021, 9, 12), -4),  # a Sunday: four working days have passed since
    ],
)
def test_what_is_left_is_counted_in_working_days(prepared: tuple[Any, str, Tools], on: date, left: int) -> None:
    assert days_left(prepared[2], THURSDAY, on) == left


def test_a_deadline_of_yesterday_is_never_today(prepared: tuple[Any, str, Tools]) -> None:
    saturday, sunday = date(2021, 9, 18), date(2021, 9, 19)
    assert days_left(prepared[2], sunday, saturday) == -1
    assert days_left(prepared[2], saturday, sunday) == 1


def test_an_event_nobody_wrote_a_sentence_for_is_still_told(app: Flask, sign_in: SignIn, case_id: str) -> None:
    with app.app_context():
        case = db.session.get_one(Case, case_id)
        ledger.record(
            db.session, office_id=case.office_id, actor=person("officer"), event="case_moved", case_id=case.id
        )
        db.session.commit()
    assert "Đỗ Thị Ánh Nguyệt ghi việc “case moved”" in text(sign_in("officer").get(f"/cases/{case_id}/history"))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (True, "Có"),
        (["Một", "Hai"], "Một\nHai"),
        ([{"no": 1, "label": "Khiển trách"}, {"no": 2, "label": "Cảnh cáo"}], "1. Khiển trách\n2. Cảnh cáo"),
        ({"full_name": "Bùi Văn Thuận", "birth_date": "09/02/1974", "posts": "x"}, "Bùi Văn Thuận; sinh 09/02/1974"),
        (
            {
                "on": "15/7/2021",
                "on_long": "x",
                "chair": "Quyết",
                "attendees": [{"name": "Thịnh", "position": "Uỷ viên"}],
            },
            "15/7/2021; chủ trì Quyết\nThành phần dự:\n1. Thịnh; Uỷ viên",
        ),
    ],
)
def test_a_printed_value_reads_as_text(value: Any, said: str) -> None:
    assert value_text(value) == said
