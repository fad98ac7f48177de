"""Every filled template is PDF/A-3 and PDF/UA, in the bundled typeface alone, with a glyph for every letter."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from webapp.rendering.catalogue import DocTemplate, load_catalogue
from webapp.rendering.convert import PdfOptions, to_pdf
from webapp.rendering.fill import fill
from webapp.rendering.layout import LayoutProfile, guides_of, load_layouts
from webapp.rendering.pdf.check import check

FOLDER = Path(__file__).parents[3] / "doc_templates"
LAYOUTS = load_layouts(FOLDER / "_layouts")
CATALOGUE = load_catalogue(FOLDER)


def cases() -> list[Any]:
    """The plain sample under the newest guide always, every other sample and guide in the full suite."""
    found = []
    for template in CATALOGUE:
        guides = guides_of(LAYOUTS, template.meta.system)
        for sample in ("", *template.further):
            for profile in guides:
                cheap = not sample and profile is max(guides, key=lambda each: each.valid_from)
                name = f"{template.code}-{sample or 'sample'}-{profile.code}"
                found.append(
                    pytest.param(template, sample, profile, id=name, marks=[] if cheap else [pytest.mark.full])
                )
    return found


@pytest.mark.parametrize(("template", "sample", "profile"), cases())
def test_a_filled_template_is_an_archive_pdf_in_one_typeface(
    template: DocTemplate, sample: str, profile: LayoutProfile
) -> None:
    word = fill(template.docx, template.sample_values(sample, profile)).docx
    rendered = to_pdf(word, PdfOptions(title=template.title))
    assert rendered.unrendered == (), "a letter without a glyph is among what is told here"
    assert check(rendered.pdf) == []
    with pymupdf.open(stream=rendered.pdf) as pages:
        assert all(page.get_text().strip(" \n0123456789") for page in pages), "an empty page"
    with pikepdf.open(BytesIO(rendered.pdf)) as document:
        fonts = {str(each.BaseFont) for each in document.objects if _is_font(each)}
        assert {name.split("+")[-1].split("-")[0] for name in fonts} == {"Tinos"}


def _is_font(each: Any) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font" and each.get("/Subtype") == "/Type0"
