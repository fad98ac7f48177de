"""Paragraph properties: what one w:pPr says, and the finished ParaStyle."""

from __future__ import annotations

from typing import Any

from webapp.rendering.convert.model import Border, Frame, ParaStyle, TabStop
from webapp.rendering.convert.read.xml import VAL, Element, W, colour, integer, is_on, local, number, twips

Props = dict[str, Any]

ALIGNMENTS = {
    "both": "justify",
    "distribute": "justify",
    "center": "center",
    "right": "right",
    "end": "right",
    "left": "left",
    "start": "left",
    "thaiDistribute": "justify",
    "mediumKashida": "justify",
    "lowKashida": "justify",
    "highKashida": "justify",
}
_FLAGS = {
    "keepNext": "keep_next",
    "keepLines": "keep_lines",
    "pageBreakBefore": "break_before",
    "widowControl": "widow",
    "contextualSpacing": "contextual",
    "bidi": "rtl",
}
AUTO_SPACE = 14.0  # what beforeAutospacing stands for, in points
NO_BORDER = ("nil", "none")
SIDES = ("top", "bottom", "left", "right", "start", "end", "between", "bar", "insideH", "insideV")


def read_para_props(element: Element | None) -> Props:
    """The properties one w:pPr sets, by short name, lengths in points."""
    found: Props = {}
    for item in () if element is None else element:
        name = local(item)
        if name in _FLAGS:
            found[_FLAGS[name]] = is_on(item)
        else:
            reader = _READERS.get(name)
            if reader:
                reader(found, item)
    return found


def _indent(found: Props, item: Element) -> None:
    for names, key in ((("left", "start"), "left"), (("right", "end"), "right")):
        for name in names:
            measure = twips(item.get(W + name))
            if measure is not None:
                found[key] = measure
    hanging, first = twips(item.get(W + "hanging")), twips(item.get(W + "firstLine"))
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first


def _spacing(found: Props, item: Element) -> None:
    for name in ("before", "after"):
        measure = twips(item.get(W + name))
        if measure is not None:
            found[name] = max(0.0, measure)
        lines = number(item.get(W + name + "Lines"))
        if lines:
            found[name] = lines / 100 * 12
        auto = item.get(W + name + "Autospacing")
        if auto is not None:
            found[name + "_auto"] = auto.lower() in ("1", "true", "on")
    line, rule = number(item.get(W + "line")), item.get(W + "lineRule")
    if line is not None or rule:
        rule = rule or found.get("rule") or "auto"
        found["rule"] = rule
        if line is not None:
            found["line"] = abs(line) / (240 if rule == "auto" else 20)


def _tabs(found: Props, item: Element) -> None:
    stops: dict[float, TabStop | None] = found.setdefault("tabs", {})
    for tab in item:
        position = twips(tab.get(W + "pos"))
        kind = tab.get(VAL) or "left"
        if position is None:
            continue
        kind = {"start": "left", "end": "right", "num": "left"}.get(kind, kind)
        leader = tab.get(W + "leader") or ""
        stops[position] = None if kind == "clear" else TabStop(position, kind, "" if leader == "none" else leader)


def _numbering(found: Props, item: Element) -> None:
    for part in item:
        if local(part) == "ilvl":
            found["level"] = integer(part.get(VAL)) or 0
        elif local(part) == "numId":
            found["num"] = part.get(VAL) or "0"


def read_border(item: Element) -> Border | None:
    """One edge; None when it says that there is none."""
    style = item.get(VAL) or "none"
    if style in NO_BORDER:
        return None
    width = (number(item.get(W + "sz")) or 4) / 8
    return Border(style, min(width, 12.0), number(item.get(W + "space")) or 0.0, colour(item.get(W + "color")))


def _borders(found: Props, item: Element) -> None:
    edges = dict(found.get("borders", {}))
    for edge in item:
        name = {"start": "left", "end": "right"}.get(local(edge), local(edge))
        edges[name] = read_border(edge)
    found["borders"] = edges


