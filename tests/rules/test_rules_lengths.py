"""Plans keep to the limits of working time, extension and reference period."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.rules.deadlines import find_rule
from webapp.rules.law import Law
from webapp.rules.lengths import check_extension, check_reference_period, check_working_period
from webapp.rules.shapes import DeadlineEntry

ON = date(2021, 7, 12)


@pytest.mark.parametrize(
    ("days", "unit", "allowed", "verified"),
    [
        (25, "working", True, True),
        (26, "working", False, True),
        (35, "calendar", True, True),
        (36, "calendar", False, True),
        (1, "month", True, True),
    ],
)
def test_a_supervision_at_district_level_lasts_25_working_days(
    law: Law, days: int, unit: str, allowed: bool, verified: bool
) -> None:
    found = check_working_period(law, start=ON, days=days, unit=unit, on=ON, kind="GS_CD", level="district")  # type: ignore[arg-type]
    assert (found.allowed, found.verified) == (allowed, verified), found.sentence


def test_a_limit_nobody_read_stops_nothing(law: Law) -> None:
    found = check_working_period(law, start=ON, days=45, unit="working", on=ON, kind="KT_DHVP_DV", level="district")
    assert (found.allowed, found.verified) == (None, False)


def supervision(law: Law) -> DeadlineEntry:
    rule = find_rule(law, event="working_period", kind="GS_CD", level="district", on=ON)
    assert rule is not None
    return rule


@pytest.mark.parametrize(
    ("extra", "approved", "allowed"),
    [
        (8, date(2021, 8, 16), True),
        (9, date(2021, 8, 16), False),
        (8, date(2021, 8, 17), False),
    ],
)
def test_an_extension_is_at_most_a_third_and_approved_before_the_end(
    law: Law, extra: int, approved: date, allowed: bool
) -> None:
    found = check_extension(supervision(law), extra=extra, approved_on=approved, first_end=date(2021, 8, 16))
    assert (found.allowed, found.verified) == (allowed, True)


def test_an_extension_of_a_limit_that_names_none_is_unknown(law: Law) -> None:
    rule = find_rule(law, event="decision_announced", on=ON)
    assert rule is not None
    assert check_extension(rule, extra=1, approved_on=ON, first_end=ON).allowed is None


@pytest.mark.parametrize(
    ("first_day", "allowed"), [(date(2020, 8, 1), True), (date(2020, 7, 31), False), (date(2024, 1, 1), True)]
)
def test_an_agency_looks_back_at_most_five_years(law: Law, first_day: date, allowed: bool) -> None:
    found = check_reference_period(law, first_day=first_day, plan_on=date(2025, 8, 1), initiator="advisory_agency")
    assert (found.allowed, found.verified) == (allowed, True)


def test_a_commission_takes_its_reference_period_from_the_plan(law: Law) -> None:
    found = check_reference_period(
        law, first_day=date(2010, 1, 1), plan_on=date(2025, 8, 1), initiator="commission"
    )
    assert found.allowed is None
