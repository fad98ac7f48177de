"""The conditions of a step: facts known, papers received, documents issued, guards that hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from webapp.workflow.condition import Condition, Place
from webapp.workflow.engine.each import for_each, views_for, views_of
from webapp.workflow.facts import check, is_empty
from webapp.workflow.guards import GUARDS
from webapp.workflow.guards.registry import OF_THE_PROCESS
from webapp.workflow.procedure.model import DocumentNeed, FactDefinition, Procedure, Step, UploadNeed
from webapp.workflow.view import CaseView, DocumentView

_NEXT = {  # state of the newest version → what is still to be done, and by whom when it is not the drafter
    "drafting": ("soạn xong và trình", ""),
    "submitted": ("được duyệt", "standing_commission"),
    "approved": ("được ký", "standing_commission"),
    "signed": ("được ban hành", "records_clerk"),
}


def entry_conditions(procedure: Procedure, view: CaseView, step: Step, subject: str = "") -> tuple[Condition, ...]:
    """What must hold before the documents of the step are drafted, all of them or those of one subject."""
    return tuple(_judged(procedure, about(view, subject), step, step.entry_guards))


def issue_conditions(
    procedure: Procedure, view: CaseView, step: Step, template: str, on: date, subject: str = ""
) -> tuple[Condition, ...]:
    """What the guards of the step would say if the document were issued on that day, as it can never be taken back."""
    at_work = at_this_round(view, step)
    made = about(at_work, subject).document(template, step.id)
    others = tuple(one for one in view.documents if one is not made)
    made = made or DocumentView(template, step.id, "issued", subject=subject)
    then = replace(view, documents=(*others, replace(made, state="issued", dated_on=on)))
    names = tuple(name for name in dict.fromkeys((*step.entry_guards, *step.guards)) if not GUARDS[name].at_the_end)
    return tuple(_judged(procedure, about(then, subject), step, names))


def about(view: CaseView, subject: str) -> CaseView:
    """The case seen as that of one subject (its id), so that what another one lacks holds nobody up; "": as it is."""
    found = next((one for one in view.subjects if subject and one.id == subject), None)
    return view.of(found) if found else view


def round_of(procedure: Procedure, view: CaseView, step_id: str) -> int:
    """Which round of the step is at work: 1 until it is repeated or done again. Raises KeyError."""
    return _round(view, procedure.step(step_id))


def _round(view: CaseView, step: Step) -> int:
    return view.round(step.id, repeated=bool(step.side and step.side.many))


def wanted(procedure: Procedure, view: CaseView, step_id: str) -> tuple[tuple[str, str], ...]:
    """(template, subject id) of every document the step makes, in order; "" for the case's own. Raises KeyError."""
    step = procedure.step(step_id)
    found = []
    for need in step.documents:
        views = views_for(step, view, need)
        once = step.per_of(need) == "case"
        found += [(need.template, "" if once else one.subject.id) for one in views]
    return tuple(found)


def at_this_round(view: CaseView, step: Step) -> CaseView:
    """The case without the step's documents of earlier rounds: a second extension is decided by a second decision."""
    now = _round(view, step)
    kept = tuple(one for one in view.documents if one.step != step.id or one.round == now)
    return view if len(kept) == len(view.documents) else replace(view, documents=kept)


def finish_conditions(procedure: Procedure, view: CaseView, step: Step) -> tuple[Condition, ...]:
    """Everything that must hold before the step is performed, in the order people work."""
    verified = not (step.rule and step.rule.topic in view.law.unverified)
    now = at_this_round(view, step)
    needs = [
        *(_of_all(now, step, one, lambda v, n: _fact(v, step, n)) for one in step.facts),
        *(_of_all(now, step, one, lambda v, n: _upload(v, step, n)) for one in step.uploads if one.required),
        *(_of_all(now, step, one, lambda v, n: _wanted(v, step, n)) for one in step.documents),
    ]
    # A missing paper blocks whether or not its rule was read: the step cannot be performed without it.
    stated = [replace(one, rule=_rule_of(view, step), verified=verified) for one in needs if one is not None]
    guards = dict.fromkeys((*step.entry_guards, *step.guards))
    return (*stated, *_judged(procedure, view, step, tuple(guards)))


