"""Ask the rules what the guards of a case compare with: the vote, authority, limitation, limits, citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from webapp.errors import DomainError
from webapp.queries.case_findings import body_of, findings, limits_of
from webapp.rules.authority import authority
from webapp.rules.bases import Basis, basis_in_force
from webapp.rules.days import add_working_days, working_days_between
from webapp.rules.deadlines import Deadline, due
from webapp.rules.law import Law
from webapp.rules.levels import is_above
from webapp.rules.limitation import check_limitation
from webapp.rules.sanctions import check_sanction, forms_for
from webapp.rules.votes import Ballots, Sanction, check_ballots, outcome
from webapp.workflow.engine.due import due_of
from webapp.workflow.engine.pauses import moved
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView, LawView

_COUNTS = ("entitled", "present", "issued", "collected", "invalid")
_FORMS = {
    "organisation": (Sanction.DISSOLVE, Sanction.WARN, Sanction.REPRIMAND, Sanction.NONE),
    "member": (Sanction.EXPEL, Sanction.REMOVE, Sanction.WARN, Sanction.REPRIMAND, Sanction.NONE),
}
_AREA = "task_from_above"
"""Violations found by a commission's inspection concern tasks from above: a cell alone could not judge them."""

_TOPICS = ("process", "process_commission", "sanction_member")


def law_view(law: Law, view: CaseView, procedure: Procedure) -> LawView:
    """Everything the guards of `webapp.workflow` compare with, for the case as it stands on `view.today`."""
    known: dict[str, Any] = {"allowed_sanctions": _allowed(law, view)}
    known |= _vote(law, view)
    known |= _authority(law, view, known)
    known |= _limitation(law, view, known)
    known |= _announcement(law, view)
    above = is_above(law, view.office_level, view.subject.level, view.today)
    topics = {*_TOPICS, procedure.legal_basis.topic, *(step.rule.topic for step in procedure.steps if step.rule)}
    citations = dict(_citations(law, view, sorted(topics)))
    return LawView(
        **known,
        initiator_is_above=above.above,
        due_on=_limits(law, view, procedure),
        findings=findings(law, view, procedure),
        citations={key: text for key, (text, _) in citations.items()},
        unverified=frozenset(key for key, (_, verified) in citations.items() if not verified),
    )


def with_law(law: Law, view: CaseView, procedure: Procedure) -> CaseView:
    """The case with what the law says of it, and of each subject where a step is taken for each."""
    found = law_view(law, view, procedure)
    if len(view.subjects) == 1:
        return replace(view, law=found)
    levels = [is_above(law, view.office_level, one.level, view.today).above for one in view.subjects]
    above = False if False in levels else None if None in levels else True
    view = replace(view, law=replace(found, initiator_is_above=above))
    if all(step.per == "case" for step in procedure.steps):
        return view
    subjects = [
        replace(one, law=_law_of(law, view.of(one), found, level))
        for one, level in zip(view.subjects, levels, strict=True)
    ]
    return replace(view, subjects=tuple(subjects))


def _law_of(law: Law, view: CaseView, common: LawView, above: bool | None) -> LawView:
    """What differs from subject to subject: the forms allowed, the vote, authority, limitation, the announcement."""
    known: dict[str, Any] = {"allowed_sanctions": _allowed(law, view)}
    known |= _vote(law, view)
    known |= _authority(law, view, known)
    known |= _limitation(law, view, known)
    known |= _announcement(law, view)
    return LawView(
        **known,
        initiator_is_above=above,
        due_on=common.due_on,
        findings=common.findings,
        citations=common.citations,
        unverified=common.unverified,
    )


def vote_day(view: CaseView) -> date:
    """The day whose law counts for the vote: that of the session, else today."""
    held = view.facts.get("vote_session") or {}
    return held.get("on") or view.today


def tally(view: CaseView) -> Ballots | None:
    """The ballots as the rules count them; None until they are recorded."""
    given = view.facts.get("ballots")
    if not given:
        return None
    forms = _FORMS["organisation" if _target(view) == "organisation" else "member"]
    votes = {form: given.get(form.value) or 0 for form in forms}
    return Ballots(**{name: given.get(name) or 0 for name in _COUNTS}, votes=votes)


def _allowed(law: Law, view: CaseView) -> tuple[str, ...]:
    on, target = vote_day(view), _target(view)
    post = bool(view.subject.party_position)
    return tuple(
        form.value
        for form in forms_for(law, target, on)
        if check_sanction(law, sanction=form, target=target, has_party_post=post, on=on).allowed
    )


def _target(view: CaseView) -> Any:
    return view.subject.kind


