"""What stands inside a paragraph: text, tabs, breaks, fields, notes, drawings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webapp.rendering.convert.model.styles import Colour, RunStyle

if TYPE_CHECKING:
    from webapp.rendering.convert.model.blocks import Block


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
    reported: str = ""  # the place its line in the fidelity report names


@dataclass(slots=True)
class Note:
    label: str
    blocks: list[Block]
    kind: str  # footnote, endnote
