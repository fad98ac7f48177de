"""Guards of the file as a whole: who votes, minutes, one notice each, disagreement (C08, C13, C31, C32)."""

from __future__ import annotations

from webapp.workflow.condition import Place
from webapp.workflow.facts import is_blank
from webapp.workflow.guards.reading import CONCLUSIONS, is_issued, rows, session_day
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Unmet, day, guard
from webapp.workflow.view import CaseView

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
    issued = sum(one.template in CONCLUSIONS and one.state == "issued" for one in view.documents)
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


_PARTS_OF_THE_MONEY = ("undercollected", "overcollected", "embezzled", "off_books", "wrongly_spent", "overdue",
                       "violation_other")  # fmt: skip


@guard(
    says="số tiền vi phạm bằng tổng các khoản",
    who="team",
    place=Place("fact", "money_violation_total"),
    of_the_file=True,
)
def money_adds_up(view: CaseView) -> Answer:
    """The total is the sum of its kinds (thousands of đồng), as the statistical form asks."""
    total = view.facts.get("money_violation_total")
    if not isinstance(total, int):
        return NOT_YET
    parts = sum(view.facts.get(f"money_{part}") or 0 for part in _PARTS_OF_THE_MONEY)
    return MET if parts == total else Unmet(f"số tiền vi phạm bằng tổng các khoản; tổng ghi {total}, cộng lại {parts}")


@guard(
    says="mỗi yêu cầu có tình trạng; yêu cầu hoàn thành có ngày và minh chứng",
    who="area_officer",
    place=Place("fact", "follow_up"),
)
def every_requirement_has_a_status(view: CaseView) -> Answer:
    """What is done has its day and its evidence; nothing is left without an answer."""
    for number, row in enumerate(rows(view, "follow_up"), start=1):
        if is_blank(row.get("status")):
            return Unmet(f"tình trạng thực hiện của yêu cầu thứ {number}")
        if row["status"] == "done" and (is_blank(row.get("done_on")) or is_blank(row.get("evidence"))):
            return Unmet(f"ngày hoàn thành và minh chứng của yêu cầu thứ {number}")
    return MET if rows(view, "follow_up") else NOT_YET


@guard(
    says="yêu cầu quá hạn có lý do",
    who="area_officer",
    place=Place("fact", "follow_up"),
)
def late_requirements_are_explained(view: CaseView) -> Answer:
    """A requirement that is late says why, and when somebody was reminded."""
    for number, row in enumerate(rows(view, "follow_up"), start=1):
        if row.get("status") == "late" and is_blank(row.get("late_reason")):
            return Unmet(f"lý do chậm của yêu cầu thứ {number}")
    return MET if rows(view, "follow_up") else NOT_YET


@guard(
    says="quyết định chấm dứt đình chỉ đã ban hành",
    who="body_standing",
    place=Place("step", "change_suspension", "change_suspension"),
)
def suspension_was_lifted(view: CaseView) -> Answer:
    """A suspension does not lapse in silence: a decision ends it. Source: QĐ 22-QĐ/TW, Điều 30-31."""
    ended = view.facts.get("suspension_change") == "lift" and is_issued(view, "suspension_change_decision")
    return MET if ended else Unmet()
