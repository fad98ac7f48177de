"""`flask figures …`: check the figures of published reports (needs no database); count the office's own anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from webapp.cli.say import refuse_politely
from webapp.cli.tables import bring_up_to_date
from webapp.errors import DataFileError, DomainError
from webapp.extensions import db
from webapp.extensions.edge import tools
from webapp.queries.figures_keeper import figures_keeper
from webapp.rules.dates_vi import parse_date
from webapp.rules.figures import evaluate
from webapp.rules.figures.cycles import own_period
from webapp.services.figures import rebuild
from webapp.services.reporting import open_published_report, open_report, report_docx


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


@figures.command("report")
@click.option("--from", "first", help="Ngày đầu kỳ, ví dụ 01/01/2026.")
@click.option("--to", "last", help="Ngày cuối kỳ, ví dụ 30/6/2026.")
@click.option("--entry", type=click.Path(path_type=Path), help="Tệp JSON báo cáo đã công bố (như của lệnh check).")
@click.option("--id", "name", default="", help="Tên báo cáo trong tệp; bỏ trống là báo cáo đầu tiên.")
@click.option("--keep", is_flag=True, help="Giữ lại hồ sơ báo cáo để trình ký, ban hành.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Tệp Word ghi ra.")
@with_appcontext
@refuse_politely
def report(first: str | None, last: str | None, entry: Path | None, name: str, keep: bool, out: Path) -> None:
    """Viết báo cáo Word của một kỳ từ số liệu của cơ quan, hoặc từ số liệu thô của một báo cáo đã công bố."""
    bring_up_to_date()
    actor = figures_keeper(db.session)
    if entry is not None:
        case = open_published_report(db.session, tools(), entry=_entry(entry, name), actor=actor)
    elif first and last:
        case = open_report(db.session, tools(), period=own_period(parse_date(first), parse_date(last)), actor=actor)
    else:
        raise DomainError("Nêu kỳ bằng --from và --to, hoặc tệp số liệu bằng --entry.")
    out.write_bytes(report_docx(db.session, tools(), case=case))
    kept = f"; hồ sơ {case.code}" if keep else ""
    click.echo(f"Đã viết {out}: {case.title}{kept}.")
    db.session.commit() if keep else db.session.rollback()


def _entry(file: Path, name: str) -> dict[str, Any]:
    try:
        entries = json.loads(_read(file))
    except ValueError as error:
        raise DataFileError(f"Tệp {file} không phải JSON: {error}.") from error
    for one in entries if isinstance(entries, list) else ():
        if isinstance(one, dict) and one.get("id") and name in ("", one["id"]):
            return one
    raise DataFileError(f"Tệp {file} không có báo cáo {name or 'nào'}.")


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
