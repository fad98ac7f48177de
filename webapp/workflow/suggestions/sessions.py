"""Suggested meetings: where, who sits, what happens in which order. The day is today; hours are left open."""

from __future__ import annotations

from typing import Any

from webapp.workflow.guards.reading import rows
from webapp.workflow.guards.vote import SANCTIONS
from webapp.workflow.suggestions.registry import suggestion
from webapp.workflow.suggestions.texts import inspection_place
from webapp.workflow.suggestions.words import (
    TEAM_ROLES,
    cited,
    commission,
    commission_post,
    comrade,
    contents,
    lower_first,
    managing,
    person_line,
    short,
    upper_first,
)
from webapp.workflow.view import CaseView

Session = dict[str, Any]


def _meeting(
    view: CaseView,
    *,
    place: str,
    chair: str,
    recorder: str,
    attendees: list[dict[str, str]],
    proceedings: list[str],
    conclusion: str = "",
) -> Session:
    return {
        "on": view.today,
        "start": "",
        "end": "",
        "place": place,
        "chair": chair,
        "recorder": recorder,
        "attendees": list({one["name"]: one for one in attendees if one["name"]}.values()),
        "proceedings": "\n".join(proceedings),
        "conclusion": conclusion,
    }


def _in_charge(view: CaseView) -> str:
    return view.member_in_charge.name if view.member_in_charge else _of_team(view, "leader")


def _of_team(view: CaseView, role: str) -> str:
    return next((person.name for person in view.team if person.role == role), "")


def _speaker(view: CaseView) -> str:
    """Who speaks for the commission, by name once somebody is in charge."""
    name = _in_charge(view)
    return f"Đồng chí {name}, đại diện {commission(view)}," if name else f"Đại diện {commission(view)}"


def _leader(view: CaseView) -> str:
    name = _of_team(view, "leader")
    return f"Đồng chí {name}" if name else "Trưởng đoàn kiểm tra"


def _chair(view: CaseView) -> str:
    """Who presides over the body's session: the standing member in charge of the case, else its first."""
    if view.initiator != "commission" and view.leaders:
        return view.leaders[0].name
    standing = ("chair", "standing_deputy", "deputy")
    if view.member_in_charge and view.member_in_charge.role in standing:
        return view.member_in_charge.name
    return next((person.name for person in view.commission if person.role == "chair"), "")


def _there(view: CaseView) -> str:
    """Where the team meets the subject."""
    return str(view.facts.get("inspection_place") or inspection_place(view) or "")


def _here(view: CaseView) -> str:
    """Where the commission sits."""
    return str(view.office.get("meeting_place") or f"Trụ sở {commission(view)}")


def _team(view: CaseView) -> list[dict[str, str]]:
    return [person_line(person, TEAM_ROLES.get(person.role, "")) for person in view.team]


def _leading(view: CaseView) -> list[dict[str, str]]:
    return [person_line(view.member_in_charge)] if view.member_in_charge else []


def _commission(view: CaseView) -> list[dict[str, str]]:
    people = view.commission if view.initiator == "commission" or not view.leaders else view.leaders
    return [{"name": person.name, "position": commission_post(person)} for person in people]


def _subject(view: CaseView) -> list[dict[str, str]]:
    if view.subject.kind == "organisation":
        return []
    posts = [post for post in (view.subject.party_position, view.subject.government_position) if post]
    return [{"name": view.subject.full_name, "position": ", ".join(posts)}]


@suggestion
def opening(view: CaseView) -> Session:
    """The decision and the plan are delivered to the subject."""
    who = short(view.subject)
    decision = cited(view.document("inspection_decision"), "Quyết định")
    plan = cited(view.document("inspection_plan"), "Kế hoạch")
    return _meeting(
        view,
        place=_there(view),
        chair=_in_charge(view),
        recorder=_of_team(view, "secretary"),
        attendees=[*_leading(view), *_team(view), *_subject(view)],
        proceedings=[
            f"{_speaker(view)} công bố {decision} và {plan}.",
            "Đoàn kiểm tra thông qua lịch làm việc, đề cương gợi ý; yêu cầu cung cấp hồ sơ, tài liệu.",
            f"{upper_first(who)} phát biểu ý kiến.",
        ],
        conclusion="Thống nhất lịch làm việc của đoàn kiểm tra.",
    )


@suggestion
def working_session(view: CaseView) -> Session:
    """The team works with the subject, content by content."""
    who = short(view.subject)
    return _meeting(
        view,
        place=_there(view),
        chair=_of_team(view, "leader"),
        recorder=_of_team(view, "secretary"),
        attendees=[*_team(view), *_subject(view)],
        proceedings=[f"Đoàn kiểm tra trao đổi, {who} trả lời về {lower_first(line)}." for line in contents(view)]
        or [f"Đoàn kiểm tra trao đổi, {who} trả lời các nội dung kiểm tra."],
        conclusion="Các ý kiến được ghi đầy đủ vào biên bản.",
    )


@suggestion
def conference(view: CaseView) -> Session:
    """The organisation that manages the member hears the draft report."""
    who, summary = short(view.subject), _findings(view)
    return _meeting(
        view,
        place=_there(view),
        chair=_in_charge(view),
        recorder=_of_team(view, "secretary"),
        attendees=[*_leading(view), *_team(view), *_subject(view)],
        proceedings=[
            f"{_leader(view)} trình bày dự thảo báo cáo kết quả kiểm tra{summary}.",
            f"{upper_first(who)} giải trình.",
            "Hội nghị thảo luận (ghi họ tên và ý kiến của từng đồng chí).",
        ],
        conclusion="Hội nghị thống nhất với dự thảo báo cáo kết quả kiểm tra.",
    )


