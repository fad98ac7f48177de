"""Subjects pasted as lines, as they come from a spreadsheet: one line each, columns apart by tabs or semicolons."""

from __future__ import annotations

from webapp.services.cases import NewSubject

COLUMNS = ("tên", "tổ chức đảng quản lý", "chức vụ trong Đảng", "chức vụ chính quyền, đoàn thể")
MOST = 200
_ORGANISATIONS = (
    "đảng bộ", "đảng uỷ", "đảng ủy", "chi bộ", "chi uỷ", "chi ủy", "ban thường vụ", "ban chấp hành", "uỷ ban kiểm tra",
    "ủy ban kiểm tra", "ban cán sự", "đảng đoàn", "huyện uỷ", "huyện ủy", "thành uỷ", "thành ủy", "thị uỷ", "thị ủy",
    "quận uỷ", "quận ủy",
)  # fmt: skip
"""How the names of Party organisations begin; everything else is a person."""


def is_organisation(name: str) -> bool:
    """Does the name read as that of a Party organisation?"""
    return name.casefold().startswith(_ORGANISATIONS)


def read_subjects(text: str) -> tuple[list[NewSubject], list[str]]:
    """The subjects of the lines, and one sentence for each line that cannot be read.

    A line is `name ⇥ organisation ⇥ Party post ⇥ other post`; an organisation may stand alone.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip(" \t;")]
    if len(lines) > MOST:
        return [], [f"Danh sách có {len(lines)} dòng; mỗi hồ sơ nhiều nhất {MOST} đối tượng."]
    subjects, mistakes = [], []
    for number, line in lines:
        cells = [" ".join(cell.split()) for cell in line.split("\t" if "\t" in line else ";")]
        name, managing, party, other = (*cells[:4], *[""] * (4 - len(cells[:4])))
        if problem := _problem(cells, name, managing):
            mistakes.append(f"Dòng {number}: {problem}")
            continue
        details = {"party_position": party, "government_position": other}
        kind = "organisation" if is_organisation(name) else "member"
        subjects.append(NewSubject(kind, name, managing or name, {key: text for key, text in details.items() if text}))
    return subjects, mistakes


def _problem(cells: list[str], name: str, managing: str) -> str:
    if not name:
        return "thiếu tên; cột đầu là họ tên đảng viên hoặc tên tổ chức đảng."
    if len(name) > 200 or len(managing) > 300:
        return "tên quá dài; tên nhiều nhất 200 chữ, tổ chức quản lý nhiều nhất 300 chữ."
    if len([cell for cell in cells if cell]) > 4:
        return f"có nhiều hơn 4 cột ({', '.join(COLUMNS)})."
    if not managing and not is_organisation(name):
        return f"“{name}” là đảng viên thì cột thứ hai phải ghi tổ chức đảng quản lý."
    return ""
