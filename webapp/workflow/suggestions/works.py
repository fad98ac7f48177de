"""Suggested texts of works other than the inspection of a member: supervision, organisations, letters."""

from __future__ import annotations

from typing import cast

from webapp.workflow.guards.reading import rows
from webapp.workflow.suggestions.registry import suggestion
from webapp.workflow.suggestions.sessions import Session, opening, working_session
from webapp.workflow.suggestions.tables import Table, schedule
from webapp.workflow.suggestions.texts import discipline_steps, proposals
from webapp.workflow.suggestions.words import (
    TEAM_ROLES,
    commission,
    contents,
    lower_first,
    period,
    short,
    upper_first,
    verb,
)
from webapp.workflow.view import CaseView

_REPORTS = {"GS": "báo cáo tự giám sát", "TC": "báo cáo giải trình", "KT_DHVP": "báo cáo giải trình"}


def _kind(view: CaseView) -> str:
    return view.kinds[0] if view.kinds else "KT"


def report(view: CaseView) -> str:
    """What the subject's own report is called."""
    kind = _kind(view)
    found = [name for start, name in _REPORTS.items() if kind.startswith(start)]
    return found[0] if found else "báo cáo tự kiểm tra"


def body(view: CaseView) -> str:
    """Who decides, as far as the case says: the body's own name, else the commission's."""
    return view.body.full_name or commission(view)


@suggestion
def work_purposes(view: CaseView) -> list[str]:
    """Why the work is done."""
    what, who = verb(view), short(view.subject)
    return [
        f"Đánh giá đúng ưu điểm, hạn chế, khuyết điểm của {who} trong các nội dung được {what}; "
        "làm rõ nguyên nhân, trách nhiệm",
        "Giúp tổ chức đảng, đảng viên phát huy ưu điểm, khắc phục hạn chế, khuyết điểm; phòng ngừa vi phạm",
        f"Qua {what}, kịp thời kiến nghị bổ sung, sửa đổi những quy định không còn phù hợp",
    ]


@suggestion
def work_methods(view: CaseView) -> list[str]:
    """The works in the order of the procedure."""
    what, who, paper = verb(view), short(view.subject), report(view)
    return [
        f"Triển khai quyết định, kế hoạch {what} với {who}",
        f"{upper_first(who)} chuẩn bị {paper} theo đề cương gợi ý, gửi đoàn {what}",
        "Đoàn nghiên cứu báo cáo, hồ sơ, tài liệu; làm việc với tổ chức, cá nhân có liên quan để thẩm tra, xác minh; "
        "mỗi buổi làm việc có biên bản",
        "Tổ chức hội nghị để đoàn trình bày dự thảo báo cáo kết quả, đối tượng giải trình, hội nghị thảo luận",
        f"Đoàn hoàn chỉnh báo cáo kết quả, trình {body(view)} xem xét, kết luận",
    ]


@suggestion
def work_outline(view: CaseView) -> list[str] | None:
    """One group of questions for each content of the plan."""
    named = contents(view)
    if not named:
        return None
    during = f" ({period(view)})" if period(view) else ""
    return [
        f"Khái quát đặc điểm, tình hình; chức năng, nhiệm vụ trong mốc thời gian {verb(view)}{during}",
        *(f"Về {lower_first(line)}: việc đã làm, kết quả, hạn chế, khuyết điểm, nguyên nhân" for line in named),
        "Tự đánh giá trách nhiệm của tập thể, cá nhân; đề xuất, kiến nghị",
    ]


@suggestion
def work_schedule(view: CaseView) -> Table | None:
    """The works of the team, in the words of this kind of case."""
    rows_found = schedule(view)
    if rows_found is None:
        return None
    said: tuple[tuple[str, str], ...] = (
        ("báo cáo giải trình", report(view)), ("Đoàn kiểm tra", f"Đoàn {verb(view)}"), ("kiểm tra", verb(view)),
    )  # fmt: skip
    if _kind(view) == "KN":  # a complaint has no report of the subject and no conference on it
        rows_found = [row for row in rows_found if not row["content"].startswith("Hội nghị thông qua")]
        said = (("báo cáo giải trình và hồ sơ, tài liệu", "hồ sơ thi hành kỷ luật và tài liệu liên quan"), *said)
    return [{key: _said(str(cell), said) for key, cell in row.items()} for row in rows_found]


