"""The look of a drawn shape: geometry, fill, line."""

from __future__ import annotations

from webapp.rendering.convert.model import Colour, Drawing
from webapp.rendering.convert.read.context import Context
from webapp.rendering.convert.read.theme import mix
from webapp.rendering.convert.read.xml import A, Element, colour, emu, local, number

PRESETS: dict[str, Colour] = {
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
}
LINES = frozenset(("line", "straightConnector1"))
DRAWN = LINES | frozenset(("rect", "roundRect", "ellipse", "flowChartProcess", "textBox", "flowChartAlternateProcess"))


def read_shape_props(context: Context, drawing: Drawing, props: Element | None, style: Element | None) -> None:
    """Fill in geometry, colours and line of `drawing` from its spPr and its theme style."""
    if props is None:
        return
    frame = props.find(A + "xfrm")
    if frame is not None:
        drawing.flip_h = frame.get("flipH") in ("1", "true")
        drawing.flip_v = frame.get("flipV") in ("1", "true")
        drawing.rotation = (number(frame.get("rot")) or 0.0) / 60_000
    geometry = props.find(A + "prstGeom")
    drawing.geometry = "custom" if geometry is None else geometry.get("prst") or "rect"
    if props.find(A + "custGeom") is None and geometry is None:
        drawing.geometry = "rect"
    if drawing.geometry not in DRAWN:
        context.report.add(f"Hình vẽ “{drawing.geometry}” chỉ vẽ thành khung chữ nhật")
    drawing.fill = _fill(context, props)
    if drawing.fill is None and props.find(A + "noFill") is None and style is not None:
        drawing.fill = _style_colour(context, style, "fillRef")
    _line(context, drawing, props.find(A + "ln"), style)


def _line(context: Context, drawing: Drawing, line: Element | None, style: Element | None) -> None:
    if line is not None and line.find(A + "noFill") is not None:
        return
    if line is not None:
        drawing.stroke = _fill(context, line)
        width = emu(line.get("w"))
        drawing.stroke_width = width if width else 0.75
        dash = line.find(A + "prstDash")
        drawing.dash = "" if dash is None else dash.get("val") or ""
        ends = tuple(
            end is not None and (end.get("type") or "none") != "none"
            for end in (line.find(A + "headEnd"), line.find(A + "tailEnd"))
        )
        drawing.arrows = (ends[0], ends[1])
    if drawing.stroke is None and style is not None:
        drawing.stroke = _style_colour(context, style, "lnRef")
    if drawing.stroke is None and drawing.geometry in LINES:
        drawing.stroke = (0, 0, 0)


def _style_colour(context: Context, style: Element, name: str) -> Colour | None:
    reference = style.find(A + name)
    if reference is None or (reference.get("idx") or "0") == "0":
        return None
    return read_colour(context, reference)


def _fill(context: Context, parent: Element) -> Colour | None:
    solid = parent.find(A + "solidFill")
    if solid is not None:
        return read_colour(context, solid)
    stops = parent.find(f"{A}gradFill/{A}gsLst")
    if stops is not None and len(stops):
        context.report.add("Màu chuyển sắc chỉ vẽ một màu")
        return read_colour(context, stops[0])
    return None


def read_colour(context: Context, parent: Element) -> Colour | None:
    """The colour inside a solidFill or a style reference, with its light and dark changes."""
    for item in parent:
        name = local(item)
        found: Colour | None = None
        if name == "srgbClr":
            found = colour(item.get("val"))
        elif name == "schemeClr":
            found = context.styles.theme.colour(item.get("val") or "")
        elif name == "sysClr":
            found = colour(item.get("lastClr"))
        elif name == "prstClr":
            found = PRESETS.get(item.get("val") or "", (0, 0, 0))
        if found is not None:
            return _changed(found, item)
    return None


def _changed(found: Colour, item: Element) -> Colour:
    for change in item:
        share = (number(change.get("val")) or 0.0) / 100_000
        name = local(change)
        if name in ("shade", "lumMod"):
            found = mix(found, (0, 0, 0), 1 - share)
        elif name == "tint":
            found = mix(found, (255, 255, 255), 1 - share)
        elif name == "lumOff":
            found = mix(found, (255, 255, 255), share)
    return found
