"""`flask organisations`: bring in workbooks of Party organisations and members."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from webapp.cli.say import refuse_politely
from webapp.cli.tables import bring_up_to_date
from webapp.errors import DomainError
from webapp.extensions import db
from webapp.extensions.edge import shipped_tools
from webapp.models import User
from webapp.queries.law import with_office_law
from webapp.services.roster.importing import keep_import, plan_import, problem_line, write_import
from webapp.services.roster.workbook import template_workbook

organisations = click.Group("organisations", help="Danh bạ tổ chức đảng, đảng viên.")
commands: list[click.Command] = [organisations]


@organisations.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--as", "username", required=True, help="Tên đăng nhập của người nhập.")
@click.option("--check", is_flag=True, help="Chỉ kiểm tra, không ghi.")
@with_appcontext
@refuse_politely
def import_command(file: Path, username: str, check: bool) -> None:
    """Nhập tệp Excel tổ chức đảng hoặc đảng viên: nêu mọi chỗ sai, ghi cả tệp hoặc không ghi gì."""
    bring_up_to_date()
    session = db.session
    actor = session.scalar(select(User).where(User.username == username))
    if actor is None:
        raise DomainError(f"Không có tài khoản “{username}”.")
    tools = with_office_law(session, shipped_tools(), actor.office_id)
    data = file.read_bytes()
    plan = plan_import(session, tools.law, tools.renderer, data=data, actor=actor)
    for one in plan.problems:
        click.echo(problem_line(one), err=one.severity == "error")
    if plan.errors:
        click.echo(f"Chưa ghi gì: {len(plan.errors)} chỗ sai trong {file.name}.", err=True)
        sys.exit(1)
    if not check and plan.new:
        kept = keep_import(session, tools.store, data=data, filename=file.name, plan=plan, actor=actor)
        write_import(session, kept=kept, plan=plan, actor=actor)
        session.commit()
    verb = "Sẽ thêm" if check else "Đã thêm"
    click.echo(f"{verb} {plan.new} {plan.what}; {plan.known} dòng danh bạ đã có.")


@organisations.command("template")
@click.argument("kind", type=click.Choice(["organisations", "members"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def template_command(kind: str, file: Path) -> None:
    """Ghi tệp Excel mẫu để điền: organisations (tổ chức đảng) hoặc members (đảng viên)."""
    file.write_bytes(template_workbook(kind, shipped_tools().law))  # type: ignore[arg-type]  # click checked it
    click.echo(f"Đã ghi {file}.")
