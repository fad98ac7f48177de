"""Where the values of one document are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.rendering.catalogue import Catalogue, DocTemplate
from webapp.rendering.layout import LayoutProfile
from webapp.rules.law import Law
from webapp.services.values import texts
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView


@dataclass(frozen=True)
class Scope:
    """Where values are looked up: one document of one step of one case on one day."""

    view: CaseView
    procedure: Procedure
    step_id: str
    template: DocTemplate
    dated_on: date
    catalogue: Catalogue
    profile: LayoutProfile
    law: Law

    @property
    def paper(self) -> Any:
        """The procedure's line about this document: its session, what it announces."""
        papers = self.procedure.step(self.step_id).documents
        return next(paper for paper in papers if paper.template == self.template.code)

    def cite(self, code: str) -> dict[str, str]:
        """Another document of the case, as this one refers to it."""
        return texts.reference(self.view, self.view.document(code), self.catalogue.get(code).meta.type_name)

    def held(self) -> dict[str, Any]:
        return texts.session(self.view.facts.get(self.paper.session or ""))
