"""`flask render` and `flask pdf`: Word files from the terminal, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from webapp.cli.say import refuse_politely
from webapp.errors import DomainError
from webapp.rendering.convert import Attachment, PdfOptions, Rendered
from webapp.rendering.guard import admit
from webapp.rendering.pool import default_pool

DOC_TEMPLATES = Path(__file__).parents[2] / "doc_templates"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Unusable(DomainError):
    """What was named on the command line cannot be used."""


@click.command("render")
@click.argument("template")
@click.option("--data", "data", required=True, type=click.Path(path_type=Path), help="Tệp JSON chứa các giá trị.")
@click.option("--out", "out", required=True, type=click.Path(path_type=Path), help="Thư mục nhận tệp Word và PDF.")
@refuse_politely
def render(template: str, data: Path, out: Path) -> None:
    """Điền mẫu TEMPLATE (tệp .docx hoặc mã mẫu trong doc_templates/) rồi xuất tệp Word và PDF."""
    path = _template_path(template)
    word, facts = _read(path), _read(data)
    admit(word, name=path.name)
    filled = default_pool().fill(word, _values(facts, data))
    name = path.parent.name if path.name == "template.docx" else path.stem
    attachments = (
        Attachment(f"{name}.docx", filled.docx, WORD, "Source"),
        Attachment(f"{name}.json", facts, "application/json", "Data"),
    )
    rendered = default_pool().render(filled.docx, PdfOptions(title=name, attachments=attachments))
    _write(out / f"{name}.docx", filled.docx)
    _write(out / f"{name}.pdf", rendered.pdf)
    click.echo(f"{out / name}.docx")
    click.echo(f"{out / name}.pdf: {rendered.pages} trang")
    for empty in filled.empty:
        click.echo(f"Để trống: {empty}")
    _tell(rendered, whole=True)


@click.command("pdf")
@click.argument("source", metavar="FILE.docx", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.pdf", type=click.Path(path_type=Path))
@click.option("--report", is_flag=True, help="Liệt kê từng chỗ không vẽ được, kèm số trang.")
@refuse_politely
def pdf(source: Path, target: Path, report: bool) -> None:
    """Chuyển một tệp Word bất kỳ thành PDF/A-3, có kèm chính tệp Word bên trong."""
    word = _read(source)
    admit(word, name=source.name, strict=False)
    attachment = Attachment(source.name, word, WORD, "Source")
    rendered = default_pool().render(word, PdfOptions(title=source.stem, attachments=(attachment,)))
    _write(target, rendered.pdf)
    click.echo(f"{target}: {rendered.pages} trang")
    _tell(rendered, whole=report)


def _template_path(template: str) -> Path:
    path = Path(template)
    if path.suffix == ".docx":
        return path
    known = DOC_TEMPLATES / template / "template.docx"
    if path.name != template or not known.is_file():
        raise Unusable(f"Không có mẫu nào mang mã “{template}” trong {DOC_TEMPLATES}.")
    return known


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unusable(f"Không có tệp {path}.") from error
    except OSError as error:
        raise Unusable(f"Không đọc được tệp {path}: {error.strerror}.") from error


def _values(facts: bytes, path: Path) -> dict[str, Any]:
    try:
        values = json.loads(facts)
    except (ValueError, RecursionError) as error:
        raise Unusable(f"Tệp {path} không đúng cú pháp JSON: {error}.") from error
    if not isinstance(values, dict):
        raise Unusable(f'Tệp {path} phải là một bảng JSON: {{"tên": giá trị, …}}.')
    return values


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise Unusable(f"Không ghi được tệp {path}: {error.strerror}.") from error


def _tell(rendered: Rendered, *, whole: bool) -> None:
    """What could not be drawn is told: each with its place, or at least how many."""
    if rendered.unrendered and not whole:
        click.echo(f"{len(rendered.unrendered)} chỗ không vẽ được; thêm --report để xem.")
    elif whole:
        for each in rendered.unrendered:
            page = f"trang {each.page}" if each.page else "không rõ trang"
            click.echo(f"Không vẽ được, {page}: {each.feature} ({each.place})")
        if not rendered.unrendered:
            click.echo("Mọi thứ trong tệp Word đều đã vẽ được.")


commands: list[click.Command] = [render, pdf]
