"""The organisation that acts in a case: its name, the line above it, how it signs and numbers."""

from __future__ import annotations

from webapp.models import Case, Office
from webapp.workflow.view import BodyView

_ORGANISATION_OF = (
    ("tỉnh ủy", "Đảng bộ tỉnh"),
    ("tỉnh uỷ", "Đảng bộ tỉnh"),
    ("thành ủy", "Đảng bộ thành phố"),
    ("thành uỷ", "Đảng bộ thành phố"),
    ("huyện ủy", "Đảng bộ huyện"),
    ("huyện uỷ", "Đảng bộ huyện"),
    ("quận ủy", "Đảng bộ quận"),
    ("quận uỷ", "Đảng bộ quận"),
    ("thị ủy", "Đảng bộ thị xã"),
    ("thị uỷ", "Đảng bộ thị xã"),
    ("đảng ủy", "Đảng bộ"),
    ("đảng uỷ", "Đảng bộ"),
)


def body_of(case: Case) -> BodyView:
    """Who acts in the case, as its documents print it. Source: HD 36-HD/VPTW, HD 05-HD/VPTW on the letterhead."""
    office = case.opened_by.office
    if case.initiator in ("cell", "advisory_agency") and case.unit is not None:
        return _unit(case, office)
    return body_for(office, case.initiator)


def body_for(office: Office, kind: str) -> BodyView:
    """The committee, its standing board or the commission of an office, as their documents print them."""
    return _committee(office, kind) if kind in ("committee", "standing_board") else _commission(office)


def _commission(office: Office) -> BodyView:
    full = f"{office.commission} {office.committee}"
    return BodyView(
        kind="commission",
        name=office.commission,
        full_name=full,
        parent=office.committee,
        acts_for=office.commission,
        standing=f"Thường trực {full}",
        symbol=office.symbol,
    )


def _committee(office: Office, kind: str) -> BodyView:
    """Documents of the standing board carry the name of the committee; only the signature names the board."""
    sort = committee_sort(office)
    board = kind == "standing_board"
    return BodyView(
        kind=kind,
        name=office.committee,
        full_name=f"Ban Thường vụ {office.committee}" if board else office.committee,
        parent="" if office.level in ("central", "province") else organisation_of(office.superior),
        acts_for="Ban Thường vụ" if board else sort,
        standing=f"Thường trực {office.committee}",
        symbol=office.committee_symbol,
    )


def _unit(case: Case, office: Office) -> BodyView:
    unit = case.unit
    assert unit is not None
    is_cell = unit.kind == "cell"
    above = organisation_of(office.committee) if is_cell else office.committee
    return BodyView(
        kind=unit.kind,
        name=unit.name,
        full_name=unit.name if is_cell else f"{unit.name} {office.committee}",
        parent=unit.parent or above,
        acts_for="Chi bộ" if is_cell else "",
        standing=f"Bí thư {unit.name}" if is_cell else f"Lãnh đạo {unit.name}",
        symbol=unit.symbol,
        has_seal=not is_cell,
        entitled=unit.members,
    )


def committee_sort(office: Office) -> str:
    """`Thành ủy` of "Thành ủy Thái Nguyên", `Đảng ủy` of "Đảng ủy xã Đồng Tiến": what stands after T/M."""
    return " ".join(office.committee.split()[:2])


def organisation_of(committee: str) -> str:
    """`Đảng bộ tỉnh Thái Nguyên` of "Tỉnh ủy Thái Nguyên"; a name of another kind is returned as it stands."""
    lower = committee.lower()
    for start, organisation in _ORGANISATION_OF:
        if lower.startswith(start):
            return f"{organisation}{committee[len(start):]}"
    return committee
