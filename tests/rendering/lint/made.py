"""A small document that keeps every rule; each test spoils one thing of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

TITLE_MM = 73.0
Spoil = Callable[[Document], None]

TEXTS = {
    "parent": "ĐẢNG ỦY XÃ CÔNG HẢI", "issuer": "ỦY BAN KIỂM TRA", "star": "*", "number": "Số 15-QĐ/UBKTĐU",
    "title": "ĐẢNG CỘNG SẢN VIỆT NAM", "date": "Công Hải, ngày 05 tháng 6 năm 2026",
    "type": "QUYẾT ĐỊNH", "subject": "kiểm tra đảng viên khi có dấu hiệu vi phạm", "separator": "-----",
    "basis1": "- Căn cứ Điều lệ Đảng;", "basis2": "- Căn cứ Quy chế làm việc của Ủy ban Kiểm tra,",
    "resolves": "ỦY BAN KIỂM TRA ĐẢNG ỦY XÃ CÔNG HẢI QUYẾT ĐỊNH",
    "body1": "Điều 1. Kiểm tra đồng chí Trần Văn Bình, đảng viên Chi bộ thôn Hiệp Thành, về việc chấp hành quy định "
    "của Đảng trong quản lý, sử dụng đất đai từ năm 2022 đến năm 2025.",
    "body2": "Điều 2. Các đồng chí có tên ở trên và đồng chí Trần Văn Bình chịu trách nhiệm thi hành Quyết định này.",
    "label": "Nơi nhận:", "to1": "- Như Điều 2", "to2": "- Lưu Ủy ban Kiểm tra",
    "authority": "T/M ỦY BAN KIỂM TRA", "signer_title": "CHỦ NHIỆM", "name": "Nguyễn Văn An",
}  # fmt: skip


def made(spoil: Spoil | None = None, *, mark: str = ",", **texts: str) -> bytes:
    """The document with some texts of its own and one thing spoiled. `mark` ends a recipient."""
    said = {**TEXTS, **texts}
    document = docx.Document()
    _page(document)
    _letterhead(document, said)
    for key in ("type", "subject", "separator"):
        add(document, said[key], bold=key != "separator", size=15 if key == "type" else 14, align="CENTER")
    for key in ("basis1", "basis2"):
        prose(document, said[key])
    add(document, said["resolves"], bold=True, align="CENTER")
    for key in ("body1", "body2"):
        prose(document, said[key])
    _signatures(document, said, mark)
    if spoil:
        spoil(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def find(document: Document, words: str) -> Paragraph:
    """The paragraph that begins with these words, those in tables first."""
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    every = [*(each for cell in cells for each in cell.paragraphs), *document.paragraphs]
    return next(each for each in every if each.text.startswith(words))


def add(where: Document | _Cell, text: str, *, size: float = 14, align: str = "LEFT", **face: Any) -> Paragraph:
    paragraph = where.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH[align]
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.bold, run.font.italic = face.get("bold", False), face.get("italic", False)
    run.font.underline = face.get("underline", False)
    return paragraph


def prose(document: Document, text: str) -> Paragraph:
    paragraph = add(document, text, align="JUSTIFY")
    layout = paragraph.paragraph_format
    layout.first_line_indent, layout.space_before = Mm(10), Pt(6)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)
    return paragraph


def _page(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin, section.header_distance = Mm(30), Mm(15), Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    number._p.append(field)


def _letterhead(document: Document, said: dict[str, str]) -> None:
    left, right = _cells(document, 67, 98)
    add(left, said["parent"], align="CENTER")
    add(left, said["issuer"], bold=True, align="CENTER")
    for key in ("star", "number"):
        if said[key]:
            add(left, said[key], align="CENTER")
    if said["title"]:
        add(right, said["title"], bold=True, size=15, align="CENTER")
        rule(right)
    add(right, said["date"], italic=True, align="CENTER")


def rule(cell: _Cell, length_mm: float = TITLE_MM) -> None:
    side = round((98 - length_mm) / 2 * 1440 / 25.4)
    paragraph = cell.add_paragraph()
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(border))
    properties.append(parse_xml(f'<w:ind {nsdecls("w")} w:left="{side}" w:right="{side}"/>'))


def _signatures(document: Document, said: dict[str, str], mark: str) -> None:
    left, right = _cells(document, 80, 85)
    add(left, said["label"], underline=True)
    add(left, said["to1"] + mark, size=12)
    add(left, said["to2"] + ".", size=12)
    add(right, said["authority"], bold=True, align="CENTER")
    add(right, said["signer_title"], align="CENTER")
    for _ in range(4):
        add(right, "")
    add(right, said["name"], bold=True, align="CENTER")


def _cells(document: Document, *widths_mm: float) -> tuple[_Cell, _Cell]:
    table = document.add_table(1, 2)
    for cell, width in zip(table.rows[0].cells, widths_mm, strict=True):
        cell.width = Mm(width)
        cell._tc.remove(cell.paragraphs[0]._p)
    left, right = table.rows[0].cells
    return left, right


def border_text(paragraph: Paragraph) -> None:
    element = OxmlElement("w:u")
    element.set(qn("w:val"), "single")
    for run in paragraph.runs:
        run._r.get_or_add_rPr().append(element)
