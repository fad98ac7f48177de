"""Run properties: what one w:rPr says, how styles add up, and the finished RunStyle."""

from __future__ import annotations

from typing import Any

from webapp.rendering.convert.fontmetrics import metrics_of
from webapp.rendering.convert.fonts import natural
from webapp.rendering.convert.model import Colour, RunStyle
from webapp.rendering.convert.read.theme import Theme
from webapp.rendering.convert.read.xml import VAL, Element, W, colour, is_on, local, number, twips

Props = dict[str, Any]

TOGGLES = ("b", "i", "caps", "smallCaps", "strike", "dstrike", "vanish")
HIGHLIGHTS: dict[str, Colour] = {
    "yellow": (255, 255, 0),
    "green": (0, 255, 0),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "blue": (0, 0, 255),
    "red": (255, 0, 0),
    "darkBlue": (0, 0, 128),
    "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0),
    "darkMagenta": (128, 0, 128),
    "darkRed": (128, 0, 0),
    "darkYellow": (128, 128, 0),
    "darkGray": (128, 128, 128),
    "lightGray": (192, 192, 192),
    "black": (0, 0, 0),
    "white": (255, 255, 255),
}
UNDERLINES = {"words": "single", "dotDotDash": "dash", "dotDash": "dash", "wavyHeavy": "wave", "wavyDouble": "wave"}
SCRIPT_SIZE, SUB_RISE = 0.58, -0.08  # LibreOffice's figures for Word files
SMALL_CAPS = 0.8


def read_run_props(element: Element | None) -> Props:
    """The properties one w:rPr sets, by short name; values are already numbers and colours."""
    found: Props = {}
    for item in () if element is None else element:
        name = local(item)
        if name in TOGGLES:
            found[name] = is_on(item)
        else:
            reader = _READERS.get(name)
            if reader:
                reader(found, item)
    return found


def _size(found: Props, item: Element) -> None:
    size = number(item.get(VAL))
    if size is not None and 1 <= size <= 3276:
        found["size"] = size / 2


def _colour(found: Props, item: Element) -> None:
    theme = (item.get(W + "themeColor"), item.get(W + "themeShade"), item.get(W + "themeTint"))
    found["colour"] = (colour(item.get(VAL)), *theme)


def _underline(found: Props, item: Element) -> None:
    kind = item.get(VAL) or "single"
    found["underline"] = "" if kind == "none" else UNDERLINES.get(kind, kind)


def _shade(found: Props, item: Element) -> None:
    found["shade"] = colour(item.get(W + "fill"))


def _fonts(found: Props, item: Element) -> None:
    family = item.get(W + "ascii") or item.get(W + "hAnsi")
    if family:
        found["family"] = family
    elif item.get(W + "asciiTheme"):
        found["family"] = "+" + (item.get(W + "asciiTheme") or "")


def _measure(key: str) -> Any:
    def read(found: Props, item: Element) -> None:
        measure = twips(item.get(VAL))
        if measure is not None:
            found[key] = measure

    return read


def _text(key: str) -> Any:
    def read(found: Props, item: Element) -> None:
        found[key] = item.get(VAL) or ""

    return read


def _position(found: Props, item: Element) -> None:
    found["rise"] = (number(item.get(VAL)) or 0.0) / 2


def _scale(found: Props, item: Element) -> None:
    scale = number((item.get(VAL) or "").rstrip("%"))
    if scale and 1 <= scale <= 600:
        found["scale"] = scale / 100


def _border(found: Props, item: Element) -> None:
    found["border"] = (item.get(VAL) or "none") not in ("none", "nil")


_READERS: dict[str, Any] = {
    "sz": _size,
    "color": _colour,
    "u": _underline,
    "shd": _shade,
    "rFonts": _fonts,
    "spacing": _measure("spacing"),
    "highlight": _text("highlight"),
    "vertAlign": _text("script"),
    "position": _position,
    "w": _scale,
    "rStyle": _text("rStyle"),
    "bdr": _border,
}


def stack(lower: Props, upper: Props) -> Props:
    """`upper` laid over `lower`, as direct formatting lies over a style."""
    return {**lower, **upper} if upper else lower


def stack_styles(paragraph: Props, character: Props) -> Props:
    """A character style over a paragraph style: toggles that both set cancel each other (ISO 29500 17.7.3)."""
    found = {**paragraph, **character}
    for name in TOGGLES:
        if name in character and name in paragraph:
            found[name] = bool(paragraph[name]) != bool(character[name])
    return found


def finish(props: Props, theme: Theme) -> RunStyle:
    """The finished style of a run."""
    size = props.get("size", 10.0)
    drawn, rise = size, props.get("rise", 0.0)
    script = props.get("script", "")
    if script in ("superscript", "subscript"):
        drawn = size * SCRIPT_SIZE
        rise += natural(size)[0] - natural(drawn)[0] if script == "superscript" else size * SUB_RISE
    highlight = props.get("highlight")
    family = theme.font(props.get("family", ""))
    metrics = metrics_of(family)
    return RunStyle(
        face=(1 if props.get("b") else 0) | (2 if props.get("i") else 0),
        size=drawn,
        colour=_final_colour(props.get("colour"), theme),
        underline=props.get("underline", ""),
        strike="double" if props.get("dstrike") else "single" if props.get("strike") else "",
        highlight=HIGHLIGHTS.get(highlight) if highlight else props.get("shade"),
        rise=rise,
        spacing=props.get("spacing", 0.0),
        scale=props.get("scale", 1.0) * metrics.width,
        line_size=drawn if script else size,
        caps="all" if props.get("caps") else "small" if props.get("smallCaps") else "",
        hidden=bool(props.get("vanish")),
        family=family,
        border=bool(props.get("border")),
        height=metrics.height,
        depth=metrics.depth,
    )


def _final_colour(found: Any, theme: Theme) -> Colour | None:
    if not found:
        return None
    plain, name, shade, tint = found
    return plain if plain or not name else theme.colour(name, shade, tint)
