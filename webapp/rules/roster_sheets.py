"""Workbooks of organisations and members: their columns, and every mistake of a row, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from webapp.rules.dates_vi import BadDate, parse_date, short_date
from webapp.rules.folding import fold

SheetKind = Literal["organisations", "members"]
CellText = tuple[str, str]
"""(text, kind): kind is text | date | formula | error."""


@dataclass(frozen=True)
class SheetColumn:
    """One column: its key here, its heading in the workbook, an example for the template."""

    key: str
    heading: str
    required: bool = False
    is_date: bool = False
    example: str = ""


ORGANISATION_COLUMNS = (
    SheetColumn("code", "Mã tổ chức đảng", example="38.168.053.000.000"),
    SheetColumn("name", "Tên tổ chức đảng", True, example="Đảng bộ xã Phúc Xuân"),
    SheetColumn("kind", "Loại", True, example="đảng bộ, đảng ủy"),
    SheetColumn("level", "Cấp", True, example="Cấp xã"),
    SheetColumn("parent", "Trực thuộc", example="Đảng bộ thành phố Thái Nguyên"),
    SheetColumn("valid_from", "Có từ ngày", True, True, example="01/01/2015"),
    SheetColumn("reason", "Văn bản làm căn cứ", example="Quyết định số 12-QĐ/TU ngày 15/12/2014"),
)
MEMBER_COLUMNS = (
    SheetColumn("full_name", "Họ và tên", True, example="Lò Văn Tuân"),
    SheetColumn("birth_date", "Ngày sinh", is_date=True, example="09/02/1974"),
    SheetColumn("party_card", "Số thẻ đảng viên", example="12.003456"),
    SheetColumn("admitted_on", "Ngày vào Đảng", is_date=True, example="19/5/1996"),
    SheetColumn("official_on", "Ngày chính thức", is_date=True, example="19/5/1997"),
    SheetColumn("organisation", "Tổ chức đảng", True, example="Chi bộ xóm Đèo Khế"),
    SheetColumn("valid_from", "Sinh hoạt từ ngày", True, True, example="01/01/2015"),
    SheetColumn("party_position", "Chức vụ trong Đảng", example="Bí thư Chi bộ"),
    SheetColumn("government_position", "Chức vụ chính quyền"),
    SheetColumn("union_position", "Chức vụ đoàn thể"),
    SheetColumn("workplace", "Cơ quan, đơn vị công tác"),
    SheetColumn("home_town", "Quê quán"),
    SheetColumn("residence", "Nơi ở hiện nay"),
    SheetColumn("ethnicity", "Dân tộc"),
    SheetColumn("religion", "Tôn giáo"),
    SheetColumn("education", "Trình độ học vấn"),
    SheetColumn("political_theory", "Lý luận chính trị"),
    SheetColumn("profession", "Chuyên môn, nghiệp vụ"),
)
COLUMNS: dict[SheetKind, tuple[SheetColumn, ...]] = {
    "organisations": ORGANISATION_COLUMNS, "members": MEMBER_COLUMNS,
}  # fmt: skip


@dataclass(frozen=True)
class SheetProblem:
    """Row and column as Excel shows them; row 1 is the headings, 0 the whole sheet. Warnings do not stop the import."""

    row: int
    column: str
    sentence: str
    severity: Literal["error", "warn"] = "error"


@dataclass(frozen=True)
class SheetRow:
    """One row that could be read: texts by key, dates by key."""

    number: int
    texts: dict[str, str]
    dates: dict[str, date]

    def text(self, key: str) -> str:
        return self.texts.get(key, "")


def kind_of(headings: Sequence[CellText]) -> SheetKind | None:
    """Which workbook it is, by its headings; None when it is neither."""
    folded = {fold(text) for text, _ in headings}
    best = max(COLUMNS, key=lambda kind: _shared(kind, folded))
    return best if _shared(best, folded) >= 2 else None


def _shared(kind: SheetKind, folded: set[str]) -> int:
    return sum(fold(column.heading) in folded for column in COLUMNS[kind])


def read_rows(
    kind: SheetKind, rows: Iterable[tuple[int, Sequence[CellText]]]
) -> tuple[list[SheetRow], list[SheetProblem]]:
    """The rows below the headings, and what is wrong with headings and cells taken one by one."""
    headings, *body = list(rows) or [(1, ())]
    places, problems = _places(kind, headings[1])
    if any(problem.severity == "error" for problem in problems):
        return [], problems
    found = []
    for number, cells in body:
        row, wrong = _row(kind, number, cells, places)
        found.append(row)
        problems += wrong
    return found, problems


def _places(kind: SheetKind, headings: Sequence[CellText]) -> tuple[dict[str, int], list[SheetProblem]]:
    known = {fold(column.heading): column for column in COLUMNS[kind]}
    places: dict[str, int] = {}
    problems = []
    for index, (text, _) in enumerate(headings):
        column = known.get(fold(text.rstrip("*")))
        if column is None:
            if text:
                problems.append(SheetProblem(1, text, "Cột này không có trong mẫu; bỏ qua.", "warn"))
        elif column.key in places:
            problems.append(SheetProblem(1, column.heading, "Cột này có hai lần; giữ lại một."))
        else:
            places[column.key] = index
    for column in COLUMNS[kind]:
        if column.required and column.key not in places:
            sentence = "Thiếu cột bắt buộc này; dòng 1 phải là tên cột như tệp mẫu."
            problems.append(SheetProblem(1, column.heading, sentence))
    return places, problems


def _row(
    kind: SheetKind, number: int, cells: Sequence[CellText], places: dict[str, int]
) -> tuple[SheetRow, list[SheetProblem]]:
    texts: dict[str, str] = {}
    dates: dict[str, date] = {}
    problems = []
    for column in COLUMNS[kind]:
        place = places.get(column.key, -1)
        text, cell_kind = cells[place] if 0 <= place < len(cells) else ("", "text")
        if cell_kind == "formula":
            sentence = "Ô chứa công thức; trong Excel chép rồi dán giá trị (Paste Special, Values)."
            problems.append(SheetProblem(number, column.heading, sentence))
        elif cell_kind == "error":
            problems.append(SheetProblem(number, column.heading, f"Ô báo lỗi {text}; sửa trong Excel."))
        elif not text:
            if column.required:
                problems.append(SheetProblem(number, column.heading, "Ô bắt buộc còn trống."))
        elif column.is_date:
            found = _date(text, cell_kind)
            if isinstance(found, str):
                problems.append(SheetProblem(number, column.heading, found))
            else:
                dates[column.key] = found
        elif len(text) > 1000 or (column.key in ("name", "full_name") and len(text) > 200):
            problems.append(SheetProblem(number, column.heading, "Ô dài quá mức cho phép."))
        else:
            texts[column.key] = text
    return SheetRow(number, texts, dates), problems


def _date(text: str, kind: str) -> date | str:
    if kind == "date":
        return date.fromisoformat(text)
    if text.isdigit() and len(text) == 4:
        return f"“{text}” chỉ có năm; ghi đủ ngày, tháng, năm."
    try:
        return parse_date(text)
    except BadDate as error:
        return error.sentence


def sheet_problems(merged: Sequence[str], too_long: bool, limit: int, empty: bool) -> list[SheetProblem]:
    """What is wrong with the sheet as a whole."""
    problems = []
    if empty:
        problems.append(SheetProblem(0, "", "Bảng tính không có dòng nào dưới dòng tên cột."))
    if too_long:
        problems.append(SheetProblem(0, "", f"Bảng tính dài quá {limit} dòng; chia thành nhiều tệp."))
    for place in merged:
        problems.append(SheetProblem(0, place, "Các ô bị trộn (Merge Cells); bỏ trộn rồi ghi đủ từng ô."))
    return problems


def described(row: SheetRow) -> str:
    """`Lò Văn Tuân, sinh 09/02/1974`: how a row is named in a sentence about another one."""
    born = row.dates.get("birth_date")
    name = row.text("name") or row.text("full_name")
    return f"{name}, sinh {short_date(born)}" if born else name
