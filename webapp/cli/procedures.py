"""`flask procedures`: check, list and draw the procedure files. Nothing here needs a database."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.errors import DataFileError, NotFound
from webapp.workflow.actors import label_of
from webapp.workflow.diagram import mermaid, svg
from webapp.workflow.engine import PHASES, STAGES
from webapp.workflow.procedure import Procedure, Procedures, load_procedure, load_procedures

ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / "workflows"
DOC_TEMPLATES = ROOT / "doc_templates"


@click.group()
def procedures() -> None:
    """Kiểm tra, liệt kê, vẽ các quy trình trong thư mục workflows."""


@procedures.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check(file: Path | None) -> None:
    """Kiểm tra một tệp quy trình, hoặc tất cả khi không nêu tệp."""
    found = [_load_one(file)] if file else list(_load_all())
    for procedure in found:
        click.echo(
            f"Đúng: {procedure.code} v{procedure.version}, {len(procedure.steps)} bước, "
            f"hình dạng {procedure.shape_sha256[:12]}."
        )


@procedures.command(name="list")
def list_() -> None:
    """In mọi quy trình với các bước và văn bản."""
    for procedure in _load_all():
        click.echo(f"{procedure.code} v{procedure.version}  {procedure.title}")
        for number, step in enumerate(procedure.steps, start=1):
            click.echo(
                f"  {number:>2}. {step.label}  [{STAGES[step.stage]}; {PHASES[step.phase]}; {label_of(step.actor)}]"
            )
            for need in step.documents:
                click.echo(f"        {need.label} ({need.template})")
            for paper in step.uploads:
                click.echo(f"        nhận: {paper.label}")


@procedures.command()
@click.argument("code")
@click.option("--svg", "as_svg", is_flag=True, help="Vẽ SVG thay cho Mermaid.")
@click.option("--version", type=int, help="Phiên bản; mặc định là mới nhất.")
def diagram(code: str, as_svg: bool, version: int | None) -> None:
    """Vẽ sơ đồ của quy trình CODE ra màn hình."""
    known = _load_all()
    try:
        procedure = known.get(code, version) if version else known.current(code)
    except NotFound as error:
        raise click.ClickException(f"{error.sentence} Các quy trình: {', '.join(known.codes())}.") from error
    click.echo(svg(procedure) if as_svg else mermaid(procedure), nl=False)


def _load_one(file: Path) -> Procedure:
    try:
        return load_procedure(file, templates=known_templates())
    except DataFileError as error:
        raise click.ClickException(str(error)) from error


def _load_all() -> Procedures:
    try:
        return load_procedures(WORKFLOWS, templates=known_templates())
    except DataFileError as error:
        raise click.ClickException(str(error)) from error


def known_templates() -> set[str] | None:
    """The codes of the document templates; None, which leaves names unchecked, when there is no such folder."""
    if not DOC_TEMPLATES.is_dir():
        return None
    return {path.parent.name for path in DOC_TEMPLATES.glob("*/template.toml") if not path.parent.name.startswith("_")}


commands: list[click.Command] = [procedures]
