"""`flask figures check`: are the totals, shares and changes of published reports right? Needs no database."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.cli.say import refuse_politely
from webapp.errors import DataFileError
from webapp.rules.figures import evaluate


@click.group("figures")
def figures() -> None:
    """Số liệu của các báo cáo đã công bố."""


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
