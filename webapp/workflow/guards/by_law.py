"""Guards whose answer the dated rules have worked out already (`CaseView.law.findings`, by the guard's name)."""

from __future__ import annotations

from webapp.workflow.condition import Place
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Guard, Unmet, because, guard
from webapp.workflow.view import CaseView


def _found(name: str, says: str, view: CaseView) -> Answer:
    """The rules' answer; what nobody has read, or nobody can tell, only warns."""
    finding = view.law.findings.get(name)
    if finding is None:
        return NOT_YET
    if finding.met:
        return MET
    known = finding.met is False and finding.verified
    return Unmet(because(says, finding.sentence), warn=not known, verified=known)


def _by_law(name: str, *, check: str, says: str, who: str, place: Place, explains: str, warn: bool = False) -> Guard:
    def judge(view: CaseView) -> Answer:
        return _found(name, says, view)

    judge.__name__, judge.__doc__ = name, explains
    return guard(check=check, says=says, who=who, place=place, severity="warn" if warn else "error")(judge)


working_time_within_limit = _by_law(
    "working_time_within_limit",
    check="C04",
    says="thời gian làm việc trong thời hạn cho phép",
    who="body_standing",
    place=Place("fact", "working_days"),
    explains="C04: the working time keeps to the limit of the kind, level and day.",
)
extension_within_limit = _by_law(
    "extension_within_limit",
    check="C04",
    says="gia hạn trong mức cho phép và được duyệt trước khi hết hạn",
    who="body_standing",
    place=Place("fact", "extend_days"),
    explains="C04: an extension is short enough and was granted before the first end.",
)
reference_period_within_limit = _by_law(
    "reference_period_within_limit",
    check="C05",
    says="mốc thời gian kiểm tra trong giới hạn cho phép",
    who="area_officer",
    place=Place("fact", "period_from"),
    explains="C05: the period under review begins within the latest years allowed. Source: QĐ 331-QĐ/TW.",
)
no_hold_stands_in_the_way = _by_law(
    "no_hold_stands_in_the_way",
    check="C20",
    says="không có trường hợp chưa xem xét, chưa thi hành kỷ luật",
    who="team_leader",
    place=Place("fact", "hold_situation"),
    explains="C20: pregnancy, illness, death, missing persons. Source: QĐ 69-QĐ/TW, Điều 2 (14).",
    warn=True,
)
complaint_may_be_settled = _by_law(
    "complaint_may_be_settled",
    check="C22",
    says="đơn khiếu nại đủ điều kiện giải quyết",
    who="area_officer",
    place=Place("fact", "complaint_filed_on"),
    explains="C22: in time, received in writing, for oneself, not final. Source: QĐ 22-QĐ/TW, Điều 22-24.",
)
complaint_goes_to_the_right_instance = _by_law(
    "complaint_goes_to_the_right_instance",
    check="C23",
    says="đúng cấp giải quyết khiếu nại",
    who="area_officer",
    place=Place("fact", "challenged_body"),
    explains="C23: a decision of the commission is first challenged at the board or committee of the same level.",
)
letter_can_be_settled = _by_law(
    "letter_can_be_settled",
    check="C26",
    says="đơn đủ điều kiện giải quyết tố cáo",
    who="area_officer",
    place=Place("fact", "letter_faults"),
    explains="C26: a nameless letter opens no denunciation; it may inform. Source: QĐ 296-QĐ/TW, Điều 19.",
)
suspension_within_limits = _by_law(
    "suspension_within_limits",
    check="C27",
    says="thời hạn đình chỉ trong mức cho phép",
    who="body_standing",
    place=Place("fact", "suspension_to"),
    explains="C27: 90 days and its extension; suspensions by a legal term are exempt. Source: QĐ 22-QĐ/TW, Điều 31.",
)
extended_suspension_within_limits = _by_law(
    "extended_suspension_within_limits",
    check="C27",
    says="thời hạn đình chỉ kể cả gia hạn trong mức cho phép",
    who="body_standing",
    place=Place("fact", "suspension_changed_on"),
    explains="C27: the whole suspension with its extension. Source: QĐ 22-QĐ/TW, Điều 31.",
)
bases_are_in_force = _by_law(
    "bases_are_in_force",
    check="C28",
    says="căn cứ pháp lý có hiệu lực vào ngày ký",
    who="area_officer",
    place=Place("case", "legal_basis"),
    explains="C28: each topic of the procedure has a text in force on the day; the printed block is composed from it.",
)
proposal_ballots_are_consistent = _by_law(
    "proposal_ballots_are_consistent",
    check="C16",
    says="số phiếu đề nghị khớp nhau",
    who="body",
    place=Place("fact", "proposal_ballots"),
    explains="C16: the sums of the tally of a proposal agree. Source: QĐ 22-QĐ/TW, Điều 15.",
)
file_archived_in_time = _by_law(
    "file_archived_in_time",
    check="C33",
    says="hồ sơ nộp lưu đúng hạn",
    who="team_secretary",
    place=Place("fact", "archived_on"),
    explains="C33: the file is handed over in time after the announcement. Source: QĐ 01-QĐi/UBKTTW.",
    warn=True,
)
effect_has_ended = _by_law(
    "effect_has_ended",
    check="",
    says="đủ thời gian và điều kiện đương nhiên chấm dứt hiệu lực",
    who="area_officer",
    place=Place("fact", "sanction_announced_on"),
    explains="The effect ends twelve months after the announcement, unless something holds it (QĐ 69, Điều 2).",
)
