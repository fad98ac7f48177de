"""A decision that was just begun, and its first draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.desk import Desk
from webapp.models import Document

STEP, DECISION = "issue_decision", "inspection_decision"
CITED = "Quyết định số 12-QĐ/UBKTThU ngày 01/7/2021"


@pytest.fixture
def begun(desk_at: Callable[[str], Desk]) -> Desk:
    desk = desk_at(STEP)
    desk.accepts(desk.person("Quyết"), STEP)
    return desk


@pytest.fixture
def draft(begun: Desk) -> Document:
    return begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
