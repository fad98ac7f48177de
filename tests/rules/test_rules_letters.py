"""Complaints, denunciations, suspension and levels."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.errors import DomainError
from webapp.rules.complaints import ComplaintCheck, check_complaint, instances_for, last_instance
from webapp.rules.denunciations import UnknownFault, check_letter
from webapp.rules.law import Law
from webapp.rules.levels import UnknownLevel, is_above, level_exists, levels_on
from webapp.rules.suspension import UnknownGround, check_suspension, suspension_for
from webapp.rules.terms import Sanction

S = Sanction


def complain(law: Law, **changes: object) -> ComplaintCheck:
    arguments: dict[str, object] = {
        "filed_on": date(2026, 7, 16),
        "received_on": date(2026, 6, 18),
        "decided_by": "commune_commission",
        "handled_by": "commune_board",
        "sanction": S.WARN,
    }
    return check_complaint(law, **{**arguments, **changes})  # type: ignore[arg-type]


def codes(check: ComplaintCheck) -> list[str]:
    return [problem.code for problem in check.problems]


def test_an_appeal_against_the_commission_goes_to_the_board_of_the_same_level_in_time(law: Law) -> None:
    found = complain(law)
    assert (found.accepted, found.verified) == (True, False)
    assert found.deadline is not None
    assert found.deadline.due_on == date(2026, 7, 18)


@pytest.mark.parametrize(("filed", "accepted"), [(date(2026, 7, 18), True), (date(2026, 7, 19), False)])
def test_a_complaint_is_in_time_up_to_the_thirtieth_day(law: Law, filed: date, accepted: bool) -> None:
    found = complain(law, filed_on=filed)
    assert found.accepted is accepted
    assert codes(found) == ([] if accepted else ["out_of_time"])
    assert accepted or "18/7/2026" in found.problems[0].sentence


@pytest.mark.parametrize("handler", ["commune_commission", "province_commission", "cell"])
def test_the_wrong_instance_is_refused_with_the_right_one(law: Law, handler: str) -> None:
    found = complain(law, handled_by=handler)
    assert codes(found) == ["wrong_instance"]
    assert "ban thường vụ đảng ủy xã, phường, đặc khu" in found.problems[0].sentence


def test_a_complaint_before_the_decision_was_received_is_refused(law: Law) -> None:
    assert codes(complain(law, received_on=None)) == ["decision_not_received"]


@pytest.mark.parametrize(
    "fact", ["for_another", "court_sentence", "handled_by_higher", "refused_decision", "moved_away"]
)
def test_a_declared_reason_not_to_settle(law: Law, fact: str) -> None:
    assert codes(complain(law, facts=[fact])) == [fact]


def test_after_the_last_instance_nobody_complains_further(law: Law) -> None:
    arguments = {
        "filed_on": date(2023, 6, 1),
        "received_on": date(2023, 5, 20),
        "decided_by": "province_board",
        "settled_by": "central_commission",
        "handled_by": "secretariat",
    }
    found = complain(law, **arguments)
    assert codes(found) == ["finally_settled"]
    assert last_instance(law, body="central_commission", sanction=S.EXPEL, on=date(2023, 6, 1)) is None
    assert last_instance(law, body="secretariat", sanction=S.EXPEL, on=date(2023, 6, 1)) is not None


def test_several_reasons_are_named_together(law: Law) -> None:
    found = complain(law, filed_on=date(2026, 12, 1), handled_by="cell", facts=["for_another"])
    assert codes(found) == ["for_another", "out_of_time", "wrong_instance"]


def test_an_appeal_under_the_older_rule_counts_working_days_from_the_announcement(law: Law) -> None:
    found = complain(
        law,
        filed_on=date(2021, 8, 16),
        received_on=date(2021, 7, 9),
        announced_on=date(2021, 7, 5),
        decided_by="district_commission",
        handled_by="district_board",
    )
    assert found.accepted
    assert found.deadline is not None
    assert (found.deadline.due_on, found.deadline.unit) == (date(2021, 8, 16), "working")


def test_a_seen_instance_is_verified_and_an_inferred_one_is_not(law: Law) -> None:
    on = date(2023, 6, 1)
    assert instances_for(law, decided_by="district_commission", on=on).verified
    assert not instances_for(law, decided_by="district_board", on=on).verified
    assert instances_for(law, decided_by="nobody", on=on).bodies == ()


@pytest.mark.parametrize(
    ("faults", "concrete", "use"),
    [
        ([], True, "settle"),
        (["hidden_name"], True, "information"),
        (["hidden_name"], False, "nothing"),
        (["false_name", "no_address"], True, "information"),
        (["hidden_name", "already_concluded"], True, "nothing"),
        (["copied_signature"], True, "nothing"),
        (["no_legal_capacity"], True, "nothing"),
        (["withdrawn"], True, "nothing"),
        (["mixed_with_complaint"], True, "complaint_only"),
        (["mixed_with_complaint", "hidden_name"], True, "information"),
    ],
)
def test_what_a_letter_may_be_used_for(law: Law, faults: list[str], concrete: bool, use: str) -> None:
    assert check_letter(law, faults=faults, on=date(2023, 1, 1), concrete=concrete).use == use


def test_an_anonymous_letter_never_opens_a_denunciation(law: Law) -> None:
    for on in (date(2020, 1, 1), date(2023, 1, 1), date(2025, 8, 1), date(2026, 8, 1)):
        assert check_letter(law, faults=["hidden_name"], on=on).use == "information"


def test_a_withdrawal_under_pressure_does_not_count(law: Law) -> None:
    assert check_letter(law, faults=["withdrawn"], on=date(2023, 1, 1), under_pressure=True).use == "settle"


def test_a_letter_is_marked_by_what_was_read(law: Law) -> None:
    assert check_letter(law, faults=["hidden_name"], on=date(2020, 1, 1)).verified
    assert not check_letter(law, faults=["hidden_name"], on=date(2026, 8, 1)).verified
    with pytest.raises(UnknownFault):
        check_letter(law, faults=["rude"], on=date(2026, 8, 1))


@pytest.mark.parametrize(
    ("target", "start", "end", "extensions", "allowed", "verified"),
    [
        ("member", date(2022, 1, 1), date(2022, 3, 31), 0, True, True),
        ("member", date(2022, 1, 1), date(2022, 4, 1), 0, False, True),
        ("member", date(2022, 1, 1), date(2022, 6, 29), 1, True, True),
        ("member", date(2022, 1, 1), date(2022, 6, 30), 1, False, True),
        ("organisation", date(2022, 1, 1), date(2022, 3, 31), 0, True, True),
        ("organisation", date(2022, 1, 1), date(2022, 3, 31), 1, False, True),
        ("member", date(2026, 5, 1), date(2026, 8, 28), 1, True, False),
        ("member", date(2026, 5, 1), date(2026, 8, 29), 1, False, False),
        ("member", date(2026, 5, 1), date(2026, 6, 1), 2, False, False),
        ("organisation", date(2026, 5, 1), date(2026, 8, 28), 1, True, False),
        ("member", date(2020, 5, 1), date(2021, 8, 28), 0, True, False),
    ],
)
def test_how_long_a_suspension_may_last(
    law: Law, target: str, start: date, end: date, extensions: int, allowed: bool, verified: bool
) -> None:
    found = check_suspension(law, target=target, start=start, end=end, extensions=extensions)  # type: ignore[arg-type]
    assert (found.allowed, found.verified) == (allowed, verified), found.sentence


def test_a_suspension_for_the_legal_term_has_no_limit_of_days(law: Law) -> None:
    found = check_suspension(law, target="member", start=date(2022, 1, 1), end=date(2023, 6, 1), legal_term=True)
    assert (found.allowed, found.latest_on) == (True, None)


def test_a_suspension_cannot_end_before_it_begins(law: Law) -> None:
    with pytest.raises(DomainError):
        check_suspension(law, target="member", start=date(2022, 1, 2), end=date(2022, 1, 1))


@pytest.mark.parametrize(
    ("ground", "committee_member", "suspends", "automatic"),
    [
        ("prosecuted", True, "party_activity", ("committee_activity",)),
        ("prosecuted", False, "party_activity", ()),
        ("obstruction", True, "party_activity", ("committee_activity",)),
        ("criminal_initiation", True, "committee_activity", ()),
        ("organisation_obstruction", False, "organisation_activity", ()),
    ],
)
def test_what_is_suspended(
    law: Law, ground: str, committee_member: bool, suspends: str, automatic: tuple[str, ...]
) -> None:
    found = suspension_for(law, ground=ground, committee_member=committee_member, on=date(2022, 1, 1))
    assert (found.suspends, found.automatic, found.verified) == (suspends, automatic, True)


def test_a_ground_nobody_listed_is_refused(law: Law) -> None:
    with pytest.raises(UnknownGround):
        suspension_for(law, ground="late", committee_member=False, on=date(2022, 1, 1))


@pytest.mark.parametrize(
    ("upper", "lower", "on", "above", "verified"),
    [
        ("district", "commune", date(2021, 7, 12), True, True),
        ("district", "grassroots", date(2025, 6, 30), True, True),
        ("district", "grassroots", date(2025, 7, 1), False, True),
        ("province", "district", date(2025, 8, 1), True, True),
        ("commune", "grassroots", date(2021, 7, 12), False, True),
        ("commune", "grassroots", date(2025, 8, 1), True, False),
        ("commune", "grassroots", date(2026, 7, 26), False, False),
        ("commune", "cell", date(2026, 7, 26), True, False),
        ("cell", "commune", date(2026, 7, 26), False, False),
        ("province", "province", date(2026, 7, 26), False, True),
        ("central", "cell", date(2026, 7, 26), True, True),
        ("above_grassroots", "grassroots", date(2026, 7, 26), False, True),
    ],
)
def test_which_level_stands_above_which(
    law: Law, upper: str, lower: str, on: date, above: bool, verified: bool
) -> None:
    found = is_above(law, upper, lower, on)
    assert (bool(found), found.verified) == (above, verified), found.sentence


def test_the_district_level_ended_in_2025(law: Law) -> None:
    assert level_exists(law, "district", date(2025, 6, 30))
    assert not level_exists(law, "district", date(2025, 7, 1))


def test_three_levels_above_the_cell_from_the_end_of_july_2026(law: Law) -> None:
    ranks = {entry.rank for entry in levels_on(law, date(2026, 7, 26)) if entry.name not in ("sectional", "cell")}
    assert len(ranks) == 3
    before = {entry.rank for entry in levels_on(law, date(2026, 7, 25)) if entry.name not in ("sectional", "cell")}
    assert len(before) == 4


def test_a_level_nobody_listed_is_refused(law: Law) -> None:
    with pytest.raises(UnknownLevel):
        is_above(law, "planet", "cell", date(2022, 1, 1))
