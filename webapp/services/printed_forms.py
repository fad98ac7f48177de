"""Statistical forms on their way out: an Excel file with one sheet a form, and one form as PDF on turned pages."""

from __future__ import annotations

import io
from itertools import groupby
from typing import Any

import xlsxwriter
from sqlalchemy.orm import Session
from xlsxwriter.worksheet import Worksheet

from webapp import clock
from webapp.errors import NotFound
from webapp.models import User
from webapp.models.database import let_go
from webapp.queries.figures.form_page import FormPage, form_pages
from webapp.queries.tools import Tools
from webapp.rendering.convert import PdfOptions
from webapp.rendering.layout import layout_on
from webapp.rendering.scaffold.stat_form import FormColumn, FormRow, PrintedForm, form_docx
from webapp.rules.dates_vi import short_date
from webapp.rules.figures.cycles import Period
from webapp.rules.figures.values import cell_text

_HEAD_ROW = 4
"""The first of the three rows of heads; above it whose form, its number, its title and its time."""


def forms_as_excel(session: Session, tools: Tools, *, period: Period, actor: User) -> bytes:
    """Every form of the period, a sheet each: numbers as numbers, a blank cell where nothing was reported."""
    pages, owner = form_pages(session, tools.statistics, actor, period), _owner(actor)
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        looks = {
            name: book.add_format({"font_name": "Times New Roman", "font_size": 11, **look})
            for name, look in _LOOKS.items()
        }
        for page in pages:
            sheet = book.add_worksheet(f"Biểu {page.filled.table.form.number:02d}")
            _head(sheet, page, owner, _extent(period), looks)
            _body(sheet, page, looks)
    return target.getvalue()


def form_as_pdf(session: Session, tools: Tools, *, period: Period, form: str, actor: User) -> bytes:
    """One form as PDF. Raises NotFound for a form that the period does not know."""
    pages = form_pages(session, tools.statistics, actor, period)
    page = next((one for one in pages if one.filled.table.form.code == form), None)
    if page is None:
        raise NotFound("Không có biểu này trong bộ biểu của kỳ báo cáo.")
    printed = _printed(page, _owner(actor), _extent(period))
    let_go(session)  # nobody waits while the pages are set
    docx = form_docx(printed, layout_on(tools.layouts, clock.today()))
    return tools.renderer.render(docx, PdfOptions(title=f"Biểu số {printed.number:02d}")).pdf


_EDGED: dict[str, Any] = {"border": 1, "text_wrap": True, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "owner": {"bold": True},
    "title": {"bold": True, "align": "center", "font_size": 13},
    "extent": {"italic": True, "align": "center"},
    "head": {**_EDGED, "bold": True, "align": "center"},
    "number": {**_EDGED, "italic": True, "align": "center"},
    "sum": {**_EDGED, "bold": True},
    "row": _EDGED,
    "sum_value": {**_EDGED, "bold": True, "num_format": "#,##0"},
    "row_value": {**_EDGED, "num_format": "#,##0"},
    "remark": {"italic": True},
}


def _head(sheet: Worksheet, page: FormPage, owner: str, extent: str, looks: dict[str, Any]) -> None:
    """The official head: groups over their columns, heads, and the numbers of the columns; repeated on every page."""
    form, columns = page.filled.table.form, page.filled.table.columns
    last = len(columns) + 1
    sheet.set_landscape()
    sheet.set_paper(8)  # A3, as wide forms are printed
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW, _HEAD_ROW + 2)
    sheet.freeze_panes(_HEAD_ROW + 3, 2)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 38)
    sheet.set_column(2, last, 11)
    sheet.write_string(0, 0, owner, looks["owner"])
    sheet.merge_range(1, 0, 1, last, f"BIỂU SỐ {form.number:02d}: {form.title}", looks["title"])
    sheet.merge_range(2, 0, 2, last, f"{extent}; đơn vị: {form.unit}", looks["extent"])
    for place, text in enumerate(("TT", "Đối tượng")):
        sheet.merge_range(_HEAD_ROW, place, _HEAD_ROW + 1, place, text, looks["head"])
        sheet.write_string(_HEAD_ROW + 2, place, "AB"[place], looks["number"])
    place = 2
    for title, found in groupby(columns, lambda column: column.group):
        group = list(found)
        _group(sheet, title, [column.label for column in group], place, looks)
        place += len(group)
    for number in range(1, len(columns) + 1):
        sheet.write_number(_HEAD_ROW + 2, number + 1, number, looks["number"])


def _group(sheet: Worksheet, title: str, labels: list[str], place: int, looks: dict[str, Any]) -> None:
    if not title:
        for offset, label in enumerate(labels):
            sheet.merge_range(_HEAD_ROW, place + offset, _HEAD_ROW + 1, place + offset, label, looks["head"])
        return
    if len(labels) > 1:
        sheet.merge_range(_HEAD_ROW, place, _HEAD_ROW, place + len(labels) - 1, title, looks["head"])
    else:
        sheet.write_string(_HEAD_ROW, place, title, looks["head"])
    for offset, label in enumerate(labels):
        sheet.write_string(_HEAD_ROW + 1, place + offset, label, looks["head"])


def _body(sheet: Worksheet, page: FormPage, looks: dict[str, Any]) -> None:
    table, first = page.filled.table, _HEAD_ROW + 3
    for line, row in enumerate(table.rows, start=first):
        look = "sum" if row.depth < 2 else "row"
        sheet.write_string(line, 0, row.numeral, looks[look])
        sheet.write_string(line, 1, row.label, looks[look])
        for place, column in enumerate(table.columns, start=2):
            figure = page.figure(row.code, column.id)
            if figure.value is None:
                sheet.write_blank(line, place, None, looks[look])
            else:
                sheet.write_number(line, place, figure.value, looks[f"{look}_value"])
            if figure.entered:
                sheet.write_comment(line, place, figure.beside(), {"x_scale": 2})
    for offset, remark in enumerate(_remarks(page), start=1):
        sheet.write_string(first + len(table.rows) + offset, 1, remark, looks["remark"])


def _printed(page: FormPage, owner: str, extent: str) -> PrintedForm:
    table = page.filled.table
    columns = tuple(
        FormColumn(column.group, column.label, number) for number, column in enumerate(table.columns, start=1)
    )
    rows = tuple(
        FormRow(
            row.numeral, row.label, row.depth,
            tuple(cell_text(page.figure(row.code, column.id).value) for column in table.columns),
        )
        for row in table.rows
    )  # fmt: skip
    return PrintedForm(
        owner, table.form.number, table.form.title, extent, table.form.unit, columns, rows, tuple(_remarks(page))
    )


def _remarks(page: FormPage) -> list[str]:
    """What stands under a form: what was written by hand, what contradicts itself, what was never compared."""
    table = page.filled.table
    beside = [
        f"{row.label}, {column.label}: {said}"
        for row in table.rows
        for column in table.columns
        if (said := page.figure(row.code, column.id).beside())
    ]
    problems = [f"{problem.rule}: {problem.sentence}" for problem in page.problems]
    return [*beside, *problems, *([page.people] if page.people else []), *([page.warning] if page.warning else [])]


def _owner(actor: User) -> str:
    return f"{actor.office.commission} {actor.office.committee}"


def _extent(period: Period) -> str:
    label = period.label[:1].upper() + period.label[1:]
    return f"{label} (từ ngày {short_date(period.first)} đến ngày {short_date(period.last)})"
