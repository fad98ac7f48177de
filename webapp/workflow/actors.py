"""Who acts in a procedure: the roles named by `actor`, their Vietnamese names, the people who hold them in a case."""

from __future__ import annotations

from webapp.workflow.view import CaseView, PersonView

ACTORS: dict[str, str] = {
    "area_officer": "Cán bộ theo dõi địa bàn",
    "standing_commission": "Thường trực Uỷ ban Kiểm tra",
    "commission": "Uỷ ban Kiểm tra",
    "body": "Tổ chức đảng tiến hành",
    "body_standing": "Thường trực của tổ chức đảng tiến hành",
    "member_in_charge": "Thành viên Uỷ ban phụ trách cuộc kiểm tra",
    "team": "Đoàn kiểm tra",
    "team_leader": "Trưởng đoàn kiểm tra",
    "team_secretary": "Thư ký đoàn kiểm tra",
    "records_clerk": "Văn thư",
}
"""Role code → Vietnamese name. Source: Quyết định 354-QĐ/UBKTTW (the roles of an inspection).

`body` and `body_standing` are the organisation that acts in the case, whichever it is: a procedure or a template that
serves several bodies names these two.
"""

BODIES: dict[str, tuple[str, str]] = {
    "commission": ("Uỷ ban Kiểm tra", "Thường trực Uỷ ban Kiểm tra"),
    "committee": ("Ban Chấp hành", "Thường trực cấp uỷ"),
    "standing_board": ("Ban Thường vụ", "Thường trực cấp uỷ"),
    "cell": ("Chi bộ", "Bí thư, Phó Bí thư chi bộ"),
    "advisory_agency": ("Cơ quan tham mưu, giúp việc", "Lãnh đạo cơ quan"),
}
"""Kind of body → what the body is called when it decides, and who leads it from day to day.

Source: QĐ 89-QĐ/TW (the standing members of a committee sign its decisions and plans), QĐ 22-QĐ/TW, Điều 8.
"""

_STANDING = ("chair", "standing_deputy", "deputy")
LEADING: dict[str, tuple[str, ...]] = {
    "commission": _STANDING,
    "committee": ("secretary", "deputy_secretary"),
    "standing_board": ("secretary", "deputy_secretary"),
    "cell": ("cell_secretary", "cell_deputy"),
    "advisory_agency": ("agency_head", "agency_deputy"),
}
"""Kind of body → the office roles that lead it."""

_TEAMS = {"GS": "giám sát", "TC": "giải quyết tố cáo", "KN": "giải quyết khiếu nại"}
"""The first part of a kind's code → what its team is called after; every other team is one of inspection."""

OWN_OFFICERS = ("cell", "advisory_agency")
"""Bodies without officers of the commission: whoever leads them proposes, notes and closes their own cases."""

COLLECTIVE: dict[str, tuple[str, ...]] = {
    "committee": ("secretary", "deputy_secretary", "board_member", "committee_member"),
    "standing_board": ("secretary", "deputy_secretary", "board_member"),
    "cell": ("cell_secretary", "cell_deputy", "cell_member"),
    "advisory_agency": ("agency_head", "agency_deputy"),
}
"""Kind of body → the office roles whose holders sit on it; the commission's members are those of the office."""


def label_of(actor: str) -> str:
    """The Vietnamese name of a role; an unknown code is returned as it stands."""
    return ACTORS.get(actor, actor)


def label_in(actor: str, view: CaseView) -> str:
    """The Vietnamese name of a role in this case: a body is called by what it is."""
    code = _of_this_body(actor, view)
    body, standing = BODIES.get(view.initiator, BODIES["commission"])
    if code == "member_in_charge" and view.initiator != "commission":
        return "Đồng chí phụ trách cuộc kiểm tra"
    if code == "area_officer" and view.initiator in OWN_OFFICERS:
        return standing
    if code in ("team", "team_leader", "team_secretary"):
        return _team_label(label_of(code), view)
    return {"body": body, "body_standing": standing}.get(code, label_of(code))


def _team_label(label: str, view: CaseView) -> str:
    """`Trưởng đoàn giải quyết khiếu nại`: a team is called by what the case is."""
    work = _TEAMS.get((view.kinds[0] if view.kinds else "").partition("_")[0], "kiểm tra")
    return label.replace("kiểm tra", work)


def who_may(actor: str, view: CaseView) -> list[PersonView]:
    """The people of this case and office who hold the role, in the order of their list; empty when nobody does."""
    code = _of_this_body(actor, view)
    if code == "body_standing":
        return _leading(view)
    if code == "body":
        return _sitting(view)
    if code == "member_in_charge":
        return [view.member_in_charge] if view.member_in_charge else []
    if code == "team":
        return list(view.team)
    if code in ("team_leader", "team_secretary"):
        return [p for p in view.team if p.role == code.removeprefix("team_")]
    if code == "records_clerk" and view.initiator == "cell":
        return _leading(view)  # a cell has no clerk: its secretary numbers and keeps its papers
    if code == "area_officer" and view.initiator in OWN_OFFICERS:
        return _leading(view)
    return _with_office_role(code, view)


def _of_this_body(actor: str, view: CaseView) -> str:
    """What is said of the commission holds, in a case of another body, for that body."""
    return {"standing_commission": "body_standing", "commission": "body"}.get(actor, actor)


def _leading(view: CaseView) -> list[PersonView]:
    roles = set(LEADING.get(view.initiator, _STANDING))
    people = view.commission if view.initiator == "commission" else view.leaders
    return [p for p in people if p.role in roles or p.office_roles & roles]


def _sitting(view: CaseView) -> list[PersonView]:
    if view.initiator == "commission":
        return list(view.commission)
    roles = set(COLLECTIVE.get(view.initiator, ()))
    return [p for p in view.leaders if p.role in roles or p.office_roles & roles]


def _with_office_role(role: str, view: CaseView) -> list[PersonView]:
    """People known to the view who hold the office role `role` (area officer, records clerk), each once."""
    known = [*view.staff, *view.team, *view.commission, *view.leaders]
    known += [view.member_in_charge] if view.member_in_charge else []
    found: dict[str, PersonView] = {}
    for person in known:
        if person.role == role or role in person.office_roles:
            found.setdefault(person.user_id or person.name, person)
    return list(found.values())
