"""`flask archive verify`: prove that the archive, the ledger and the register are whole."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext

from webapp.cli.say import refuse_politely
from webapp.extensions import db
from webapp.extensions.edge import tools
from webapp.services.archive_check import verify_archive


@click.group("archive")
def archive() -> None:
    """Kho lưu trữ văn bản đã ban hành."""


@archive.command("verify")
@with_appcontext
@refuse_politely
def verify() -> None:
    """Băm lại mọi tệp, đi hết chuỗi sự kiện, đối chiếu sổ số; nêu tên chỗ hỏng, thiếu, thừa."""
    report = verify_archive(db.session, tools().store)
    for problem in report.problems:
        click.echo(problem)
    for name in report.leftovers:
        click.echo(f"Tệp dở dang của một lần ghi bị ngắt, không thuộc văn bản nào: {name}.")
    click.echo(f"Đã kiểm {report.blobs} tệp, {report.entries} sự kiện, {report.numbers} số văn bản.")
    if report.problems:
        click.echo(f"Có {len(report.problems)} chỗ sai.", err=True)
        sys.exit(1)
    click.echo("Kho lưu trữ nguyên vẹn.")


commands: list[click.Command] = [archive]
