"""Facts as the text documents print: dates, hours, people, meetings, other documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.rules.dates_vi import long_date, number_vi, short_date
from webapp.workflow.view import CaseView, DocumentView, PersonView, SubjectView

TEAM_ROLES = {
    "leader": "Trưởng đoàn",
    "deputy_leader": "Phó Trưởng đoàn",
    "secretary": "Thư ký",
    "member": "Thành viên",
}
CELL_TEAM_ROLES = {**TEAM_ROLES, "leader": "Tổ trưởng", "deputy_leader": "Tổ phó", "member": "Tổ viên"}
"""A cell has a "tổ kiểm tra", everybody else a "đoàn"."""
_WANTED = "…"
_MATTER = re.compile(r"(?:kiểm tra|giám sát|chuyên đề)(?: về)? (việc .+?) (?:đối với|của) ", re.IGNORECASE)


def both_forms(on: date | None) -> tuple[str, str]:
    """ "12/7/2021" and "ngày 12 tháng 7 năm 2021"; empty when there is no date."""
    return (short_date(on), long_date(on)) if on else ("", "")


def hour_text(hour: str) -> str:
    """`08:00` → `8 giờ 00 phút`; dots when the hour is not known."""
    head, _, tail = hour.partition(":")
    return f"{int(head)} giờ {tail} phút" if head.isdigit() and tail else "…… giờ …… phút"


def paragraphs(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def split_paragraphs(text: Any) -> str:
    """Lines a person typed, as separate paragraphs of the Word file (docxtpl's mark for one is the bell)."""
    return "\a".join(paragraphs(text))


def person(one: PersonView | None, roles: Mapping[str, str] = TEAM_ROLES) -> dict[str, str]:
    if one is None:
        return {}
    return {"name": one.name, "position": one.position, "role": one.role, "role_label": roles.get(one.role, "")}


def subject(one: SubjectView) -> dict[str, str]:
    """The member's particulars (sơ yếu lý lịch), dates as text."""
    known = {
        name: getattr(one, name)
        for name in ("full_name", "home_town", "party_card", "party_position", "government_position", "organisation")
    }
    days = {name: both_forms(getattr(one, name))[0] for name in ("birth_date", "admitted_on", "official_on")}
    posts = ", ".join(post for post in (one.party_position, one.government_position) if post)
    return {**known, **days, "posts": posts}


def session(held: dict[str, Any] | None) -> dict[str, Any]:
    """A meeting: when, where, who, what was said; `proceedings` and `conclusion` as paragraphs."""
    if not held:
        return {}
    on, on_long = both_forms(held.get("on"))
    return {
        "on": on,
        "on_long": on_long,
        "start_text": hour_text(held.get("start") or ""),
        "end_text": hour_text(held.get("end") or ""),
        "place": held.get("place") or "",
        "chair": held.get("chair") or "",
        "recorder": held.get("recorder") or "",
        "attendees": [
            {"name": one.get("name") or "", "position": one.get("position") or ""}
            for one in held.get("attendees") or []
        ],
        "proceedings": paragraphs(held.get("proceedings")),
        "conclusion": paragraphs(held.get("conclusion")),
    }


def reference(view: CaseView, document: DocumentView | None, type_name: str) -> dict[str, str]:
    """How another document cites this one: `Quyết định số 15-QĐ/UBKTThU, ngày 12/7/2021`."""
    issued = document if document and document.state == "issued" else None
    number = issued.number if issued else ""
    on, on_long = both_forms(issued.dated_on if issued else None)
    name = type_name.capitalize()
    said = f"{name} số {number or _WANTED}, ngày {on or _WANTED}" if number or not issued else f"{name} ngày {on}"
    return {
        "number": number,
        "date": on,
        "date_long": on_long,
        "title": document.title if document else "",
        "reference": said,
    }


def percent(part: int, whole: int) -> str:
    """`66,7%` of all who are entitled: one decimal, none when it is zero."""
    share = round(100 * part / whole, 1) if whole else 0
    return f"{number_vi(int(share) if share == int(share) else share)}%"


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def topic(title: str) -> str:
    """What a case is about: "việc …" before "đối với", the part after "trong" or "về", else the whole, in running text.
    """
    if found := _MATTER.search(title):
        return found[1].rstrip(".")
    for word in (" khi có dấu hiệu vi phạm trong ", " khi có dấu hiệu vi phạm về ", " trong ", " về "):
        if word in title:
            return title.split(word, 1)[1].rstrip(".")
    return lower_first(title).rstrip(".")
