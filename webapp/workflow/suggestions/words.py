"""Words that several suggestions need: names with their offices, dates in prose, numbered contents."""

from __future__ import annotations

from datetime import date

from webapp.workflow.guards.reading import lines
from webapp.workflow.guards.registry import day
from webapp.workflow.view import CaseView, DocumentView, PersonView, SubjectView

TEAM_ROLES = {
    "leader": "Trưởng đoàn",
    "deputy_leader": "Phó trưởng đoàn",
    "secretary": "Thư ký đoàn",
    "member": "Thành viên đoàn",
}
COMMISSION_ROLES = {
    "chair": "Chủ nhiệm",
    "standing_deputy": "Phó Chủ nhiệm Thường trực",
    "deputy": "Phó Chủ nhiệm",
    "member": "Uỷ viên Uỷ ban Kiểm tra",
    "commission_member": "Uỷ viên Uỷ ban Kiểm tra",
}


def commission(view: CaseView) -> str:
    """The commission with the committee it belongs to: "Uỷ ban Kiểm tra Thành uỷ Thái Nguyên"."""
    name, committee = str(view.office.get("commission") or "Uỷ ban Kiểm tra"), str(view.office.get("committee") or "")
    return name if not committee or committee in name else f"{name} {committee}"


def comrade(subject: SubjectView) -> str:
    """ "đồng chí Bùi Văn Thuận, Đảng uỷ viên, Phó Chủ tịch Uỷ ban nhân dân xã"; an organisation by its name."""
    if subject.kind == "organisation":
        return subject.full_name
    posts = [post for post in (subject.party_position, subject.government_position) if post]
    return ", ".join([f"đồng chí {subject.full_name}", *posts])


def short(subject: SubjectView) -> str:
    """The subject without offices, for the second mention."""
    return subject.full_name if subject.kind == "organisation" else f"đồng chí {subject.full_name}"


def managing(view: CaseView) -> str:
    """The Party organisation that manages the member, by name once it is known."""
    return view.subject.organisation or "tổ chức đảng quản lý đảng viên"


def person_line(person: PersonView, duty: str = "") -> dict[str, str]:
    """One attendee of a meeting: name, and position with the duty in the team."""
    parts = [part for part in (person.position, duty) if part]
    return {"name": person.name, "position": ", ".join(dict.fromkeys(parts))}


def commission_post(person: PersonView) -> str:
    """The position as the office wrote it, else the name of the role."""
    return person.position or COMMISSION_ROLES.get(person.role, "")


def cited(document: DocumentView | None, name: str) -> str:
    """ "Quyết định số 15-QĐ/UBKTThU, ngày 12/7/2021", as far as number and date are known."""
    if document is None:
        return name
    number = f" số {document.number}" if document.number else ""
    dated = f", ngày {day(document.dated_on)}" if document.dated_on else ""
    return f"{name}{number}{dated}"


def contents(view: CaseView) -> list[str]:
    """The contents of the inspection without full stops at the end, ready to be put into a sentence."""
    return [line.strip().rstrip(".;") for line in lines(view, "content_items")]


def sentence(text: str) -> str:
    """A text that ends with exactly one full stop."""
    return text.rstrip(" .;") + "."


def lower_first(text: str) -> str:
    """For use inside a sentence; a name ("Bùi Văn Thuận …") or an abbreviation ("UBND …") keeps its capital."""
    words = text.split(maxsplit=2)
    named = len(words) > 1 and words[1][:1].isupper()
    if named or text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """For the start of a sentence."""
    return text[:1].upper() + text[1:]


def period(view: CaseView) -> str:
    """ "từ ngày 01/01/2019 đến ngày 31/5/2021", or nothing while one end is unknown."""
    begins, ends = view.facts.get("period_from"), view.facts.get("period_to")
    if isinstance(begins, date) and isinstance(ends, date):
        return f"từ ngày {day(begins)} đến ngày {day(ends)}"
    return ""


_VERBS = {"GS": "giám sát", "TC": "giải quyết tố cáo", "KN": "giải quyết khiếu nại"}


def verb(view: CaseView) -> str:
    """What is being done: kiểm tra, giám sát, giải quyết tố cáo."""
    kind = view.kinds[0] if view.kinds else "KT"
    return _VERBS.get(kind.partition("_")[0], "kiểm tra")
