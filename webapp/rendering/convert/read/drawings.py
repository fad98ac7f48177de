"""DrawingML: inline and anchored pictures, shapes, text boxes, groups; what cannot be drawn is reported."""

from __future__ import annotations

from webapp.rendering.convert.model import Anchor, Drawing, Placing
from webapp.rendering.convert.read import body, images, shapes, vml
from webapp.rendering.convert.read.context import DEPTH, Context
from webapp.rendering.convert.read.xml import MC, PIC, WP, WPC, WPG, WPS, A, Element, W, emu, local, number

SUPPORTED = frozenset(("wps", "wpg", "wpc", "w14", "w15", "wp14", "a14", "w16", "w16se", "wpi"))
REPORTED = {
    "chart": "Biểu đồ (chart)",
    "diagram": "Sơ đồ SmartArt",
    "chartex": "Biểu đồ (chart)",
    "ink": "Nét mực viết tay",
    "lockedCanvas": "Khung vẽ khoá",
    "slicer": "Đối tượng Excel",
}


def choose(element: Element) -> Element | None:
    """The branch of an mc:AlternateContent that this engine draws."""
    for choice in element.findall(MC + "Choice"):
        needed = (choice.get("Requires") or "").split()
        if needed and all(name in SUPPORTED for name in needed):
            return choice
    return element.find(MC + "Fallback")


def read_drawing(context: Context, element: Element) -> list[Drawing | Anchor]:
    """What a w:drawing, w:pict or w:object shows: drawings in the line, and anchored ones."""
    if context.depth >= DEPTH:
        return []
    context.depth += 1
    try:
        if local(element) != "drawing":
            return vml.read_pict(context, element)
        found: list[Drawing | Anchor] = []
        for holder in element:
            drawing = _holder(context, holder)
            if drawing is None:
                continue
            if holder.tag == WP + "inline":
                room = holder.find(WP + "effectExtent")
                if room is not None:
                    drawing.over, drawing.under = max(0.0, emu(room.get("t"))), max(0.0, emu(room.get("b")))
                found.append(drawing)
            else:
                found.append(Anchor(drawing, _placing(holder)))
        return found
    finally:
        context.depth -= 1


def _holder(context: Context, holder: Element) -> Drawing | None:
    extent = holder.find(WP + "extent")
    if extent is None:
        return None
    width, height = emu(extent.get("cx")), emu(extent.get("cy"))
    properties = holder.find(WP + "docPr")
    if properties is not None and (properties.get("hidden") or "0") in ("1", "true"):
        return None
    alt = (
        ""
        if properties is None
        else (properties.get("descr") or properties.get("title") or properties.get("name") or "")
    )
    data = holder.find(f"{A}graphic/{A}graphicData")
    content = next(iter(data), None) if data is not None else None
    drawing = read_graphic(context, content, width, height)
    if drawing is None:
        uri = "" if data is None else (data.get("uri") or "").rstrip("/").rpartition("/")[2]
        context.report.add(REPORTED.get(uri, f"Đối tượng đồ hoạ “{uri or 'không rõ'}”"), alt)
        drawing = Drawing(width, height, kind="missing", reported=alt)
    drawing.alt = alt
    return drawing


def read_graphic(context: Context, content: Element | None, width: float, height: float) -> Drawing | None:
    """One picture, shape, group or canvas of the given size; None when it is of another kind."""
    if content is None:
        return None
    if content.tag == PIC + "pic":
        return images.read_picture(context, content, width, height)
    if content.tag == WPS + "wsp":
        return _shape(context, content, width, height)
    if content.tag in (WPG + "wgp", WPG + "grpSp", WPC + "wpc"):
        return _group(context, content, width, height)
    return None