def _shade(found: Props, item: Element) -> None:
    found["shade"] = read_shade(item)


def read_shade(item: Element | None) -> Any:
    """The fill of a w:shd; patterns count as their foreground only when they are solid."""
    if item is None:
        return None
    if item.get(VAL) == "solid":
        return colour(item.get(W + "color")) or (0, 0, 0)
    return colour(item.get(W + "fill"))


def _frame(found: Props, item: Element) -> None:
    if not (item.get(W + "wrap") or item.get(W + "dropCap") or twips(item.get(W + "w")) or twips(item.get(W + "h"))):
        found["frame"] = None  # some programs write an empty frame on every paragraph
        return
    found["frame"] = Frame(
        width=twips(item.get(W + "w")) or 0.0,
        height=twips(item.get(W + "h")) or 0.0,
        x=twips(item.get(W + "x")) or 0.0,
        y=twips(item.get(W + "y")) or 0.0,
        h_anchor=item.get(W + "hAnchor") or "column",
        v_anchor=item.get(W + "vAnchor") or "paragraph",
        h_align=item.get(W + "xAlign") or "",
        v_align=item.get(W + "yAlign") or "",
        wrap=item.get(W + "wrap") or "around",
        drop_cap=(item.get(W + "dropCap") or "none") != "none",
    )


def _text(key: str) -> Any:
    def read(found: Props, item: Element) -> None:
        found[key] = item.get(VAL) or ""

    return read


def _outline(found: Props, item: Element) -> None:
    found["outline"] = integer(item.get(VAL))


_READERS: dict[str, Any] = {
    "ind": _indent,
    "spacing": _spacing,
    "tabs": _tabs,
    "numPr": _numbering,
    "pBdr": _borders,
    "shd": _shade,
    "framePr": _frame,
    "jc": _text("jc"),
    "pStyle": _text("pStyle"),
    "outlineLvl": _outline,
}


def stack_paragraphs(lower: Props, upper: Props) -> Props:
    """`upper` laid over `lower`; tab stops add up, a cleared one disappears."""
    found = {**lower, **upper}
    for key in ("tabs", "borders"):
        if key in lower and key in upper:
            found[key] = {**lower[key], **upper[key]}
    if "line" in upper and "rule" not in upper and "rule" in lower:
        found["rule"] = "auto"
    return found


def finish_paragraph(props: Props, style: str) -> ParaStyle:
    """The finished paragraph style."""
    jc, rtl = props.get("jc", "left"), bool(props.get("rtl"))
    align = ALIGNMENTS.get(jc, "left")
    if rtl and jc not in ("center", "both", "distribute"):
        align = "right" if align == "left" else "left"
    tabs = tuple(sorted((stop for stop in props.get("tabs", {}).values() if stop), key=lambda stop: stop.position))
    before = AUTO_SPACE if props.get("before_auto") else props.get("before", 0.0)
    after = AUTO_SPACE if props.get("after_auto") else props.get("after", 0.0)
    outline = props.get("outline")
    return ParaStyle(
        style=style,
        left=props.get("left", 0.0),
        right=props.get("right", 0.0),
        first=props.get("first", 0.0),
        before=before,
        after=after,
        auto_before=bool(props.get("before_auto")),
        auto_after=bool(props.get("after_auto")),
        line=props.get("line", 1.0) or 1.0,
        rule=props.get("rule", "auto"),
        align=align,
        keep_next=props.get("keep_next", False),
        keep_lines=props.get("keep_lines", False),
        break_before=props.get("break_before", False),
        widow=props.get("widow", True),
        contextual=props.get("contextual", False),
        tabs=tabs,
        borders=tuple((side, edge) for side, edge in props.get("borders", {}).items() if edge),
        shade=props.get("shade"),
        outline=9 if outline is None else outline,
        rtl=rtl,
        frame=props.get("frame"),
    )
