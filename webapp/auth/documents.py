"""Who may do what to a document: the roles its template names, seen on this case."""

from __future__ import annotations

from webapp.errors import NotAllowed
from webapp.models import Document, User
from webapp.rendering.catalogue import DocTemplate
from webapp.workflow.actors import label_in, who_may
from webapp.workflow.view import CaseView, PersonView

ACTS = {"draft": "soạn", "submit": "trình", "approve": "duyệt", "sign": "ký", "issue": "ban hành"}
"""What can be done to a document, with the Vietnamese verb."""


RETURNABLE = frozenset({"submitted", "approved", "signed"})
"""States from which a document may go back to its drafter."""


def role_for(act: str, template: DocTemplate) -> str:
    """The actor code the template names for an act; empty when the act does not exist for it."""
    meta = template.meta
    return {
        "draft": meta.drafter,
        "submit": meta.drafter if needs_approval(template) else "",
        "approve": meta.approver,
        "sign": meta.signer if needs_signature(template) else "",
        "issue": meta.issuer,
    }[act]


def people_for(act: str, template: DocTemplate, view: CaseView, step: str = "") -> list[PersonView]:
    """The people who may do `act` to the document of `step`.

    The team and the area officer may always draft for the one who answers for it; minutes are signed by whoever chaired
    the meeting, when the meeting is known.
    """
    role = role_for(act, template)
    if not role:
        return []
    if act in ("draft", "submit"):
        return [*who_may(role, view), *who_may("team", view), *who_may("area_officer", view)]
    if template.meta.kind == "minutes" and (chair := _chair(template, view, step)):
        return [chair] if act == "sign" else [chair, *who_may(role, view), *who_may("team", view)]
    return list(who_may(role, view))


def _chair(template: DocTemplate, view: CaseView, step: str) -> PersonView | None:
    name = view.chairs.get((step, template.code), "")
    in_charge = [view.member_in_charge] if view.member_in_charge else []
    known = [*in_charge, *view.commission, *view.team, *view.staff]
    return next((person for person in known if name and person.name == name and person.user_id), None)


def may_act(act: str, template: DocTemplate, view: CaseView, actor: User, step: str = "") -> bool:
    return any(person.user_id == actor.id for person in people_for(act, template, view, step))


def refuse_unless(act: str, template: DocTemplate, view: CaseView, actor: User, step: str = "") -> None:
    """Raise NotAllowed, naming whose business it is, unless `actor` may do `act`."""
    people = people_for(act, template, view, step)
    if any(person.user_id == actor.id for person in people):
        return
    whose = label_in(role_for(act, template) or template.meta.signer, view)
    if act == "sign" and template.meta.kind == "minutes" and len(people) == 1:
        whose = f"đồng chí {people[0].name}, người chủ trì"
    raise NotAllowed(f"Việc {ACTS[act]} “{template.title}” là của {whose}.")


def needs_approval(template: DocTemplate) -> bool:
    """Minutes and ballots go straight from drafting to signature or to print."""
    return bool(template.meta.approver)


def needs_signature(template: DocTemplate) -> bool:
    """A ballot is printed as it is; everything else is signed by somebody."""
    return template.meta.kind != "ballot"


def returned_by(document: Document) -> str:
    """The act whose person may send the document back: whoever signed may take the signature back until issue."""
    return "sign" if document.state == "signed" else "approve"


def next_act(template: DocTemplate, document: Document | None) -> str:
    """The act a document waits for; empty when it is issued."""
    if document is None:
        return "draft"
    after_approval = "sign" if needs_signature(template) else "issue"
    return {
        "drafting": "submit" if needs_approval(template) else after_approval,
        "submitted": "approve",
        "approved": after_approval,
        "signed": "issue",
        "issued": "",
    }[document.state]
