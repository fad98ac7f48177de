"""Who may do what to a document: the roles its template and its route name, seen on this case and this day.

Somebody who stands in for an absent person may do what that person may, for the classes his decision names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from webapp import clock
from webapp.errors import NotAllowed
from webapp.models import Document, DocumentAction, DocumentTask, User
from webapp.rendering.catalogue import DocTemplate
from webapp.workflow.actors import label_in, who_may
from webapp.workflow.routes import APPROVER
from webapp.workflow.view import CaseView, MandateView, PersonView, SubstituteView

ACTS = {
    "draft": "soạn", "opine": "góp ý", "submit": "trình", "check": "thẩm định thể thức", "approve": "duyệt",
    "decide": "ghi kết luận của tập thể", "sign": "ký", "issue": "ban hành",
}  # fmt: skip
"""What can be done to a document, with the Vietnamese verb."""

TASK_ACTS = {"format_check": "check", "approve": "approve", "collective": "decide"}
"""Kind of a step of the route → the act that completes it."""

ON_THE_WAY = frozenset({"submitted", "format_check", "pending_approval", "collective"})
"""States of a document that was sent and is not approved yet."""

DRAFTABLE = frozenset({"drafting", "consulting", "approved"}) | ON_THE_WAY
"""States in which a new version can be made; what was sent comes back by it."""

RETURNABLE = frozenset({"approved", "signed"}) | ON_THE_WAY
"""States from which a document may go back to its drafter."""


UNDO_WITHIN = timedelta(seconds=10)
"""How long an act can be taken back by whoever did it, if nothing followed."""


@dataclass(frozen=True)
class Capacity:
    """In whose place somebody acts: nobody's (his own right), or an absent person's by a decision."""

    absent_id: str | None = None
    absent_name: str = ""
    decision: str = ""


def role_for(act: str, template: DocTemplate, document: Document | None = None) -> str:
    """The actor code named for an act; empty when the act does not exist for this document."""
    meta = template.meta
    if document is not None and (tasks := tasks_for(act, document)):
        return meta.approver if tasks[0].actor == APPROVER else tasks[0].actor
    return {
        "draft": meta.drafter,
        "opine": "",
        "submit": meta.drafter if needs_approval(template) else "",
        "check": "records_clerk",
        "approve": meta.approver,
        "decide": meta.approver,
        "sign": meta.signer if needs_signature(template) else "",
        "issue": meta.issuer,
    }[act]


def tasks_for(act: str, document: Document) -> list[DocumentTask]:
    """The open steps of the route that `act` completes."""
    return [task for task in document.open_tasks if TASK_ACTS[task.kind] == act]


def people_for(
    act: str, template: DocTemplate, view: CaseView, step: str = "", document: Document | None = None
) -> list[PersonView]:
    """The people who may do `act` in their own right.

    The team and the area officer may always draft for the one who answers for it; minutes are signed by whoever chaired
    the meeting, when the meeting is known; a document signed for the commission also by whoever holds a mandate.
    """
    if act == "opine":
        return [_person(one.asked) for one in document.opinions if one.is_open] if document else []
    if document is not None and (tasks := tasks_for(act, document)):
        return _once([person for task in tasks for person in people_of_task(task, template, view, document)])
    role = role_for(act, template)
    if not role:
        return []
    if act in ("draft", "submit"):
        return [*who_may(role, view), *who_may("team", view), *who_may("area_officer", view)]
    if template.meta.kind == "minutes" and (chair := _chair(template, view, step)):
        return [chair] if act == "sign" else [chair, *who_may(role, view), *who_may("team", view)]
    return [*who_may(role, view), *_mandated(act, template, view)]


def people_of_task(task: DocumentTask, template: DocTemplate, view: CaseView, document: Document) -> list[PersonView]:
    """Who may complete one step of the route: whom it was handed to, or the holders of its role.

    Where two persons are asked for, whoever drafted every version alone is left out.
    """
    if task.assigned_to is not None:
        return [_person(task.assigned_to)]
    role = template.meta.approver if task.actor == APPROVER else task.actor
    alone = document.drafters if task.two_persons and len(document.drafters) == 1 else set()
    return [person for person in who_may(role, view) if person.user_id not in alone]


def _mandated(act: str, template: DocTemplate, view: CaseView) -> list[PersonView]:
    if act != "sign" or template.meta.sign_authority not in ("commission", "body"):
        return []
    return [m.person for m in view.mandates if m.form in ("T/M", "T/L") and m.covers(template.meta.type_code)]


def _chair(template: DocTemplate, view: CaseView, step: str) -> PersonView | None:
    name = view.chairs.get((step, template.code), "")
    in_charge = [view.member_in_charge] if view.member_in_charge else []
    known = [*in_charge, *view.commission, *view.team, *view.staff]
    return next((person for person in known if name and person.name == name and person.user_id), None)


def _person(user: User) -> PersonView:
    return PersonView(user.full_name, "", user.position, user.id, user.roles)


def _once(people: list[PersonView]) -> list[PersonView]:
    return list({person.user_id or person.name: person for person in people}.values())


def substitutes_for(act: str, template: DocTemplate, view: CaseView, people: list[PersonView]) -> list[SubstituteView]:
    """Who stands in today for one of `people`; for a body that decides together only one of its members signs."""
    ids = {person.user_id for person in people}
    found = [one for one in view.substitutes if one.absent_id in ids and one.covers(template.meta.type_code)]
    if act == "sign" and template.meta.sign_authority in ("commission", "body"):
        members = {person.user_id for person in (view.leaders if view.body.kind != "commission" else view.commission)}
        return [one for one in found if one.person.user_id in members]
    return found


def capacity_of(
    act: str, template: DocTemplate, view: CaseView, actor: User, step: str = "", document: Document | None = None
) -> Capacity | None:
    """In which capacity `actor` may do `act`; None when he may not."""
    people = people_for(act, template, view, step, document)
    if any(person.user_id == actor.id for person in people):
        return Capacity()
    for one in substitutes_for(act, template, view, people):
        if one.person.user_id == actor.id:
            return Capacity(one.absent_id, one.absent_name, one.decision)
    return None


def may_act(
    act: str, template: DocTemplate, view: CaseView, actor: User, step: str = "", document: Document | None = None
) -> bool:
    return capacity_of(act, template, view, actor, step, document) is not None


def refuse_unless(
    act: str, template: DocTemplate, view: CaseView, actor: User, step: str = "", document: Document | None = None
) -> Capacity:
    """In which capacity `actor` may do `act`. Raises NotAllowed, naming whose business it is."""
    if (capacity := capacity_of(act, template, view, actor, step, document)) is not None:
        return capacity
    people = people_for(act, template, view, step, document)
    if document and act in ("approve", "check", "decide") and (own := _refused_own(document, act, actor)):
        raise NotAllowed(own)
    whose = label_in(role_for(act, template, document) or template.meta.signer, view)
    named = act == "opine" or (act == "sign" and template.meta.kind == "minutes") or _is_handed_on(document, act)
    if named and len(people) == 1:
        whose = f"đồng chí {people[0].name}" + (", người chủ trì" if act == "sign" else "")
    raise NotAllowed(f"Việc {ACTS[act]} “{template.title}” là của {whose}.")


def _refused_own(document: Document, act: str, actor: User) -> str:
    if document.drafters == {actor.id} and any(task.two_persons for task in tasks_for(act, document)):
        return "Luồng trình này cần hai người: đồng chí một mình soạn văn bản thì người khác phải duyệt."
    return ""


def _is_handed_on(document: Document | None, act: str) -> bool:
    return document is not None and any(task.assigned_to_id for task in tasks_for(act, document))


def mandate_for(template: DocTemplate, view: CaseView, signer_id: str) -> tuple[MandateView | None, bool]:
    """The signer's power for this type today, and whether the office keeps such powers for the type at all."""
    kept = [one for one in view.mandates if one.covers(template.meta.type_code)]
    return next((one for one in kept if one.person.user_id == signer_id), None), bool(kept)