def _shape(context: Context, element: Element, width: float, height: float) -> Drawing:
    drawing = Drawing(width, height)
    shapes.read_shape_props(context, drawing, element.find(WPS + "spPr"), element.find(WPS + "style"))
    text = element.find(f"{WPS}txbx/{W}txbxContent")
    props = element.find(WPS + "bodyPr")
    if text is not None:
        outer = context.table_run, context.table_para
        context.table_run, context.table_para = {}, {}
        drawing.blocks = body.read_blocks(context, text)
        context.table_run, context.table_para = outer
    if props is not None:
        sides = (("lIns", 7.2), ("tIns", 3.6), ("rIns", 7.2), ("bIns", 3.6))
        left, top, right, bottom = (emu(props.get(name)) if props.get(name) else usual for name, usual in sides)
        drawing.inset = (left, top, right, bottom)
        drawing.v_anchor = props.get("anchor") or "t"
        drawing.grow = props.find(A + "spAutoFit") is not None
    return drawing


def _group(context: Context, element: Element, width: float, height: float) -> Drawing:
    """A group: its children's coordinates are scaled from the group's own space to its size."""
    group = Drawing(width, height, kind="group")
    frame = element.find(f"{WPG}grpSpPr/{A}xfrm")
    left = top = 0.0
    across = down = 1.0
    if frame is not None:
        offset, extent = frame.find(A + "chOff"), frame.find(A + "chExt")
        if offset is not None:
            left, top = emu(offset.get("x")), emu(offset.get("y"))
        if extent is not None:
            across = width / (emu(extent.get("cx")) or width or 1.0)
            down = height / (emu(extent.get("cy")) or height or 1.0)
    for part in element:
        place = part.find(f".//{A}xfrm")
        if place is None or part.tag not in (PIC + "pic", WPS + "wsp", WPG + "grpSp"):
            continue
        offset, extent = place.find(A + "off"), place.find(A + "ext")
        if offset is None or extent is None:
            continue
        size = emu(extent.get("cx")) * across, emu(extent.get("cy")) * down
        drawing = read_graphic(context, part, *size)
        if drawing is not None:
            x, y = (emu(offset.get("x")) - left) * across, (emu(offset.get("y")) - top) * down
            group.children.append((x, y, drawing))
    return group


def _positions(holder: Element) -> list[Element]:
    """positionH and positionV, also where they stand in a choice between versions."""
    found: list[Element] = []
    for item in holder:
        if item.tag == MC + "AlternateContent":
            choice = choose(item)
            found += [] if choice is None else _positions(choice)
        elif item.tag in (WP + "positionH", WP + "positionV"):
            found.append(item)
    return found


def _placing(holder: Element) -> Placing:
    """Where an anchored drawing goes, and how text goes round it."""
    placing = Placing(behind=(holder.get("behindDoc") or "0") in ("1", "true"))
    for position in _positions(holder):
        axis = "h" if local(position) == "positionH" else "v"
        setattr(placing, axis + "_from", position.get("relativeFrom") or ("column" if axis == "h" else "paragraph"))
        for part in position:
            text, name = (part.text or "").strip(), local(part)
            if name == "posOffset":
                setattr(placing, "x" if axis == "h" else "y", emu(text))
            elif name == "align":
                setattr(placing, axis + "_align", text)
            elif name in ("pctPosHOffset", "pctPosVOffset"):
                setattr(placing, axis + "_percent", (number(text) or 0.0) / 100_000)
    if (holder.get("simplePos") or "0") in ("1", "true"):
        simple = holder.find(WP + "simplePos")
        if simple is not None:
            placing.h_from = placing.v_from = "page"
            placing.x, placing.y = emu(simple.get("x")), emu(simple.get("y"))
    for name, wrap in (
        ("wrapSquare", "square"),
        ("wrapTight", "square"),
        ("wrapThrough", "square"),
        ("wrapTopAndBottom", "topAndBottom"),
    ):
        if holder.find(WP + name) is not None:
            placing.wrap = wrap
    for side, name in (("top", "distT"), ("bottom", "distB"), ("left", "distL"), ("right", "distR")):
        setattr(placing, side, emu(holder.get(name)))
    return placing
