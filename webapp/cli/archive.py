"""`flask archive …`: prove that everything is whole, make documents again, hand cases over, back up and restore."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from webapp.cli.say import refuse_politely
from webapp.extensions import db
from webapp.extensions.edge import settings, tools
from webapp.queries.accounts import find_user
from webapp.queries.cases import find_case
from webapp.services.archive_check import verify_archive
from webapp.services.backup import differences, make_backup, restore_backup
from webapp.services.case_file import export_bag
from webapp.services.reproduce import reproduce


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


@archive.command("reproduce")
@click.argument("number", default="")
@with_appcontext
@refuse_politely
def reproduce_documents(number: str) -> None:
    """Dựng lại văn bản đã ban hành (hoặc một SỐ) từ mẫu, dữ kiện đã lưu; so từng byte với bản trong kho."""
    made = list(reproduce(db.session, tools(), number=number))
    for one in made:
        if one.problem:
            click.echo(f"{one.name}: {one.problem}.")
    wrong = sum(1 for one in made if one.problem)
    click.echo(f"Dựng lại {len(made)} văn bản, {len(made) - wrong} giống từng byte, {wrong} khác.")
    if wrong or not made:
        sys.exit(1)


@archive.command("export")
@click.argument("code")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--as", "username", required=True, help="Tên đăng nhập của người xuất, ghi vào sổ sự kiện.")
@with_appcontext
@refuse_politely
def export_case(code: str, target: Path, username: str) -> None:
    """Xuất hồ sơ có mã CODE thành gói BagIt (ZIP) để nộp lưu."""
    actor = find_user(db.session, username)
    case = find_case(db.session, actor, code)
    with export_bag(db.session, tools(), case=case, actor=actor) as bag, open(target, "xb") as file:
        shutil.copyfileobj(bag, file)
    db.session.commit()
    click.echo(f"Đã ghi {target}. Kiểm tra: giải nén rồi chạy python3 kiem-tra.py THƯ-MỤC.")


@archive.command("backup")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@with_appcontext
@refuse_politely
def backup(folder: Path) -> None:
    """Sao lưu cả hệ thống vào FOLDER trong khi vẫn đang chạy; tệp đã có thì không chép lại."""
    click.echo(f"Đã sao lưu vào {make_backup(settings(), db.session, folder)}.")


@archive.command("restore")
@click.argument("source", type=click.Path(path_type=Path, file_okay=False, exists=True))
@with_appcontext
@refuse_politely
def restore(source: Path) -> None:
    """Khôi phục bản sao SOURCE vào thư mục dữ liệu trống (ANTHU_INSTANCE), rồi kiểm tra lại tất cả."""
    manifest = restore_backup(settings(), source)
    wrong = [*differences(db.session, tools().store, manifest), *verify_archive(db.session, tools().store).problems]
    for problem in wrong:
        click.echo(problem)
    if wrong:
        sys.exit(1)
    counts = manifest["counts"]
    click.echo(
        f"Đã khôi phục {counts['files']} tệp, {counts['numbers']} số văn bản; số kế tiếp, sổ sự kiện khớp bản sao."
    )


commands: list[click.Command] = [archive]
