"""Organisations in time: levels that end, who stands above whom, names found without marks, impossible dates."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.rules.folding import fold
from webapp.rules.law import Law
from webapp.rules.members import check_identity
from webapp.rules.organisations import OrganisationRow, check_row, ended_levels

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def row(level: str, on: date, **more: str) -> OrganisationRow:
    return OrganisationRow(more.pop("kind", "committee"), level, "Đảng bộ thử", on, **more)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy xã Phúc Xuân", "dang uy xa phuc xuan"),
        ("ĐẢNG UỶ  XÃ\u00a0PHÚC XUÂN", "dang uy xa phuc xuan"),
        ("Ðỗ Thị Ưởng", "do thi uong"),
        ("38.168.053.000.001", "38.168.053.000.001"),
        ("Chi bộ “Tổ 3” & 4%", "chi bo to 3 4"),
    ],
)
def test_a_name_is_found_however_it_is_typed(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_district_committee_cannot_begin_after_the_level_ended(law: Law) -> None:
    assert check_row(law, row("district", BEFORE)) == []
    problems = check_row(law, row("district", AFTER))
    assert [(one.field, one.severity) for one in problems] == [("level", "error")]
    assert "19/01/2011" in problems[0].sentence or "19/1/2011" in problems[0].sentence


def test_after_the_district_only_its_organisations_are_left_behind(law: Law) -> None:
    assert "district" not in ended_levels(law, BEFORE)
    assert "district" in ended_levels(law, AFTER)
    assert {"district", "above_grassroots"} <= ended_levels(law, date(2026, 7, 26))


@pytest.mark.parametrize(
    ("level", "parent", "on", "severity"),
    [
        ("cell", "commune", BEFORE, None),
        ("commune", "district", BEFORE, None),
        ("district", "commune", BEFORE, "error"),
        ("commune", "province", AFTER, None),
        ("grassroots", "cell", BEFORE, "error"),
        ("grassroots", "commune", date(2026, 7, 26), "warn"),  # nobody has read the text of the three levels yet
    ],
)
def test_only_a_higher_level_stands_above(law: Law, level: str, parent: str, on: date, severity: str | None) -> None:
    found = check_row(law, row(level, on, parent_name="Cấp trên", parent_level=parent))
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_everything_wrong_is_told_at_once(law: Law) -> None:
    wrong = OrganisationRow("club", "moon", "", BEFORE, code="38-1")
    assert {one.field for one in check_row(law, wrong)} == {"name", "kind", "level"}


def test_a_strange_code_only_warns(law: Law) -> None:
    assert [one.severity for one in check_row(law, row("cell", BEFORE, kind="cell", code="38-1"))] == ["warn"]


@pytest.mark.parametrize(
    ("born", "admitted", "official", "fields"),
    [
        (date(1974, 2, 9), date(1996, 5, 19), date(1997, 5, 19), []),
        (date(1974, 2, 9), date(1991, 2, 8), None, ["admitted_on"]),
        (date(1974, 2, 9), date(1992, 2, 9), None, []),
        (None, date(2000, 1, 1), date(1999, 1, 1), ["official_on"]),
        (date(2030, 1, 1), None, None, ["birth_date"]),
    ],
)
def test_dates_of_a_life_fit_together(
    born: date | None, admitted: date | None, official: date | None, fields: list[str]
) -> None:
    found = check_identity(
        full_name="Lò Văn Tuân", birth_date=born, admitted_on=admitted, official_on=official, today=BEFORE
    )
    assert [field for field, _ in found] == fields
