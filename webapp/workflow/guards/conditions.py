"""The `when` conditions: does a step belong to this case at all. None means the case does not know it yet."""

from __future__ import annotations

from webapp.workflow.guards.registry import when
from webapp.workflow.guards.vote import SANCTIONS
from webapp.workflow.view import CaseView


@when
def discipline_was_proposed(view: CaseView) -> bool | None:
    """The commission concluded that discipline must be considered."""
    answer = view.facts.get("proceed_to_discipline")
    return answer if isinstance(answer, bool) else None


@when
def vote_carried_a_sanction(view: CaseView) -> bool | None:
    """The ballots carried one of the sanctions, and discipline was considered at all."""
    proposed = discipline_was_proposed(view)
    if not proposed:
        return proposed
    if not view.law.vote_counted or view.law.vote_problems:
        return None
    return view.law.carried_sanction in SANCTIONS


@when
def body_may_decide(view: CaseView) -> bool | None:
    """The commission may issue the sanction itself; an unverified or unknown table never takes that away."""
    return not _may_not_decide(view)


@when
def body_must_hand_over(view: CaseView) -> bool | None:
    """The sanction is beyond the commission: the file goes to the body that may decide (Điều 15, QĐ 22-QĐ/TW)."""
    return _may_not_decide(view)


def _may_not_decide(view: CaseView) -> bool:
    return view.law.authority in ("propose", "none") and view.law.authority_verified


@when
def limitation_has_not_passed(view: CaseView) -> bool | None:
    """No sanction is issued after the limitation period; an unverified period never takes that away."""
    return not (view.law.limitation_passed and view.law.limitation_verified)
