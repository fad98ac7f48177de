"""Time limits: the day table, the counting, and the rule that applies on a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.errors import DomainError
from webapp.rules.days import DayTable
from webapp.rules.deadlines import (
    UnknownDeadline,
    add_working_days,
    due,
    extension_limit,
    find_rule,
    working_days_between,
)
from webapp.rules.law import Law, load_law

DAYS = load_law(Path(__file__).parents[2] / "workflows" / "_law").days


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (date(2021, 7, 12), None),
        (date(2021, 7, 17), "thứ bảy"),
        (date(2021, 7, 18), "chủ nhật"),
        (date(2021, 9, 2), "Quốc khánh"),
        (date(2021, 9, 3), "Quốc khánh"),
        (date(2021, 2, 12), "Tết Nguyên Đán"),
        (date(2021, 5, 3), "Ngày Quốc tế Lao động (nghỉ bù)"),
        (date(2024, 4, 29), "ngày nghỉ hoán đổi"),
        (date(2024, 5, 4), None),
        (date(2026, 1, 2), "ngày nghỉ hoán đổi"),
        (date(2026, 1, 10), None),
        (date(2026, 8, 22), None),
        (date(2026, 4, 27), "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
    ],
)
def test_which_days_are_off_and_why(law: Law, on: date, reason: str | None) -> None:
    assert law.days.reason_off(on) == reason
    assert law.days.is_working(on) == (reason is None)


@pytest.mark.parametrize("year", range(2020, 2028))
def test_every_year_has_its_new_year_and_national_days(law: Law, year: int) -> None:
    days = [entry.on for entry in law.holidays.holiday if entry.on.year == year]
    assert {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)} <= set(days)
    assert sum("Tết" in entry.name for entry in law.holidays.holiday if entry.on.year == year) >= 6


def test_the_office_has_days_of_its_own(law: Law) -> None:
    own = law.days.with_office(closed={date(2026, 6, 5): "ngày thành lập cơ quan"}, worked=[date(2026, 6, 6)])
    assert own.reason_off(date(2026, 6, 5)) == "ngày thành lập cơ quan"
    assert own.is_working(date(2026, 6, 6))
    assert law.days.is_working(date(2026, 6, 5))
    assert law.days.with_office(worked=[date(2026, 9, 2)]).is_working(date(2026, 9, 2))
    assert not law.days.with_office(closed={date(2026, 8, 22): "nghỉ"}).is_working(date(2026, 8, 22))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2021, 7, 12), 0, date(2021, 7, 12)),
        (date(2021, 7, 12), 1, date(2021, 7, 13)),
        (date(2021, 7, 16), 1, date(2021, 7, 19)),
        (date(2021, 7, 17), 1, date(2021, 7, 19)),
        (date(2021, 9, 1), 1, date(2021, 9, 6)),
        (date(2021, 7, 12), 45, date(2021, 9, 15)),
        (date(2026, 4, 6), 20, date(2026, 5, 7)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2024, 5, 3), 1, date(2024, 5, 4)),
    ],
)
def test_working_days_are_counted_from_the_next_day(law: Law, start: date, count: int, end: date) -> None:
    assert add_working_days(law.days, start, count) == end
    assert working_days_between(law.days, start, end) == count


@given(st.dates(date(2020, 1, 1), date(2027, 6, 30)), st.integers(0, 120))
def test_counting_forward_and_back_agree(start: date, count: int) -> None:
    end = add_working_days(DAYS, start, count)
    assert working_days_between(DAYS, start, end) == count
    assert count == 0 or DAYS.is_working(end)


@given(st.dates(date(2020, 1, 1), date(2027, 6, 30)), st.integers(0, 100))
def test_more_days_never_end_earlier(start: date, count: int) -> None:
    assert add_working_days(DAYS, start, count + 1) > add_working_days(DAYS, start, count)


def test_nothing_lies_between_a_day_and_an_earlier_one(law: Law) -> None:
    assert working_days_between(law.days, date(2021, 7, 12), date(2021, 7, 1)) == 0


@pytest.mark.parametrize("count", [-1, 100_000])
def test_an_impossible_length_is_refused(law: Law, count: int) -> None:
    with pytest.raises(DomainError):
        add_working_days(law.days, date(2021, 7, 12), count)


def test_a_table_in_which_nobody_ever_works_does_not_hang() -> None:
    closed = {date(2021, 1, 1) + timedelta(days=n): "nghỉ" for n in range(4000)}
    with pytest.raises(DomainError):
        add_working_days(DayTable(closed, {}), date(2021, 1, 1), 1)


def test_the_arithmetic_is_shown_in_words(law: Law) -> None:
    found = due(law, event="working_period", start=date(2026, 4, 6), on=date(2026, 4, 6), days=20, unit="working")
    assert found.due_on == date(2026, 5, 7)
    assert found.sentence == (
        "20 ngày làm việc kể từ 06/4/2026, trừ 08 ngày cuối tuần và 03 ngày nghỉ "
        "(27/4/2026: Ngày Giỗ Tổ Hùng Vương (nghỉ bù); 30/4/2026: Ngày Chiến thắng; "
        "01/5/2026: Ngày Quốc tế Lao động): hạn cuối là ngày 07/5/2026."
    )
    assert len(found.skipped_days) == 11


def test_a_made_up_day_is_mentioned(law: Law) -> None:
    found = due(law, event="x", start=date(2024, 4, 26), on=date(2024, 4, 26), days=3, unit="working")
    assert found.due_on == date(2024, 5, 4)
    assert "tính cả ngày làm bù 04/5/2024" in found.sentence


def test_a_span_without_days_off_says_nothing_of_them(law: Law) -> None:
    found = due(law, event="x", start=date(2021, 7, 12), on=date(2021, 7, 12), days=3, unit="working")
    assert found.sentence == "03 ngày làm việc kể từ 12/7/2021: hạn cuối là ngày 15/7/2021."


@pytest.mark.parametrize(
    ("arguments", "length", "unit", "verified"),
    [
        ({"event": "decision_announced", "on": date(2021, 7, 12)}, 15, "calendar", True),
        ({"event": "decision_announced", "on": date(2021, 9, 24)}, 15, "calendar", False),
        ({"event": "cell_decision_delivered", "on": date(2026, 8, 20), "level": "cell"}, 10, "calendar", False),
        ({"event": "complaint_filing", "on": date(2021, 7, 12)}, 30, "working", True),
        ({"event": "complaint_filing", "on": date(2023, 7, 12)}, 1, "month", True),
        ({"event": "complaint_filing", "on": date(2026, 6, 18)}, 30, "calendar", False),
        (
            {"event": "working_period", "kind": "GS_CD", "level": "district", "on": date(2021, 7, 12)},
            25,
            "working",
            True,
        ),
        (
            {"event": "working_period", "kind": "GS_CD", "level": "province", "on": date(2021, 7, 12)},
            30,
            "working",
            True,
        ),
        (
            {
                "event": "working_period",
                "kind": "KT_CH",
                "level": "province",
                "initiator": "advisory_agency",
                "on": date(2025, 8, 1),
            },
            45,
            "calendar",
            True,
        ),
        ({"event": "law_organ_notice", "on": date(2022, 1, 1)}, 3, "calendar", True),
        ({"event": "complaint_settled", "level": "central", "on": date(2020, 1, 1)}, 180, "working", True),
        ({"event": "complaint_settled", "level": "district", "on": date(2020, 1, 2)}, 90, "working", True),
    ],
)
def test_the_limit_that_applies(
    law: Law, arguments: dict[str, object], length: int, unit: str, verified: bool
) -> None:
    found = due(law, start=arguments["on"], **arguments)  # type: ignore[arg-type]
    assert (found.length, found.unit, found.verified) == (length, unit, verified)
    assert found.basis


@pytest.mark.parametrize(
    "arguments",
    [
        {"event": "working_period", "kind": "KT_DHVP_DV", "level": "district", "on": date(2021, 7, 12)},
        {"event": "working_period", "kind": "GS_CD", "level": "commune", "on": date(2026, 4, 6)},
        {"event": "working_period", "kind": "KT_CH", "level": "province", "on": date(2025, 8, 1)},
        {"event": "complaint_settled", "level": "commune", "on": date(2026, 7, 16)},
        {"event": "denunciation_settled", "level": "cell", "on": date(2023, 7, 16)},
        {"event": "file_handover", "level": "district", "on": date(2021, 7, 16)},
    ],
)
def test_what_the_law_data_does_not_know_is_never_invented(law: Law, arguments: dict[str, object]) -> None:
    assert find_rule(law, **arguments) is None  # type: ignore[arg-type]
    with pytest.raises(UnknownDeadline, match="hãy nhập số ngày theo kế hoạch"):
        due(law, start=date(2021, 7, 12), **arguments)  # type: ignore[arg-type]


def test_a_month_ends_on_the_last_day_of_a_shorter_month(law: Law) -> None:
    found = due(law, event="complaint_filing", start=date(2023, 1, 31), on=date(2023, 1, 31))
    assert found.due_on == date(2023, 2, 28)
    assert found.sentence == "01 tháng kể từ 31/01/2023: hạn cuối là ngày 28/02/2023."


def test_a_limit_in_calendar_days_counts_every_day(law: Law) -> None:
    found = due(law, event="decision_announced", start=date(2021, 4, 29), on=date(2021, 4, 29))
    assert (found.due_on, found.skipped_days) == (date(2021, 5, 14), ())


def test_a_limit_that_reaches_a_year_without_official_plan_is_unverified(law: Law) -> None:
    spans = [(date(2026, 11, 2), True), (date(2026, 12, 30), False)]
    for start, verified in spans:
        assert due(law, event="x", start=start, on=start, days=10, unit="working").verified is verified


def test_the_office_table_changes_the_end(law: Law) -> None:
    own = law.days.with_office(closed={date(2021, 7, 13): "họp mặt truyền thống"})
    found = due(law, event="x", start=date(2021, 7, 12), on=date(2021, 7, 12), days=1, unit="working", table=own)
    assert found.due_on == date(2021, 7, 14)
    assert "họp mặt truyền thống" in found.sentence


@pytest.mark.parametrize(
    ("level", "limit"), [("central", 15), ("province", 10), ("district", 8), ("grassroots", 6)]
)
def test_a_supervision_may_be_extended_by_a_third(law: Law, level: str, limit: int) -> None:
    rule = find_rule(law, event="working_period", kind="GS_CD", level=level, on=date(2021, 7, 12))
    assert rule is not None
    assert extension_limit(rule) == limit


def test_a_limit_without_an_extension_has_none(law: Law) -> None:
    rule = find_rule(law, event="decision_announced", on=date(2021, 7, 12))
    assert rule is not None
    assert extension_limit(rule) is None
