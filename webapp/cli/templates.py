"""`flask templates`: list the document templates, check them, start a new one, renew the expected text of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from webapp.clock import today
from webapp.errors import DomainError
from webapp.rendering.catalogue import (
    BASE_VALUES,
    Catalogue,
    DocTemplate,
    declaration_mistakes,
    further_samples,
    load_catalogue,
)
from webapp.rendering.check import check_template, variables
from webapp.rendering.fill import fill
from webapp.rendering.layout import Layouts, guides_of, layout_on, load_layouts
from webapp.rendering.scaffold.new import KINDS, new_template, plan_template
from webapp.rendering.text import read_text
from webapp.workflow.actors import label_of
from webapp.workflow.procedure import load_procedures

EXTREME = "extreme"
FOLDER = Path(__file__).resolve().parents[2] / "doc_templates"
PROCEDURES = FOLDER.parent / "workflows"
with_folder = click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, help="Thư mục mẫu văn bản.")

templates = click.Group("templates", help="Mẫu văn bản: xem, kiểm tra, tạo mới.")
commands: list[click.Command] = [templates]


@templates.command("list")
@with_folder
def list_command(folder: Path) -> None:
    """In danh mục mẫu: số mẫu, mã, ký hiệu, tên, ai soạn, ai ký, vào sổ hay không, dùng ở bước nào."""
    catalogue = load(folder)
    used = _uses(folder, catalogue)
    for template in catalogue:
        meta = template.meta
        register = "vào sổ văn bản đi" if meta.registered else "không lấy số"
        approver = f", duyệt: {label_of(meta.approver)}" if meta.approver else ""
        click.echo(f"{meta.working_id:5} {template.code:32} {meta.type_code or '-':4} {template.title}")
        click.echo(f"{'':6}soạn: {label_of(meta.drafter)}{approver}, ký: {label_of(meta.signer)}; {register}")
        for use in used.get(template.code, ["chưa quy trình nào dùng"]):
            click.echo(f"{'':6}{use}")
    click.echo(f"{len(catalogue.codes())} mẫu.")


def _uses(folder: Path, catalogue: Catalogue) -> dict[str, list[str]]:
    """Template code → “KT_DHVP_DV: Ban hành quyết định; …”, a line for each procedure that makes it."""
    found: dict[str, dict[str, list[str]]] = {}
    if folder != FOLDER:  # the procedures of the product name the templates of the product
        return {}
    procedures = load_procedures(PROCEDURES, templates=catalogue.codes())
    for code in procedures.codes():
        for step in procedures.current(code).steps:
            for need in step.documents:
                found.setdefault(need.template, {}).setdefault(code, []).append(step.label)
    return {
        template: [f"{code}: {'; '.join(dict.fromkeys(steps))}" for code, steps in by_procedure.items()]
        for template, by_procedure in found.items()
    }


@templates.command("check")
@with_folder
def check_command(folder: Path) -> None:
    """Kiểm tra mọi mẫu: cú pháp, trường khai báo, điền thử mọi bộ dữ liệu mẫu theo mọi thể thức, chữ phải ra đúng."""
    catalogue, layouts = load(folder), load_layouts(folder / "_layouts")
    mistakes = [mistake for template in catalogue for mistake in template_mistakes(template, layouts)]
    for mistake in mistakes:
        click.echo(mistake, err=True)
    if mistakes:
        raise click.ClickException(f"{len(mistakes)} chỗ sai trong {len(catalogue.codes())} mẫu.")
    click.echo(f"{len(catalogue.codes())} mẫu đều đúng.")


@templates.command("new")
@click.argument("code")
@click.option("--title", required=True, help="Tên mẫu.")
@click.option("--type", "type_code", default="", help="Ký hiệu tên loại, ví dụ QĐ; bỏ trống nếu không có số.")
@click.option("--kind", type=click.Choice(KINDS), default="official", help="Loại mẫu.")
@click.option("--name", "type_name", default="", help="Tên loại in hoa, nếu chưa có sẵn.")
@with_folder
def new_command(code: str, title: str, type_code: str, kind: str, type_name: str, folder: Path) -> None:
    """Tạo thư mục mẫu mới, đã có đầu văn bản, khung nội dung và khối ký."""
    try:
        plan = plan_template(code, title=title, type_code=type_code, kind=kind, type_name=type_name)
        profile = layout_on(load_layouts(folder / "_layouts"), today())
        target = new_template(folder, plan, profile)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    _write_texts(load(folder).get(code))
    click.echo(f"Đã tạo {target}: mở template.docx bằng Word, sửa template.toml, rồi chạy flask templates check.")


@templates.command("expect")
@click.argument("code")
@with_folder
def expect_command(code: str, folder: Path) -> None:
    """Ghi lại chữ phải ra của mọi bộ dữ liệu mẫu theo mẫu hiện tại, sau khi đã đọc và thấy đúng."""
    for name in further_samples(folder / code):
        (folder / code / f"{name}.txt").touch()
    try:
        template = load(folder).get(code)
        _write_texts(template)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"Đã ghi {', '.join(path.name for path in map(template.text_file, template.texts))} của {template.folder}."
    )


def template_mistakes(template: DocTemplate, layouts: Layouts) -> Iterator[str]:
    """Every mistake of one template under every layout guide, each a line with its place."""
    place = template.folder / "template.docx"
    known = {name for field in template.fields for name in field.names} | BASE_VALUES.keys()
    broken = [f"{place}: {problem}" for problem in check_template(template.docx, known)]
    if broken:
        yield from broken
        return
    yield from declaration_mistakes(template, variables(template.docx))
    if EXTREME not in template.further:
        yield f"{template.folder / 'extreme.toml'}: thiếu bộ dữ liệu mẫu dài nhất, nhiều dòng nhất"
    for variant in template.variants:
        yield from _filling_mistakes(template, variant, layouts)


def _filling_mistakes(template: DocTemplate, variant: str, layouts: Layouts) -> Iterator[str]:
    """The text is the one of the sample as it is written; the other guides must at least fill without a mistake."""
    name = f"{template.folder}: dữ liệu mẫu{f' “{variant}”' if variant else ''}"
    try:
        text = read_text(fill(template.docx, template.sample_values(variant)).docx)
        for profile in guides_of(layouts, template.meta.system):
            fill(template.docx, template.sample_values(variant, profile))
    except DomainError as error:
        yield from (f"{name}: {line}" for line in error.details or [error.sentence])
        return
    if (wanted := template.texts.get(variant, text)) != text:
        yield f"{template.text_file(variant)}: chữ đã điền khác tệp này; {_first_difference(wanted, text)}"


def _first_difference(expected: str, text: str) -> str:
    wanted, found = expected.splitlines(), text.splitlines()
    pairs = zip([*wanted, ""], [*found, ""], strict=False)
    number, (old, new) = next((pair for pair in enumerate(pairs, start=1) if pair[1][0] != pair[1][1]), (1, ("", "")))
    return f"dòng {number}: chờ “{old}”, ra “{new}”"


def _write_texts(template: DocTemplate) -> None:
    for name in template.texts:
        text = read_text(fill(template.docx, template.sample_values(name)).docx)
        template.text_file(name).write_text(text, encoding="utf-8")


def load(folder: Path) -> Catalogue:
    try:
        return load_catalogue(folder)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