def needs_approval(template: DocTemplate) -> bool:
    """Minutes and ballots go straight from drafting to signature or to print."""
    return bool(template.meta.approver)


def needs_signature(template: DocTemplate) -> bool:
    """A ballot is printed as it is; everything else is signed by somebody."""
    return template.meta.kind != "ballot"


def returned_by(document: Document) -> str:
    """The act whose person may send the document back: whoever signed may take the signature back until issue."""
    if document.state == "signed":
        return "sign"
    return TASK_ACTS[document.open_tasks[0].kind] if document.open_tasks else "approve"


def next_act(template: DocTemplate, document: Document | None) -> str:
    """The act a document waits for; empty when it is issued or voided."""
    if document is None:
        return "draft"
    if document.state in ON_THE_WAY:
        return TASK_ACTS[document.open_tasks[0].kind] if document.open_tasks else "approve"
    after_approval = "sign" if needs_signature(template) else "issue"
    return {
        "drafting": "submit" if needs_approval(template) else after_approval,
        "consulting": "opine",
        "approved": after_approval,
        "signed": "issue",
        "issued": "",
        "voided": "",
    }[document.state]


def next_acts(template: DocTemplate, document: Document) -> list[str]:
    """Every act the document waits for; steps that run side by side wait for several."""
    if document.state in ON_THE_WAY and document.open_tasks:
        return list(dict.fromkeys(TASK_ACTS[task.kind] for task in document.open_tasks))
    return [act] if (act := next_act(template, document)) else []


def undoable(document: Document, actor: User) -> DocumentAction | None:
    """The last act on the document, when `actor` did it a moment ago and it can be taken back.

    Signing, issuing and drafting leave bytes or numbers behind and are not undone.
    """
    last = document.actions[-1] if document.actions else None
    if last is None or not last.undo or last.by_id != actor.id or document.state in ("signed", "issued", "voided"):
        return None
    return last if clock.now() - last.at <= UNDO_WITHIN else None
