"""Every document template of the house: loads, fills, prints what is expected, keeps the layout rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from webapp.cli.templates import template_mistakes
from webapp.rendering.catalogue import DocTemplate, Field, load_catalogue
from webapp.rendering.check import check_template
from webapp.rendering.fill import fill
from webapp.rendering.layout import LayoutProfile, guides_of, load_layouts
from webapp.rendering.stamp import read_stamps, stamp
from webapp.rendering.text import read_text
from webapp.workflow.procedure import Procedure, load_procedures

ROOT = Path(__file__).parents[2]
CATALOGUE = load_catalogue(ROOT / "doc_templates")
LAYOUTS = load_layouts(ROOT / "doc_templates/_layouts")
PROCEDURES = list(load_procedures(ROOT / "workflows", templates=set(CATALOGUE.codes())))
EVERY = pytest.mark.parametrize("template", list(CATALOGUE), ids=lambda template: template.code)
FILLINGS = [
    (template, variant, profile)
    for template in CATALOGUE
    for variant in template.variants
    for profile in guides_of(LAYOUTS, template.meta.system)
]
EVERY_FILLING = pytest.mark.parametrize(
    ("template", "variant", "profile"), FILLINGS, ids=lambda each: getattr(each, "code", each)
)
EVERY_PROCEDURE = pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: f"{each.code} v{each.version}")


def filled(template: DocTemplate, variant: str = "", profile: LayoutProfile | None = None, **changes: Any) -> bytes:
    return fill(template.docx, {**template.sample_values(variant, profile), **changes}).docx


def fields_from_facts(templates: Iterable[DocTemplate]) -> Iterator[tuple[str, Field]]:
    """(fact key, field) for every field that prints a fact."""
    for template in templates:
        for field in template.fields:
            if field.source.startswith("fact:"):
                yield field.source.removeprefix("fact:"), field


def templates_of(procedure: Procedure) -> list[DocTemplate]:
    return [
        CATALOGUE.get(code) for code in sorted({use.template for step in procedure.steps for use in step.documents})
    ]


@EVERY_PROCEDURE
def test_every_fact_a_template_prints_is_asked_for_by_the_procedure(procedure: Procedure) -> None:
    printed = {key for key, _ in fields_from_facts(templates_of(procedure))}
    assert printed <= {fact.key for fact in procedure.facts()}


@EVERY_PROCEDURE
def test_every_column_of_a_fact_table_is_a_column_of_the_procedure(procedure: Procedure) -> None:
    for key, field in fields_from_facts(templates_of(procedure)):
        columns = {column.name for column in getattr(procedure.fact(key), "columns", ())}
        assert set(field.columns) <= columns, key


@EVERY_PROCEDURE
def test_a_template_that_prints_a_session_is_used_only_where_the_procedure_names_one(procedure: Procedure) -> None:
    for use in (use for step in procedure.steps for use in step.documents):
        if any(field.source == "session" for field in CATALOGUE.get(use.template).fields):
            assert use.session, use.template


def test_a_fact_has_one_type_wherever_it_is_printed() -> None:
    types: dict[str, set[str]] = {}
    for key, field in fields_from_facts(CATALOGUE):
        types.setdefault(key, set()).add(field.type)
    assert {key: found for key, found in types.items() if len(found) > 1} == {}


@EVERY
def test_the_template_has_no_mistake(template: DocTemplate) -> None:
    assert list(template_mistakes(template, LAYOUTS)) == []


@EVERY
def test_every_template_has_an_ordinary_and_an_extreme_sample(template: DocTemplate) -> None:
    assert {"", "extreme"} <= template.texts.keys()


@EVERY
def test_the_filled_samples_say_what_is_expected(template: DocTemplate) -> None:
    assert {name: read_text(filled(template, name)) for name in template.texts} == template.texts


@EVERY_FILLING
def test_no_tag_and_no_stray_mark_is_left(template: DocTemplate, variant: str, profile: LayoutProfile) -> None:
    text = read_text(filled(template, variant, profile))
    found = re.findall(r"\{\{|\}\}|\{%|%\}|\.\.|;;|;\.|,\.|, ,|:\.| ,|\./\.|None|(?<! ) {2}(?! )", text)
    marks = ["./."] if template.meta.system == "state" else []
    assert found == marks
    assert unicodedata.normalize("NFC", text) == text


@EVERY_FILLING
def test_the_guides_differ_only_in_recipients_and_addressee(
    template: DocTemplate, variant: str, profile: LayoutProfile
) -> None:
    """Nothing a guide decides is fixed in the Word file, and nothing else changes with the guide."""
    plain, guided = (read_text(filled(template, variant, each)).splitlines() for each in (None, profile))
    changed = [line[1:] for line in unified_diff(plain, guided, n=0, lineterm="") if line[:1] == "+"][1:]
    recipients = {f"- {line}" for line in template.sample_values(variant, profile)["recipients"]}
    assert [line for line in changed if line not in recipients and not line.startswith("Kính ")] == []


@EVERY
def test_every_list_grows_with_its_rows(template: DocTemplate) -> None:
    many = [name for name in template.variants if name.startswith("ba mươi")]
    lists = [field for field in template.fields if field.is_list or field.type == "session"]
    if lists and not many:
        many = ["extreme"]
    assert bool(many) == bool(lists)
    for name in many:
        assert read_text(filled(template, name)).count("\n") >= template.expected.count("\n") + 25


@EVERY
def test_an_ampersand_and_a_less_than_sign_survive(template: DocTemplate) -> None:
    texts = "".join(template.texts.values())
    assert "&" in texts
    assert "<" in texts


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


def test_only_a_paper_withheld_from_the_subject_names_the_denouncer() -> None:
    naming = {template.code for template in CATALOGUE for key, _ in fields_from_facts([template]) if "denouncer" in key}
    assert naming == {"denouncer_minutes"}
    minutes = CATALOGUE.get("denouncer_minutes")
    assert minutes.meta.withheld_from_subject and minutes.meta.secrecy != "none" and not minutes.meta.recipients


@pytest.mark.parametrize("template", [t for t in CATALOGUE if t.meta.system == "state"], ids=lambda each: each.code)
def test_a_state_document_is_numbered_and_ended_as_the_state_does(template: DocTemplate) -> None:
    (guide,) = guides_of(LAYOUTS, "state")
    text = read_text(filled(template, profile=guide))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text and "ĐẢNG CỘNG SẢN" not in text
    assert re.search(r"^Số:\s+/", text, re.MULTILINE)
    assert "./." in text and re.search(r"^- Lưu: VT, .+\.$", text, re.MULTILINE)


def test_a_ballot_carries_nothing_that_could_name_a_person() -> None:
    ballots = [template for template in CATALOGUE if template.meta.kind == "ballot"]
    assert "ballot" in [template.code for template in ballots]
    for ballot in ballots:
        assert not ballot.tags
        assert not re.search(r"signer|recipient|session|chair|doc_number|issue_date", read_text(ballot.docx))


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