def _said(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        if old in text:
            return text.replace(old, new).replace(", tổ chức đảng quản lý đảng viên", "")
    return text.replace(", tổ chức đảng quản lý đảng viên", "")


@suggestion
def work_proposals(view: CaseView) -> list[str] | None:
    """What the findings lead to; of an inspection that is not about signs, violations are first passed on."""
    natures = {row.get("nature") for row in rows(view, "findings")}
    if not natures:
        return None
    if _kind(view).startswith(("KT_DHVP", "TC", "KL")):
        return cast("list[str] | None", proposals(view))
    who = short(view.subject)
    found = []
    if natures & {"violation", "shortcoming"}:
        found.append(f"Yêu cầu {who} kiểm điểm, khắc phục hạn chế, khuyết điểm đã nêu")
    if "violation" in natures:
        found.append("Chuyển kiểm tra khi có dấu hiệu vi phạm đối với các nội dung có vi phạm")
    return found or [f"Ghi nhận kết quả {who} đã thực hiện trong các nội dung được {verb(view)}"]


@suggestion
def work_discipline_steps(view: CaseView) -> list[str]:
    """The order of considering discipline, by the body of this case."""
    return [line.replace(commission(view), body(view)) for line in discipline_steps(view)]


def _said_of(view: CaseView, *natures: str) -> list[str] | None:
    said = [str(row.get("facts") or "").strip().rstrip(".;") for row in rows(view, "findings")
            if row.get("nature") in natures]  # fmt: skip
    return [upper_first(line) for line in said if line] or None


@suggestion
def strengths(view: CaseView) -> list[str] | None:
    """The findings that are to the subject's credit."""
    return _said_of(view, "strength")


@suggestion
def shortcomings(view: CaseView) -> list[str] | None:
    """The findings that are not."""
    return _said_of(view, "shortcoming", "violation")


@suggestion
def shortcoming_causes(view: CaseView) -> str | None:
    """The causes named in the findings, each once."""
    causes = [str(row.get("cause") or "").strip().rstrip(".;") for row in rows(view, "findings")]
    named = list(dict.fromkeys(lower_first(cause) for cause in causes if cause))
    return upper_first("; ".join(named)) + "." if named else None


@suggestion
def follow_up_owner(view: CaseView) -> str | None:
    """The officer who watches the area, by name when the office has just one."""
    officers = [person.name for person in view.staff if "area_officer" in (person.role, *person.office_roles)]
    return f"Đồng chí {officers[0]}, cán bộ theo dõi địa bàn" if len(officers) == 1 else None


@suggestion
def declarations(view: CaseView) -> Table | None:
    """One row for each member of the team; what they declare is theirs to say."""
    return [{"member": person.name, "relation": ""} for person in view.team] or None


@suggestion
def dual_session(view: CaseView) -> Session | None:
    """The meeting that begins the dual process; only once it is allowed."""
    approval = view.facts.get("dual_process_approval")
    if not approval:
        return None
    who = short(view.subject)
    proceedings = [
        f"Thông báo {approval} về việc thực hiện quy trình kép.",
        f"Hướng dẫn {who} viết bản tự kiểm điểm, tự nhận hình thức kỷ luật; thống nhất thời hạn gửi.",
        f"{upper_first(who)} phát biểu ý kiến.",
    ]
    conclusion = "Thống nhất lịch kiểm điểm trong quy trình kép."
    return {**opening(view), "proceedings": "\n".join(proceedings), "conclusion": conclusion}


@suggestion
def denouncer_session(view: CaseView) -> Session:
    """The talk with the denouncer; nobody of the subject's side is there."""
    proceedings = [
        "Xác định người tố cáo, địa chỉ, đối tượng và nội dung tố cáo.",
        "Người tố cáo trình bày từng nội dung, cung cấp tài liệu, chứng cứ.",
        "Thông báo trách nhiệm, quyền của người tố cáo; yêu cầu giữ bí mật (nếu có).",
    ]
    inside = [person for person in working_session(view)["attendees"] if person["name"] not in _names(view)]
    return {**working_session(view), "attendees": inside, "place": "", "proceedings": "\n".join(proceedings)}


def _names(view: CaseView) -> set[str]:
    return {subject.full_name for subject in view.subjects}


@suggestion
def apology_session(view: CaseView) -> Session:
    """The meeting in which the body that decided wrongly says so."""
    who = short(view.subject)
    proceedings = [
        f"Đại diện {body(view)} công bố quyết định, xin lỗi {who}.",
        f"{upper_first(who)} phát biểu ý kiến.",
    ]
    return {**opening(view), "proceedings": "\n".join(proceedings), "conclusion": ""}


@suggestion
def purpose_of_discipline(view: CaseView) -> list[str]:
    """What the consideration is about, when nobody has written it yet."""
    return [f"Xem xét nội dung, tính chất, mức độ, tác hại, nguyên nhân vi phạm của {short(view.subject)}"]


@suggestion
def complaint_steps(view: CaseView) -> list[str]:
    """The order of settling a complaint (QĐ 354-QĐ/UBKTTW)."""
    who = short(view.subject)
    return [
        f"Triển khai quyết định, kế hoạch với {who} và tổ chức đảng đã quyết định kỷ luật",
        "Nghiên cứu hồ sơ kỷ luật; thẩm tra, xác minh về nội dung vi phạm, hình thức kỷ luật, "
        "nguyên tắc, quy trình, thủ tục, thẩm quyền",
        f"Nghe {who} trình bày, lập biên bản",
        f"Báo cáo kết quả, trình {body(view)} xem xét, quyết định",
        "Ban hành, công bố quyết định giải quyết khiếu nại; lưu hồ sơ",
    ]


@suggestion
def restored_rights(view: CaseView) -> list[str] | None:
    """What is given back depends on the sanction (QĐ 117-QĐ/TW)."""
    by_form = {
        "cách chức": "Xem xét bố trí lại chức vụ cũ hoặc chức vụ tương đương",
        "khai trừ": "Khôi phục đảng tịch, tuổi đảng",
    }
    sanction = view.facts.get("original_sanction")
    if not sanction:
        return None
    return [by_form.get(str(sanction), "Phục hồi các quyền lợi bị ảnh hưởng do quyết định kỷ luật")]


@suggestion
def lessons_session(view: CaseView) -> Session:
    """The team sits together at the end; the subject is not there."""
    alone = [person for person in working_session(view)["attendees"] if person["name"] not in _names(view)]
    return {**working_session(view), "attendees": alone, "proceedings": "", "conclusion": ""}


@suggestion
def removed_members(view: CaseView) -> Table | None:
    """Those who leave the team, as the decision names them."""
    posts = {person.name: person.position for person in view.team}
    found = _changes(view, "remove")
    return [{"name": name, "position": posts.get(name, ""), "reason": ""} for name, _ in found] or None


@suggestion
def added_members(view: CaseView) -> Table | None:
    """Those who join it, with their duty."""
    posts = {person.name: person.position for person in (*view.commission, *view.staff)}
    found = _changes(view, "add")
    duty = TEAM_ROLES.get
    return [{"name": name, "position": posts.get(name, ""), "role": duty(role, "")} for name, role in found] or None


def _changes(view: CaseView, act: str) -> list[tuple[str, str]]:
    found = [row for row in rows(view, "team_changes") if row.get("act") == act]
    return [(str(row.get("person") or ""), str(row.get("role") or "")) for row in found]
