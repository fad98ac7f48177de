"""Guards of the file as a whole: who votes, minutes, one notice each, disagreement (C08, C13, C31, C32)."""

from __future__ import annotations

from webapp.workflow.condition import Place
from webapp.workflow.facts import is_blank
from webapp.workflow.guards.reading import rows, session_day
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Unmet, day, guard
from webapp.workflow.view import CaseView

_CONCLUSIONS = frozenset({
    "conclusion_notice", "inspection_conclusion", "supervision_conclusion", "denunciation_conclusion",
})  # fmt: skip
_MINUTED = {"place": "địa điểm", "chair": "người chủ trì", "recorder": "người ghi biên bản", "attendees": "thành phần"}


@guard(
    check="C08",
    says="người bị xem xét kỷ luật không tham gia biểu quyết, kiểm phiếu",
    who="body",
    place=Place("fact", "tellers"),
)
def subject_does_not_vote(view: CaseView) -> Answer:
    """C08: ordinary principle whose text was not read, so it warns; nobody counts the ballots on himself."""
    counted = [str(row.get("name", "")).strip() for row in rows(view, "tellers")]
    if not counted:
        return NOT_YET
    own = [subject.full_name for subject in view.subjects if subject.full_name in counted]
    if own:
        return Unmet(f"người khác trong tổ kiểm phiếu thay đồng chí {', '.join(own)}", verified=False)
    names = {member.name for member in view.commission}
    sits = [one.full_name for one in view.subjects if view.initiator == "commission" and one.full_name in names]
    if sits:
        return Unmet(f"danh sách biểu quyết không có đồng chí {', '.join(sits)}, người bị xem xét kỷ luật",
                     Place("fact", "ballots"), verified=False)  # fmt: skip
    return MET


@guard(
    check="C13",
    says="mỗi buổi làm việc có biên bản đủ địa điểm, người chủ trì, người ghi, thành phần",
    who="team_secretary",
    place=Place("step"),
    severity="warn",
)
def every_session_is_minuted(view: CaseView) -> Answer:
    """C13, a warning: what the minutes of a working session must tell."""
    for key in view.facts:
        if session_day(view, key) is None:
            continue
        missing = [name for part, name in _MINUTED.items() if is_blank(view.facts[key].get(part))]
        if missing:
            held = day(session_day(view, key))
            return Unmet(f"{', '.join(missing)} trong biên bản buổi làm việc ngày {held}", Place("fact", key))
    return MET


@guard(
    check="C31",
    says="mỗi đối tượng có thông báo kết luận riêng",
    who="team_leader",
    place=Place("case", "documents"),
    severity="warn",
)
def every_subject_has_its_notice(view: CaseView) -> Answer:
    """C31, a warning: a conclusion names its subject, so each subject of the case gets its own."""
    issued = sum(one.template in _CONCLUSIONS and one.state == "issued" for one in view.documents)
    if not issued:
        return NOT_YET
    wanted = len(view.subjects)
    return MET if issued >= wanted else Unmet(f"thông báo kết luận cho từng đối tượng; mới có {issued}/{wanted}")


@guard(
    check="C32",
    says="báo cáo uỷ ban kiểm tra cấp trên về ý kiến khác với cấp uỷ",
    who="body_standing",
    place=Place("fact", "disagreement_reported_on"),
    severity="warn",
)
def disagreement_was_reported(view: CaseView) -> Answer:
    """C32, information: the commission obeys the committee and reports its own view upwards (QĐ 30, Điều 31)."""
    if is_blank(view.facts.get("disagreement")) or not is_blank(view.facts.get("disagreement_reported_on")):
        return MET
    return Unmet("ngày báo cáo uỷ ban kiểm tra cấp trên; Uỷ ban chấp hành ý kiến của cấp uỷ và báo cáo ý kiến của mình")
