"""Guards of the fair hearing (C14, C15). Source: QĐ 22-QĐ/TW, Điều 13; the article of the day comes with the case."""

from __future__ import annotations

from webapp.workflow.condition import Place
from webapp.workflow.facts import is_blank
from webapp.workflow.guards.reading import is_issued, session_day
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Unmet, day, guard
from webapp.workflow.view import CaseView

_MODES = ("heard", "written", "no_show")


@guard(
    check="C14",
    says="biên bản nghe đảng viên trình bày ý kiến",
    who="member_in_charge",
    place=Place("document", "hearing_minutes", "hear_subject"),
)
def hearing_recorded(view: CaseView) -> Answer:
    """C14: heard, or a written opinion, or a minuted no-show, and the minutes of it, before the decision meeting."""
    if view.facts.get("hearing_mode") not in _MODES:
        return Unmet(
            "cách đảng viên trình bày ý kiến (nghe trực tiếp, bằng văn bản, hoặc vắng mặt)",
            Place("fact", "hearing_mode"),
        )
    if is_blank(view.facts.get("hearing_opinion")):
        return Unmet("ý kiến của đảng viên, ghi đầy đủ để báo cáo kỳ họp", Place("fact", "hearing_opinion"))
    return MET if is_issued(view, "hearing_minutes") else Unmet()


@guard(
    check="C15",
    says="bản tự kiểm điểm của đảng viên, hoặc việc không gửi đã được ghi lại",
    who="team_secretary",
    place=Place("upload", "self_review"),
)
def self_review_received_or_refused(view: CaseView) -> Answer:
    """C15: the self-review lies in the file, else the record of the refusal."""
    if view.upload("self_review") is not None or not is_blank(view.facts.get("self_review_refusal")):
        return MET
    return Unmet()


@guard(
    check="C14",
    says="kỳ họp biểu quyết sau ngày nghe đảng viên trình bày",
    who="commission",
    place=Place("fact", "vote_session"),
)
def vote_after_hearing(view: CaseView) -> Answer:
    """C14: the opinions are reported to the meeting that votes, so the hearing cannot be later."""
    return _after_hearing(view, "vote_session")


@guard(
    check="C14",
    says="phiên họp biểu quyết đề nghị sau ngày nghe trình bày",
    who="body",
    place=Place("fact", "proposal_session"),
)
def proposal_after_hearing(view: CaseView) -> Answer:
    """C14 for the meeting that only proposes."""
    return _after_hearing(view, "proposal_session")


@guard(
    check="C14",
    says="việc nghe trình bày trước phiên họp kết luận, vì thực hiện quy trình kép",
    who="member_in_charge",
    place=Place("step", "hear_subject", "hear_subject"),
)
def heard_before_concluding(view: CaseView) -> Answer:
    """C14 in a dual process: the one session concludes and votes, so the hearing comes before it."""
    approval, heard = view.record("approve_dual_process"), view.record("hear_subject")
    if approval is None or approval.state != "done" or heard is not None:
        return MET
    return Unmet()


def _after_hearing(view: CaseView, session: str) -> Answer:
    heard, voted = session_day(view, "hearing"), session_day(view, session)
    if heard is None or voted is None:
        return NOT_YET
    if voted >= heard:
        return MET
    return Unmet(f"kỳ họp biểu quyết sau ngày nghe trình bày; kỳ họp ghi {day(voted)}, buổi nghe ghi {day(heard)}")
