"""The conditions of a step: facts known, papers received, documents issued, guards that hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from webapp.workflow.condition import Condition, Place
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


def entry_conditions(procedure: Procedure, view: CaseView, step: Step) -> tuple[Condition, ...]:
    """What must hold before the documents of the step are drafted."""
    return tuple(_judged(procedure, view, step, step.entry_guards))


def issue_conditions(
    procedure: Procedure, view: CaseView, step: Step, template: str, on: date
) -> tuple[Condition, ...]:
    """What the guards of the step would say if the document were issued on that day, as it can never be taken back."""
    made = view.document(template, step.id) or DocumentView(template, step.id, "issued")
    others = tuple(one for one in view.documents if one is not made)
    then = replace(view, documents=(*others, replace(made, state="issued", dated_on=on)))
    names = tuple(name for name in dict.fromkeys((*step.entry_guards, *step.guards)) if not GUARDS[name].at_the_end)
    return tuple(_judged(procedure, then, step, names))


def finish_conditions(procedure: Procedure, view: CaseView, step: Step) -> tuple[Condition, ...]:
    """Everything that must hold before the step is performed, in the order people work."""
    verified = not (step.rule and step.rule.topic in view.law.unverified)
    needs = [
        *(_fact(view, step, one) for one in step.facts),
        *(_upload(view, step, one) for one in step.uploads if one.required),
        *(_document(view, step, one) for one in step.documents if one.required or view.document(one.template, step.id)),
    ]
    # A missing paper blocks whether or not its rule was read: the step cannot be performed without it.
    stated = [replace(one, rule=_rule_of(view, step), verified=verified) for one in needs if one is not None]
    guards = dict.fromkeys((*step.entry_guards, *step.guards))
    return (*stated, *_judged(procedure, view, step, tuple(guards)))


def _judged(procedure: Procedure, view: CaseView, step: Step, names: tuple[str, ...]) -> Iterator[Condition]:
    for name in names:
        condition = GUARDS[name](view)
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
