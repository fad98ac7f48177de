"""Guards of opening a case: who may open which kind, with which team (C06, C07, C09, C11, C29, C30)."""

from __future__ import annotations

from webapp.workflow.condition import Place
from webapp.workflow.facts import is_blank
from webapp.workflow.guards.reading import rows
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Unmet, guard
from webapp.workflow.view import CaseView

_COMMITTEE = ("cấp uỷ", "tỉnh uỷ viên", "thành uỷ viên", "huyện uỷ viên", "đảng uỷ viên", "ban thường vụ", "bí thư",
              "ban chấp hành")  # fmt: skip
_USUAL = range(3, 6)
_RELATIONS = {
    "kin": "có quan hệ gia đình với đối tượng",
    "same_organisation": "đang sinh hoạt, công tác ở tổ chức được kiểm tra",
}


@guard(check="C06", says="đoàn có từ 03 đến 05 người", who="body_standing", place=Place("team"), severity="warn")
def team_size_is_usual(view: CaseView) -> Answer:
    """C06, a warning: the size is fixed for teams of the central commission only. Source: QĐ 01-QĐi/UBKTTW."""
    size = len(view.team)
    return MET if size in _USUAL else Unmet(f"đoàn có từ 03 đến 05 người; hiện có {size:02d} người")


@guard(
    check="C07",
    says="bản khai của từng thành viên đoàn: không là người nhà, không cùng tổ chức với đối tượng",
    who="team_leader",
    place=Place("fact", "declarations"),
)
def no_team_member_is_kin_of_subject(view: CaseView) -> Answer:
    """C07: everybody in the team declares; the duty to declare was read in the text, the exclusion was not."""
    said = {str(row.get("member", "")).strip(): row.get("relation") for row in rows(view, "declarations")}
    missing = [person.name for person in view.team if person.name not in said]
    if missing:
        return Unmet(f"bản khai về quan hệ với đối tượng của: {', '.join(missing)}", warn=True)
    for person in view.team:
        if relation := _RELATIONS.get(str(said[person.name])):
            sentence = f"thành viên khác thay đồng chí {person.name}, người {relation}"
            return Unmet(sentence, Place("team"), verified=False)
    return MET


@guard(
    check="C09",
    says="trưởng đoàn là cấp uỷ viên",
    who="body_standing",
    place=Place("team"),
)
def leader_sits_on_the_committee(view: CaseView) -> Answer:
    """C09 for cases of a committee: its leader is one of its members; the grassroots may do otherwise (QĐ 89-QĐ/TW).

    Posts are words people wrote, so a post that does not say it only warns.
    """
    if view.initiator not in ("committee", "standing_board") or view.office_level in ("grassroots", "commune"):
        return MET
    leader = next((person for person in view.team if person.role == "leader"), None)
    if leader is None:
        return NOT_YET
    post = leader.position.casefold().replace("ủy", "uỷ")
    if any(word in post for word in _COMMITTEE):
        return MET
    return Unmet(f"chức vụ cấp uỷ của trưởng đoàn; đồng chí {leader.name} đang ghi “{leader.position}”", warn=True)


@guard(
    check="C11",
    says="chủ thể được tiến hành loại việc này",
    who="body_standing",
    place=Place("case", "initiator"),
)
def kind_suits_the_initiator(view: CaseView) -> Answer:
    """C11: a cell supervises a topic only with a cell committee, over 30 members and dispersed work (HD 08-HD/TW).

    Which body may open which kind at all is the list of `initiators` of the procedure.
    """
    if view.initiator != "cell":
        return MET
    size = view.facts.get("cell_members")
    if view.facts.get("cell_has_committee") is None or size is None or view.facts.get("cell_is_dispersed") is None:
        return Unmet("số đảng viên, việc có chi uỷ, có nhiều tổ đảng hoặc làm việc phân tán của chi bộ",
                     Place("fact", "cell_members"))  # fmt: skip
    lacking = [
        what
        for what, there in (
            ("có chi uỷ", view.facts["cell_has_committee"]),
            ("trên 30 đảng viên", isinstance(size, int) and size > 30),
            ("có nhiều tổ đảng hoặc đảng viên làm việc phân tán", view.facts["cell_is_dispersed"]),
        )
        if not there
    ]
    if not lacking:
        return MET
    return Unmet(f"điều kiện để chi bộ giám sát chuyên đề ({', '.join(lacking)}); nếu không, giám sát thường xuyên")


_STATUS = {
    "moved": "đã chuyển sinh hoạt",
    "retired": "đã nghỉ hưu, nghỉ việc",
    "ended": "đã kết thúc hoạt động",
    "merged": "đã hợp nhất, sáp nhập",
}


@guard(
    check="C29",
    says="tình trạng hiện nay của đối tượng",
    who="area_officer",
    place=Place("fact", "subject_status"),
    severity="warn",
)
def subject_status_is_known(view: CaseView) -> Answer:
    """C29, information: ended organisations and moved or retired members stay subjects. Source: QĐ 22, Điều 1 (2)."""
    status = view.facts.get("subject_status")
    if is_blank(status):
        return Unmet("tình trạng hiện nay của đối tượng (đang hoạt động, đã chuyển, đã nghỉ, đã sáp nhập)")
    if status not in _STATUS:
        return MET
    return Unmet(f"tên, chức vụ, tổ chức của đối tượng ghi theo thời điểm vi phạm; đối tượng {_STATUS[str(status)]} "
                 "vẫn thuộc phạm vi kiểm tra")  # fmt: skip


@guard(
    check="C30",
    says="cấp trên chung giải quyết hoặc giao giải quyết",
    who="body_standing",
    place=Place("fact", "assigned_by"),
    severity="warn",
)
def moved_subject_was_assigned(view: CaseView) -> Answer:
    """C30: a member who moved is handled by the common superior, or by whom it names. Source: QĐ 22, Điều 9 (3)."""
    if view.facts.get("subject_status") != "moved" or not is_blank(view.facts.get("assigned_by")):
        return MET
    return Unmet("văn bản của cấp trên chung giao giải quyết, vì đối tượng đã chuyển sinh hoạt sang tổ chức khác")
