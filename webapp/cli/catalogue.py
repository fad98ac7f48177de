"""`flask templates catalogue`: every template with its longest sample, in one PDF to leaf through."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import click
import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt

from webapp.archive.bound import Paper, bind
from webapp.cli.say import refuse_politely
from webapp.cli.templates import EXTREME, load, templates, with_folder
from webapp.clock import today
from webapp.errors import DomainError
from webapp.rendering.catalogue import DocTemplate
from webapp.rendering.convert import PdfOptions
from webapp.rendering.fill import fill
from webapp.rendering.layout import LayoutProfile, layout_on, load_layouts
from webapp.rendering.pool import RenderPool, default_pool

TITLE = "DANH MỤC MẪU VĂN BẢN"
commands: list[click.Command] = []
"""The command hangs on the group of the templates."""


class NoLayout(DomainError):
    """The layout named on the command line does not exist."""


@dataclass(frozen=True)
class Sheet:
    """One template's pages."""

    name: str
    pdf: bytes
    pages: int


@templates.command("catalogue")
@click.argument("target", metavar="OUT.pdf", type=click.Path(path_type=Path))
@click.option("--layout", default="", help="Mã thể thức, ví dụ HD36_2018; bỏ trống: thể thức đang có hiệu lực.")
@click.option("--sample", default=EXTREME, help="Bộ dữ liệu mẫu; mẫu nào không có bộ ấy thì dùng bộ thường.")
@with_folder
@refuse_politely
def catalogue_command(target: Path, layout: str, sample: str, folder: Path) -> None:
    """Cả danh mục mẫu trong một tệp PDF, có mục lục và dấu trang, điền bằng bộ dữ liệu mẫu dài nhất."""
    profile, pool = _profile(folder, layout), default_pool()
    sheets = [_sheet(pool, template, sample, profile) for template in load(folder)]
    contents = _contents(pool, sheets, profile)
    papers = [Paper("Mục lục", contents), *(Paper(sheet.name, sheet.pdf) for sheet in sheets)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(bind(papers, title=f"{TITLE.capitalize()}, {profile.title}"))
    click.echo(f"{target}: {len(sheets)} mẫu, {sum(sheet.pages for sheet in sheets)} trang, theo {profile.title}.")


def _profile(folder: Path, code: str) -> LayoutProfile:
    layouts = load_layouts(folder / "_layouts")
    if not code:
        return layout_on(layouts, today())
    if code not in layouts:
        raise NoLayout(f"Không có thể thức “{code}”; các thể thức: {', '.join(layouts)}.")
    return layouts[code]


def _sheet(pool: RenderPool, template: DocTemplate, sample: str, profile: LayoutProfile) -> Sheet:
    values = template.sample_values(sample if sample in template.variants else "", profile)
    rendered = pool.render(fill(template.docx, values).docx, PdfOptions(title=template.title))
    return Sheet(f"{template.meta.working_id} {template.code}: {template.title}", rendered.pdf, rendered.pages)


def _contents(pool: RenderPool, sheets: list[Sheet], profile: LayoutProfile) -> bytes:
    """The contents pages; set again when they are more than was thought, for they move every number."""
    length = 1
    while True:
        rendered = pool.render(_contents_word(sheets, profile, first=length + 1), PdfOptions(title="Mục lục"))
        if rendered.pages == length:
            return rendered.pdf
        length = rendered.pages


def _contents_word(sheets: list[Sheet], profile: LayoutProfile, *, first: int) -> bytes:
    document = docx.Document()
    _page(document, profile)
    for text, size in ((TITLE, 16), (profile.title, 12)):
        heading = document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = heading.add_run(text)
        run.bold, run.font.size = True, Pt(size)
    for sheet in sheets:
        line = document.add_paragraph()
        line.paragraph_format.tab_stops.add_tab_stop(
            Mm(profile.page.text_width_mm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        line.add_run(f"{sheet.name}\t{first}")
        first += sheet.pages
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: docx.document.Document, profile: LayoutProfile) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = profile.font.name, Pt(12)
    normal.paragraph_format.space_after = Pt(3)
    section, page = document.sections[0], profile.page
    section.page_width, section.page_height = Mm(page.width_mm), Mm(page.height_mm)
    section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
    section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
