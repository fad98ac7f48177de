"""Every document template of the house: loads, fills, prints what is expected, keeps the layout rules."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from webapp.cli.templates import template_mistakes
from webapp.rendering.catalogue import DocTemplate, load_catalogue
from webapp.rendering.check import check_template
from webapp.rendering.fill import fill
from webapp.rendering.stamp import read_stamps, stamp
from webapp.rendering.text import read_text

ROOT = Path(__file__).parents[2]
CATALOGUE = load_catalogue(ROOT / "doc_templates")
PROCEDURE = tomllib.loads((ROOT / "workflows/member_suspected_violation/v1.toml").read_text("utf-8"))
EVERY = pytest.mark.parametrize("template", list(CATALOGUE), ids=lambda template: template.code)
VARIANTS = [(template, variant) for template in CATALOGUE for variant in template.variants]


def filled(template: DocTemplate, variant: str = "", **changes: Any) -> bytes:
    return fill(template.docx, {**template.sample_values(variant), **changes}).docx


def test_every_document_of_the_procedure_has_a_template() -> None:
    wanted = {document["template"] for step in PROCEDURE["step"] for document in step.get("documents", [])}
    assert wanted <= set(CATALOGUE.codes())


def test_every_fact_a_template_prints_is_asked_for_by_the_procedure() -> None:
    asked = {fact["key"] for step in PROCEDURE["step"] for fact in step.get("fact", [])}
    printed = {
        field.source.removeprefix("fact:")
        for template in CATALOGUE
        for field in template.fields
        if field.source.startswith("fact:")
    }
    assert printed <= asked


def test_every_column_of_a_fact_table_is_a_column_of_the_procedure() -> None:
    facts = {fact["key"]: fact for step in PROCEDURE["step"] for fact in step.get("fact", [])}
    tables = [field for template in CATALOGUE for field in template.fields if field.columns]
    from_facts = [field for field in tables if field.source.startswith("fact:")]
    assert from_facts
    for field in from_facts:
        columns = {column["name"] for column in facts[field.source.removeprefix("fact:")]["columns"]}
        assert set(field.columns) <= columns, field.name


def test_a_template_that_prints_a_session_is_used_only_where_the_procedure_names_one() -> None:
    uses = [document for step in PROCEDURE["step"] for document in step.get("documents", [])]
    for template in CATALOGUE:
        if any(field.source == "session" for field in template.fields):
            assert all("session" in use for use in uses if use["template"] == template.code), template.code


@EVERY
def test_the_template_has_no_mistake(template: DocTemplate) -> None:
    assert list(template_mistakes(template)) == []


@EVERY
def test_the_filled_sample_says_what_is_expected(template: DocTemplate) -> None:
    assert read_text(filled(template)) == template.expected


@pytest.mark.parametrize(("template", "variant"), VARIANTS, ids=lambda each: getattr(each, "code", each))
def test_no_tag_and_no_stray_mark_is_left(template: DocTemplate, variant: str) -> None:
    text = read_text(filled(template, variant))
    found = re.findall(r"\{\{|\}\}|\{%|%\}|\.\.|;;|;\.|,\.|, ,|\./\.|None", text)
    assert found == []
    assert unicodedata.normalize("NFC", text) == text


@EVERY
def test_every_list_grows_with_its_rows(template: DocTemplate) -> None:
    many = [name for name in template.variants if name.startswith("ba mươi")]
    lists = [field for field in template.fields if field.is_list or field.type == "session"]
    assert bool(many) == bool(lists)
    for name in many:
        assert read_text(filled(template, name)).count("\n") >= template.expected.count("\n") + 25


@EVERY
def test_an_ampersand_and_a_less_than_sign_survive(template: DocTemplate) -> None:
    assert "&" in template.expected
    assert "<" in template.expected


@EVERY
def test_the_fixed_text_leaves_tone_marks_to_the_office(template: DocTemplate) -> None:
    """Some offices write uỷ, some ủy: the word may only come from a value."""
    fixed = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", read_text(template.docx)).lower()
    assert not re.findall(r"u[ỷýỵỹ]\b|ủy|úy", fixed)


@EVERY
def test_a_member_without_posts_leaves_no_gap(template: DocTemplate) -> None:
    values = template.sample_values()
    if "subject" not in values:
        pytest.skip("mẫu không in đảng viên")
    text = read_text(filled(template, subject={**values["subject"], "posts": ""}))
    assert ", ," not in text
    assert "Chức vụ: \n" not in text


@EVERY
def test_number_date_and_signer_are_stamped_in_the_filled_file(template: DocTemplate) -> None:
    texts = {tag: f"đã điền {tag}" for tag in template.tags}
    document = filled(template)
    if texts:
        document = stamp(document, texts)
    assert read_stamps(document) == texts
    assert template.meta.registered == ("doc_number" in template.tags)


def test_only_the_ballot_carries_nothing_that_could_name_a_person() -> None:
    untagged = [template.code for template in CATALOGUE if not template.tags]
    assert untagged == ["ballot"]
    ballot = read_text(CATALOGUE.get("ballot").docx)
    assert not re.search(r"signer|recipient|session|chair|doc_number|issue_date", ballot)


def test_the_discipline_decision_prints_the_right_to_complain() -> None:
    text = CATALOGUE.get("discipline_decision").expected
    assert re.search(r"Điều 2\..*có quyền khiếu nại", text)


def test_the_plan_names_the_decision_even_before_it_has_a_number() -> None:
    plan = CATALOGUE.get("inspection_plan")
    blank = dict.fromkeys(plan.sample_values()["decision"], "")
    assert "ban hành cùng ngày với Kế hoạch này" in read_text(filled(plan, decision=blank))
    assert "Quyết định số 15-QĐ/UBKTThU, ngày 12/7/2021" in plan.expected


@pytest.mark.parametrize(("proceed", "printed"), [(True, "đến mức phải xem xét"), (False, "chưa đến mức phải xem xét")])
def test_the_conclusion_says_whether_discipline_follows(proceed: bool, printed: str) -> None:
    text = read_text(filled(CATALOGUE.get("conclusion_notice"), proceed_to_discipline=proceed))
    assert re.findall(r"(?:chưa )?đến mức phải xem xét", text) == [printed]


def test_a_vote_that_carried_nothing_names_no_sanction() -> None:
    tally = CATALOGUE.get("tally_minutes")
    vote = {**tally.sample_values()["vote"], "carried": "none", "carried_label": ""}
    assert "quyết định hình thức kỷ luật" in tally.expected
    assert "quyết định hình thức kỷ luật" not in read_text(filled(tally, vote=vote))


def test_without_a_secretary_among_the_tellers_the_recorder_signs() -> None:
    tally = CATALOGUE.get("tally_minutes")
    (first, *_others) = tally.sample_values()["tellers"]
    session = {**tally.sample_values()["session"], "recorder": "Ngô Thị Yến"}
    assert "Vũ Quốc Huy\n" in tally.expected.split("THƯ KÝ")[1]
    ending = read_text(filled(tally, tellers=[first], session=session)).split("THƯ KÝ")[1]
    assert "Ngô Thị Yến" in ending and "Lê Thị Thu Hằng" in ending


def test_a_long_text_becomes_paragraphs_of_one_style() -> None:
    report = CATALOGUE.get("result_report")
    lines = read_text(filled(report, team_view="Đoạn một.\aĐoạn hai")).splitlines()
    assert lines[lines.index("Đoạn một.") + 1] == "Đoạn hai."


def test_the_check_finds_a_broken_template() -> None:
    """The check the tests lean on can fail."""
    good = CATALOGUE.get("ballot")
    assert check_template(good.docx, {"subject"}) != []
