"""The `when` conditions: does a step belong to this case at all. None means the case does not know it yet."""

from __future__ import annotations

from webapp.workflow.guards.registry import when
from webapp.workflow.guards.vote import SANCTIONS
from webapp.workflow.view import CaseView


@when
def discipline_was_proposed(view: CaseView) -> bool | None:
    """The commission concluded that discipline must be considered; a letter that is not settled leads to none."""
    if view.facts.get("letter_accepted") is False:
        return False
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


@when
def body_is_a_cell(view: CaseView) -> bool | None:
    """A cell works with fewer papers: a plan without a decision, an extract instead of minutes of a session."""
    return view.initiator == "cell"


@when
def body_is_not_a_cell(view: CaseView) -> bool | None:
    """Every other body."""
    return view.initiator != "cell"


@when
def discipline_was_begun(view: CaseView) -> bool | None:
    """Discipline is considered: inside the inspection once that is allowed, else after the announced conclusion."""
    approval, announced = view.record("approve_dual_process"), view.record("announce_conclusion")
    if approval is not None and approval.state == "done":
        return True
    proposed = discipline_was_proposed(view)
    return None if proposed and announced is None else proposed


@when
def body_votes_to_decide(view: CaseView) -> bool | None:
    """The session votes to decide; one ballot, one round, so it is known before."""
    return _votes_to(view, "decide")


@when
def body_votes_to_propose(view: CaseView) -> bool | None:
    """The session votes to propose, because the sanction is beyond it."""
    return _votes_to(view, "propose")


def _votes_to(view: CaseView, what: str) -> bool | None:
    answer = view.facts.get("votes_to")
    return None if answer is None else answer == what


@when
def sanction_was_carried(view: CaseView) -> bool | None:
    """The ballots that decide carried one of the sanctions; ballots that propose decide nothing."""
    if view.facts.get("votes_to") == "propose" or discipline_was_proposed(view) is False:
        return False
    if not view.law.vote_counted or view.law.vote_problems:
        return None
    return view.law.carried_sanction in SANCTIONS


@when
def sanction_goes_to_the_higher_body(view: CaseView) -> bool | None:
    """What was voted is a proposal, or a sanction beyond the body: the file goes up with the counts as they are."""
    if view.facts.get("votes_to") == "propose":
        return True
    carried = sanction_was_carried(view)
    return carried and _may_not_decide(view)


@when
def letter_was_accepted(view: CaseView) -> bool | None:
    """The letter is settled here."""
    return _answered(view, "letter_accepted")


@when
def letter_serves_as_information(view: CaseView) -> bool | None:
    """A nameless letter with concrete content may lead to an inspection on signs of violation."""
    accepted = letter_was_accepted(view)
    return None if accepted is None else not accepted and view.facts.get("letter_is_information") is True


@when
def suspension_was_agreed(view: CaseView) -> bool | None:
    """The session decided to suspend."""
    return _answered(view, "suspension_agreed")


@when
def effect_ended_by_itself(view: CaseView) -> bool | None:
    """The decision has ended, as nothing held it."""
    outcome = view.facts.get("effect_outcome")
    return None if outcome is None else outcome == "ended"


def _answered(view: CaseView, key: str) -> bool | None:
    answer = view.facts.get(key)
    return answer if isinstance(answer, bool) else None


@when
def subject_sits_on_a_committee(view: CaseView) -> bool | None:
    """A committee member suspended from Party activity is suspended from the committee by that alone."""
    kind = view.facts.get("suspension_kind")
    return None if kind is None else kind == "party_activity" and view.facts.get("committee_member") is True


@when
def supervision_found_a_fault(view: CaseView) -> bool | None:
    """Regular supervision ends with a written reminder."""
    return _outcome(view, "reminder")


@when
def supervision_found_signs(view: CaseView) -> bool | None:
    """Regular supervision found signs of violation."""
    return _outcome(view, "signs")


def _outcome(view: CaseView, what: str) -> bool | None:
    answer = view.facts.get("supervision_outcome")
    return None if answer is None else answer == what
