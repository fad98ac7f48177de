"""Write what a benchmark measured into docs/benchmarks.md, under its own heading."""

from __future__ import annotations

import os
import platform
import re
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def machine() -> str:
    """One line: the day, the processor count, the system and the Python it ran on."""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{date.today():%d/%m/%Y}, {os.cpu_count()} lõi, {system}."


def write_section(title: str, text: str) -> None:
    """Replace the section `title` of the page, or add it at the end."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Đo tốc độ\n"
    section = f"## {title}\n\n{text.strip()}\n"
    pattern = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.S | re.M)
    page = pattern.sub(lambda _: section + "\n", page) if pattern.search(page) else f"{page.rstrip()}\n\n{section}"
    PAGE.write_text(page.rstrip() + "\n", encoding="utf-8")
