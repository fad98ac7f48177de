"""Answer for each guard of `workflow.guards.by_law` what the dated rules say of this case: guard name → finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from webapp.errors import DomainError
from webapp.rules.bases import missing_topics
from webapp.rules.complaints import ComplaintCheck, check_complaint, instances_for
from webapp.rules.deadlines import due, find_rule
from webapp.rules.denunciations import check_letter
from webapp.rules.effect import end_of_effect
from webapp.rules.holds import hold
from webapp.rules.law import Law
from webapp.rules.lengths import LengthCheck, check_extension, check_reference_period, check_working_period
from webapp.rules.suspension import check_suspension
from webapp.rules.terms import Sanction
from webapp.rules.votes import Ballots, check_ballots
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView, LawFinding

BODY = {"commission": "commission", "committee": "committee", "standing_board": "board"}
"""Who opened the case → how the law files name that body of the office's level."""

Question = Callable[[Law, CaseView, Procedure], LawFinding | None]


def findings(law: Law, view: CaseView, procedure: Procedure) -> dict[str, LawFinding]:
    """The answers that can be given today; a question whose facts are missing, or that no rule knows, is left out."""
    found = {}
    for name, ask in _QUESTIONS.items():
        try:
            answer = ask(law, view, procedure)
        except DomainError as error:
            answer = LawFinding(None, str(error), verified=False)
        if answer is not None:
            found[name] = answer
    return found


def body_of(view: CaseView, initiator: str) -> str:
    """How the law files call that body at the level of the office: `commune_board`; a cell is one everywhere."""
    return f"{view.office_level}_{BODY[initiator]}" if initiator in BODY else initiator


def _day(view: CaseView, key: str) -> date | None:
    value = view.facts.get(key)
    value = value.get("on") if isinstance(value, dict) else value
    return value if isinstance(value, date) else None


def _length(found: LengthCheck) -> LawFinding:
    return LawFinding(found.allowed, found.sentence, found.verified)


def limits_of(view: CaseView) -> dict[str, Any]:
    """Whose limits hold in this case: of its kind, of the level of the body that acts, of that kind of body."""
    level = "cell" if view.initiator == "cell" else view.office_level
    return {"kind": view.kinds[0] if view.kinds else None, "level": level, "initiator": view.initiator}


def _decided_on(view: CaseView) -> date:
    document = view.document("inspection_decision")
    return document.dated_on if document and document.dated_on else view.today


