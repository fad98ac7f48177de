"""The first sheet of a workbook as plain cells: text, dates and numbers as people see them, formulas marked."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from openpyxl import load_workbook

from webapp.rendering.guard import RefusedFile

MAX_ROWS = 10_000
MAX_COLUMNS = 60
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')

CellKind = Literal["text", "date", "formula", "error"]


@dataclass(frozen=True)
class Cell:
    """What a cell holds. A date as ISO text, everything else as a person reads it; a formula as it is written."""

    text: str = ""
    kind: CellKind = "text"


@dataclass(frozen=True)
class Sheet:
    """`rows` pairs the row's number in Excel with its cells; empty rows are left out. `too_long`: rows were cut."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    merged: tuple[str, ...] = ()
    too_long: bool = False


def read_sheet(data: bytes) -> Sheet:
    """Read the first sheet, at most MAX_ROWS rows after the first. Raises RefusedFile. Call `admit_sheet` before."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        page: Any = book.worksheets[0]
        rows, too_long = _rows(page)
        merged = _merged(data, str(page._worksheet_path))
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, zipfile.BadZipFile, OSError) as error:
        raise RefusedFile("Không đọc được bảng tính: mở bằng Excel, lưu lại dạng .xlsx rồi tải lên lại.") from error
    return Sheet(page.title, rows, merged, too_long)


def encode_sheet(sheet: Sheet) -> bytes:
    """As it goes over the pipe of the child process."""
    rows = [[number, [[cell.text, cell.kind] for cell in cells]] for number, cells in sheet.rows]
    plain = {"name": sheet.name, "rows": rows, "merged": list(sheet.merged), "too_long": sheet.too_long}
    return json.dumps(plain, ensure_ascii=False).encode()


def decode_sheet(block: bytes) -> Sheet:
    plain = json.loads(block)
    rows = tuple((number, tuple(Cell(text, kind) for text, kind in cells)) for number, cells in plain["rows"])
    return Sheet(plain["name"], rows, tuple(plain["merged"]), plain["too_long"])


def _rows(page: Any) -> tuple[tuple[tuple[int, tuple[Cell, ...]], ...], bool]:
    page.reset_dimensions()  # what the file claims of its size is not believed
    found: list[tuple[int, tuple[Cell, ...]]] = []
    for number, row in enumerate(page.iter_rows(max_col=MAX_COLUMNS), start=1):
        cells = tuple(_cell(one) for one in row)
        while cells and not cells[-1].text:
            cells = cells[:-1]
        if not cells:
            if number > MAX_ROWS * 10:
                return tuple(found), True
            continue
        if len(found) > MAX_ROWS:
            return tuple(found[: MAX_ROWS + 1]), True
        found.append((number, cells))
    return tuple(found), False


def _cell(one: Any) -> Cell:
    value = one.value
    if value is None:
        return Cell()
    if one.data_type == "f":
        return Cell(str(getattr(value, "text", value)), "formula")
    if one.data_type == "e":
        return Cell(str(value), "error")
    if isinstance(value, datetime):
        return Cell(value.date().isoformat(), "date")
    if isinstance(value, date):
        return Cell(value.isoformat(), "date")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Cell(" ".join(str(value).split()))


def _merged(data: bytes, path: str) -> tuple[str, ...]:
    """openpyxl's quick reader does not tell merged cells; the markup does."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        markup = package.read(path.lstrip("/"))
    return tuple(found.decode() for found in _MERGED.findall(markup)[:50])
