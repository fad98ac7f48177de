"""Conditions of a step as a page shows them: unmet before met, who can mend each, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.workflow.actors import label_in, who_may
from webapp.workflow.condition import Condition
from webapp.workflow.view import CaseView

_NAMED = 2  # more names than this are a crowd; the role alone says enough


@dataclass(frozen=True)
class PlaceRow:
    """Where a condition is mended; `document_id` is empty while the document is not begun."""

    kind: str
    key: str
    step: str
    document_id: str = ""


@dataclass(frozen=True)
class ConditionRow:
    """One line of the list above a button."""

    met: bool
    severity: str
    sentence: str
    who: str
    rule: str
    verified: bool
    place: PlaceRow
    link_text: str


_LINKS = {
    "fact": ("Điền ô này", "Xem"),
    "document": ("Mở văn bản", "Mở văn bản"),
    "upload": ("Nộp tài liệu", "Xem tài liệu"),
    "team": ("Xem đoàn", "Xem đoàn"),
    "case": ("Xem đối tượng", "Xem đối tượng"),
    "step": ("Mở bước", "Mở bước"),
}


def condition_rows(view: CaseView, conditions: Iterable[Condition], *, here: str = "") -> tuple[ConditionRow, ...]:
    """All conditions, unmet errors first, then warnings, then what is met. `here` is the step whose page shows them."""
    rows = [_row(view, one, here) for one in conditions]
    return tuple(sorted(rows, key=lambda row: (row.met, row.severity != "error")))


def people_text(actor: str, view: CaseView) -> str:
    """`Trưởng đoàn kiểm tra: đồng chí Phạm Đức Thịnh`; without names when many or nobody hold the role."""
    people = who_may(actor, view)
    names = ", ".join(person.name for person in people)
    label = label_in(actor, view)
    return f"{label}: đồng chí {names}" if 0 < len(people) <= _NAMED else label


def missing_lines(view: CaseView, unmet: Iterable[Condition]) -> list[str]:
    """`Thiếu: biên bản kiểm phiếu, người làm: Trưởng đoàn kiểm tra (đồng chí Phạm Đức Thịnh).`, one per condition."""
    return [f"Thiếu: {one.sentence.rstrip('.')}, người làm: {_whose(one.who, view)}." for one in unmet]


def _whose(actor: str, view: CaseView) -> str:
    role, _, names = people_text(actor, view).partition(": ")
    return f"{role} ({names})" if names else role


def _row(view: CaseView, one: Condition, here: str) -> ConditionRow:
    place = one.place
    document = view.document(place.key, place.step or None) if place.kind == "document" else None
    unmet_text, met_text = _LINKS[place.kind]
    if place.kind == "document" and document is None:
        unmet_text = "Soạn văn bản"
    silent = place.kind == "step" and place.step == here
    return ConditionRow(
        met=one.met,
        severity=one.severity,
        sentence=one.sentence.rstrip("."),
        who=people_text(one.who, view),
        rule=one.rule,
        verified=one.verified,
        place=PlaceRow(place.kind, place.key, place.step, document.id if document else ""),
        link_text="" if silent else met_text if one.met else unmet_text,
    )
