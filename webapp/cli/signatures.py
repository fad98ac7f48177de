"""`flask verify`: what the signatures of a PDF say, without a database and without a network."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from webapp.cli.say import refuse_politely
from webapp.rules.dates_vi import short_date
from webapp.signature import verify_pdf


@click.command("verify")
@click.argument("source", metavar="FILE.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--root",
    "roots",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Chứng thư gốc tin cậy (.pem, .crt); dùng nhiều lần được.",
)
@refuse_politely
def verify(source: Path, roots: tuple[Path, ...]) -> None:
    """Kiểm tra chữ ký số của một tệp PDF bất kỳ: ai ký, lúc nào, nội dung còn nguyên không."""
    found = verify_pdf(source.read_bytes(), roots=[root.read_bytes() for root in roots])
    click.echo(f"{source}: {len(found.signatures)} chữ ký, SHA-256 {found.sha256}")
    for number, one in enumerate(found.signatures, start=1):
        at = f", {short_date(one.at.date())} {one.at:%H:%M}" if one.at else ""
        click.echo(f"{number}. {one.signer} (chứng thư do {one.issuer or 'không rõ'} cấp){at}")
        for sentence in one.sentences:
            click.echo(f"   {sentence}")
    if not found.is_good:
        click.echo("KHÔNG ĐẠT" if found.signatures else "Tệp không có chữ ký số.")
        sys.exit(1)
    click.echo("ĐẠT")


commands: list[click.Command] = [verify]
