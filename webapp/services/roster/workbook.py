"""The workbooks people fill in: headings in row 1, an example row, the words that may stand in a column."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from webapp.rules.law import Law
from webapp.rules.organisations import KINDS, known_levels
from webapp.rules.roster_sheets import COLUMNS, SheetKind

_NAMES = {"organisations": "Tổ chức đảng", "members": "Đảng viên"}
_LAST = 10_000


def template_workbook(kind: SheetKind, law: Law) -> bytes:
    """An empty workbook for organisations or members: dates and codes as text, choices offered in the cells."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "vcenter"})
    needed = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "vcenter", "bg_color": "#F6E7E7"})
    plain = book.add_format({"num_format": "@"})
    page = book.add_worksheet(_NAMES[kind])
    page.freeze_panes(1, 0)
    for place, column in enumerate(COLUMNS[kind]):
        page.write_string(0, place, column.heading, needed if column.required else head)
        page.set_column(place, place, max(14, len(column.heading) + 2, len(column.example) + 2), plain)
        if choices := _choices(column.key, law):
            page.data_validation(1, place, _LAST, place, {"validate": "list", "source": choices})
    help_page = book.add_worksheet("Hướng dẫn")
    help_page.set_column(0, 0, 28)
    help_page.set_column(1, 1, 70)
    help_page.write_row(0, 0, ["Cột", "Ghi thế nào"], head)
    for line, column in enumerate(COLUMNS[kind], start=1):
        said = "bắt buộc" if column.required else "có thì ghi"
        day = "; ngày ghi dạng 19/5/1996" if column.is_date else ""
        example = f"; ví dụ: {column.example}" if column.example else ""
        help_page.write_row(line, 0, [column.heading, f"{said}{day}{example}"])
    book.close()
    return target.getvalue()


def _choices(key: str, law: Law) -> list[str]:
    """Excel takes a list without commas in its items, 255 letters in all."""
    if key == "kind":
        return [label.partition(",")[0] for label in KINDS.values()]
    return list(known_levels(law).values()) if key == "level" else []
