"""`flask serve`: answer on the loopback address with gunicorn."""

from __future__ import annotations

import os
import sys

import click


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ nghe.")
@click.option("--port", default=8000, show_default=True, help="Cổng.")
@click.option("--workers", default=2, show_default=True, help="Số tiến trình.")
def serve(host: str, port: int, workers: int) -> None:
    """Mở trang web của Án Thư trên máy này."""
    click.echo(f"Án Thư: http://{host}:{port}  (Ctrl+C để dừng)")
    sys.stdout.flush()
    command = [
        sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"{host}:{port}", "--workers", str(workers),
        "--threads", "4", "--timeout", "120", "--max-requests", "2000", "--max-requests-jitter", "200",
        "--log-level", "warning",
    ]  # fmt: skip
    os.execv(sys.executable, command)


commands: list[click.Command] = [serve]
