"""Workbooks as people bring them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from webapp.rules.roster_sheets import COLUMNS, SheetKind


def workbook(rows: Sequence[Sequence[Any]], *, merge: str = "") -> bytes:
    """One sheet with these rows, the first being the headings."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    if merge:
        page.merge_cells(merge)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def filled(kind: SheetKind, *rows: dict[str, Any], merge: str = "") -> bytes:
    """The template of the kind, filled in by the keys of its columns."""
    columns = COLUMNS[kind]
    body = [[row.get(column.key) for column in columns] for row in rows]
    return workbook([[column.heading for column in columns], *body], merge=merge)
