"""How text and paragraphs look once all styles are added up. Lengths are points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass

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
    auto_before: bool = False  # spaces that disappear at the edge of a cell
    auto_after: bool = False
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
