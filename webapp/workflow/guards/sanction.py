"""Guards of the sanction: does it exist for this member, who may decide it, is it in time (C17, C18, C19, C21)."""

from __future__ import annotations

from webapp.workflow.condition import Place
from webapp.workflow.guards.reading import session_day
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Unmet, because, day, guard
from webapp.workflow.guards.vote import SANCTIONS
from webapp.workflow.view import CaseView


@guard(
    check="C17",
    says="hình thức kỷ luật thuộc các hình thức áp dụng được với đối tượng",
    who="commission",
    place=Place("fact", "ballots"),
)
def sanction_fits_the_target(view: CaseView) -> Answer:
    """C17: removal only from a post, two forms for a probationary member. Source: QĐ 22-QĐ/TW, Điều 10."""
    carried, allowed = view.law.carried_sanction, view.law.allowed_sanctions
    if carried not in SANCTIONS:
        return Unmet("hình thức kỷ luật đã được biểu quyết")
    if not allowed:
        return Unmet("danh mục hình thức kỷ luật áp dụng được với đối tượng", Place("case", "subjects"), warn=True)
    if carried in allowed:
        return MET
    names = ", ".join(SANCTIONS.get(one, one) for one in allowed)
    return Unmet(f"hình thức áp dụng được với đối tượng ({names}); kết quả biểu quyết là {SANCTIONS[carried]}")


@guard(
    check="C17",
    says="phiếu chỉ gồm các hình thức áp dụng được với đối tượng",
    who="commission",
    place=Place("fact", "ballots"),
)
def ballots_fit_the_target(view: CaseView) -> Answer:
    """C17 at the count: a form that does not exist for this member cannot be voted for; such a ballot is invalid."""
    ballots, allowed = view.facts.get("ballots"), view.law.allowed_sanctions
    if not isinstance(ballots, dict) or not allowed:
        return NOT_YET
    strange = [
        f"{ballots[form]} phiếu {name}" for form, name in SANCTIONS.items() if form not in allowed and ballots.get(form)
    ]
    if not strange:
        return MET
    names = ", ".join(SANCTIONS.get(one, one) for one in allowed)
    return Unmet(f"phiếu chỉ gồm các hình thức áp dụng được ({names}); đang ghi {', '.join(strange)}")


@guard(
    check="C18",
    says="thẩm quyền quyết định hình thức kỷ luật này",
    who="standing_commission",
    place=Place("case", "initiator"),
)
def body_may_decide_the_sanction(view: CaseView) -> Answer:
    """C18: the body that signs may decide, not merely propose. Source: QĐ 22-QĐ/TW, Điều 11-12."""
    law = view.law
    if law.authority == "decide":
        return MET
    if law.authority == "unknown":
        return Unmet("bảng thẩm quyền cho trường hợp này (chưa xác định được)", warn=True, verified=False)
    sentence = because("thẩm quyền quyết định hình thức kỷ luật này", law.authority_sentence)
    return Unmet(sentence, warn=not law.authority_verified, verified=law.authority_verified)


@guard(
    check="C19",
    says="thời hiệu kỷ luật",
    who="commission",
    place=Place("fact", "violation_ended_on"),
)
def within_limitation(view: CaseView) -> Answer:
    """C19: after the limitation period no sanction is enforced. Source: QĐ 69-QĐ/TW, Điều 4."""
    law = view.law
    if law.limitation_passed is None:
        return Unmet("kết quả tính thời hiệu kỷ luật", warn=True, verified=law.limitation_verified)
    if not law.limitation_passed:
        return MET
    sentence = because("thời hiệu kỷ luật", law.limitation_sentence or "Thời hiệu đã hết")
    return Unmet(sentence, warn=not law.limitation_verified, verified=law.limitation_verified)


@guard(
    check="C19",
    says="thời hiệu kỷ luật, xem trước khi biểu quyết",
    who="commission",
    place=Place("fact", "violation_ended_on"),
    severity="warn",
)
def limitation_before_vote(view: CaseView) -> Answer:
    """C19 before the vote: a warning only, the period depends on the sanction the vote will carry."""
    if view.law.limitation_passed is None:
        return NOT_YET
    if not view.law.limitation_passed:
        return MET
    return Unmet(because("thời hiệu kỷ luật", view.law.limitation_sentence or "Thời hiệu đã hết"))


@guard(
    check="C21",
    says="quyết định kỷ luật công bố đúng hạn",
    who="member_in_charge",
    place=Place("fact", "sanction_announcement"),
    severity="warn",
)
def sanction_announced_in_time(view: CaseView) -> Answer:
    """C21, a warning: a late announcement is reported to the body above, it is not undone."""
    announced, limit = session_day(view, "sanction_announcement"), view.law.announcement_limit_on
    if announced is None or limit is None:
        return NOT_YET
    if announced <= limit:
        return MET
    return Unmet(
        f"công bố đúng hạn {day(limit)}; biên bản ghi {day(announced)}, phải báo cáo cấp có thẩm quyền",
        verified=view.law.announcement_limit_verified,
    )
