"""Lines of a programme pasted as they come from a spreadsheet: one line each, columns apart by tabs."""

from __future__ import annotations

import re

from webapp.forms.subject_lines import is_organisation
from webapp.services.programmes import NewLine

COLUMNS = ("hình thức", "nội dung", "đối tượng (cách nhau dấu chấm phẩy)", "chủ trì", "thời gian", "số cuộc")
MOST = 300
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"qu[ýí]\s*(iv|i{1,3}|[1-4])\b")
_MONTHS = re.compile(r"tháng\s*((?:\d{1,2}\s*(?:[-–,]|và|đến)?\s*)+)")
_YEAR = re.compile(r"\b(20\d\d)\b")
_SPAN = re.compile(r"(\d{1,2})\s*(?:[-–]|đến)\s*(\d{1,2})")


def read_lines(text: str, *, year: int) -> tuple[list[NewLine], list[str]]:
    """The lines, and one sentence for each that cannot be read. `year` is that of a line which names none."""
    typed = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip(" \t;")]
    if len(typed) > MOST:
        return [], [f"Danh sách có {len(typed)} dòng; mỗi lần thêm nhiều nhất {MOST} dòng."]
    lines, mistakes = [], []
    for number, line in typed:
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        found = _read(cells, year)
        if isinstance(found, str):
            mistakes.append(f"Dòng {number}: {found}")
        else:
            lines.append(found)
    return lines, mistakes


def split_subjects(text: str) -> list[str]:
    """Names apart by semicolons or line breaks."""
    return [name for part in re.split(r"[;\n]", text) if (name := " ".join(part.split()))]


def read_time(text: str) -> tuple[int | None, int | None, tuple[int, ...]]:
    """`Quý III`, `tháng 4 - 6/2022`, `2023` → year, quarter, months; None and nothing for what is not said."""
    said = text.casefold()
    year, quarter = _YEAR.search(said), _QUARTER.search(said)
    months = _MONTHS.search(_YEAR.sub(" ", said))
    found: set[int] = set()
    if months:
        found |= {int(one) for one in re.findall(r"\d{1,2}", months[1])}
        for first, last in _SPAN.findall(months[1]):
            found |= set(range(int(first), int(last) + 1))
    return int(year[1]) if year else None, _QUARTERS[quarter[1]] if quarter else None, tuple(sorted(found))


def _read(cells: list[str], year: int) -> NewLine | str:
    if cells and cells[0].rstrip(".").isdigit():
        cells = cells[1:]  # the column of ordinal numbers came along
    kind, content, subjects, lead, when, planned = (*cells[:6], *[""] * (6 - len(cells[:6])))
    if len([cell for cell in cells if cell]) > 6:
        return f"có nhiều hơn 6 cột ({', '.join(COLUMNS)})."
    code = _kind(kind)
    if not code:
        return f"hình thức “{kind}” chưa rõ; cột đầu ghi Kiểm tra hoặc Giám sát."
    if not content:
        return "thiếu nội dung ở cột thứ hai."
    if planned and not (planned.isascii() and planned.isdigit() and 0 < int(planned) < 1000):
        return f"số cuộc “{planned}” chưa đúng; ghi số từ 1 trở lên."
    named, quarter, months = read_time(when)
    names = split_subjects(subjects)
    bodies = sum(1 for name in names if is_organisation(name))
    return NewLine(
        kind=code, content=content, year=named or year, subjects=names, lead=lead, quarter=quarter, months=months,
        planned=int(planned or 1), planned_organisations=bodies, planned_members=len(names) - bodies,
    )  # fmt: skip


def _kind(text: str) -> str:
    said = text.casefold()
    return "supervision" if said.startswith("giám sát") else "inspection" if said.startswith("kiểm tra") else ""
