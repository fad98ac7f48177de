"""Papers that tell what only a few people may know: which values they print, and who may open them.

Source: the duty to protect the denouncer (Quy định số 164-QĐ/TW).
"""

from __future__ import annotations

from webapp.auth.permissions import Permission, allowed
from webapp.models import Document, User
from webapp.queries.case_view import procedure_of
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import DocTemplate
from webapp.workflow.procedure import Procedure


def hidden_fields(procedure: Procedure, document: Document, template: DocTemplate) -> frozenset[str]:
    """Names of the printed values that come from restricted facts."""
    restricted = {fact.key for fact in procedure.facts() if fact.restricted}
    needs = [need for step in procedure.steps if step.id == document.step for need in step.documents]
    session = next((need.session for need in needs if need.template == template.code), None)
    return frozenset(
        field.name
        for field in template.fields
        if (session if field.source == "session" else field.source.removeprefix("fact:")) in restricted
    )


def is_secret(tools: Tools, document: Document) -> bool:
    """Is the paper withheld from the subject, or does it print a restricted fact?"""
    template = tools.catalogue.get(document.template)
    procedure = procedure_of(tools, document.case)
    return template.meta.withheld_from_subject or bool(hidden_fields(procedure, document, template))


def may_open(viewer: User, document: Document) -> bool:
    """Those who may uncover what is restricted in the case, and whoever drew this paper up."""
    drew_it_up = any(version.by_id == viewer.id for version in document.versions)
    return drew_it_up or allowed(viewer, Permission.CASE_UNCOVER, document.case)
