"""What a case counts as: when, where, and with which marks; each named rule on both its sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from webapp.rules.figures.acts import Act, CaseFigures, CountedSubject, Issued, Tag, acts_of
from webapp.rules.figures.forms import Statistics
from webapp.rules.figures.measures import RULES, Found, Mark, letter_marks

D = date(2021, 7, 12)
LATER = date(2021, 11, 3)
MEMBER = CountedSubject("s1", "member", "Nguyễn Văn A", "Uỷ viên Ban Chấp hành Đảng bộ, Đảng uỷ viên", "grassroots")
CONCLUSION = Issued("d1", "conclusion_notice", D)
DECISION = Issued("d2", "discipline_decision", LATER, sanction="warn")
CASE = CaseFigures("KT_DHVP_DV", "commission", "district", (MEMBER,), (CONCLUSION,))


def acts(statistics: Statistics, case: CaseFigures) -> dict[str, Act]:
    return {act.task: act for act in acts_of(case, statistics)}


def marks(act: Act) -> dict[str, tuple[date, int]]:
    return {mark.measure: (mark.known_on, mark.amount) for mark in act.marks}


def test_a_case_counts_for_nothing_before_its_conclusion_is_issued(statistics: Statistics) -> None:
    assert acts(statistics, replace(CASE, issued=())) == {}


def test_an_inspection_counts_on_the_day_of_its_conclusion(statistics: Statistics) -> None:
    act = acts(statistics, CASE)["suspected_violation"]
    assert (act.counted_on, act.document, act.side, act.object) == (D, "d1", "commission", "member")
    assert (act.body, act.position) == ("district.commission", "grassroots_member")
    assert marks(act) == {"total": (D, 1), "body.district.commission": (D, 1)}


def test_a_sanction_is_an_act_of_its_own_and_a_later_mark_of_the_inspection(statistics: Statistics) -> None:
    found = acts(statistics, replace(CASE, issued=(CONCLUSION, DECISION), facts={"proceed_to_discipline": True}))
    assert marks(found["suspected_violation"])["result.disciplined"] == (LATER, 1)
    assert marks(found["suspected_violation"])["result.discipline_due"] == (D, 1)
    assert found["discipline"].counted_on == LATER
    assert marks(found["discipline"]) == {
        "total": (LATER, 1), "body.district.commission": (LATER, 1), "sanction.warn": (LATER, 1),
    }  # fmt: skip


def test_every_subject_of_a_case_counts_and_only_with_its_own_documents(statistics: Statistics) -> None:
    other = replace(MEMBER, id="s2")
    case = replace(CASE, subjects=(MEMBER, other), issued=(CONCLUSION, replace(DECISION, subject="s2")))
    assert [(act.subject, act.task) for act in acts_of(case, statistics)] == [
        ("s1", "suspected_violation"), ("s2", "suspected_violation"), ("s2", "discipline"),
    ]  # fmt: skip


def test_what_is_known_of_one_subject_stands_before_what_is_known_of_all(statistics: Statistics) -> None:
    case = replace(
        CASE, subjects=(MEMBER, replace(MEMBER, id="s2")), facts={"proceed_to_discipline": True},
        subject_facts={"s2": {"proceed_to_discipline": False}},
    )  # fmt: skip
    due = {act.subject: "result.discipline_due" in marks(act) for act in acts_of(case, statistics)}
    assert due == {"s1": True, "s2": False}


def test_a_case_of_two_kinds_counts_for_both_and_for_each_act_once(statistics: Statistics) -> None:
    conclusion = Issued("d3", "inspection_conclusion", LATER)
    case = replace(CASE, other_kinds=("KT_NVKTGS", "KT_DHVP_DV", "UNHEARD"), issued=(CONCLUSION, conclusion))
    assert [act.task for act in acts_of(case, statistics)] == ["suspected_violation", "inspection_duty"]


@pytest.mark.parametrize(
    ("initiator", "side", "body"),
    [
        ("commission", "commission", "district.commission"),
        ("committee", "committee", "district.committee"),
        ("standing_board", "committee", "district.standing"),
        ("advisory_agency", "advisory", "district.agency"),
        ("cell", "cell", "cell.cell"),
    ],
)
def test_who_acted_decides_side_and_body(statistics: Statistics, initiator: str, side: str, body: str) -> None:
    act = acts(statistics, replace(CASE, initiator=initiator))["suspected_violation"]
    assert (act.side, act.body) == (side, body)


def test_a_commune_is_a_level_of_its_own_from_july_2025(statistics: Statistics) -> None:
    case = replace(CASE, office_level="commune")
    assert acts(statistics, case)["suspected_violation"].body == "grassroots.commission"
    case = replace(case, issued=(replace(CONCLUSION, on=date(2025, 7, 1)),))
    assert acts(statistics, case)["suspected_violation"].body == "commune.commission"


def test_a_kind_of_case_or_initiator_nobody_mapped_counts_for_nothing(statistics: Statistics) -> None:
    assert acts(statistics, replace(CASE, procedure="SOMETHING_NEW")) == {}
    assert acts(statistics, replace(CASE, initiator="somebody_new")) == {}


def test_an_inspection_of_finance_or_dues_is_told_by_its_scope(statistics: Statistics) -> None:
    case = replace(CASE, procedure="KT_TC", subjects=(CountedSubject("s1", "organisation", "Chi bộ 3"),),
                   issued=(replace(CONCLUSION, template="inspection_conclusion"),))  # fmt: skip
    found = {
        scope: acts(statistics, replace(case, facts={"finance_scope": scope, "money_overdue": 900}))
        for scope in ("budget", "dues", "both", None)
    }
    assert {scope: sorted(one) for scope, one in found.items()} == {
        "budget": ["finance"], "dues": ["dues"], "both": ["dues", "finance"], None: ["finance"],
    }  # fmt: skip
    assert marks(found["both"]["finance"])["money.debts"] == (D, 900)
    assert "money.debts" not in marks(found["both"]["dues"])


def test_a_denunciation_is_due_when_accepted_and_settled_when_concluded(statistics: Statistics) -> None:
    accepted = Issued("a", "acceptance_notice", D)
    case = replace(CASE, procedure="TC", issued=(accepted,))
    assert "settled" not in marks(acts(statistics, case)["denunciation"])
    settled = replace(case, issued=(accepted, Issued("b", "denunciation_conclusion", LATER)))
    act = acts(statistics, settled)["denunciation"]
    assert (marks(act)["due"], marks(act)["settled"], act.counted_on) == ((D, 1), (LATER, 1), D)


def test_a_suspension_is_no_form_of_discipline(statistics: Statistics) -> None:
    case = replace(CASE, procedure="DC", issued=(Issued("x", "suspension_decision", D),))
    assert marks(acts(statistics, case)["discipline"]) == {"suspended": (D, 1)}


FINDINGS: dict[str, Any] = {
    "strengths": [{"nature": "strength"}, {"nature": "strength"}],
    "shortcoming": [{"nature": "strength"}, {"nature": "shortcoming"}],
    "violation": [{"nature": "violation"}],
    "nothing": [],
}


@pytest.mark.parametrize(
    ("rule", "facts", "measures"),
    [
        ("acting_body", {}, ["body.district.commission"]),
        ("violation_concluded", {"findings": FINDINGS["violation"]}, ["result.violation"]),
        ("violation_concluded", {"findings": FINDINGS["shortcoming"]}, []),
        ("violation_concluded", {"proceed_to_discipline": True}, ["result.violation"]),
        ("violation_concluded", {"proceed_to_discipline": False}, []),
        ("discipline_concluded", {"proceed_to_discipline": True}, ["result.discipline_due"]),
        ("discipline_concluded", {}, []),
        ("done_well_or_not", {"findings": FINDINGS["strengths"]}, ["result.good"]),
        ("done_well_or_not", {"findings": FINDINGS["shortcoming"]}, ["result.not_good"]),
        ("done_well_or_not", {"findings": FINDINGS["nothing"]}, []),
        ("supervised_well", {"findings": FINDINGS["strengths"]}, ["result.good"]),
        ("supervised_well", {"findings": FINDINGS["violation"]}, []),
        ("signs_found", {"findings": FINDINGS["violation"]}, ["result.signs_found"]),
        ("signs_found", {"referred_signs": "xây dựng không phép"}, ["result.signs_found"]),
        ("signs_found", {"findings": FINDINGS["strengths"]}, []),
        ("referred_for_inspection", {"referred_signs": "xây dựng không phép"}, ["result.referred"]),
        ("referred_for_inspection", {}, []),
    ],
)
def test_a_rule_reads_the_facts(rule: str, facts: dict[str, Any], measures: list[str]) -> None:
    found = Found(replace(CASE, facts=facts), MEMBER, CONCLUSION, "district.commission")
    assert [(mark.measure, mark.known_on) for mark in RULES[rule](found)] == [(name, D) for name in measures]


FUNNEL = ("violation", "discipline_due", "disciplined")


@pytest.mark.parametrize(
    ("rule", "documents", "expected"),
    [
        ("sanction_issued", [DECISION], [(f"result.{name}", LATER) for name in FUNNEL]),
        ("sanction_issued", [replace(DECISION, sanction="none")], []),
        ("sanction_issued", [], []),
        ("settled", [], []),
        ("settled", [Issued("d9", "complaint_decision", LATER)], [("settled", LATER)]),
        ("form_of_sanction", [], []),
    ],
)  # fmt: skip
def test_a_rule_reads_the_documents(rule: str, documents: list[Issued], expected: list[tuple[str, date]]) -> None:
    found = Found(replace(CASE, issued=(CONCLUSION, *documents)), MEMBER, CONCLUSION, "district.commission")
    assert [(mark.measure, mark.known_on) for mark in RULES[rule](found)] == expected


ONE_BY_ONE: dict[str, list[dict[str, Any]]] = {
    "founded": [{"verdict": "false"}, {"verdict": "true_in_part"}],
    "unfounded": [{"verdict": "false"}, {"verdict": "false"}],
    "no_basis": [{"verdict": "false"}, {"verdict": "no_ground"}],
}


@pytest.mark.parametrize("whole", ONE_BY_ONE)
def test_a_denunciation_is_as_founded_as_its_allegations(whole: str) -> None:
    conclusion = Issued("d9", "denunciation_conclusion", LATER)
    case = replace(CASE, facts={"allegations": ONE_BY_ONE[whole]}, issued=(conclusion,))
    found = Found(case, MEMBER, CONCLUSION, "x")
    assert list(RULES["denunciation_verdict"](found)) == [Mark(f"result.{whole}", LATER)]
    assert list(RULES["denunciation_verdict"](replace(found, case=replace(case, issued=())))) == []
    assert list(RULES["founded_violation"](found)) == []
    due = replace(found, case=replace(case, facts={"proceed_to_discipline": True}))
    assert [mark.measure for mark in RULES["founded_violation"](due)] == [
        "result.founded", "result.violation", "result.discipline_due",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("result", "measures"),
    [
        ("keep", ["result.kept"]),
        ("lower", ["result.changed", "result.reduced"]),
        ("raise", ["result.changed", "result.increased"]),
        ("cancel", ["result.changed", "result.annulled"]),
        (None, []),
    ],
)
def test_a_complaint_keeps_or_changes_the_sanction(result: str | None, measures: list[str]) -> None:
    facts = {"complaint_result": result, "complaint_form_view": "nặng quá"}
    case = replace(CASE, facts=facts, issued=(Issued("d9", "complaint_decision", LATER),))
    found = Found(case, MEMBER, CONCLUSION, "x")
    assert [mark.measure for mark in RULES["appeal_result"](found)] == measures
    assert [mark.measure for mark in RULES["appeal_grounds"](found)] == ["ground.sanction"]


@pytest.mark.parametrize(
    ("letter", "measures"),
    [
        ({"kind": "denunciation"}, ["letter.denunciation"]),
        ({"kind": "denunciation", "faults": ["no_address"]}, ["letter.denunciation", "class.anonymous"]),
        ({"kind": "denunciation", "faults": ["false_name"]}, ["letter.denunciation", "class.impersonated"]),
        ({"kind": "denunciation", "outcome": "accepted"}, ["letter.denunciation", "class.to_settle"]),
        ({"kind": "complaint", "outcome": "referred"}, ["letter.about_member", "handling.forwarded"]),
        ({"kind": "complaint", "about": "Chi bộ 3"}, ["letter.about_organisation"]),
        ({"kind": "mixed", "outcome": "information"}, ["letter.about_member", "letter.denunciation", "handling.filed"]),
        ({"kind": "reflection", "outcome": "guided"}, ["letter.denunciation", "handling.returned"]),
    ],
)
def test_a_letter_counts_as_what_it_is_and_what_became_of_it(letter: dict[str, Any], measures: list[str]) -> None:
    known = {"about": "Nguyễn Văn A", "faults": [], "outcome": "pending", **letter}
    outcome_on = None if known["outcome"] == "pending" else LATER
    found = list(letter_marks(received_on=D, outcome_on=outcome_on, **known))
    assert [mark.measure for mark in found] == measures


def test_sums_of_a_case_stand_with_its_first_subject_alone() -> None:
    other = replace(MEMBER, id="s2")
    case = replace(CASE, subjects=(MEMBER, other), facts={"money_recover": 70, "money_rebook": 0})
    case = replace(case, subject_facts={"s2": {"money_embezzled": 5}})
    sums = {
        one.id: [(mark.measure, mark.amount) for mark in RULES["money_found"](Found(case, one, CONCLUSION, "x"))]
        for one in case.subjects
    }
    assert sums == {"s1": [("proposed.recover", 70)], "s2": [("money.embezzled", 5)]}


def test_a_decision_states_one_form_of_discipline() -> None:
    found = Found(CASE, MEMBER, DECISION, "district.commission")
    assert [mark.measure for mark in RULES["form_of_sanction"](found)] == ["sanction.warn"]


def test_an_object_may_have_several_contents_and_a_tag_may_be_known_later() -> None:
    tags = (Tag("content.land"), Tag("content.ethics", subject="s1"), Tag("content.unity", subject="s2"),
            Tag("follow_up.legal", on=LATER), Tag("members.violating", amount=15))  # fmt: skip
    found = Found(replace(CASE, tags=tags), MEMBER, CONCLUSION, "x")
    assert [(mark.measure, mark.known_on, mark.amount) for mark in RULES["content_tags"](found)] == [
        ("content.land", D, 1), ("content.ethics", D, 1), ("follow_up.legal", LATER, 1), ("members.violating", D, 15),
    ]  # fmt: skip
