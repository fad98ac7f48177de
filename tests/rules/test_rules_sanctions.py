"""The closed lists of forms, holds, and how long a violation or a decision counts."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.rules.effect import effective, end_of_effect
from webapp.rules.holds import UnknownHold, hold, reasons
from webapp.rules.law import Law
from webapp.rules.limitation import check_limitation
from webapp.rules.sanctions import NoListOfForms, check_sanction, forms_for
from webapp.rules.terms import Sanction, VoteTarget

S = Sanction
ON = date(2021, 9, 24)


@pytest.mark.parametrize(
    ("target", "forms"),
    [
        ("organisation", [S.REPRIMAND, S.WARN, S.DISSOLVE]),
        ("member", [S.REPRIMAND, S.WARN, S.REMOVE, S.EXPEL]),
        ("probationary_member", [S.REPRIMAND, S.WARN]),
    ],
)
def test_the_forms_of_each_target_light_to_heavy(law: Law, target: VoteTarget, forms: list[Sanction]) -> None:
    assert forms_for(law, target, ON) == forms


@pytest.mark.parametrize(
    ("sanction", "target", "post", "allowed"),
    [
        (S.NONE, "member", False, True),
        (S.REPRIMAND, "member", False, True),
        (S.REMOVE, "member", True, True),
        (S.REMOVE, "member", False, False),
        (S.EXPEL, "member", False, True),
        (S.DISSOLVE, "member", True, False),
        (S.REPRIMAND, "probationary_member", False, True),
        (S.WARN, "probationary_member", False, True),
        (S.REMOVE, "probationary_member", True, False),
        (S.EXPEL, "probationary_member", False, False),
        (S.DISSOLVE, "organisation", False, True),
        (S.EXPEL, "organisation", False, False),
        (S.REMOVE, "organisation", True, False),
    ],
)
def test_a_form_must_be_in_the_list_and_removal_needs_a_post(
    law: Law, sanction: Sanction, target: VoteTarget, post: bool, allowed: bool
) -> None:
    found = check_sanction(law, sanction=sanction, target=target, has_party_post=post, on=ON)
    assert (found.allowed, found.verified) == (allowed, True)


def test_removal_without_a_post_says_why(law: Law) -> None:
    found = check_sanction(law, sanction=S.REMOVE, target="member", has_party_post=False, on=ON)
    assert found.sentence == (
        "Chỉ cách chức đảng viên có chức vụ trong Đảng; người này không giữ chức vụ nào trong Đảng."
    )


def test_before_the_charter_there_is_no_list(law: Law) -> None:
    with pytest.raises(NoListOfForms):
        forms_for(law, "member", date(2010, 1, 1))


@pytest.mark.parametrize(
    ("target", "sanction", "violated", "concluded", "passed", "ends"),
    [
        ("member", S.REPRIMAND, date(2019, 1, 1), date(2021, 9, 8), False, date(2024, 1, 1)),
        ("member", S.REPRIMAND, date(2016, 9, 8), date(2021, 9, 8), False, date(2021, 9, 8)),
        ("member", S.REPRIMAND, date(2016, 9, 7), date(2021, 9, 8), True, date(2021, 9, 7)),
        ("member", S.WARN, date(2016, 9, 7), date(2021, 9, 8), False, date(2026, 9, 7)),
        ("member", S.REMOVE, date(2011, 9, 7), date(2021, 9, 8), True, date(2021, 9, 7)),
        ("member", S.EXPEL, date(1990, 1, 1), date(2021, 9, 8), False, None),
        ("organisation", S.WARN, date(2013, 5, 5), date(2023, 5, 6), True, date(2023, 5, 5)),
        ("organisation", S.DISSOLVE, date(1990, 1, 1), date(2023, 5, 6), False, None),
        ("probationary_member", S.WARN, date(2016, 2, 29), date(2023, 5, 6), False, date(2026, 2, 28)),
    ],
)
def test_limitation_depends_on_the_form_that_was_voted(
    law: Law,
    target: VoteTarget,
    sanction: Sanction,
    violated: date,
    concluded: date,
    passed: bool,
    ends: date | None,
) -> None:
    found = check_limitation(law, target=target, sanction=sanction, violation_on=violated, concluded_on=concluded)
    assert (found.passed, found.ends_on, found.verified) == (passed, ends, True)


@pytest.mark.parametrize(
    ("area", "concluded", "verified"),
    [
        ("internal_politics", date(2021, 9, 8), True),
        ("national_security", date(2025, 9, 8), True),
        ("unlawful_diploma", date(2021, 9, 8), True),
        ("unlawful_diploma", date(2023, 9, 8), False),
    ],
)
def test_some_violations_are_never_too_old(law: Law, area: str, concluded: date, verified: bool) -> None:
    found = check_limitation(
        law, target="member", sanction=S.REPRIMAND, violation_on=date(1990, 1, 1), concluded_on=concluded, areas=[area]
    )
    assert (found.passed, found.ends_on, found.verified) == (False, None, verified)


def test_a_new_violation_inside_the_period_starts_it_anew(law: Law) -> None:
    def passed(*later: date) -> bool | None:
        return check_limitation(
            law,
            target="member",
            sanction=S.REPRIMAND,
            violation_on=date(2012, 1, 1),
            concluded_on=date(2021, 9, 8),
            later_violations=later,
        ).passed

    assert passed() is True
    assert passed(date(2016, 12, 31)) is False
    assert passed(date(2017, 1, 2)) is True
    assert passed(date(2018, 6, 1), date(2014, 6, 1)) is False


def test_the_limits_of_2026_are_not_invented(law: Law) -> None:
    found = check_limitation(
        law, target="member", sanction=S.WARN, violation_on=date(2000, 1, 1), concluded_on=date(2026, 8, 17)
    )
    assert (found.passed, found.verified) == (None, False)
    assert "hãy đối chiếu quy định" in found.sentence


@pytest.mark.parametrize(
    ("cell", "signed", "announced", "voted", "expected", "verified"),
    [
        (False, date(2021, 9, 24), date(2021, 9, 30), None, date(2021, 9, 30), True),
        (False, date(2021, 9, 24), None, None, None, True),
        (False, date(2026, 4, 10), date(2026, 4, 20), None, date(2026, 4, 20), False),
        (False, date(2026, 4, 11), date(2026, 4, 20), None, date(2026, 4, 11), False),
        (True, date(2021, 6, 30), date(2021, 7, 5), date(2021, 6, 28), date(2021, 6, 28), True),
        (True, date(2026, 8, 25), date(2026, 8, 27), date(2026, 8, 20), date(2026, 8, 20), False),
        (False, date(2010, 1, 1), date(2010, 1, 2), None, None, False),
    ],
)
def test_from_when_a_decision_has_effect(
    law: Law,
    cell: bool,
    signed: date,
    announced: date | None,
    voted: date | None,
    expected: date | None,
    verified: bool,
) -> None:
    found = effective(law, decided_by_cell=cell, signed_on=signed, announced_on=announced, vote_announced_on=voted)
    assert (found.effective_on, found.verified) == (expected, verified)


@pytest.mark.parametrize(
    ("on", "ended"), [(date(2024, 5, 9), False), (date(2024, 5, 10), True), (date(2025, 1, 1), True)]
)
def test_a_decision_ends_by_itself_after_twelve_months(law: Law, on: date, ended: bool) -> None:
    found = end_of_effect(law, sanction=S.WARN, announced_on=date(2023, 5, 10), on=on)
    assert (found.ends_on, found.ended, found.verified) == (date(2024, 5, 10), ended, True)


@pytest.mark.parametrize("sanction", [S.EXPEL, S.DISSOLVE])
def test_expulsion_and_dissolution_never_end(law: Law, sanction: Sanction) -> None:
    found = end_of_effect(law, sanction=sanction, announced_on=date(2023, 5, 10), on=date(2030, 1, 1))
    assert (found.ends_on, found.ended) == (None, False)


@pytest.mark.parametrize("reason", ["complaint_open", "new_violation"])
def test_an_open_complaint_or_a_new_violation_holds_the_end(law: Law, reason: str) -> None:
    found = end_of_effect(
        law, sanction=S.WARN, announced_on=date(2023, 5, 10), on=date(2030, 1, 1), **{reason: True}  # type: ignore[arg-type]
    )
    assert (found.ends_on, found.ended) == (None, False)


def test_a_settled_complaint_moves_the_start(law: Law) -> None:
    found = end_of_effect(
        law,
        sanction=S.WARN,
        announced_on=date(2023, 5, 10),
        on=date(2024, 6, 1),
        complaint_decision_announced_on=date(2023, 9, 1),
    )
    assert (found.ends_on, found.ended) == (date(2024, 9, 1), False)


@pytest.mark.parametrize(
    ("announced", "verified"), [(date(2021, 7, 1), True), (date(2021, 9, 30), False), (date(2026, 9, 1), False)]
)
def test_the_end_of_effect_is_marked_where_nobody_read_the_rule(law: Law, announced: date, verified: bool) -> None:
    assert end_of_effect(law, sanction=S.WARN, announced_on=announced, on=announced).verified is verified


@pytest.mark.parametrize(
    ("reason", "effect"),
    [
        ("pregnancy", "postponed"),
        ("infant", "postponed"),
        ("illness", "postponed"),
        ("deceased", "no_decision"),
        ("missing", "not_enforced"),
        ("permitted_innovation", "handled_separately"),
    ],
)
def test_a_hold_stops_discipline(law: Law, reason: str, effect: str) -> None:
    found = hold(law, reason=reason, on=date(2023, 1, 1))
    assert (found.stops_discipline, found.effect) == (True, effect)
    assert found.evidence in found.sentence


def test_the_dead_are_disciplined_only_for_the_gravest_violations(law: Law) -> None:
    assert not hold(law, reason="deceased", on=date(2023, 1, 1), especially_serious=True).stops_discipline
    assert hold(law, reason="missing", on=date(2023, 1, 1), especially_serious=True).stops_discipline


def test_holds_are_marked_by_what_was_read(law: Law) -> None:
    assert hold(law, reason="pregnancy", on=date(2023, 1, 1)).verified
    assert not hold(law, reason="pregnancy", on=date(2026, 9, 1)).verified
    assert not hold(law, reason="permitted_innovation", on=date(2023, 1, 1)).verified


def test_a_hold_that_nobody_listed_is_refused(law: Law) -> None:
    assert len(reasons(law, date(2023, 1, 1))) == 6
    assert reasons(law, date(2020, 1, 1)) == {}
    with pytest.raises(UnknownHold):
        hold(law, reason="holiday", on=date(2023, 1, 1))
