"""A case on paper under the real law of its days, with the real words of its documents."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from tests.workflow.every_paper import AnyPaper
from webapp.queries.case_law import law_view
from webapp.rendering.catalogue import load_catalogue
from webapp.rendering.fill import fill
from webapp.rendering.layout import load_layouts
from webapp.rendering.text import read_text
from webapp.rules.law import load_law
from webapp.rules.secrecy import revealed
from webapp.services.values import document_values
from webapp.workflow.procedure import load_procedures
from webapp.workflow.view import BodyView, CaseView, DocumentView

if TYPE_CHECKING:
    from webapp.queries.tools import Tools

ROOT = Path(__file__).parents[2]
LAW = load_law(ROOT / "workflows" / "_law")
CATALOGUE = load_catalogue(ROOT / "doc_templates")
TOOLS = cast("Tools", SimpleNamespace(
    law=LAW, procedures=load_procedures(ROOT / "workflows"), catalogue=CATALOGUE,
    layouts=load_layouts(ROOT / "doc_templates/_layouts")))
OFFICE = {"commission": "Ủy ban Kiểm tra", "committee": "Đảng ủy xã Phú Mộc Hà", "superior": "Tỉnh ủy Bình Nam",
          "level": "commune", "symbol": "UBKTĐU", "committee_symbol": "ĐU", "place": "Phú Mộc Hà",
          "layout": "HD05_2026", "tone_marks": "old"}
BODIES = {
    "commission": BodyView("commission", "Ủy ban Kiểm tra", "Ủy ban Kiểm tra Đảng ủy xã Phú Mộc Hà",
                           "Đảng ủy xã Phú Mộc Hà", "Ủy ban Kiểm tra", "Thường trực Ủy ban Kiểm tra", "UBKTĐU"),
    "standing_board": BodyView("standing_board", "Ban Thường vụ", "Ban Thường vụ Đảng ủy xã Phú Mộc Hà", "",
                               "Ban Thường vụ", "Thường trực Đảng ủy xã Phú Mộc Hà", "ĐU"),
    "cell": BodyView("cell", "Chi bộ thôn Đồng Vải", "Chi bộ thôn Đồng Vải", "Đảng ủy xã Phú Mộc Hà", "Chi bộ",
                     "Bí thư Chi bộ thôn Đồng Vải", "CB", has_seal=False),
}


@dataclass
class LawfulPaper(AnyPaper):
    """Every answer of the law comes from the dated files; `days` says when a step is taken."""

    days: dict[str, date] = field(default_factory=dict)
    title: str = ""
    level: str = "commune"

    def view(self) -> CaseView:
        office, body = {**OFFICE, "level": self.level}, BODIES.get(self.initiator, BodyView())
        view = replace(super().view(), office_level=self.level, office=office, body=body,
                       title=self.title or self.procedure.title)
        return replace(view, law=law_view(LAW, view, self.procedure), reveals=dict(self._reveals(view)))

    def finish(self, step_id: str) -> None:
        self.today = max(self.today, self.days.get(step_id, self.today))
        super().finish(step_id)

    def _reveals(self, view: CaseView) -> list[tuple[str, tuple[str, ...]]]:
        """What the words of the newest documents show of the denouncer, as the product looks before a signature."""
        marks = [str(view.facts.get(key) or "") for key in ("denouncer_name", "denouncer_address")]
        if not any(marks) or not self.documents or self.documents[-1].state == "issued":
            return []
        made = self.documents[-1]
        return [(made.id, tuple(revealed(self.text(made, view), marks)))]

    def text(self, made: DocumentView, view: CaseView | None = None) -> str:
        """The words of a document, filled from the facts as they are."""
        view = view or self.view()
        template = CATALOGUE.get(made.template)
        values = document_values(TOOLS, self.procedure, view, step_id=made.step, template=template,
                                 dated_on=made.dated_on or self.today)
        return read_text(fill(template.docx, values.values).docx)

    def texts(self) -> dict[str, str]:
        """Template and step → the words of every document of the case."""
        view = self.view()
        return {f"{one.template} {one.step}": self.text(one, view) for one in self.documents}