def _vote(law: Law, view: CaseView) -> dict[str, Any]:
    ballots = tally(view)
    if ballots is None:
        return {}
    if problems := check_ballots(ballots):
        return {"vote_problems": tuple(problems)}
    try:
        counted = outcome(law, ballots, on=vote_day(view), mode="decide", target=_target(view))
    except DomainError as error:
        return {"vote_problems": (str(error),)}
    carried = counted.carried.value if counted.carried else Sanction.NONE.value
    return {"vote_counted": True, "carried_sanction": carried, "vote_sentence": counted.sentence}


def _authority(law: Law, view: CaseView, known: dict[str, Any]) -> dict[str, Any]:
    carried = known.get("carried_sanction")
    if not carried or carried == Sanction.NONE:
        return {}
    post = "committee_member_lower" if view.subject.party_position else "member"
    post = "organisation_lower" if view.subject.kind == "organisation" else post
    verdict = authority(
        law,
        body=body_of(view, view.initiator),
        target=view.subject.target or post,
        violation_area=str(view.facts.get("violation_area") or _AREA),
        sanction=Sanction(carried),
        on=vote_day(view),
    )
    return {
        "authority": verdict.verdict,
        "authority_sentence": verdict.sentence,
        "authority_verified": verdict.verified,
    }


def _limitation(law: Law, view: CaseView, known: dict[str, Any]) -> dict[str, Any]:
    """Tested after the vote, for the limit depends on the form (HD 06-HD/UBKTTW)."""
    carried, happened = known.get("carried_sanction"), view.facts.get("violation_ended_on")
    if not carried or carried == Sanction.NONE or not isinstance(happened, date):
        return {}
    concluded = (view.facts.get("conclusion_session") or {}).get("on") or view.today
    found = check_limitation(
        law, target=_target(view), sanction=Sanction(carried), violation_on=happened, concluded_on=concluded
    )
    return {
        "limitation_passed": found.passed,
        "limitation_sentence": found.sentence,
        "limitation_verified": found.verified,
    }


def _announcement(law: Law, view: CaseView) -> dict[str, Any]:
    document = view.document("discipline_decision")
    if document is None or document.dated_on is None or document.state != "issued":
        return {}
    found = _due(law, view, "decision_announced", document.dated_on)
    if view.initiator == "cell":  # the vote is announced at the meeting itself; the paper follows within ten days
        found = _due(law, view, "cell_decision_delivered", vote_day(view))
    return {"announcement_limit_on": found.due_on, "announcement_limit_verified": found.verified} if found else {}


def _due(law: Law, view: CaseView, event: str, start: date, **length: Any) -> Deadline | None:
    try:
        return due(law, event=event, start=start, on=start, **limits_of(view), **length)
    except DomainError:
        return None


def _citations(law: Law, view: CaseView, topics: Iterable[str]) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Check id or topic → where the law says so on this day, and whether somebody has read it there."""
    for topic in topics:
        if basis := _basis(law, topic, view.today):
            yield topic, (basis.short, basis.verified)
    for entry in law.checks:
        if basis := _basis(law, entry.topic, view.today):
            place = next((row for row in entry.places if row.basis == basis.id), None)
            text = f"{place.article}, {basis.short}" if place else basis.short
            yield entry.id, (text, entry.verified and basis.verified and (place is None or place.verified))


def _basis(law: Law, topic: str, on: date) -> Basis | None:
    try:
        return basis_in_force(law, topic, on)
    except DomainError:
        return None


def _limits(law: Law, view: CaseView, procedure: Procedure) -> dict[str, date]:
    """Step → last day, for the limits that are counted in working days or set by law."""
    found = {}
    for step in procedure.steps:
        limit = due_of(step, view)
        if limit is None or limit.starts_on is None or limit.kind not in ("working", "law"):
            continue
        days, unit = (limit.days, "working") if limit.kind == "working" else (None, None)
        counted = _due(law, view, limit.event, limit.starts_on, days=days, unit=unit)
        if counted:
            found[step.id] = _moved(law, view, counted)
    return found


def _moved(law: Law, view: CaseView, limit: Deadline) -> date:
    """The last day moved by what the case stood still: working days by working days, others by days."""
    if limit.unit != "working":
        return moved(limit.due_on, limit.start, view.pauses, view.today)
    on = limit.due_on
    for pause in sorted(view.pauses, key=lambda pause: pause.since):
        begin, until = max(pause.since, limit.start), pause.until or view.today
        if begin <= on and until > begin:
            on = add_working_days(law.days, on, working_days_between(law.days, begin, until))
    return on
