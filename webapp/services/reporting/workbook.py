"""The same slip as an Excel workbook: made for one body and period, read in a child process."""

from __future__ import annotations

from io import BytesIO
from typing import Protocol

import xlsxwriter

from webapp.errors import DomainError
from webapp.models import ReportSlip
from webapp.queries.reporting import slip_view
from webapp.rendering.sheet import Sheet, admit_sheet
from webapp.rules.figures.forms import Statistics

_HEADS = ("Mã ô (không sửa)", "Phần", "Nội dung", "Số liệu")


class SheetReader(Protocol):
    """What reads a workbook outside this process (see `webapp.rendering.pool`)."""

    def read_sheet(self, data: bytes) -> Sheet: ...


def slip_workbook(statistics: Statistics, slip: ReportSlip) -> bytes:
    """The workbook of a slip with what was typed so far; one row per number."""
    asked = slip_view(statistics, slip).asked
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    faint, wrap = book.add_format({"font_color": "#6B6B6B"}), book.add_format({"text_wrap": True, "valign": "top"})
    field = book.add_format({"num_format": "@", "border": 1, "align": "right"})
    page = book.add_worksheet("Báo cáo")
    for place, width in enumerate((34, 30, 56, 14)):
        page.set_column(place, place, width)
    page.write_row(0, 0, _HEADS, head)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    line = 1
    for section in asked.section:
        for question in section.ask:
            cell = section.cell(question.column)
            page.write_string(line, 0, cell, faint)
            page.write_string(line, 1, section.title, wrap)
            page.write_string(line, 2, question.label, wrap)
            page.write_string(line, 3, str(slip.answers.get(cell, "")), field)
            line += 1
    note = f"{slip.body}, {slip.period_label}. Không phát sinh thì ghi 0; để trống nghĩa là chưa báo cáo."
    page.write_string(line + 1, 2, note, wrap)
    book.close()
    return target.getvalue()


def read_workbook(statistics: Statistics, reader: SheetReader, *, slip: ReportSlip, data: bytes) -> dict[str, str]:
    """Cell → text of a workbook somebody filled in. Raises RefusedFile; DomainError with every wrong row."""
    admit_sheet(data)
    sheet = reader.read_sheet(data)
    known = slip_view(statistics, slip).asked.labels()
    found: dict[str, str] = {}
    wrong: list[str] = []
    for number, cells in sheet.rows:
        name = cells[0].text.strip() if cells else ""
        if name not in known:
            if "/" in name:
                wrong.append(f"Dòng {number}: mã ô “{name[:60]}” không có trong phiếu này; dùng tệp mẫu của phiếu.")
            continue
        value = cells[3] if len(cells) > 3 else None
        if name in found:
            wrong.append(f"Dòng {number}: mã ô “{name}” có hai lần; giữ lại một dòng.")
        if value is not None and value.kind in ("formula", "error"):
            wrong.append(f"Dòng {number}, cột D: ô là công thức; gõ thẳng số vào ô.")
        found[name] = value.text if value is not None else ""
    if not found and not wrong:
        wrong.append("Không có dòng nào của phiếu này; tải tệp mẫu của phiếu rồi điền cột “Số liệu”.")
    if wrong:
        raise DomainError("Chưa nhận được tệp Excel, chưa ghi gì.", details=wrong)
    return found
