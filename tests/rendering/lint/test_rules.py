"""Each rule of the lint, both sides: the right document is silent, the spoiled one is told of, once and in words."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from tests.rendering.lint.made import Spoil, border_text, find, made, prose, rule
from webapp.rendering.layout import load_layouts
from webapp.rendering.lint import RULES, Finding, Options, fix, lint

LAYOUTS = load_layouts(Path(__file__).parents[3] / "doc_templates/_layouts")
OLD, NEW = LAYOUTS["HD36_2018"], LAYOUTS["HD05_2026"]
TAGGED = "Điều 1. Kiểm tra đồng chí {{ name }} theo quy định của Đảng."


def found(spoil: Spoil | None = None, options: Options | None = None, **texts: str) -> list[Finding]:
    return lint(made(spoil, **texts), OLD, options or Options())


def section(**sizes: float) -> Spoil:
    def spoil(document: Document) -> None:
        for name, size in sizes.items():
            setattr(document.sections[0], name, Mm(size))

    return spoil


def font(words: str, **changes: Any) -> Spoil:
    def spoil(document: Document) -> None:
        for run in find(document, words).runs:
            for name, value in changes.items():
                setattr(run.font, name, value)

    return spoil


def layout(words: str, **changes: Any) -> Spoil:
    def spoil(document: Document) -> None:
        for name, value in changes.items():
            setattr(find(document, words).paragraph_format, name, value)

    return spoil


def red(document: Document) -> None:
    find(document, "Điều 1").runs[0].font.color.rgb = RGBColor(200, 0, 0)


def many_pages_without_numbers(document: Document) -> None:
    document.sections[0].header.paragraphs[0].clear()
    for _ in range(60):
        body = prose(document, "Nội dung của phụ lục kèm theo Quyết định này, viết cho dài quá một trang giấy.")
        find(document, "Điều 2")._p.addprevious(body._p)


def number_on_the_first_page(document: Document) -> None:
    many = prose(document, "Nội dung. " * 400)
    find(document, "Điều 2")._p.addprevious(many._p)
    document.sections[0].different_first_page_header_footer = False


def small_page_number(document: Document) -> None:
    document.styles["Header"].font.size = Pt(11)


def no_rule(document: Document) -> None:
    title = find(document, "ĐẢNG CỘNG SẢN")._p
    title.getparent().remove(title.getnext())


def short_rule(document: Document) -> None:
    no_rule(document)
    cell = document.tables[0].rows[0].cells[1]
    rule(cell, 30)
    find(document, "ĐẢNG CỘNG SẢN")._p.addnext(cell.paragraphs[-1]._p)


def underlined_title(document: Document) -> None:
    border_text(find(document, "ĐẢNG CỘNG SẢN"))


def empty_end(document: Document) -> None:
    for _ in range(4):
        document.add_paragraph()


def empty_table_at_the_end(document: Document) -> None:
    document.add_table(2, 2)


def bold_hyphen(document: Document) -> None:
    paragraph = find(document, "Điều 2")
    paragraph.insert_paragraph_before("", style=paragraph.style)
    before = prose(document, "")
    before.runs[0].text, before.runs[0].bold = "- ", True
    before.add_run("nội dung của một ý trong danh sách.").font.size = Pt(14)
    paragraph._p.addprevious(before._p)


SPOILED: dict[str, tuple[str, Spoil | None, dict[str, str]]] = {
    "letter paper": ("paper", section(page_width=216, page_height=279), {}),
    "wide right margin": ("margins", section(right_margin=20), {}),
    "narrow left margin": ("margins", section(left_margin=25), {}),
    "no page number": ("page_number", many_pages_without_numbers, {}),
    "a number on page one": ("page_number", number_on_the_first_page, {}),
    "a small page number": ("page_number", small_page_number, {}),
    "a number far from the edge": ("page_number", section(header_distance=15), {}),
    "another typeface": ("font", font("Điều 1", name="Arial"), {}),
    "red letters": ("colour", red, {}),
    "a small number": ("size", font("Số 15", size=Pt(13)), {}),
    "small recipients": ("size", font("- Như Điều", size=Pt(11)), {}),
    "small text": ("size", font("Điều 1", size=Pt(13)), {}),
    "large type name": ("size", font("QUYẾT ĐỊNH", size=Pt(18)), {}),
    "a bold superior": ("face", font("ĐẢNG ỦY XÃ", bold=True), {}),
    "a light issuing body": ("face", font("ỦY BAN KIỂM TRA", bold=False), {}),
    "an upright date": ("face", font("Công Hải,", italic=False), {}),
    "a bold title of the signer": ("face", font("CHỦ NHIỆM", bold=True), {}),
    "a light authority": ("face", font("T/M", bold=False), {}),
    "no title of the Party": ("party_title", None, {"title": ""}),
    "the State motto": ("party_title", None, {"title": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}),
    "a title in small letters": ("party_title", None, {"title": "Đảng Cộng sản Việt Nam"}),
    "no rule": ("title_rule", no_rule, {}),
    "a short rule": ("title_rule", short_rule, {}),
    "an underlined title": ("title_rule", underlined_title, {}),
    "a body in small letters": ("organisations", None, {"parent": "Đảng ủy xã Công Hải"}),
    "no star": ("star", None, {"star": ""}),
    "three stars": ("star", None, {"star": "* * *"}),
    "hyphens for the star": ("star", None, {"star": "-----"}),
    "a colon after Số": ("number", None, {"number": "Số: 15-QĐ/UBKTĐU"}),
    "spaces in the number": ("number", None, {"number": "Số 15 - QĐ/UBKTĐU"}),
    "the State's number": ("number", None, {"number": "Số: 15/QĐ-UBKTĐU"}),
    "no comma in the date": ("place_date", None, {"date": "Công Hải ngày 05 tháng 6 năm 2026"}),
    "a day without its zero": ("date_zeros", None, {"date": "Công Hải, ngày 5 tháng 6 năm 2026"}),
    "February without its zero": ("date_zeros", None, {"date": "Công Hải, ngày 15 tháng 2 năm 2026"}),
    "June with a zero": ("date_zeros", None, {"date": "Công Hải, ngày 15 tháng 06 năm 2026"}),
    "a short date with a zero": ("date_zeros", None, {"basis1": "- Căn cứ Quy định số 22-QĐ/TW, ngày 28/07/2021;"}),
    "a type name at the left": ("type_name", layout("QUYẾT ĐỊNH", alignment=WD_ALIGN_PARAGRAPH.LEFT), {}),
    "a capital in the subject": ("subject_line", None, {"subject": "Về việc kiểm tra đảng viên"}),
    "a full stop in the subject": ("subject_line", None, {"subject": "kiểm tra đảng viên."}),
    "V/v": ("subject_line", None, {"subject": "V/v kiểm tra đảng viên"}),
    "three hyphens": ("separator", None, {"separator": "---"}),
    "a basis with a full stop": ("bases", None, {"basis1": "- Căn cứ Điều lệ Đảng."}),
    "a last basis with a semicolon": ("bases", None, {"basis2": "- Căn cứ Quy chế làm việc;"}),
    "a basis without a hyphen": ("bases", None, {"basis2": "Căn cứ Quy chế làm việc của Ủy ban Kiểm tra,"}),
    "an italic basis": ("bases", font("- Căn cứ Điều lệ", italic=True), {}),
    "a colon after QUYẾT ĐỊNH": ("resolves", None, {"resolves": "ỦY BAN KIỂM TRA QUYẾT ĐỊNH:"}),
    "a light resolving line": ("resolves", font("ỦY BAN KIỂM TRA ĐẢNG ỦY", bold=False), {}),
    "single lines": ("line_spacing", layout("Điều 1", line_spacing=1.0), {}),
    "lines too close": ("line_spacing", layout("Điều 1", line_spacing=Pt(15)), {}),
    "paragraphs too close": ("paragraph_spacing", layout("Điều 1", space_before=Pt(0)), {}),
    "no indent": ("first_line", layout("Điều 1", first_line_indent=Mm(0)), {}),
    "not justified": ("justify", layout("Điều 1", alignment=WD_ALIGN_PARAGRAPH.LEFT), {}),
    "a dot for a hyphen": ("bullets", None, {"body1": "• nội dung của một ý trong danh sách này."}),
    "a bold hyphen": ("bullets", bold_hyphen, {}),
    "the State's authority": ("authority", None, {"authority": "TM. ỦY BAN KIỂM TRA"}),
    "a body after the title": ("signer_title", None, {"signer_title": "CHỦ NHIỆM ỦY BAN KIỂM TRA"}),
    "a degree": ("signer_name", None, {"name": "ThS. Nguyễn Văn An"}),
    "a rank": ("signer_name", None, {"name": "Đại tá Nguyễn Văn An"}),
    "a name in capitals": ("signer_name", None, {"name": "NGUYỄN VĂN AN"}),
    "a label that is not underlined": ("recipients_label", font("Nơi nhận", underline=False), {}),
    "a label without a colon": ("recipients_label", None, {"label": "Nơi nhận"}),
    "the other guide's mark": ("recipients", None, {"mark": ";"}),
    "a recipient without a hyphen": ("recipients", None, {"to1": "Như Điều 2"}),
    "no archive line": ("archive_line", None, {"to2": "- Đảng ủy xã"}),
    "a colon after Lưu": ("archive_line", None, {"to2": "- Lưu: Ủy ban Kiểm tra"}),
    "the State's end mark": ("final_mark", None, {"body2": "Các đồng chí có tên chịu trách nhiệm thi hành./."}),
    "no end mark": ("final_mark", None, {"body2": "Các đồng chí có tên chịu trách nhiệm thi hành"}),
    "empty paragraphs": ("trailing", empty_end, {}),
    "an empty table": ("trailing", empty_table_at_the_end, {}),
    "a tag": ("tags", None, {"body1": TAGGED}),
    "dots": ("dots", None, {"body1": "Điều 1. Kiểm tra đồng chí ………… theo quy định của Đảng."}),
    "two spaces": ("double_spaces", None, {"body1": "Điều 1. Kiểm tra  đồng chí theo quy định."}),
    "a space before a comma": ("space_before_mark", None, {"body1": "Điều 1. Kiểm tra , giám sát theo quy định."}),
    "loose tone marks": ("nfc", None, {"body1": unicodedata.normalize("NFD", "Điều 1. Kiểm tra đảng viên.")}),
    "two ways of tone marks": ("tone_marks", None, {"body1": "Điều 1. Kiểm tra cấp uỷ của xã Công Hải."}),
}
EVERY_SPOILED = pytest.mark.parametrize(("rule_id", "spoil", "texts"), SPOILED.values(), ids=SPOILED.keys())


def test_a_right_document_has_no_finding() -> None:
    assert found() == []


@EVERY_SPOILED
def test_one_wrong_thing_is_told_by_its_rule_and_by_no_other(
    rule_id: str, spoil: Spoil | None, texts: dict[str, str]
) -> None:
    findings = found(spoil, **texts)
    assert {each.rule for each in findings} == {rule_id}
    for each in findings:
        assert each.sentence[0].isupper() or each.sentence[0] == "“"
        assert each.sentence.endswith(".")
        assert each.source


def test_every_rule_has_a_document_that_breaks_it() -> None:
    assert {rule_id for rule_id, _, _ in SPOILED.values()} == set(RULES)


@EVERY_SPOILED
def test_what_can_be_mended_is_mended_and_nothing_else_is_spoiled(
    rule_id: str, spoil: Spoil | None, texts: dict[str, str]
) -> None:
    word = made(spoil, **texts)
    before = lint(word, OLD)
    mendable = {each.rule for each in before if each.fixable}
    after = lint(fix(word, OLD, mendable), OLD)
    assert after == [each for each in before if not each.fixable]
