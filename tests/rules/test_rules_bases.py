"""The legal text of a document is the one in force on the day it is signed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from webapp.rules.bases import (
    NoBasisInForce,
    UnknownTopic,
    bases_for,
    basis_in_force,
    check_cited,
    citation_lines,
    missing_topics,
)
from webapp.rules.law import Law


@pytest.mark.parametrize(
    ("topic", "on", "number", "verified"),
    [
        ("process", date(2016, 7, 26), "30-QĐ/TW", True),
        ("process", date(2021, 7, 27), "30-QĐ/TW", True),
        ("process", date(2021, 7, 28), "22-QĐ/TW", True),
        ("process", date(2025, 5, 29), "22-QĐ/TW", True),
        ("process", date(2025, 5, 30), "296-QĐ/TW", True),
        ("process", date(2026, 4, 10), "296-QĐ/TW", True),
        ("process", date(2026, 4, 11), "21-QĐ/TW", False),
        ("process", date(2026, 11, 23), "21-QĐ/TW", False),
        ("sanction_member", date(2021, 9, 24), "102-QĐ/TW", True),
        ("sanction_member", date(2022, 7, 5), "102-QĐ/TW", True),
        ("sanction_member", date(2022, 7, 6), "69-QĐ/TW", True),
        ("sanction_member", date(2026, 8, 16), "69-QĐ/TW", True),
        ("sanction_member", date(2026, 8, 17), "212-QĐ/TW", False),
        ("sanction_organisation", date(2022, 7, 5), "07-QĐi/TW", True),
        ("sanction_organisation", date(2022, 7, 6), "69-QĐ/TW", True),
        ("sanction_organisation", date(2026, 8, 17), "212-QĐ/TW", False),
        ("process_commission", date(2021, 12, 21), "684-QĐ/UBKTTW", False),
        ("process_commission", date(2021, 12, 22), "354-QĐ/UBKTTW", True),
        ("process_commission", date(2025, 5, 30), "354-QĐ/UBKTTW", False),
        ("process_committee", date(2022, 12, 1), "89-QĐ/TW", True),
        ("process_agency", date(2025, 6, 18), "331-QĐ/TW", True),
        ("forbidden_acts", date(2026, 7, 25), "37-QĐ/TW", True),
        ("forbidden_acts", date(2026, 7, 26), "207-QĐ/TW", False),
        ("charter_guidance", date(2021, 7, 29), "29-QĐ/TW", True),
        ("charter_guidance", date(2021, 7, 30), "24-QĐ/TW", True),
        ("charter_guidance", date(2026, 7, 26), "208-QĐ/TW", False),
        ("charter", date(2021, 7, 12), "", True),
        ("charter", date(2026, 7, 12), "", False),
    ],
)
def test_the_text_in_force_on_a_day(law: Law, topic: str, on: date, number: str, verified: bool) -> None:
    basis = basis_in_force(law, topic, on)
    assert (basis.number, basis.verified) == (number, verified)


def test_before_the_first_known_text_nothing_is_in_force(law: Law) -> None:
    with pytest.raises(NoBasisInForce, match="30/6/2016"):
        basis_in_force(law, "process", date(2016, 6, 30))


def test_a_topic_nobody_defined_is_a_mistake(law: Law) -> None:
    with pytest.raises(UnknownTopic):
        bases_for(law, ["proces"], date(2021, 7, 12))


@pytest.mark.parametrize(
    ("on", "topics", "numbers"),
    [
        (date(2021, 6, 28), ["process"], ["30-QĐ/TW"]),
        (date(2021, 7, 12), ["process"], ["30-QĐ/TW"]),
        (date(2021, 9, 8), ["process"], ["22-QĐ/TW"]),
        (date(2021, 9, 24), ["sanction_member", "process"], ["22-QĐ/TW", "102-QĐ/TW"]),
        (date(2026, 4, 6), ["process"], ["296-QĐ/TW"]),
        (date(2026, 5, 29), ["process"], ["21-QĐ/TW"]),
        (
            date(2025, 3, 1),
            ["sanction_organisation", "sanction_member", "process", "charter"],
            ["", "22-QĐ/TW", "262-QĐ/TW", "69-QĐ/TW", "264-QĐ/TW"],
        ),
        (
            date(2023, 1, 1),
            ["process_commission", "process_committee", "process"],
            ["22-QĐ/TW", "89-QĐ/TW", "354-QĐ/UBKTTW"],
        ),
    ],
)
def test_citations_come_in_the_order_of_their_issuers(
    law: Law, on: date, topics: list[str], numbers: list[str]
) -> None:
    assert [basis.number for basis in bases_for(law, topics, on)] == numbers


def test_an_amendment_is_cited_only_while_it_holds(law: Law) -> None:
    assert [b.number for b in bases_for(law, ["process"], date(2025, 2, 2))] == ["22-QĐ/TW"]
    assert [b.number for b in bases_for(law, ["process"], date(2025, 5, 30))] == ["296-QĐ/TW"]


def test_a_topic_without_a_text_on_that_day_is_left_out_and_reported(law: Law) -> None:
    on = date(2021, 4, 5)
    assert bases_for(law, ["process_committee"], on) == []
    assert missing_topics(law, ["process", "process_committee"], on) == ["process_committee"]


def test_the_words_of_the_citations_of_the_sanction_of_case_a(law: Law) -> None:
    assert citation_lines(bases_for(law, ["charter", "process", "sanction_member"], date(2021, 9, 24))) == [
        "Căn cứ Điều lệ Đảng",
        "Căn cứ Quy định số 22-QĐ/TW, ngày 28/7/2021 của Ban Chấp hành Trung ương "
        "về công tác kiểm tra, giám sát và kỷ luật của Đảng",
        "Căn cứ Quy định số 102-QĐ/TW, ngày 15/11/2017 của Bộ Chính trị về xử lý kỷ luật đảng viên vi phạm",
    ]


def test_the_words_of_the_citation_of_an_older_regulation(law: Law) -> None:
    assert citation_lines([basis_in_force(law, "process", date(2021, 7, 12))]) == [
        "Căn cứ Quy định số 30-QĐ/TW, ngày 26/7/2016 của Ban Chấp hành Trung ương "
        "về thi hành Chương VII và Chương VIII Điều lệ Đảng"
    ]


def test_an_amendment_is_cited_with_a_zero_before_february(law: Law) -> None:
    line = citation_lines(bases_for(law, ["process"], date(2025, 3, 1)))[1]
    assert line.startswith("Căn cứ Quy định số 262-QĐ/TW, ngày 03/02/2025 của Ban Chấp hành Trung ương sửa đổi")


@pytest.mark.parametrize(
    ("cited", "on", "expected"),
    [
        (["30-QĐ/TW"], date(2021, 7, 27), []),
        (["30-QĐ/TW"], date(2021, 7, 28), [("30-QĐ/TW", "22-QĐ/TW")]),
        (["Quy định số 30-QĐ/TW, ngày 26/7/2016"], date(2021, 9, 8), [("30-QĐ/TW", "22-QĐ/TW")]),
        (["22-QĐ/TW"], date(2021, 7, 12), [("22-QĐ/TW", "30-QĐ/TW")]),
        (["296-QĐ/TW"], date(2026, 4, 11), [("296-QĐ/TW", "21-QĐ/TW")]),
        (["262-QĐ/TW"], date(2025, 6, 1), [("262-QĐ/TW", "296-QĐ/TW")]),
        (["102-QĐ/TW", "07-QĐi/TW"], date(2022, 7, 6), [("102-QĐ/TW", "69-QĐ/TW"), ("07-QĐi/TW", "69-QĐ/TW")]),
        (["86-QĐ/TW"], date(2025, 5, 30), [("86-QĐ/TW", None)]),
        (["30 - QĐ/TW"], date(2021, 9, 8), [("30-QĐ/TW", "22-QĐ/TW")]),
        (["Quy định số 30–QÐ/TW"], date(2021, 9, 8), [("30-QĐ/TW", "22-QĐ/TW")]),
        (["130-QĐ/TW", "30-QĐ/TWX"], date(2021, 9, 8), []),
        (["15-QĐ/UBKTThU", "130-QĐ/TW"], date(2021, 9, 8), []),
    ],
)
def test_a_citation_out_of_force_names_what_replaced_it(
    law: Law, cited: list[str], on: date, expected: list[tuple[str, str | None]]
) -> None:
    assert [(found.number, found.replaced_by) for found in check_cited(law, cited, on)] == expected


def test_the_sentence_of_a_repealed_citation_says_what_to_do(law: Law) -> None:
    (found,) = check_cited(law, ["296-QĐ/TW"], date(2026, 5, 29))
    assert found.sentence == (
        "Quy định số 296-QĐ/TW đã hết hiệu lực vào ngày 29/5/2026; hãy căn cứ Quy định số 21-QĐ/TW."
    )
    assert not found.verified


def test_no_topic_has_a_gap_between_two_texts(law: Law) -> None:
    for topic in ("process", "sanction_member", "sanction_organisation", "process_commission", "forbidden_acts"):
        entries = sorted(
            (e for e in law.bases if topic in e.topics and not e.amends), key=lambda entry: entry.valid_from
        )
        for before, after in pairwise(entries):
            assert before.valid_to == after.valid_from - timedelta(days=1), (before.id, after.id)
