"""Paragraphs, tables, sections, the whole document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from webapp.rendering.convert.model.inline import Item, Note, Placing
from webapp.rendering.convert.model.styles import Border, Colour, ParaStyle, RunStyle


@dataclass(slots=True)
class Label:
    """The number or bullet of a list paragraph."""

    text: str
    style: RunStyle
    suffix: str = "tab"  # tab, space, nothing
    align: str = "left"


@dataclass(slots=True)
class Paragraph:
    style: ParaStyle
    mark: RunStyle
    items: list[Item]
    label: Label | None = None
    cache: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Cell:
    blocks: list[Block]
    column: int = 0
    span: int = 1
    merge: str = ""  # "", start, go_on
    width: float | None = None  # preferred, points
    percent: float | None = None  # preferred, share of the table
    borders: dict[str, Border | None] = field(default_factory=dict)
    margins: tuple[float, float, float, float] = (0.0, 5.4, 0.0, 5.4)  # top, right, bottom, left
    shade: Colour | None = None
    v_align: str = "top"
    no_wrap: bool = False
    direction: str = ""


@dataclass(slots=True)
class Row:
    cells: list[Cell]
    height: float = 0.0
    rule: str = "auto"
    cant_split: bool = False
    header: bool = False


@dataclass(slots=True)
class Table:
    rows: list[Row]
    grid: list[float]
    width: float | None = None
    percent: float | None = None
    fixed: bool = False
    indent: float = 0.0
    align: str = "left"
    style: str = ""
    cell_left: float = 5.4
    spacing: float = 0.0
    floating: Placing | None = None
    cache: dict[str, Any] = field(default_factory=dict)


Block = Paragraph | Table


@dataclass(slots=True)
class Section:
    """Pages of one geometry. Headers and footers are keyed default, first, even."""

    width: float = 595.3
    height: float = 841.9
    top: float = 72.0
    right: float = 72.0
    bottom: float = 72.0
    left: float = 72.0
    header: float = 35.4
    footer: float = 35.4
    gutter: float = 0.0
    start: str = "nextPage"
    columns: list[tuple[float, float]] = field(default_factory=list)  # (width, gap after); empty: one column
    separator: bool = False
    title_page: bool = False
    headers: dict[str, list[Block]] = field(default_factory=dict)
    footers: dict[str, list[Block]] = field(default_factory=dict)
    page_start: int | None = None
    page_format: str = "decimal"
    v_align: str = "top"
    borders: dict[str, Border] = field(default_factory=dict)
    borders_from_page: bool = False
    note_start: int = 1
    note_format: str = "decimal"
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Settings:
    compat: int = 15
    tab: float = 36.0
    even_odd: bool = False
    mirror: bool = False
    sum_spacing: bool = False  # doNotUseHTMLParagraphAutoSpacing: before and after are added, not the larger taken
    stretch_breaks: bool = True
    gutter_top: bool = False
    body_size: float = 10.0  # of the default paragraph style


@dataclass(slots=True)
class Document:
    sections: list[Section]
    settings: Settings
    title: str = ""
    language: str = ""
    endnotes: list[Note] = field(default_factory=list)


def inner_blocks(blocks: list[Block]) -> Iterator[Block]:
    """Every block, those inside table cells too."""
    for block in blocks:
        yield block
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from inner_blocks(cell.blocks)
