"""Section properties: page, margins, columns, headers and footers."""

from __future__ import annotations

from webapp.rendering.convert.model import Section
from webapp.rendering.convert.read import body
from webapp.rendering.convert.read.context import Context
from webapp.rendering.convert.read.paragraphs import read_border
from webapp.rendering.convert.read.xml import VAL, Element, R, W, child, flag, integer, local, twips, value

SMALLEST, LARGEST = 36.0, 3_200.0


def read_section(context: Context, element: Element | None, previous: Section | None) -> Section:
    """One w:sectPr. Headers and footers it does not name are those of the previous section."""
    section = Section()
    if previous is not None:
        section.headers, section.footers = dict(previous.headers), dict(previous.footers)
    if element is None:
        return section
    section.start = value(element, "type") or "nextPage"
    _page(section, element)
    _margins(section, element, context.settings.gutter_top)
    _columns(section, child(element, "cols"))
    section.title_page = bool(flag(element, "titlePg"))
    section.v_align = value(element, "vAlign") or "top"
    numbers = child(element, "pgNumType")
    if numbers is not None:
        section.page_start = integer(numbers.get(W + "start"))
        section.page_format = numbers.get(W + "fmt") or "decimal"
    borders = child(element, "pgBorders")
    if borders is not None:
        section.borders_from_page = borders.get(W + "offsetFrom") == "page"
        section.borders = {local(edge): found for edge in borders if (found := read_border(edge))}
    if child(element, "lnNumType") is not None:
        context.report.add("Số dòng ở lề trang", "")
    grid = child(element, "docGrid")
    if grid is not None and (grid.get(W + "type") or "").startswith(("lines", "snap")):
        context.report.add("Lưới dòng Đông Á (docGrid)", "")
    _headers(context, section, element)
    return section


def _page(section: Section, element: Element) -> None:
    size = child(element, "pgSz")
    if size is None:
        return
    width, height = twips(size.get(W + "w")), twips(size.get(W + "h"))
    if width and SMALLEST <= width <= LARGEST:
        section.width = width
    if height and SMALLEST <= height <= LARGEST:
        section.height = height


def _margins(section: Section, element: Element, gutter_top: bool) -> None:
    margins = child(element, "pgMar")
    for name in ("top", "right", "bottom", "left", "header", "footer", "gutter"):
        measure = None if margins is None else twips(margins.get(W + name))
        if measure is not None:
            setattr(section, name, measure)
    if gutter_top:
        section.top += section.gutter
    else:
        section.left += section.gutter
    room = section.width - section.left - section.right
    if room < 20:
        section.left = section.right = min(section.left, section.width / 4)


def _columns(section: Section, element: Element | None) -> None:
    if element is None:
        return
    count = min(20, integer(element.get(W + "num")) or 1)
    gap = twips(element.get(W + "space"))
    gap = 36.0 if gap is None else gap
    section.separator = (element.get(W + "sep") or "0").lower() in ("1", "true", "on")
    listed = [
        (twips(item.get(W + "w")) or 0.0, twips(item.get(W + "space")) or 0.0) for item in element.findall(W + "col")
    ]
    equal = (element.get(W + "equalWidth") or ("0" if listed else "1")).lower() in ("1", "true", "on")
    if listed and not equal:
        section.columns = listed if len(listed) > 1 else []
    elif count > 1:
        room = section.width - section.left - section.right
        width = max(10.0, (room - gap * (count - 1)) / count)
        section.columns = [(width, gap)] * count


def _headers(context: Context, section: Section, element: Element) -> None:
    for kind, store in (("headerReference", section.headers), ("footerReference", section.footers)):
        for reference in element.findall(W + kind):
            relation = context.package.relations(context.part).get(reference.get(R + "id") or "")
            root = None if relation is None else context.package.xml(relation.target)
            if relation is None or root is None:
                continue
            outer = context.part
            context.part = relation.target
            store[reference.get(W + "type") or "default"] = body.read_blocks(context, root)
            context.part = outer


__all__ = ["VAL", "read_section"]
