"""Guards of who inspects whom."""

from __future__ import annotations

import unicodedata

from webapp.workflow.condition import Place
from webapp.workflow.guards.registry import MET, Answer, Unmet, guard
from webapp.workflow.view import CaseView, PersonView, SubjectView


def _same_name(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@guard(says="một trưởng đoàn kiểm tra", who="area_officer", place=Place("team"))
def team_has_leader(view: CaseView) -> Answer:
    """A team has exactly one leader. Source: QĐ 354-QĐ/UBKTTW (the team is set up by the decision)."""
    leaders = [person.name for person in view.team if person.role == "leader"]
    if len(leaders) > 1:
        return Unmet(f"một trưởng đoàn kiểm tra; hiện đang ghi {len(leaders)} người: {', '.join(leaders)}")
    return MET if leaders else Unmet()


@guard(
    check="C09",
    says="đồng chí phụ trách là thành viên Uỷ ban Kiểm tra",
    who="standing_commission",
    place=Place("case", "member_in_charge"),
)
def member_in_charge_is_on_commission(view: CaseView) -> Answer:
    """C09: the member in charge sits on the commission. Source: QĐ 354-QĐ/UBKTTW."""
    person = view.member_in_charge
    if person is None:
        return Unmet("thành viên Uỷ ban Kiểm tra phụ trách cuộc kiểm tra")
    if any(_is_same_person(person, member) for member in view.commission):
        return MET
    return Unmet(f"thành viên Uỷ ban phụ trách; đồng chí {person.name} không phải thành viên Uỷ ban Kiểm tra")


def _is_same_person(one: PersonView, other: PersonView) -> bool:
    if one.user_id and other.user_id:
        return one.user_id == other.user_id
    return _same_name(one.name, other.name)


@guard(
    check="C07",
    says="đoàn kiểm tra không có người bị kiểm tra",
    who="standing_commission",
    place=Place("team"),
)
def subject_is_not_in_team(view: CaseView) -> Answer:
    """C07, in part: nobody inspects himself. Kinship is declared by people and is not judged here."""
    people = [*view.team, *([view.member_in_charge] if view.member_in_charge else [])]
    for subject in view.subjects:
        for person in people:
            if _is_subject(person, subject):
                return Unmet(f"đoàn kiểm tra không có người bị kiểm tra; đồng chí {person.name} đang ở cả hai bên")
    return MET


def _is_subject(person: PersonView, subject: SubjectView) -> bool:
    if subject.kind == "organisation":
        return False
    if person.user_id and subject.user_id:
        return person.user_id == subject.user_id
    return _same_name(person.name, subject.full_name)


@guard(
    check="C10",
    says="cơ quan kiểm tra là cấp trên của đối tượng",
    who="standing_commission",
    place=Place("case", "subjects"),
)
def subject_below_initiator(view: CaseView) -> Answer:
    """C10: a higher organisation inspects a lower one. Source: QĐ 22-QĐ/TW, Điều 2 (2)."""
    if view.law.initiator_is_above is None:
        return Unmet("cấp của đối tượng so với cơ quan kiểm tra (chưa xác định được)", warn=True)
    return MET if view.law.initiator_is_above else Unmet()
