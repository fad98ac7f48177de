"""Suggested texts of the preparation, the result report and the discipline.

Items of a list end without a full stop: the document templates close each item themselves.
"""

from __future__ import annotations

from webapp.workflow.guards.reading import rows
from webapp.workflow.guards.vote import SANCTIONS
from webapp.workflow.suggestions.registry import suggestion
from webapp.workflow.suggestions.words import (
    commission,
    comrade,
    contents,
    lower_first,
    managing,
    period,
    sentence,
    short,
    upper_first,
    verb,
)
from webapp.workflow.view import CaseView


@suggestion
def signs_of_violation(view: CaseView) -> str | None:
    """What the officer knows already, said once more as a sentence to go on from."""
    about = "; ".join(lower_first(line) for line in contents(view))
    start = f"Qua theo dõi, nắm tình hình địa bàn, {comrade(view.subject)} có dấu hiệu vi phạm"
    return sentence(f"{start} trong {about}") if about else None


@suggestion
def inspection_place(view: CaseView) -> str | None:
    """Where the member works; else the seat of the organisation that manages him."""
    organisation = view.subject.organisation
    if view.subject.workplace or not organisation:
        return view.subject.workplace or None
    committee = organisation.removeprefix("Đảng bộ ")
    return f"Trụ sở Đảng uỷ {committee}" if committee != organisation else f"Nơi làm việc của {organisation}"


@suggestion
def plan_purposes(view: CaseView) -> list[str]:
    """Why the inspection is held."""
    who = short(view.subject)
    return [
        f"Xem xét, kết luận rõ đúng, sai về dấu hiệu vi phạm của {who}; "
        "làm rõ nguyên nhân, trách nhiệm và mức độ vi phạm (nếu có)",
        "Giúp tổ chức đảng và đảng viên được kiểm tra phát huy ưu điểm, khắc phục khuyết điểm, vi phạm; "
        "xử lý nghiêm trường hợp vi phạm đến mức phải xử lý",
        "Qua kiểm tra, góp phần tăng cường kỷ cương, kỷ luật của Đảng",
    ]


@suggestion
def plan_requirements(view: CaseView) -> list[str]:
    """How the inspection must be done."""
    return [
        "Việc kiểm tra bảo đảm dân chủ, khách quan, công tâm, thận trọng, chặt chẽ, chính xác; "
        "đúng nguyên tắc, quy trình, thủ tục, thẩm quyền",
        f"{upper_first(comrade(view.subject))} báo cáo trung thực, đầy đủ, đúng thời gian; cung cấp hồ sơ, tài liệu "
        "và giải trình các vấn đề đoàn kiểm tra yêu cầu",
        f"{upper_first(managing(view))} và tổ chức, cá nhân có liên quan "
        "phối hợp, tạo điều kiện để đoàn kiểm tra hoàn thành nhiệm vụ",
    ]


@suggestion
def method_steps(view: CaseView) -> list[str]:
    """The works of the inspection in the order of the procedure (QĐ 354-QĐ/UBKTTW)."""
    who = short(view.subject)
    return [
        f"Triển khai quyết định, kế hoạch kiểm tra với {who} và tổ chức đảng quản lý đảng viên",
        f"{upper_first(who)} chuẩn bị báo cáo giải trình bằng văn bản theo đề cương gợi ý, gửi đoàn kiểm tra",
        "Đoàn kiểm tra nghiên cứu báo cáo, hồ sơ, tài liệu; làm việc với tổ chức, cá nhân có liên quan để thẩm tra, "
        "xác minh; mỗi buổi làm việc có biên bản",
        "Tổ chức hội nghị để đoàn trình bày dự thảo báo cáo kết quả, đảng viên được kiểm tra giải trình, "
        "hội nghị thảo luận",
        f"Đoàn hoàn chỉnh báo cáo kết quả, trình {commission(view)} xem xét, kết luận",
    ]


@suggestion
def plan_organisation(view: CaseView) -> list[str]:
    """Who does what with the plan."""
    found = []
    if view.member_in_charge:
        found.append(
            f"Đồng chí {view.member_in_charge.name} chỉ đạo, theo dõi hoạt động của đoàn {verb(view)}, "
            f"báo cáo {view.body.full_name or commission(view)}"
        )
    leader = next((person.name for person in view.team if person.role == "leader"), "")
    if leader:
        found.append(f"Đồng chí {leader}, Trưởng đoàn, phân công nhiệm vụ và điều hành đoàn thực hiện Kế hoạch này")
    found.append(f"{upper_first(managing(view))} phối hợp, bố trí thời gian, địa điểm để đoàn làm việc")
    return found


