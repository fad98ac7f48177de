"""The layout numbers of every template, measured with python-docx beside both Party profiles."""

from __future__ import annotations

import io
import re
from itertools import chain
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from webapp.rendering.catalogue import DocTemplate, load_catalogue
from webapp.rendering.layout import LayoutProfile, guides_of, load_layouts
from webapp.rendering.stamp import read_stamps
from webapp.rendering.text import read_text

FOLDER = Path(__file__).parents[3] / "doc_templates"
CATALOGUE = [template for template in load_catalogue(FOLDER) if template.meta.system == "party"]
LAYOUTS = load_layouts(FOLDER / "_layouts")
PARTY = guides_of(LAYOUTS, "party")
EVERY = pytest.mark.parametrize("template", list(CATALOGUE), ids=lambda template: template.code)


@pytest.mark.parametrize("profile", PARTY, ids=lambda profile: profile.code)
@EVERY
def test_the_page_has_the_margins_of_the_guide(template: DocTemplate, profile: LayoutProfile) -> None:
    page, (section, *annexes) = profile.page, docx.Document(io.BytesIO(template.docx)).sections
    paper = (148.0, 210.0) if template.meta.paper == "A5" else (page.width_mm, page.height_mm)
    turned = template.meta.orientation == "landscape"
    for each, sizes in [(section, paper[::-1] if turned else paper), *((annex, paper[::-1]) for annex in annexes)]:
        top, bottom = page.vertical_mm(sizes)
        measured = [
            (each.page_width, sizes[0]),
            (each.page_height, sizes[1]),
            (each.top_margin, top),
            (each.bottom_margin, bottom),
            (each.left_margin, page.left_mm),
            (each.right_margin, page.right_mm),
            (each.header_distance, page.page_number_from_top_mm),
        ]
        for found, wanted in measured:
            assert found == pytest.approx(Mm(wanted), abs=Pt(0.1))
    assert section.different_first_page_header_footer
    assert not any(annex.different_first_page_header_footer for annex in annexes)
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml.replace("PageNumber", "")


SIZES = {
    "PartyTitle": "party_title", "ParentOrg": "parent_org", "IssuingOrg": "issuing_org", "Star": "star",
    "Number": "number", "PlaceDate": "place_date", "TypeName": "type_name", "SubjectLine": "subject_line",
    "Body": "body", "Basis": "body", "Authority": "authority", "SignerTitle": "signer_title",
    "SignerName": "signer_name", "RecipientsLabel": "recipients_label", "Recipients": "recipients",
    "PageNumber": "page_number",
}  # fmt: skip


@pytest.mark.parametrize("profile", PARTY, ids=lambda profile: profile.code)
@EVERY
def test_every_style_has_a_size_the_guide_allows(template: DocTemplate, profile: LayoutProfile) -> None:
    styles = {style.style_id: style for style in docx.Document(io.BytesIO(template.docx)).styles}
    for style, component in SIZES.items():
        assert getattr(profile.size, component).allows(styles[style].font.size.pt), style
    fonts = docx.Document(io.BytesIO(template.docx)).styles.element.xpath("w:docDefaults//w:rFonts/@w:ascii")
    assert fonts == [profile.font.name]


@pytest.mark.parametrize("profile", PARTY, ids=lambda profile: profile.code)
@EVERY
def test_body_paragraphs_have_the_spacing_of_the_guide(template: DocTemplate, profile: LayoutProfile) -> None:
    document = docx.Document(io.BytesIO(template.docx))
    used = {paragraph.style.style_id for paragraph in document.paragraphs} & {"Body", "Basis"}
    assert "Body" in used
    for style in (style for style in document.styles if style.style_id in used):
        layout = style.paragraph_format
        assert layout.line_spacing_rule == WD_LINE_SPACING.EXACTLY
        assert profile.spacing.line_pt.allows(layout.line_spacing.pt)
        assert layout.space_before.pt >= profile.spacing.paragraph_pt
        assert layout.first_line_indent == pytest.approx(Mm(profile.spacing.first_line_mm), abs=Pt(0.1))
        assert layout.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY


@EVERY
def test_no_run_of_the_text_overrides_its_style(template: DocTemplate) -> None:
    """A clerk changes a style once; sizes and fonts set on single runs would stay behind."""
    body = docx.Document(io.BytesIO(template.docx)).element.body
    assert body.xpath(".//w:r/w:rPr/w:sz | .//w:r/w:rPr/w:rFonts") == []


