"""Guards of the decision, the plan, and the order of dates."""

from __future__ import annotations

from datetime import date

from webapp.workflow.condition import Place
from webapp.workflow.facts import is_blank
from webapp.workflow.guards.reading import REPORTS, document_day, first_of, is_issued, lines, rows, session_day
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Unmet, day, guard
from webapp.workflow.view import CaseView

_PAIRS = (
    ("inspection_decision", "inspection_plan"),
    ("inspection_decision", "denunciation_plan"),
    ("complaint_team_decision", "complaint_plan"),
    ("inspection_decision", "discipline_plan"),
)
"""Which decision and plan start the work of a team, by kind; the first whose plan is there counts."""

_BEFORE_THE_TEAM = frozenset({
    "inspection_proposal", "letter_intake_sheet", "acceptance_notice", "denouncer_minutes", "submission",
    *(template for pair in _PAIRS for template in pair),
})  # fmt: skip
_STEPS_BEFORE = frozenset({"propose", "receive_letter", "decide_on_letter", "meet_denouncer"})
_SESSIONS_BEFORE = frozenset({"denouncer_session"})

_PLAN_FACTS = {
    "plan_purposes": "mục đích",
    "plan_requirements": "yêu cầu",
    "content_items": "nội dung",
    "period_from": "mốc thời gian (từ ngày)",
    "period_to": "mốc thời gian (đến ngày)",
    "method_steps": "phương pháp tiến hành",
    "working_days": "thời gian làm việc",
}


@guard(
    check="C01",
    says="mọi văn bản, buổi làm việc của đoàn đều sau ngày quyết định và kế hoạch",
    who="team_leader",
    place=Place("step"),
    of_the_file=True,
)
def no_minutes_before_decision(view: CaseView) -> Answer:
    """C01: nothing of the carrying-out stage is dated before decision and plan."""
    start = _start_of_the_team(view)
    if start is None:
        return NOT_YET
    for document in view.documents:
        before = document.template in _BEFORE_THE_TEAM or document.step in _STEPS_BEFORE
        if not before and document.dated_on and document.dated_on < start:
            place = Place("document", document.template, document.step)
            name = document.title or "văn bản của đoàn"
            return Unmet(f"ngày đúng thứ tự: {name} ghi {day(document.dated_on)}, quyết định ghi {day(start)}", place)
    for key in view.facts:
        held = session_day(view, key)
        if held and held < start and key not in _SESSIONS_BEFORE:
            return Unmet(
                f"ngày đúng thứ tự: buổi làm việc ghi {day(held)}, quyết định ghi {day(start)}", Place("fact", key)
            )
    return MET


def _start_of_the_team(view: CaseView) -> date | None:
    known = [on for template in _pair(view) if (on := document_day(view, template))]
    return max(known) if known else None


def _pair(view: CaseView) -> tuple[str, str]:
    """The decision and the plan that start the work of this case's team."""
    return next((pair for pair in _PAIRS if view.document(pair[1])), _PAIRS[0])


@guard(
    check="C02",
    says="quyết định và kế hoạch cùng ngày",
    who="standing_commission",
    place=Place("document", "inspection_plan"),
)
def decision_and_plan_same_day(view: CaseView) -> Answer:
    """C02: decision and plan are issued together. Content and team are the same facts, so only the day can differ."""
    decided, planned = (document_day(view, template) for template in _pair(view))
    if decided is None or planned is None:
        return NOT_YET
    if decided == planned:
        return MET
    return Unmet(f"quyết định và kế hoạch cùng ngày; quyết định ghi {day(decided)}, kế hoạch ghi {day(planned)}")


@guard(
    check="C03",
    says="kế hoạch đủ mục đích, yêu cầu, nội dung, mốc thời gian, phương pháp, thời gian làm việc",
    who="area_officer",
    place=Place("document", "inspection_plan"),
)
def plan_is_complete(view: CaseView) -> Answer:
    """C03: what a plan must contain. Source: QĐ 139-QĐ/TW and 164-QĐ/TW (the central twins)."""
    missing = [key for key in _PLAN_FACTS if is_blank(view.facts.get(key))]
    if missing:
        return Unmet("trong kế hoạch: " + ", ".join(_PLAN_FACTS[key] for key in missing), Place("fact", missing[0]))
    begins, ends = view.facts["period_from"], view.facts["period_to"]
    if isinstance(begins, date) and isinstance(ends, date) and begins > ends:
        return Unmet(
            f"mốc thời gian đúng thứ tự; đang ghi từ {day(begins)} đến {day(ends)}", Place("fact", "period_from")
        )
    if isinstance(view.facts["working_days"], int) and view.facts["working_days"] < 1:
        return Unmet("thời gian làm việc ít nhất 01 ngày", Place("fact", "working_days"))
    return MET


@guard(
    says="kết quả thẩm tra cho từng nội dung kiểm tra",
    who="team",
    place=Place("fact", "findings"),
    at_the_end=True,
)
def every_content_has_a_finding(view: CaseView) -> Answer:
    """Each content of the plan is answered by a finding, and no finding answers a content that is not there."""
    contents = len(lines(view, "content_items"))
    found = {row.get("item") for row in rows(view, "findings")}
    if not found:
        return NOT_YET
    strange = sorted(str(item) for item in found if not isinstance(item, int) or not 1 <= item <= contents)
    if strange:
        return Unmet(f"nội dung số {', '.join(strange)} trong kế hoạch (kế hoạch có {contents} nội dung)")
    missing = [str(item) for item in range(1, contents + 1) if item not in found]
    return Unmet(f"kết quả thẩm tra của nội dung số {', '.join(missing)}") if missing else MET


@guard(
    says="báo cáo kết quả của đoàn đã ban hành",
    who="team_leader",
    place=Place("step", "report_result", "report_result"),
)
def final_report_issued(view: CaseView) -> Answer:
    """The body concludes on a final report, whatever the kind of case calls it."""
    report = first_of(view, REPORTS)
    return MET if report is not None and report.state == "issued" else Unmet()


@guard(
    says="báo cáo kết quả kiểm tra đã ban hành",
    who="team_leader",
    place=Place("document", "result_report"),
)
def result_report_issued(view: CaseView) -> Answer:
    """The commission concludes on a final report, not on a draft."""
    return MET if is_issued(view, "result_report") else Unmet()