@suggestion
def outline_items(view: CaseView) -> list[str] | None:
    """What the member's report should answer: one group for each content of the plan."""
    named = contents(view)
    if not named:
        return None
    during = f" ({period(view)})" if period(view) else ""
    return [
        f"Sơ lược lý lịch, quá trình công tác; chức trách, nhiệm vụ trong mốc thời gian kiểm tra{during}",
        *(f"Về {lower_first(line)}: việc đã làm, kết quả, hạn chế, khuyết điểm, vi phạm (nếu có)" for line in named),
    ]


@suggestion
def related_opinions(view: CaseView) -> str | None:
    """The conclusion of the conference, as the opinions that the report must carry."""
    held = view.facts.get("conference")
    said = str(held.get("conclusion") or "").strip() if isinstance(held, dict) else ""
    if not said:
        return None
    return sentence(f"Hội nghị của {managing(view)} thảo luận và có ý kiến: {lower_first(said)}")


@suggestion
def team_view(view: CaseView) -> str | None:
    """Strengths, faults and violations counted out of the findings."""
    found = rows(view, "findings")
    if not found:
        return None
    parts = []
    for nature, start in (
        ("strength", "Ưu điểm"),
        ("shortcoming", "Hạn chế, khuyết điểm"),
        ("violation", "Vi phạm"),
    ):
        said = [str(row.get("facts") or "").strip().rstrip(".;") for row in found if row.get("nature") == nature]
        if any(said):
            parts.append(f"{start}: {'; '.join(lower_first(one) for one in said if one)}.")
    causes = [str(row.get("cause") or "").strip().rstrip(".;") for row in found]
    if any(causes):
        parts.append(f"Nguyên nhân: {'; '.join(lower_first(one) for one in causes if one)}.")
    return "\n".join(parts) or None


@suggestion
def proposals(view: CaseView) -> list[str] | None:
    """What the findings lead to: consider discipline, or learn from it."""
    natures = {row.get("nature") for row in rows(view, "findings")}
    who = comrade(view.subject)
    if not natures:
        return None
    found = []
    if "violation" in natures:
        found.append(f"Xem xét, thi hành kỷ luật đối với {who} theo quy định")
    if natures & {"violation", "shortcoming"}:
        found.append(f"Yêu cầu {short(view.subject)} kiểm điểm, khắc phục hạn chế, khuyết điểm, vi phạm đã nêu")
    else:
        found.append(f"Kết luận {short(view.subject)} không vi phạm trong các nội dung được kiểm tra")
    return found


@suggestion
def discipline_steps(view: CaseView) -> list[str]:
    """The order of considering discipline (QĐ 22-QĐ/TW, Điều 13; QĐ 354-QĐ/UBKTTW)."""
    who = short(view.subject)
    return [
        f"Thông báo kế hoạch và hướng dẫn {who} viết bản tự kiểm điểm, tự nhận hình thức kỷ luật",
        f"Tổ chức đảng quản lý {who} họp kiểm điểm (nếu Uỷ ban không xem xét trực tiếp)",
        f"Đại diện {commission(view)} nghe {who} trình bày ý kiến, lập biên bản",
        f"{commission(view)} họp, thảo luận, bỏ phiếu kín về hình thức kỷ luật",
        "Ban hành và công bố quyết định; lưu hồ sơ",
    ]


@suggestion
def hearing_opinion(view: CaseView) -> str | None:
    """For a no-show, the sentence that records it, and what the member named for himself; never an invented opinion."""
    if view.facts.get("hearing_mode") == "no_show":
        return f"{upper_first(short(view.subject))} đã được mời nhiều lần nhưng không đến, không có lý do chính đáng."
    chosen = view.facts.get("self_proposed_sanction")
    if chosen in SANCTIONS:
        return f"Tại bản tự kiểm điểm, {short(view.subject)} tự nhận hình thức {SANCTIONS[str(chosen)]}."
    return None


@suggestion
def violation_summary(view: CaseView) -> str | None:
    """The verified violations with their harm, in one paragraph for the decision."""
    found = [row for row in rows(view, "findings") if row.get("nature") == "violation"]
    parts = []
    for row in found:
        facts, harm = (str(row.get(key) or "").strip().rstrip(".;") for key in ("facts", "harm"))
        if facts:
            parts.append(lower_first(facts) + (f", {lower_first(harm)}" if harm else ""))
    return sentence(f"{upper_first(comrade(view.subject))} đã có vi phạm: {'; '.join(parts)}") if parts else None


@suggestion
def notified_bodies(view: CaseView) -> list[str] | None:
    """The bodies that may have to act too; only those the case names."""
    post, place = view.subject.government_position, view.subject.workplace
    if not post:
        return None
    where = f" tại {place}" if place else ""
    return [f"Cơ quan quản lý cán bộ giữ chức vụ {post}{where}"]