PERSONAL = ["ParentOrg", "PartyTitle", "TitleRule", "PlaceDate"]


@EVERY
def test_the_head_follows_the_guide(template: DocTemplate) -> None:
    document = docx.Document(io.BytesIO(template.docx))
    left, right = document.tables[0].rows[0].cells
    styles = [paragraph.style.style_id for paragraph in chain(left.paragraphs, right.paragraphs)]
    assert right.paragraphs[0].text == "ĐẢNG CỘNG SẢN VIỆT NAM"
    if template.meta.kind == "personal":
        assert styles == PERSONAL
        assert left.text == ""
    else:
        assert styles == ["ParentOrg", "IssuingOrg", "Star", "PartyTitle", "TitleRule"]
        assert left.paragraphs[2].text == "*"


@pytest.mark.parametrize("template", [t for t in CATALOGUE if t.meta.kind != "letter"], ids=lambda each: each.code)
def test_the_title_follows_the_guide(template: DocTemplate) -> None:
    first = docx.Document(io.BytesIO(template.docx)).paragraphs[:3]
    assert [paragraph.text for paragraph in first] == [
        "{{ doc_type_name }}",
        "{{ subject_line }}",
        LAYOUTS["HD36_2018"].spacing.separator,
    ]


@pytest.mark.parametrize("template", [t for t in CATALOGUE if t.meta.kind == "letter"], ids=lambda each: each.code)
def test_a_letter_has_its_subject_under_the_number_and_no_title(template: DocTemplate) -> None:
    document = docx.Document(io.BytesIO(template.docx))
    under = document.tables[0].rows[1].cells[0].paragraphs[-1]
    assert (under.style.style_id, under.text) == ("LetterSubject", "{{ subject_line }}")
    assert "TypeName" not in {paragraph.style.style_id for paragraph in document.paragraphs}
    assert document.paragraphs[0].style.style_id == "Addressee"


@pytest.mark.parametrize("template", [t for t in CATALOGUE if t.meta.kind != "ballot"], ids=lambda each: each.code)
def test_the_signatures_stay_together_and_with_the_last_paragraph(template: DocTemplate) -> None:
    body = docx.Document(io.BytesIO(template.docx)).element.body
    signed = body.xpath("./w:tbl[.//w:pStyle[@w:val='SignerName']]")
    if not signed and template.meta.kind == "sheet":
        return
    table = signed[-1]
    (row,) = table.xpath("w:tr")
    assert row.xpath("w:trPr/w:cantSplit")
    gap = table.getprevious()
    assert gap.xpath("w:pPr/w:keepNext")
    assert gap.getprevious().xpath("w:pPr/w:keepNext")


@EVERY
def test_the_file_is_read_by_word_2013_and_later_as_its_own(template: DocTemplate) -> None:
    settings = docx.Document(io.BytesIO(template.docx)).settings.element
    assert settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]


@EVERY
def test_numbers_are_written_as_the_guide_wants(template: DocTemplate) -> None:
    if not template.meta.registered:
        assert "Số " not in read_text(template.docx).split("{{ doc_type_name }}")[0]
        return
    blank = read_stamps(template.docx)["doc_number"]
    assert re.fullmatch(r"Số\s+-\{\{ doc_symbol \}\}", blank)


STATE = [template for template in load_catalogue(FOLDER) if template.meta.system == "state"]
STATE_SIZES = {**{style: name for style, name in SIZES.items() if style != "Star"}, "Motto": "motto"}


@pytest.mark.parametrize("template", STATE, ids=lambda each: each.code)
def test_a_state_document_has_the_head_and_the_sizes_of_its_own_guide(template: DocTemplate) -> None:
    (guide,) = guides_of(LAYOUTS, "state")
    document = docx.Document(io.BytesIO(template.docx))
    left, right = document.tables[0].rows[0].cells
    styles = [paragraph.style.style_id for paragraph in chain(left.paragraphs, right.paragraphs)]
    assert styles == ["ParentOrg", "IssuingOrg", "TitleRule", "PartyTitle", "Motto", "TitleRule"]
    assert re.fullmatch(r"Số:\s+/\{\{ doc_symbol \}\}", read_stamps(template.docx)["doc_number"])
    by_id = {style.style_id: style for style in document.styles}
    for style, component in STATE_SIZES.items():
        assert getattr(guide.size, component).allows(by_id[style].font.size.pt), style
    label = by_id["RecipientsLabel"].font
    assert (label.bold, label.italic, label.underline) == (True, True, None)
