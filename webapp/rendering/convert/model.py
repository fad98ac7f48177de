"""What a Word file says, as plain values: the reader fills these, the layout turns them into pages.

Lengths are points (1/72 inch). Nothing here knows about XML, and nothing here knows about PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How a stretch of text looks once styles, themes and direct formatting are added up."""

    face: int = 0  # bit 0: bold, bit 1: italic
    size: float = 10.0
    colour: Colour | None = None  # None: automatic (black)
    underline: str = ""  # "", single, double, thick, dotted, dash, wave
    strike: str = ""  # "", single, double
    highlight: Colour | None = None
    rise: float = 0.0
    spacing: float = 0.0  # added after every character
    scale: float = 1.0  # horizontal
    line_size: float = 10.0  # the size that counts for the line's height (before superscripts shrink it)
    caps: str = ""  # "", all, small
    hidden: bool = False
    family: str = ""
    border: bool = False
    height: float = 0.933  # ascent with gap, and descent, of the named font in ems
    depth: float = 0.216


@dataclass(frozen=True, slots=True)
class Border:
    """One edge: `style` is Word's name (single, double, dashed, dotted ...), `width` and `space` in points."""

    style: str
    width: float
    space: float = 0.0
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class TabStop:
    position: float
    kind: str = "left"
    leader: str = ""


@dataclass(frozen=True, slots=True)
class ParaStyle:
    """The paragraph properties after the cascade."""

    style: str = ""
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0  # factor when rule is auto, points otherwise
    rule: str = "auto"
    align: str = "left"
    keep_next: bool = False
    keep_lines: bool = False
    break_before: bool = False
    widow: bool = True
    contextual: bool = False
    tabs: tuple[TabStop, ...] = ()
    borders: tuple[tuple[str, Border], ...] = ()
    shade: Colour | None = None
    outline: int = 9  # 0-8: heading level; 9: body text
    rtl: bool = False
    framed: bool = False
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A paragraph that Word puts into a frame of its own (framePr), or a drop cap."""

    width: float
    height: float
    x: float
    y: float
    h_anchor: str
    v_anchor: str
    h_align: str
    v_align: str
    wrap: str
    drop_cap: bool = False


# Inline content ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Text:
    text: str
    style: RunStyle
    link: str = ""


@dataclass(slots=True)
class Tab:
    style: RunStyle
    link: str = ""
    position: float | None = None  # absolute (ptab)
    kind: str = ""
    leader: str = ""


@dataclass(slots=True)
class Break:
    kind: str  # line, page, column
    style: RunStyle


@dataclass(slots=True)
class NoteRef:
    note: Note
    style: RunStyle


@dataclass(slots=True)
class PageField:
    """PAGE, NUMPAGES, SECTIONPAGES: known only when the page is."""

    kind: str
    style: RunStyle
    fmt: str = ""


@dataclass(slots=True)
class Bookmark:
    name: str


@dataclass(slots=True)
class Inline:
    """A drawing that sits in the line like a letter."""

    drawing: Drawing
    style: RunStyle


@dataclass(slots=True)
class Anchor:
    """A drawing placed relative to page, margin, column or paragraph; takes no room in the line."""

    drawing: Drawing
    placing: Placing


Item = Text | Tab | Break | NoteRef | PageField | Bookmark | Inline | Anchor


@dataclass(slots=True)
class Placing:
    h_from: str = "column"
    v_from: str = "paragraph"
    x: float = 0.0
    y: float = 0.0
    h_align: str = ""
    v_align: str = ""
    h_percent: float | None = None  # offset as a share of what it counts from
    v_percent: float | None = None
    wrap: str = "none"  # none, square, topAndBottom
    behind: bool = False
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


@dataclass(slots=True)
class Drawing:
    """A picture, a drawn shape, a text box, or a group of them. Children are placed relative to its corner."""

    width: float
    height: float
    kind: str = "shape"  # picture, shape, group, missing
    image: bytes = b""
    alt: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    geometry: str = "rect"
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: float = 0.75
    dash: str = ""
    flip_h: bool = False
    flip_v: bool = False
    rotation: float = 0.0
    arrows: tuple[bool, bool] = (False, False)
    blocks: list[Block] = field(default_factory=list)
    inset: tuple[float, float, float, float] = (7.2, 3.6, 7.2, 3.6)
    v_anchor: str = "t"
    grow: bool = False  # the shape becomes as high as its text
    children: list[tuple[float, float, Drawing]] = field(default_factory=list)
    over: float = 0.0  # room above and below it in the line, for shadows and the like
    under: float = 0.0


@dataclass(slots=True)
class Note:
    label: str
    blocks: list[Block]
    kind: str  # footnote, endnote


# Blocks --------------------------------------------------------------------------------------------------------


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


# Sections ------------------------------------------------------------------------------------------------------


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
