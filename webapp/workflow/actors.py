"""Who acts in a procedure: the roles named by `actor`, their Vietnamese names, and the people who hold them."""

from __future__ import annotations

from webapp.workflow.view import CaseView, PersonView

ACTORS: dict[str, str] = {
    "area_officer": "Cán bộ theo dõi địa bàn",
    "standing_commission": "Thường trực Uỷ ban Kiểm tra",
    "commission": "Uỷ ban Kiểm tra",
    "member_in_charge": "Thành viên Uỷ ban phụ trách cuộc kiểm tra",
    "team": "Đoàn kiểm tra",
    "team_leader": "Trưởng đoàn kiểm tra",
    "team_secretary": "Thư ký đoàn kiểm tra",
    "records_clerk": "Văn thư",
}
"""Role code → Vietnamese name. Source: Quyết định 354-QĐ/UBKTTW (the roles of an inspection)."""

_STANDING = ("chair", "standing_deputy", "deputy")


def label_of(actor: str) -> str:
    """The Vietnamese name of a role; an unknown code is returned as it stands."""
    return ACTORS.get(actor, actor)


def who_may(actor: str, view: CaseView) -> list[PersonView]:
    """The people of this case and office who hold the role, in the order of their list; empty when nobody does."""
    if actor == "standing_commission":
        return [p for p in view.commission if p.role in _STANDING or p.office_roles & set(_STANDING)]
    if actor == "commission":
        return list(view.commission)
    if actor == "member_in_charge":
        return [view.member_in_charge] if view.member_in_charge else []
    if actor == "team":
        return list(view.team)
    if actor in ("team_leader", "team_secretary"):
        return [p for p in view.team if p.role == actor.removeprefix("team_")]
    return _with_office_role(actor, view)


def _with_office_role(role: str, view: CaseView) -> list[PersonView]:
    """People known to the view who hold the office role `role` (area officer, records clerk), each once."""
    known = [*view.staff, *view.team, *view.commission, *([view.member_in_charge] if view.member_in_charge else [])]
    found: dict[str, PersonView] = {}
    for person in known:
        if person.role == role or role in person.office_roles:
            found.setdefault(person.user_id or person.name, person)
    return list(found.values())
