"""What a child can do. Each job takes plain arguments and gives a JSON head and one block of bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from webapp.rendering import convert
from webapp.rendering.fill import fill
from webapp.rendering.sheet import encode_sheet, read_sheet


def warm_up() -> None:
    """Load fonts and libraries, so that the first document is as fast as the next ones."""
    convert.warm_up()


def render(docx: bytes, options: convert.PdfOptions) -> tuple[dict[str, Any], bytes]:
    """Convert a Word file to PDF."""
    rendered = convert.to_pdf(docx, options)
    return {"pages": rendered.pages, "unrendered": [asdict(each) for each in rendered.unrendered]}, rendered.pdf


def find(docx: bytes, text: str) -> tuple[dict[str, Any], bytes]:
    """Where a text stands on the pages of a Word file."""
    place = convert.find_text(docx, text)
    return {"place": asdict(place) if place else None}, b""


def fill_template(template: bytes, values: dict[str, object]) -> tuple[dict[str, Any], bytes]:
    """Fill a template that is not the house's own."""
    filled = fill(template, values)
    return {"empty": list(filled.empty)}, filled.docx


def workbook(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Read the first sheet of a workbook."""
    return {}, encode_sheet(read_sheet(data))


JOBS: dict[str, Callable[..., tuple[dict[str, Any], bytes]]] = {
    "render": render, "find": find, "fill": fill_template, "sheet": workbook,
}  # fmt: skip
