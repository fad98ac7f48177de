"""`flask figures …`: check the figures of published reports (needs no database); count the office's own anew."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from webapp.cli.say import refuse_politely
from webapp.cli.tables import bring_up_to_date
from webapp.errors import DataFileError
from webapp.extensions import db
from webapp.extensions.edge import tools
from webapp.rules.figures import evaluate
from webapp.services.figures import rebuild


@click.group("figures")
def figures() -> None:
    """Số liệu: kiểm báo cáo đã công bố, đếm lại số liệu của cơ quan."""


@figures.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@refuse_politely
def check(file: Path) -> None:
    """Tính lại mọi tổng, tỷ lệ, so sánh trong tệp JSON; mỗi phép kiểm một dòng, nêu chỗ nguồn ghi sai.

    Mã thoát 0 khi đã tính hết, dù có chỗ nguồn ghi sai; 1 khi tệp có chỗ không tính được.
    """
    outcome = evaluate(_read(file), name=str(file))
    for verdict in outcome.verdicts:
        click.echo(verdict.line())
    click.echo(outcome.summary())
    if outcome.mistakes:
        details = [f"{file}: {mistake}" for mistake in outcome.mistakes]
        raise DataFileError(f"Tệp {file} có {len(details)} chỗ sai, không tính được.", details=details)


@figures.command("rebuild")
@with_appcontext
@refuse_politely
def rebuild_figures() -> None:
    """Đếm lại mọi số liệu từ văn bản, dữ kiện của các hồ sơ; nêu chỗ đã sửa. Chạy lần nữa thì không còn gì để sửa."""
    bring_up_to_date()
    done = rebuild(db.session, tools().statistics)
    mended = f"sửa {done.changed} lượt, {done.totals} số cộng dồn"
    click.echo(f"Đã đếm lại {done.cases} hồ sơ: {done.acts} lượt đối tượng; {mended}.")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataFileError(f"Không có tệp {file}.") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"Tệp {file} không phải chữ mã UTF-8.") from error
    except OSError as error:
        raise DataFileError(f"Không đọc được tệp {file}: {error.strerror}.") from error


commands: list[click.Command] = [figures]
