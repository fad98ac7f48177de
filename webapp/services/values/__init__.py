"""From one set of facts to the plain values a document template prints.

Every value has a declared source (see `webapp.rendering.catalogue.sources`), so a document can be traced to what it was
made from; nothing but str, int, bool, lists and dicts ever reaches a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.queries.tools import Tools
from webapp.rendering.catalogue import DocTemplate, blank_value
from webapp.rendering.layout import layout_on
from webapp.rules.bases import bases_for
from webapp.services.values.letterhead import base_values
from webapp.services.values.scope import Scope
from webapp.services.values.sources import resolve
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView

__all__ = ["DocumentValues", "document_values"]


@dataclass(frozen=True)
class DocumentValues:
    """What a version is filled with.

    `missing` holds the labels of required fields that came out empty; `bases` the ids of the legal bases printed, in
    order; `sanction` the sanction the text states, if any; `title` the type name and trích yếu; `layout` the profile
    of the document's date.
    """

    values: dict[str, Any]
    title: str
    layout: str
    dated_on: date
    missing: tuple[str, ...]
    bases: tuple[str, ...]
    sanction: str = ""


def document_values(
    tools: Tools, procedure: Procedure, view: CaseView, *, step_id: str, template: DocTemplate, dated_on: date
) -> DocumentValues:
    """Resolve every value of `template` for this case on `dated_on`."""
    profile = layout_on(tools.layouts, dated_on, template.meta.system)
    bases = bases_for(tools.law, template.meta.law_topics, dated_on)
    scope = Scope(view, procedure, step_id, template, dated_on, tools.catalogue, profile, tools.law)
    values = base_values(scope, bases)
    missing = []
    for field in template.fields:
        value = resolve(scope, field.source, field.type)
        if _is_blank(value):
            if field.required:
                missing.append(field.label)
            value = blank_value(field.type, field.source, "empty" if field.blank == "refuse" else field.blank)
        if field.type == "date":
            values[field.name], values[f"{field.name}_long"] = _both_forms(value)
        else:
            values[field.name] = value
    title = f"{template.meta.type_name.capitalize()} {values['subject_line']}".strip()
    states = any(field.source == "computed:sanction_form" for field in template.fields)
    sanction = (view.law.carried_sanction or "") if states else ""
    ids = tuple(basis.id for basis in bases)
    return DocumentValues(values, title, profile.code, dated_on, tuple(missing), ids, sanction)


def _is_blank(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}


def _both_forms(value: Any) -> tuple[str, str]:
    return value if isinstance(value, tuple) else (str(value), str(value))