def own_conditions(procedure: Procedure, view: CaseView, step: Step) -> tuple[Condition, ...]:
    """What the step still lacks of the one subject `view` is about: its facts, papers and documents."""
    now = at_this_round(view, step)
    needs = [
        *(_fact(now, step, one) for one in step.facts if step.per_of(one) != "case"),
        *(_upload(now, step, one) for one in step.uploads if one.required and step.per_of(one) != "case"),
    ]
    for need in step.documents:
        if step.per_of(need) != "case" and views_for(step, now, need):
            needs.append(_wanted(now, step, need))
    return tuple(one for one in needs if one is not None and not one.met)


Need = TypeVar("Need", FactDefinition, UploadNeed, DocumentNeed)


def _of_all(view: CaseView, step: Step, need: Need, judge: Callable[[CaseView, Need], Condition | None]) -> Any:
    """The condition of one need, for the case or for all subjects it concerns."""
    per = step.per_of(need)
    views = views_for(step, view, need) if isinstance(need, DocumentNeed) else views_of(step, view, per)
    return for_each(views, per, len(view.subjects) > 1, lambda one: judge(one, need))


def _judged(procedure: Procedure, view: CaseView, step: Step, names: Iterable[str]) -> Iterator[Condition]:
    views = views_of(step, view, step.per)
    for name in names:
        condition = for_each(views, step.per, len(view.subjects) > 1, GUARDS[name])
        if condition is not None:
            rule = condition.rule or (_rule_of(view, step) if condition.check in OF_THE_PROCESS else "")
            yield replace(condition, place=_at(procedure, condition.place, step), rule=rule)


def _rule_of(view: CaseView, step: Step) -> str:
    """The part and the text of the day that the step comes from; empty when the case's law does not cite it."""
    cited = view.law.citations.get(step.rule.topic, "") if step.rule else ""
    return f"{step.rule.part}, {cited}" if cited and step.rule and step.rule.part else cited


def _at(procedure: Procedure, place: Place, step: Step) -> Place:
    """Fill in the step where a place is: its own, else the step that asks for the fact or makes the document."""
    if place.step:
        return place
    owner: Step | None = None
    if place.kind == "fact":
        owner = procedure.step_of_fact(place.key)
    elif place.kind == "document":
        here = any(one.template == place.key for one in step.documents)
        owner = step if here else procedure.step_of_document(place.key)
    elif place.kind == "upload":
        owner = next((one for one in procedure.steps if any(u.kind == place.key for u in one.uploads)), None)
    return replace(place, step=(owner or step).id)


def _fact(view: CaseView, step: Step, fact: FactDefinition) -> Condition | None:
    value = view.facts.get(fact.key)
    place = Place("fact", fact.key, step.id)
    label = fact.label[:1].lower() + fact.label[1:]
    if is_empty(fact, value):
        if not fact.required:
            return None
        return Condition(f"fact:{fact.key}", False, "error", label, step.actor, place)
    wrong = check(fact, value)
    sentence = f"{label} ghi đúng: {'; '.join(wrong)}" if wrong else label
    return Condition(f"fact:{fact.key}", not wrong, "error", sentence, step.actor, place)


def _upload(view: CaseView, step: Step, need: UploadNeed) -> Condition:
    label = need.label[:1].lower() + need.label[1:]
    met = view.upload(need.kind) is not None
    return Condition(f"upload:{need.kind}", met, "error", label, step.actor, Place("upload", need.kind, step.id))


def _wanted(view: CaseView, step: Step, need: DocumentNeed) -> Condition | None:
    """A document that must be made, or was begun and must be finished."""
    return _document(view, step, need) if need.required or view.document(need.template, step.id) else None


def _document(view: CaseView, step: Step, need: DocumentNeed) -> Condition:
    document = view.document(need.template, step.id)
    label = need.label[:1].lower() + need.label[1:]
    place = Place("document", need.template, step.id)
    if document is not None and document.state == "issued":
        return Condition(f"document:{need.template}", True, "error", f"{label} đã ban hành", step.actor, place)
    what, who = _NEXT.get(document.state, ("được ban hành", "")) if document else ("", "")
    sentence = f"{label} {what}".strip()
    waits_for = document.waits_for if document else ""
    return Condition(f"document:{need.template}", False, "error", sentence, waits_for or who or step.actor, place)