def _findings(view: CaseView) -> str:
    said = [str(row.get("facts") or "").strip().rstrip(".;") for row in rows(view, "findings")]
    return ": " + "; ".join(lower_first(one) for one in said if one) if any(said) else ""


@suggestion
def conclusion_session(view: CaseView) -> Session:
    """The commission hears the report and concludes."""
    report = cited(view.document("result_report"), "Báo cáo kết quả kiểm tra")
    return _meeting(
        view,
        place=_here(view),
        chair=_chair(view),
        recorder=_of_team(view, "secretary"),
        attendees=[*_commission(view), *_team(view)],
        proceedings=[
            f"{_leader(view)} trình bày {report}.",
            f"Đoàn kiểm tra báo cáo đầy đủ ý kiến của {short(view.subject)} và của tổ chức đảng có liên quan.",
            "Các thành viên Uỷ ban thảo luận, cho ý kiến.",
        ],
        conclusion=_view_on_result(view),
    )


def _view_on_result(view: CaseView) -> str:
    start = "Uỷ ban thống nhất nội dung báo cáo kết quả kiểm tra"
    if view.facts.get("proceed_to_discipline") is True:
        return f"{start}; vi phạm của {comrade(view.subject)} đến mức phải xem xét, thi hành kỷ luật."
    if view.facts.get("proceed_to_discipline") is False:
        return f"{start}; chưa đến mức phải xem xét, thi hành kỷ luật đối với {comrade(view.subject)}."
    return f"{start}."


@suggestion
def conclusion_announcement(view: CaseView) -> Session:
    """The notice of conclusion is read to the subject."""
    return _announcement(view, cited(view.document("conclusion_notice"), "Thông báo kết luận kiểm tra"))


@suggestion
def sanction_announcement(view: CaseView) -> Session:
    """The discipline decision is read to the subject."""
    return _announcement(view, cited(view.document("discipline_decision"), "Quyết định kỷ luật"))


def _announcement(view: CaseView, document: str) -> Session:
    who = short(view.subject)
    return _meeting(
        view,
        place=_there(view),
        chair=_in_charge(view),
        recorder=_of_team(view, "secretary"),
        attendees=[*_leading(view), *_team(view), *_subject(view)],
        proceedings=[
            f"{_speaker(view)} công bố {document}.",
            f"{upper_first(who)} và đại diện {managing(view)} phát biểu ý kiến.",
        ],
        conclusion=f"{upper_first(document)} đã được công bố và giao cho {who}.",
    )


@suggestion
def cell_conference(view: CaseView) -> Session:
    """The cell reviews its member; its people are not known to the case, so they are typed in."""
    who = short(view.subject)
    return _meeting(
        view,
        place=managing(view),
        chair="",
        recorder="",
        attendees=[*_leading(view), *_team(view), *_subject(view)],
        proceedings=[
            f"{upper_first(who)} trình bày bản tự kiểm điểm{_named_by_himself(view)}.",
            "Đoàn kiểm tra thông báo kết luận và nội dung cần làm rõ.",
            "Chi bộ thảo luận về nội dung, tính chất, mức độ, tác hại, nguyên nhân vi phạm, "
            "tình tiết giảm nhẹ, tăng nặng.",
            "Chi bộ bỏ phiếu kín đề nghị hình thức kỷ luật.",
        ],
        conclusion="Ý kiến và kết quả bỏ phiếu của chi bộ được ghi đầy đủ để báo cáo Uỷ ban.",
    )


def _named_by_himself(view: CaseView) -> str:
    named = SANCTIONS.get(str(view.facts.get("self_proposed_sanction")))
    return f", tự nhận hình thức {named}" if named else ""


@suggestion
def hearing(view: CaseView) -> Session:
    """A representative of the commission hears the subject before the decision (C14), or records why not."""
    opinion = str(view.facts.get("hearing_opinion") or "").strip()
    absent = view.facts.get("hearing_mode") == "no_show"
    who = upper_first(short(view.subject))
    said = {
        "written": f"{who} trình bày ý kiến bằng văn bản",
        "no_show": f"{who} đã được mời nhiều lần nhưng không đến, không có lý do chính đáng.",
    }.get(str(view.facts.get("hearing_mode")), f"{who} trình bày ý kiến")
    return _meeting(
        view,
        place=_here(view),
        chair=_in_charge(view),
        recorder=_of_team(view, "secretary"),
        attendees=[*_leading(view), *_team(view), *([] if absent else _subject(view))],
        proceedings=[
            f"{_speaker(view)} nêu mục đích buổi làm việc, nội dung vi phạm.",
            said if absent else f"{said}: {opinion}" if opinion else f"{said}.",
        ],
        conclusion="Biên bản được báo cáo đầy đủ tại kỳ họp Uỷ ban.",
    )


@suggestion
def vote_session(view: CaseView) -> Session:
    """The commission votes by secret ballot; the result is written in once it is counted."""
    who = short(view.subject)
    return _meeting(
        view,
        place=_here(view),
        chair=_chair(view),
        recorder=_of_team(view, "secretary"),
        attendees=[*_commission(view), *_team(view)],
        proceedings=[
            f"{_leader(view)} báo cáo nội dung vi phạm và đề nghị xem xét kỷ luật {who}.",
            f"{_speaker(view)} báo cáo đầy đủ bản tự kiểm điểm và ý kiến của {who}.",
            "Uỷ ban thảo luận; bầu tổ kiểm phiếu; bỏ phiếu kín về hình thức kỷ luật.",
            "Tổ kiểm phiếu công bố kết quả.",
        ],
        conclusion=view.law.vote_sentence or "Kết quả bỏ phiếu kín được ghi trong biên bản kiểm phiếu.",
    )
