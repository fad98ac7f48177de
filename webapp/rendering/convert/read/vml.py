"""VML, the older drawing language: pictures, lines, rectangles, text boxes, and previews of objects."""

from __future__ import annotations

from webapp.rendering.convert.model import Anchor, Colour, Drawing, Placing
from webapp.rendering.convert.read import body, images
from webapp.rendering.convert.read.context import Context
from webapp.rendering.convert.read.shapes import PRESETS
from webapp.rendering.convert.read.xml import Element, R, V, W, colour, length, local, number

SHAPES = frozenset(("shape", "rect", "line", "roundrect", "oval", "group", "polyline", "image"))
GEOMETRY = {"line": "line", "oval": "ellipse", "roundrect": "roundRect"}
WRAPS = {"square": "square", "tight": "square", "through": "square", "topAndBottom": "topAndBottom"}
Style = dict[str, str]


def read_pict(context: Context, element: Element) -> list[Drawing | Anchor]:
    """What a w:pict or w:object shows."""
    found: list[Drawing | Anchor] = []
    for shape in element:
        name = local(shape)
        if name in SHAPES and isinstance(shape.tag, str) and shape.tag.startswith(V):
            drawing = _shape(context, shape, 1.0, 1.0)
            style = _style(shape)
            if drawing is None:
                continue
            if style.get("position") == "absolute":
                found.append(Anchor(drawing, _placing(shape, style)))
            else:
                found.append(drawing)
        elif name == "OLEObject":
            context.report.add("Đối tượng nhúng (OLE): chỉ hiện hình xem trước", shape.get("ProgID") or "")
        elif name == "control":
            context.report.add("Điều khiển ActiveX", shape.get(W + "name") or "")
    return found


def _style(shape: Element) -> Style:
    pairs = (part.partition(":") for part in (shape.get("style") or "").split(";"))
    return {name.strip().lower(): text.strip() for name, _, text in pairs}


def _measure(style: Style, name: str, unit: str = "px") -> float:
    return length(style.get(name), unit) or 0.0


def _shape(context: Context, shape: Element, across: float, down: float) -> Drawing | None:
    style, name = _style(shape), local(shape)
    if style.get("visibility") == "hidden":
        return None
    drawing = Drawing(abs(_measure(style, "width") * across), abs(_measure(style, "height") * down))
    drawing.alt = shape.get("alt") or shape.get("title") or shape.get("id") or ""
    drawing.geometry = GEOMETRY.get(name, "rect")
    flips = style.get("flip", "")
    drawing.flip_h, drawing.flip_v = "x" in flips, "y" in flips
    drawing.rotation = number(style.get("rotation", "0").replace("f", "").replace("d", "")) or 0.0
    if name == "line":
        _line(drawing, shape)
    if name == "group":
        _group(context, drawing, shape)
        return drawing
    data = shape.find(V + "imagedata")
    if data is not None:
        drawing.kind = "picture"
        images.fill(context, drawing, data.get(R + "id") or "")
        return drawing
    if shape.find(V + "textpath") is not None:
        context.report.add("Chữ nghệ thuật (WordArt)", (shape.find(V + "textpath").get("string") or "")[:60])
        return Drawing(drawing.width, drawing.height, kind="missing", alt=drawing.alt)
    _look(context, drawing, shape, name)
    return drawing


