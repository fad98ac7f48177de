"""Suggested tables: who does what, when, and what must be done after the inspection."""

from __future__ import annotations

from datetime import date

from webapp.workflow.guards.reading import rows
from webapp.workflow.suggestions.registry import suggestion
from webapp.workflow.suggestions.words import (
    TEAM_ROLES,
    contents,
    lower_first,
    managing,
    short,
    upper_first,
)
from webapp.workflow.view import CaseView

Table = list[dict[str, object]]


@suggestion
def assignments(view: CaseView) -> Table | None:
    """The duties of each member of the team; the contents are dealt out in turn."""
    if not view.team:
        return None
    shares = _shares(view)
    return [{"member": person.name, "task": _task(person.role, shares.get(person.name, []))} for person in view.team]


def _shares(view: CaseView) -> dict[str, list[int]]:
    workers = [p for p in view.team if p.role not in ("leader", "secretary")] or list(view.team)
    shares: dict[str, list[int]] = {}
    for number in range(1, len(contents(view)) + 1):
        shares.setdefault(workers[(number - 1) % len(workers)].name, []).append(number)
    return shares


def _task(role: str, numbers: list[int]) -> str:
    duties = {
        "leader": "Chỉ đạo chung, chịu trách nhiệm về hoạt động của đoàn; duyệt báo cáo kết quả",
        "deputy_leader": "Giúp trưởng đoàn; thay trưởng đoàn khi được phân công",
        "secretary": "Ghi biên bản, tổng hợp, dự thảo báo cáo kết quả; quản lý hồ sơ của đoàn",
        "member": "Thẩm tra, xác minh theo phân công của trưởng đoàn",
    }
    task = duties.get(role, duties["member"])
    if numbers:
        listed = ", ".join(str(number) for number in numbers)
        task += f"; thẩm tra, xác minh nội dung {listed}"
    return task


@suggestion
def schedule(view: CaseView) -> Table | None:
    """The works of the team in their order; the days are left to the leader."""
    place = str(view.facts.get("inspection_place") or "")
    subject = short(view.subject)
    works = [
        (f"Triển khai quyết định, kế hoạch với {subject}", place, "Thành viên Uỷ ban phụ trách, đoàn kiểm tra"),
        ("Nhận báo cáo giải trình và hồ sơ, tài liệu", place, TEAM_ROLES["secretary"]),
        *((f"Thẩm tra, xác minh: {lower_first(content)}", place, "Đoàn kiểm tra") for content in contents(view)),
        (f"Làm việc với {subject}", place, "Đoàn kiểm tra"),
        ("Hội nghị thông qua dự thảo báo cáo kết quả kiểm tra", place, "Đoàn kiểm tra, tổ chức đảng quản lý đảng viên"),
        ("Hoàn chỉnh báo cáo kết quả, trình Uỷ ban", "", TEAM_ROLES["leader"]),
    ]
    return [{"time": "", "content": what, "place": where, "executor": who} for what, where, who in works]


@suggestion
def tellers(view: CaseView) -> Table | None:
    """Three members of the commission who are not subjects: a head, a secretary and a member."""
    names = {subject.full_name for subject in view.subjects}
    able = [person for person in view.commission if person.role != "chair" and person.name not in names][:3]
    if not able:
        return None
    roles = ["Tổ trưởng", "Thư ký", "Tổ viên"][: len(able)]
    return [{"name": person.name, "role": role} for person, role in zip(able, roles, strict=True)]


@suggestion
def requirements(view: CaseView) -> Table | None:
    """One requirement for each content with a fault, and one for the organisation; deadlines are the commission's."""
    named = contents(view)
    faults = [row for row in rows(view, "findings") if row.get("nature") in ("shortcoming", "violation")]
    if not faults:
        return None
    found: Table = []
    for row in faults:
        item = row.get("item")
        about = lower_first(named[item - 1]) if isinstance(item, int) and 1 <= item <= len(named) else "nội dung này"
        what = f"Kiểm điểm, có biện pháp khắc phục vi phạm, khuyết điểm trong {about}"
        if row.get("nature") == "shortcoming":
            what = f"Rút kinh nghiệm, khắc phục hạn chế, khuyết điểm trong {about}"
        found.append({"owner": upper_first(short(view.subject)), "content": what, "deadline": None})
    found.append(
        {
            "owner": upper_first(managing(view)),
            "content": f"Lãnh đạo, theo dõi {short(view.subject)} thực hiện thông báo kết luận",
            "deadline": None,
        }
    )
    return found


@suggestion
def report_back_on(view: CaseView) -> date | None:
    """The last of the deadlines set in the requirements; no date is made up."""
    found = [row["deadline"] for row in rows(view, "requirements") if isinstance(row.get("deadline"), date)]
    return max(found, default=None)
