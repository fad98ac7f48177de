"""Guards of the ballot (C16). The counting itself is done by the rules of the day and arrives in `view.law`."""

from __future__ import annotations

from webapp.workflow.condition import Place
from webapp.workflow.facts import is_blank
from webapp.workflow.guards.reading import SANCTION_PAPERS, first_of
from webapp.workflow.guards.registry import MET, NOT_YET, Answer, Unmet, because, guard
from webapp.workflow.view import CaseView

SANCTIONS = {
    "reprimand": "khiển trách",
    "warn": "cảnh cáo",
    "remove": "cách chức",
    "expel": "khai trừ",
    "dissolve": "giải tán",
}


@guard(
    check="C16",
    says="số phiếu khớp nhau và kết quả đã được tính",
    who="commission",
    place=Place("fact", "ballots"),
    of_the_file=True,
)
def ballots_are_consistent(view: CaseView) -> Answer:
    """C16: the sums of the tally agree. Source: QĐ 22-QĐ/TW, Điều 15."""
    if is_blank(view.facts.get("ballots")):
        return NOT_YET
    if view.law.vote_problems:
        return Unmet(because("số phiếu khớp nhau", *view.law.vote_problems))
    return MET if view.law.vote_counted else Unmet("kết quả kiểm phiếu tính theo số phiếu đã ghi")


@guard(
    check="C16",
    says="quyết định ghi đúng hình thức kỷ luật đã được biểu quyết",
    who="standing_commission",
    place=Place("document", "discipline_decision"),
    of_the_file=True,
)
def decision_states_the_carried_sanction(view: CaseView) -> Answer:
    """C16: the decision says what the vote carried; a draft made before the ballots were corrected does not."""
    document, carried = first_of(view, SANCTION_PAPERS), view.law.carried_sanction
    if document is None:
        return NOT_YET
    if carried not in SANCTIONS:
        return Unmet("kết quả biểu quyết một hình thức kỷ luật", Place("fact", "ballots"))
    if document.sanction == carried:
        return MET
    stated = SANCTIONS.get(document.sanction, "chưa có hình thức nào")
    return Unmet(f"quyết định ghi hình thức {SANCTIONS[carried]} như đã biểu quyết; bản hiện có ghi: {stated}")
