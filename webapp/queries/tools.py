"""The tools every service may need, loaded once at start and passed in: nothing reads a file or a global by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from webapp.archive.blobs import FolderStore
from webapp.config import Settings
from webapp.rendering.catalogue import Catalogue, load_catalogue
from webapp.rendering.convert import PdfOptions, Rendered
from webapp.rendering.layout import Layouts, load_layouts
from webapp.rendering.pool import Limits, RenderPool
from webapp.rendering.sheet import Sheet
from webapp.rules.figures.forms import Statistics, load_statistics
from webapp.rules.law import Law, load_law
from webapp.workflow.procedure import Procedures, load_procedures
from webapp.workflow.routes import Routes, load_routes


class Renderer(Protocol):
    """What converts outside this process (see `webapp.rendering.pool`)."""

    def render(self, docx: bytes, options: PdfOptions) -> Rendered: ...

    def read_sheet(self, data: bytes) -> Sheet: ...

    def find_text(self, docx: bytes, text: str) -> tuple[int, float, float, float] | None: ...


@dataclass(frozen=True)
class Tools:
    """The law, procedures, routes, templates, archive, renderer and statistical forms of this installation."""

    law: Law
    procedures: Procedures
    routes: Routes
    catalogue: Catalogue
    layouts: Layouts
    store: FolderStore
    renderer: Renderer
    statistics: Statistics


def load_tools(settings: Settings) -> Tools:
    """Read every data file strictly. Raises DataFileError: a broken installation does not start."""
    catalogue = load_catalogue(settings.doc_templates)
    return Tools(
        law=load_law(settings.procedures / "_law"),
        procedures=load_procedures(settings.procedures, templates=catalogue.codes()),
        routes=load_routes(settings.procedures / "_routes"),
        catalogue=catalogue,
        layouts=load_layouts(settings.doc_templates / "_layouts"),
        store=FolderStore(settings.archive),
        renderer=RenderPool(Limits(workers=settings.render_workers)),
        statistics=load_statistics(settings.procedures / "_figures"),
    )