def _working_time(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    days = view.facts.get("working_days")
    if not isinstance(days, int):
        return None
    on = _decided_on(view)
    start = _day(view, "report_received_on") or on
    kind, level, initiator = procedure.code, view.office_level, view.initiator
    if find_rule(law, event="working_period", on=on, kind=kind, level=level, initiator=initiator) is None:
        return None
    checked = check_working_period(
        law, start=start, days=days, unit="working", on=on, kind=kind, level=level, initiator=initiator
    )
    return _length(checked)


def _extension(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    extra, days = view.facts.get("extend_days"), view.facts.get("working_days")
    granted, start = _day(view, "extension_granted_on"), _day(view, "report_received_on") or _decided_on(view)
    if not isinstance(extra, int) or not isinstance(days, int) or granted is None:
        return None
    where = {"kind": procedure.code, "level": view.office_level, "initiator": view.initiator}
    first_end = due(law, event="inspection_length", start=start, on=start, days=days, unit="working").due_on
    rule = find_rule(law, event="working_period", on=_decided_on(view), **where)
    if rule is None:
        late = granted > first_end
        sentence = "Gia hạn phải được duyệt trước khi hết thời gian làm việc đã ghi trong kế hoạch."
        return LawFinding(not late, sentence, verified=False)
    return _length(check_extension(rule, extra=extra, approved_on=granted, first_end=first_end))


def _reference_period(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    first = _day(view, "period_from")
    on, initiator = _decided_on(view), view.initiator
    if first is None or find_rule(law, event="reference_period", on=on, initiator=initiator) is None:
        return None
    return _length(check_reference_period(law, first_day=first, plan_on=on, initiator=initiator))


def _hold(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    reason = view.facts.get("hold_situation")
    if not reason:
        return None
    if reason == "nothing":
        return LawFinding(True)
    found = hold(law, reason=str(reason), on=view.today)
    return LawFinding(not found.stops_discipline, found.sentence, found.verified)


def _complaint(law: Law, view: CaseView) -> ComplaintCheck | None:
    filed, body = _day(view, "complaint_filed_on"), view.facts.get("challenged_body")
    sanction = _sanction(view, "complained_sanction")
    if filed is None or not body or sanction is None:
        return None
    settled = view.facts.get("settled_before_by")
    declared = [] if view.facts.get("complaint_obstacle") in (None, "nothing") else [view.facts["complaint_obstacle"]]
    return check_complaint(
        law,
        filed_on=filed,
        received_on=_day(view, "challenged_received_on"),
        announced_on=_day(view, "challenged_announced_on"),
        decided_by=body_of(view, str(body)),
        handled_by=body_of(view, view.initiator),
        sanction=sanction,
        settled_by=body_of(view, str(settled)) if settled and settled != "nobody" else None,
        facts=declared,
    )


def _complaint_may(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    checked = _complaint(law, view)
    if checked is None or view.facts.get("letter_accepted") is False:
        return None if checked is None else LawFinding(True)
    problems = [one for one in checked.problems if one.code != "wrong_instance"]
    sentences = " ".join(one.sentence for one in problems)
    return LawFinding(not problems, sentences, all(one.verified for one in problems) and checked.verified)


def _complaint_instance(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    body = view.facts.get("settled_before_by")
    body = body if body and body != "nobody" else view.facts.get("challenged_body")
    if not body:
        return None
    if view.facts.get("letter_accepted") is False:
        return LawFinding(True)
    found = instances_for(law, decided_by=body_of(view, str(body)), on=_day(view, "complaint_filed_on") or view.today)
    if not found.bodies:
        return LawFinding(None, "Chưa có dữ liệu về cấp giải quyết khiếu nại này.", verified=False)
    labels = {entry.name: entry.label for entry in law.authority.body}
    named = " hoặc ".join(labels.get(one, one) for one in found.bodies)
    sentence = f"Khiếu nại này do {named} giải quyết; hãy chuyển đơn đến đúng cấp."
    return LawFinding(body_of(view, view.initiator) in found.bodies, sentence, found.verified)


def _letter(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    fault = view.facts.get("letter_faults")
    if not fault:
        return None
    if fault == "nothing" or view.facts.get("letter_accepted") is False:
        return LawFinding(True)
    concrete = view.facts.get("letter_is_concrete") is not False
    pressed = view.facts.get("withdrawn_under_pressure") is True
    found = check_letter(law, faults=[str(fault)], on=view.today, concrete=concrete, under_pressure=pressed)
    return LawFinding(found.use == "settle", " ".join(found.sentences), found.verified)


def _suspension(until: str, extensions: int) -> Question:
    def ask(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
        start, end = _day(view, "suspension_from"), _day(view, until)
        if extensions and view.facts.get("suspension_change") == "lift":
            return LawFinding(True)
        if start is None or end is None:
            return None
        found = check_suspension(
            law,
            target="organisation" if view.subject.kind == "organisation" else "member",
            start=start,
            end=end,
            extensions=extensions,
            legal_term=view.facts.get("suspension_ground") in ("prosecuted", "detained", "criminal_initiation"),
        )
        return LawFinding(found.allowed, found.sentence, found.verified)

    return ask


def _bases(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    topics = sorted({procedure.legal_basis.topic, *(step.rule.topic for step in procedure.steps if step.rule)})
    missing = missing_topics(law, topics, view.today)
    sentence = "Dữ liệu pháp lý chưa có văn bản còn hiệu lực cho một số căn cứ; người quản trị cần bổ sung."
    return LawFinding(None if missing else True, sentence if missing else "", verified=not missing)


def _archived(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    done, start = _day(view, "archived_on"), _day(view, "conclusion_announcement")
    if done is None or start is None:
        return None
    if find_rule(law, event="file_handover", on=start, level=view.office_level) is None:
        return None
    limit = due(law, event="file_handover", start=start, on=start, level=view.office_level)
    return LawFinding(done <= limit.due_on, limit.sentence, limit.verified)


def _effect(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    announced, sanction = _day(view, "sanction_announced_on"), _sanction(view, "ended_sanction")
    if announced is None or sanction is None:
        return None
    if view.facts.get("effect_outcome") == "superseded":
        return LawFinding(True)
    found = end_of_effect(
        law,
        sanction=sanction,
        announced_on=announced,
        on=view.today,
        complaint_open=view.facts.get("complaint_open") is True,
        complaint_decision_announced_on=_day(view, "complaint_decision_announced_on"),
        new_violation=view.facts.get("new_violation") is True,
    )
    return LawFinding(found.ended, found.sentence, found.verified)


def _proposal(law: Law, view: CaseView, procedure: Procedure) -> LawFinding | None:
    given = view.facts.get("proposal_ballots")
    if not given:
        return None
    counts = {name: given.get(name) or 0 for name in ("entitled", "present", "issued", "collected", "invalid")}
    votes = {form: given[form.value] for form in Sanction if form.value in given}
    wrong = check_ballots(Ballots(**counts, votes=votes))
    return LawFinding(not wrong, " ".join(wrong))


def _sanction(view: CaseView, key: str) -> Sanction | None:
    """The sanction a fact names in Vietnamese, as the documents print it."""
    return next((form for form in Sanction if form.label == view.facts.get(key)), None)


_QUESTIONS: dict[str, Question] = {
    "working_time_within_limit": _working_time,
    "extension_within_limit": _extension,
    "reference_period_within_limit": _reference_period,
    "no_hold_stands_in_the_way": _hold,
    "complaint_may_be_settled": _complaint_may,
    "complaint_goes_to_the_right_instance": _complaint_instance,
    "letter_can_be_settled": _letter,
    "suspension_within_limits": _suspension("suspension_to", 0),
    "extended_suspension_within_limits": _suspension("suspension_changed_on", 1),
    "bases_are_in_force": _bases,
    "proposal_ballots_are_consistent": _proposal,
    "file_archived_in_time": _archived,
    "effect_has_ended": _effect,
}


