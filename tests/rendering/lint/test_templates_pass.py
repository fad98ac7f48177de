"""No filled sample of any template has an error under any guide of its system."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.rendering.catalogue import DocTemplate, load_catalogue
from webapp.rendering.fill import fill
from webapp.rendering.layout import LayoutProfile, guides_of, load_layouts
from webapp.rendering.lint import Options, lint

FOLDER = Path(__file__).parents[3] / "doc_templates"
LAYOUTS = load_layouts(FOLDER / "_layouts")
CASES = [
    (template, sample, profile)
    for template in load_catalogue(FOLDER)
    for sample in ("", *template.further)
    for profile in guides_of(LAYOUTS, template.meta.system)
]


@pytest.mark.parametrize(("template", "sample", "profile"), CASES, ids=lambda each: getattr(each, "code", each))
def test_a_filled_sample_keeps_the_guide(template: DocTemplate, sample: str, profile: LayoutProfile) -> None:
    word = fill(template.docx, template.sample_values(sample, profile)).docx
    findings = lint(word, profile, Options(locate=False, unfilled=True))
    assert [f"{each.rule}: {each.sentence} {each.place}" for each in findings if each.severity == "error"] == []
