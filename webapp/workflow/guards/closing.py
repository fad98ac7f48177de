"""Guards of the conclusion, its announcement, and the end of a case."""

from __future__ import annotations

from datetime import date

from webapp.workflow.condition import Place
from webapp.workflow.facts import is_blank
from webapp.workflow.guards.reading import CONCLUSIONS, REPORTS, SANCTION_PAPERS, first_of, is_issued, rows, session_day
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Unmet, day, guard
from webapp.workflow.view import CaseView


@guard(
    check="C34",
    says="kỳ họp kết luận có quá nửa số thành viên Uỷ ban dự",
    who="commission",
    place=Place("fact", "conclusion_session"),
    severity="warn",
)
def conclusion_session_has_quorum(view: CaseView) -> Answer:
    """C34, never more than a warning: no text with a quorum was read; more than half of the members is assumed."""
    session = view.facts.get("conclusion_session")
    if not isinstance(session, dict) or is_blank(session.get("attendees")):
        return NOT_YET
    names = {str(person.get("name", "")).strip() for person in session["attendees"] if isinstance(person, dict)}
    present = sum(member.name in names for member in view.commission)
    if present * 2 > len(view.commission):
        return MET
    return Unmet(f"quá nửa số thành viên Uỷ ban dự kỳ họp; biên bản ghi {present}/{len(view.commission)}")


@guard(
    says="kỳ họp kết luận sau khi có báo cáo kết quả kiểm tra",
    who="commission",
    place=Place("fact", "conclusion_session"),
)
def conclusion_after_report(view: CaseView) -> Answer:
    """The session hears the team's report, so it cannot be earlier."""
    held, report = session_day(view, "conclusion_session"), first_of(view, REPORTS)
    reported = report.dated_on if report else None
    if held is None or reported is None:
        return NOT_YET
    if held >= reported:
        return MET
    return Unmet(f"kỳ họp sau ngày báo cáo kết quả; kỳ họp ghi {day(held)}, báo cáo ghi {day(reported)}")


@guard(
    says="mỗi yêu cầu sau kiểm tra có người làm, việc phải làm và thời hạn",
    who="standing_commission",
    place=Place("fact", "requirements"),
)
def requirements_have_owner_and_deadline(view: CaseView) -> Answer:
    """A requirement nobody owns, or without an end, cannot be followed up."""
    found = rows(view, "requirements")
    if not found:
        return NOT_YET
    wanted = {"owner": "người làm", "content": "việc phải làm", "deadline": "thời hạn"}
    for number, row in enumerate(found, start=1):
        missing = [label for name, label in wanted.items() if is_blank(row.get(name))]
        if missing:
            return Unmet(f"{', '.join(missing)} của yêu cầu thứ {number}")
        held, deadline = session_day(view, "conclusion_session"), row["deadline"]
        if held and isinstance(deadline, date) and deadline < held:
            return Unmet(f"thời hạn đúng của yêu cầu thứ {number}; {day(deadline)} trước kỳ họp kết luận {day(held)}")
    return MET


@guard(
    says="thông báo kết luận đã công bố",
    who="member_in_charge",
    place=Place("document", "announcement_minutes", "announce_conclusion"),
)
def conclusion_was_announced(view: CaseView) -> Answer:
    """Discipline follows a conclusion the member has been told."""
    return MET if is_issued(view, "announcement_minutes", "announce_conclusion") else Unmet()


@guard(
    says="ngày công bố không trước ngày ban hành thông báo kết luận",
    who="member_in_charge",
    place=Place("fact", "conclusion_announcement"),
)
def conclusion_announced_after_issue(view: CaseView) -> Answer:
    """Nothing is announced before it exists."""
    return _announced_after_issue(view, "conclusion_announcement", CONCLUSIONS)


@guard(
    says="ngày công bố không trước ngày ban hành quyết định kỷ luật",
    who="member_in_charge",
    place=Place("fact", "sanction_announcement"),
)
def sanction_announced_after_issue(view: CaseView) -> Answer:
    """Nothing is announced before it exists."""
    return _announced_after_issue(view, "sanction_announcement", SANCTION_PAPERS)


def _announced_after_issue(view: CaseView, session: str, templates: tuple[str, ...]) -> Answer:
    announced, paper = session_day(view, session), first_of(view, templates)
    issued = paper.dated_on if paper else None
    if announced is None or issued is None:
        return NOT_YET
    if announced >= issued:
        return MET
    return Unmet(f"ngày công bố đúng thứ tự; công bố ghi {day(announced)}, văn bản ghi {day(issued)}")


@guard(
    says="mọi văn bản của hồ sơ đã ban hành",
    who="team_secretary",
    place=Place("case", "documents"),
    at_the_end=True,
)
def every_document_is_issued(view: CaseView) -> Answer:
    """A file is closed when none of its documents is still under way."""
    for document in view.documents:
        if document.state != "issued":
            name = document.title or "văn bản đang soạn"
            return Unmet(f"việc ban hành “{name}”", Place("document", document.template, document.step))
    return MET
