"""Counting ballots: the worked examples of the regulation, and what must hold for every tally."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.law import Law, load_law
from webapp.rules.votes import Ballots, BallotsWrong, NoVotingRule, Sanction, cell_entitled, check_ballots, outcome

ON = date(2021, 9, 22)
LAW = load_law(Path(__file__).parents[2] / "workflows" / "_law")
HEAVIEST_FIRST = [Sanction.EXPEL, Sanction.REMOVE, Sanction.WARN, Sanction.REPRIMAND]


def tally(entitled: int, votes: Mapping[Sanction, int], *, present: int | None = None, invalid: int = 0) -> Ballots:
    here = entitled if present is None else present
    return Ballots(entitled, here, here, sum(votes.values()) + invalid, invalid, votes)


def ballots(entitled: int, expel: int, remove: int, warn: int, reprimand: int, none: int) -> Ballots:
    counts = dict(zip([*HEAVIEST_FIRST, Sanction.NONE], [expel, remove, warn, reprimand, none], strict=True))
    return tally(entitled, counts, present=sum(counts.values()))


@pytest.mark.parametrize(
    ("counts", "carried", "cumulated", "votes"),
    [
        ((9, 0, 0, 6, 2, 1), Sanction.WARN, False, [0, 0, 6]),
        ((11, 0, 3, 4, 3, 1), Sanction.WARN, True, [0, 3, 7]),
        ((15, 2, 3, 2, 5, 3), Sanction.REPRIMAND, True, [2, 5, 7, 12]),
        ((9, 3, 1, 0, 0, 5), None, False, [3, 4, 4, 4]),
        ((12, 0, 0, 6, 4, 0), Sanction.REPRIMAND, True, [0, 0, 6, 10]),
        ((9, 5, 0, 0, 4, 0), Sanction.EXPEL, False, [5]),
        ((9, 1, 1, 6, 1, 0), Sanction.WARN, False, [1, 1, 6]),
        ((10, 5, 5, 0, 0, 0), Sanction.REMOVE, True, [5, 10]),
        ((9, 0, 0, 0, 5, 4), Sanction.REPRIMAND, False, [0, 0, 0, 5]),
        ((10, 0, 0, 0, 5, 5), None, False, [0, 0, 0, 5]),
    ],
)
def test_the_deciding_body_counts(
    law: Law, counts: tuple[int, ...], carried: Sanction | None, cumulated: bool, votes: list[int]
) -> None:
    found = outcome(law, ballots(*counts), on=ON, mode="decide", target="member")
    assert (found.carried, found.cumulated, [step.votes for step in found.steps]) == (carried, cumulated, votes)


@pytest.mark.parametrize(
    ("counts", "carried"),
    [
        ((20, 13, 7, 0, 0, 0), None),
        ((20, 14, 6, 0, 0, 0), Sanction.EXPEL),
        ((9, 6, 3, 0, 0, 0), Sanction.EXPEL),
        ((10, 6, 4, 0, 0, 0), None),
        ((11, 0, 6, 5, 0, 0), Sanction.REMOVE),
        ((11, 0, 3, 4, 3, 1), None),
        ((12, 0, 0, 6, 4, 0), None),
    ],
)
def test_a_proposal_is_never_cumulated(law: Law, counts: tuple[int, ...], carried: Sanction | None) -> None:
    found = outcome(law, ballots(*counts), on=ON, mode="propose", target="member")
    assert (found.carried, found.cumulated) == (carried, False)


def test_thirteen_of_twenty_do_not_propose_expulsion(law: Law) -> None:
    found = outcome(law, ballots(20, 13, 7, 0, 0, 0), on=date(2026, 5, 4), mode="propose", target="member")
    assert (found.steps[0].votes, found.steps[0].needed, found.carried) == (13, 14, None)
    assert "gửi nguyên kết quả phiếu lên cấp có thẩm quyền" in found.sentence


def test_absent_members_still_count(law: Law) -> None:
    cell = tally(12, {Sanction.WARN: 6, Sanction.REPRIMAND: 4}, present=10)
    assert outcome(law, cell, on=date(2026, 8, 20), mode="decide", target="member").carried is Sanction.REPRIMAND
    all_here = tally(10, {Sanction.WARN: 6, Sanction.REPRIMAND: 4})
    assert outcome(law, all_here, on=date(2026, 8, 20), mode="decide", target="member").carried is Sanction.WARN


def test_the_sentence_of_case_a(law: Law) -> None:
    found = outcome(law, ballots(9, 0, 0, 6, 2, 1), on=ON, mode="decide", target="member")
    assert found.sentence == (
        "Quyết định thi hành kỷ luật bằng hình thức cảnh cáo: được 06 phiếu trên tổng số 09 người có quyền "
        "biểu quyết (cần ít nhất 05 phiếu)."
    )
    assert (found.basis, found.verified) == ("Quy định số 22-QĐ/TW, Điều 15", True)


@pytest.mark.parametrize("on", [date(2021, 7, 12), date(2025, 6, 1), date(2026, 4, 11)])
def test_a_count_under_a_text_nobody_checked_is_unverified(law: Law, on: date) -> None:
    assert not outcome(law, ballots(9, 0, 0, 6, 2, 1), on=on, mode="decide", target="member").verified


def test_a_proposal_that_fails_rests_on_the_unverified_rule_against_cumulation(law: Law) -> None:
    assert outcome(law, ballots(20, 14, 6, 0, 0, 0), on=ON, mode="propose", target="member").verified
    assert not outcome(law, ballots(20, 13, 7, 0, 0, 0), on=ON, mode="propose", target="member").verified


@pytest.mark.parametrize(
    ("mode", "dissolve", "carried"),
    [
        ("propose", 13, None),
        ("propose", 14, Sanction.DISSOLVE),
        ("decide", 11, Sanction.DISSOLVE),
        ("decide", 10, None),
    ],
)
def test_dissolution_needs_two_thirds_to_propose_and_half_to_decide(
    law: Law, mode: str, dissolve: int, carried: Sanction | None
) -> None:
    votes = tally(20, {Sanction.DISSOLVE: dissolve, Sanction.NONE: 20 - dissolve})
    found = outcome(law, votes, on=ON, mode=mode, target="organisation")  # type: ignore[arg-type]
    assert (found.carried, found.verified) == (carried, False)


def test_a_warning_of_an_organisation_does_not_rest_on_the_dissolution_rule(law: Law) -> None:
    votes = tally(9, {Sanction.WARN: 6, Sanction.REPRIMAND: 3})
    found = outcome(law, votes, on=ON, mode="decide", target="organisation")
    assert (found.carried, found.verified) == (Sanction.WARN, True)


@pytest.mark.parametrize(
    ("target", "form"),
    [
        ("probationary_member", Sanction.EXPEL),
        ("probationary_member", Sanction.REMOVE),
        ("organisation", Sanction.EXPEL),
        ("member", Sanction.DISSOLVE),
    ],
)
def test_a_form_outside_the_list_of_the_target_is_refused(law: Law, target: str, form: Sanction) -> None:
    with pytest.raises(BallotsWrong, match=form.label):
        outcome(law, tally(9, {form: 9}), on=ON, mode="decide", target=target)  # type: ignore[arg-type]


def test_a_vote_before_every_known_rule_is_refused(law: Law) -> None:
    with pytest.raises(NoVotingRule):
        outcome(law, tally(9, {Sanction.WARN: 9}), on=date(2012, 1, 1), mode="decide", target="member")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (Ballots(9, 10, 9, 9, 0, {Sanction.WARN: 9}), "Số người có mặt (10) không được nhiều hơn số người có quyền"),
        (Ballots(9, 8, 9, 8, 0, {Sanction.WARN: 8}), "Số phiếu phát ra (9) không được nhiều hơn số người có mặt (8)"),
        (Ballots(9, 9, 8, 9, 0, {Sanction.WARN: 9}), "Số phiếu thu về (9) không được nhiều hơn số phiếu phát ra (8)"),
        (Ballots(9, 9, 9, 9, 1, {Sanction.WARN: 9}), "(9 - 1 = 8)"),
        (Ballots(9, 9, 9, 9, 0, {Sanction.WARN: 8}), "Tổng số phiếu của các hình thức (8)"),
        (Ballots(9, 9, 9, 2, 3, {}), "Số phiếu không hợp lệ (3) không được nhiều hơn số phiếu thu về (2)"),
        (Ballots(9, 9, 9, 9, 0, {Sanction.WARN: 10, Sanction.NONE: -1}), "Số phiếu không kỷ luật không được âm"),
        (Ballots(0, 0, 0, 0, 0, {}), "ít nhất một người có quyền biểu quyết"),
        (Ballots(9, 9, 9, 8, -1, {Sanction.WARN: 9}), "Số phiếu không hợp lệ không được âm"),
        (Ballots(9, -1, -1, -1, 0, {Sanction.WARN: -1}), "Số người có mặt không được âm"),
    ],
)
def test_an_inconsistent_tally_is_explained_and_not_counted(law: Law, wrong: Ballots, sentence: str) -> None:
    assert any(sentence in line for line in check_ballots(wrong))
    with pytest.raises(BallotsWrong):
        outcome(law, wrong, on=ON, mode="decide", target="member")


def test_every_inconsistency_is_named_at_once() -> None:
    assert len(check_ballots(Ballots(5, 6, 7, 8, 9, {Sanction.WARN: 3}))) == 5


def test_an_invalid_and_a_missing_ballot_are_consistent() -> None:
    assert check_ballots(Ballots(9, 8, 8, 7, 1, {Sanction.WARN: 6})) == []


counts = st.lists(st.integers(0, 30), min_size=5, max_size=5)


@st.composite
def tallies(draw: st.DrawFn) -> Ballots:
    expel, remove, warn, reprimand, none = draw(counts)
    absent = draw(st.integers(0, 10))
    total = expel + remove + warn + reprimand + none
    return ballots(max(1, total + absent), expel, remove, warn, reprimand, none)


@given(tallies())
def test_what_is_decided_always_has_more_than_half_with_the_heavier_forms(tally_: Ballots) -> None:
    found = outcome(LAW, tally_, on=ON, mode="decide", target="member")
    if found.carried:
        heavier = HEAVIEST_FIRST[: HEAVIEST_FIRST.index(found.carried) + 1]
        assert sum(tally_.votes[form] for form in heavier) * 2 > tally_.entitled
        lighter = heavier[:-1]
        assert sum(tally_.votes[form] for form in lighter) * 2 <= tally_.entitled
    else:
        assert (tally_.valid - tally_.votes[Sanction.NONE]) * 2 <= tally_.entitled


@given(tallies())
def test_votes_for_no_discipline_never_help_a_form(tally_: Ballots) -> None:
    votes = dict(tally_.votes)
    spared = votes.pop(Sanction.NONE)
    without = Ballots(tally_.entitled, tally_.present, tally_.issued, tally_.collected - spared, 0, votes)
    both = [outcome(LAW, b, on=ON, mode="decide", target="member") for b in (tally_, without)]
    assert both[0].carried == both[1].carried


@given(tallies())
def test_what_is_proposed_has_its_own_majority(tally_: Ballots) -> None:
    found = outcome(LAW, tally_, on=ON, mode="propose", target="member")
    if found.carried is Sanction.EXPEL:
        assert tally_.votes[Sanction.EXPEL] * 3 >= tally_.entitled * 2
    elif found.carried:
        assert tally_.votes[found.carried] * 2 > tally_.entitled


@given(tallies(), st.integers(1, 40))
def test_more_absent_members_never_make_a_sanction_heavier(tally_: Ballots, absent: int) -> None:
    order = [*HEAVIEST_FIRST, None]
    more = Ballots(tally_.entitled + absent, tally_.present, tally_.issued, tally_.collected, 0, tally_.votes)
    before, after = (outcome(LAW, b, on=ON, mode="decide", target="member").carried for b in (tally_, more))
    assert order.index(after) >= order.index(before)


@pytest.mark.parametrize(
    ("official", "elsewhere", "exempt", "entitled"), [(12, 0, 0, 12), (20, 2, 1, 17), (3, 0, 3, 0)]
)
def test_the_denominator_of_a_cell(law: Law, official: int, elsewhere: int, exempt: int, entitled: int) -> None:
    found = cell_entitled(
        law, official=official, introduced_elsewhere=elsewhere, exempt_and_absent=exempt, on=date(2026, 8, 20)
    )
    assert (found.entitled, found.verified) == (entitled, False)
    assert f"còn {entitled:02d}." in found.sentence


@pytest.mark.parametrize(("official", "elsewhere", "exempt"), [(5, 3, 3), (5, -1, 0), (-1, 0, 0)])
def test_more_members_cannot_be_left_out_than_there_are(law: Law, official: int, elsewhere: int, exempt: int) -> None:
    with pytest.raises(BallotsWrong):
        cell_entitled(law, official=official, introduced_elsewhere=elsewhere, exempt_and_absent=exempt, on=ON)
