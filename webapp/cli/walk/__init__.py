"""`flask walk`: take one case from a facts file through all its steps with the real services."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from webapp.cli.say import refuse_politely
from webapp.cli.tables import bring_up_to_date
from webapp.cli.walk.facts import read_facts
from webapp.cli.walk.report import copy_documents, print_documents
from webapp.cli.walk.walker import walk_file
from webapp.extensions import db
from webapp.extensions.edge import tools

SAMPLE = Path(__file__).with_name("case_a.toml")
"""The sample office and its case A; every person in it is invented."""


@click.command("walk")
@click.argument("facts", type=click.Path(path_type=Path), required=False, envvar="FACTS")
@click.option("--out", envvar="OUT", type=click.Path(path_type=Path, file_okay=False), help="Nơi nhận bản sao.")
@click.option("--until", default="", metavar="BƯỚC", help="Dừng khi bước này là bước phải làm tiếp (mã bước).")
@with_appcontext
@refuse_politely
def walk(facts: Path | None, out: Path | None, until: str) -> None:
    """Đưa một hồ sơ trong tệp dữ kiện đi hết các bước, in bảng văn bản đã ban hành."""
    given = read_facts(facts or SAMPLE)
    bring_up_to_date()
    for case in walk_file(db.session, tools(), given, until=until):
        print_documents(db.session, tools(), case)
        if out:
            copy_documents(db.session, tools(), case, out)


commands: list[click.Command] = [walk]