def _look(context: Context, drawing: Drawing, shape: Element, name: str) -> None:
    if (shape.get("stroked") or "t").lower() not in ("f", "false"):
        drawing.stroke = _colour(shape.get("strokecolor")) or (0, 0, 0)
        drawing.stroke_width = length(shape.get("strokeweight"), "pt") or 0.75
    kind = (shape.get("type") or "").lstrip("#")
    if kind in ("_x0000_t32", "_x0000_t20"):
        drawing.geometry = "line"
    elif name in ("shape", "polyline") and kind not in ("_x0000_t202", "_x0000_t1", "_x0000_t75", ""):
        context.report.add("Hình vẽ VML chỉ vẽ thành khung chữ nhật", drawing.alt)
    if drawing.geometry != "line" and (shape.get("filled") or "t").lower() not in ("f", "false"):
        drawing.fill = _colour(shape.get("fillcolor")) or (255, 255, 255)
    box = shape.find(V + "textbox")
    text = None if box is None else box.find(W + "txbxContent")
    if text is None:
        return
    outer = context.table_run, context.table_para
    context.table_run, context.table_para = {}, {}
    drawing.blocks = body.read_blocks(context, text)
    context.table_run, context.table_para = outer
    insets = (box.get("inset") or "").split(",")
    usual = (7.2, 3.6, 7.2, 3.6)
    given = [length(part, "px") for part in insets] + [None] * 4
    left, top, right, bottom = (usual[i] if given[i] is None else given[i] or 0.0 for i in range(4))
    drawing.inset = (left, top, right, bottom)
    drawing.grow = "mso-fit-shape-to-text:t" in (box.get("style") or "")


def _line(drawing: Drawing, shape: Element) -> None:
    start, end = (shape.get(name) or "0,0" for name in ("from", "to"))
    (x1, y1), (x2, y2) = (_point(text) for text in (start, end))
    if not drawing.width and not drawing.height:
        drawing.width, drawing.height = abs(x2 - x1), abs(y2 - y1)
        drawing.flip_v = (x2 - x1) * (y2 - y1) < 0


def _point(text: str) -> tuple[float, float]:
    x, _, y = text.partition(",")
    return length(x, "px") or 0.0, length(y, "px") or 0.0


def _group(context: Context, group: Drawing, shape: Element) -> None:
    group.kind = "group"
    left, top = _pair(shape.get("coordorigin"), (0.0, 0.0))
    wide, high = _pair(shape.get("coordsize"), (1000.0, 1000.0))
    across, down = group.width / (wide or 1.0), group.height / (high or 1.0)
    for part in shape:
        if local(part) not in SHAPES:
            continue
        style = _style(part)
        # Inside a group plain numbers are the group's own units, which `length` took for pixels.
        drawing = _shape(context, part, across / 0.75, down / 0.75)
        if drawing is not None:
            x = (_measure(style, "left") / 0.75 - left) * across
            y = (_measure(style, "top") / 0.75 - top) * down
            group.children.append((x, y, drawing))


def _pair(text: str | None, usual: tuple[float, float]) -> tuple[float, float]:
    first, _, second = (text or "").partition(",")
    a, b = number(first), number(second)
    return (usual[0] if a is None else a), (usual[1] if b is None else b)


def _colour(text: str | None) -> Colour | None:
    if not text:
        return None
    text = text.split()[0].lower()
    if text.startswith("#"):
        text = text[1:]
        return colour("".join(sign * 2 for sign in text) if len(text) == 3 else text)
    return PRESETS.get(text)


def _placing(shape: Element, style: Style) -> Placing:
    placing = Placing(
        h_from={"text": "column", "char": "column"}.get(
            h := style.get("mso-position-horizontal-relative", "column"), h
        ),
        v_from={"text": "paragraph"}.get(v := style.get("mso-position-vertical-relative", "paragraph"), v),
        x=_measure(style, "margin-left") + _measure(style, "left"),
        y=_measure(style, "margin-top") + _measure(style, "top"),
        h_align="" if (align := style.get("mso-position-horizontal", "")) == "absolute" else align,
        v_align="" if (align := style.get("mso-position-vertical", "")) == "absolute" else align,
        behind=(number(style.get("z-index")) or 0) < 0,
        left=_measure(style, "mso-wrap-distance-left"),
        right=_measure(style, "mso-wrap-distance-right"),
    )
    if local(shape) == "line" and not style.get("margin-left"):
        (x1, y1), (x2, y2) = _point(shape.get("from") or "0,0"), _point(shape.get("to") or "0,0")
        placing.x, placing.y = min(x1, x2), min(y1, y2)
    for item in shape:
        if local(item) == "wrap":
            placing.wrap = WRAPS.get(item.get("type") or "", "none")
    return placing
