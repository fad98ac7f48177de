"""Guards of letters: who settles a complaint (C24), and what may never show who denounced (C25)."""

from __future__ import annotations

from webapp.workflow.condition import Place
from webapp.workflow.facts import is_blank
from webapp.workflow.guards.reading import lines
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Unmet, guard
from webapp.workflow.view import CaseView

KEPT_FROM_THE_SUBJECT = frozenset({
    "letter_intake_sheet", "denouncer_minutes", "acceptance_notice", "inspection_proposal", "submission",
    "file_contents", "file_closing_sheet", "file_cover", "archive_handover_minutes",
})  # fmt: skip
"""Papers of a denunciation that stay with the body or go to the denouncer; every other one is searched."""


@guard(
    check="C24",
    says="người giải quyết khiếu nại không tham gia quyết định bị khiếu nại",
    who="body_standing",
    place=Place("team"),
    severity="warn",
)
def handler_did_not_decide(view: CaseView) -> Answer:
    """C24, a warning: whoever took part in the decision does not review it."""
    took_part = {name.strip() for name in lines(view, "decided_by_people")}
    if not took_part:
        return NOT_YET
    people = [*view.team, *([view.member_in_charge] if view.member_in_charge else [])]
    both = [person.name for person in people if person.name in took_part]
    if not both:
        return MET
    return Unmet(f"người khác thay đồng chí {', '.join(both)}, vì đã tham gia quyết định bị khiếu nại")


@guard(
    check="C25",
    says="văn bản gửi đối tượng không nêu tên, địa chỉ người tố cáo",
    who="team_leader",
    place=Place("document"),
    of_the_file=True,
)
def denouncer_is_not_named(view: CaseView) -> Answer:
    """C25: whatever the law of the day says, no paper the subject may receive shows who denounced."""
    if is_blank(view.facts.get("denouncer_name")) and not view.reveals:
        return NOT_YET
    for document in view.documents:
        found = view.reveals.get(document.id, ())
        if found and document.template not in KEPT_FROM_THE_SUBJECT:
            place = Place("document", document.template, document.step)
            return Unmet(
                f"văn bản “{document.title}” không lộ người tố cáo; đang in {len(found)} dấu hiệu (họ tên, địa chỉ, "
                "điện thoại hoặc dấu hiệu khác đã ghi)", place,
            )  # fmt: skip
    return MET


@guard(
    says="lý do không thụ lý đơn",
    who="body_standing",
    place=Place("fact", "refusal_reason"),
)
def refusal_has_a_reason(view: CaseView) -> Answer:
    """Whoever is refused is told why."""
    if view.facts.get("letter_accepted") is not False or not is_blank(view.facts.get("refusal_reason")):
        return MET
    return Unmet()


@guard(
    says="hình thức kỷ luật mới ghi khi thay đổi, khác hình thức cũ",
    who="body",
    place=Place("fact", "new_sanction"),
)
def complaint_result_is_complete(view: CaseView) -> Answer:
    """A change names the new sanction, and it is another one."""
    result, old, new = (view.facts.get(key) for key in ("complaint_result", "complained_sanction", "new_sanction"))
    if result is None:
        return NOT_YET
    if result not in ("lower", "raise"):
        return MET
    if is_blank(new):
        return Unmet("hình thức kỷ luật mới")
    return MET if new != old else Unmet(f"hình thức mới khác hình thức cũ; cả hai đang ghi {new}")
