"""`flask waiting rebuild`: write anew who is next in every open case."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from webapp.cli.say import refuse_politely
from webapp.cli.tables import bring_up_to_date
from webapp.extensions import db
from webapp.extensions.edge import tools
from webapp.services.waiting import note_office


@click.group("waiting")
def waiting() -> None:
    """Danh sách việc chờ từng người."""


@waiting.command("rebuild")
@with_appcontext
@refuse_politely
def rebuild() -> None:
    """Lập lại danh sách việc chờ của mọi hồ sơ đang mở; làm một lần sau khi nâng cấp từ bản cũ."""
    bring_up_to_date()
    count = note_office(db.session, tools())
    db.session.commit()
    click.echo(f"Đã lập lại việc chờ của {count} hồ sơ đang mở.")


commands: list[click.Command] = [waiting]
