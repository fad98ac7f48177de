"""Tables: rows, cells, merges, borders, and what table styles add to them."""

from __future__ import annotations

from typing import Any

from webapp.rendering.convert.model import Border, Cell, Placing, Row, Table
from webapp.rendering.convert.read import body, tablestyles
from webapp.rendering.convert.read.context import DEPTH, Context
from webapp.rendering.convert.read.paragraphs import read_shade, stack_paragraphs
from webapp.rendering.convert.read.xml import VAL, Element, W, child, flag, integer, local, number, twips, value

Props = dict[str, Any]
ROW_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo"))
GRID_LIMIT = 200


def read_table(context: Context, element: Element) -> Table | None:
    """One w:tbl; None when it has no row, or is nested deeper than any writer nests."""
    if context.depth >= DEPTH:
        return None
    context.depth += 1
    try:
        return _read_table(context, element)
    finally:
        context.depth -= 1


def _read_table(context: Context, element: Element) -> Table | None:
    pr = child(element, "tblPr")
    style_id = value(pr, "tblStyle") or context.styles.default_table
    look = tablestyles.read_look(context, style_id, pr)
    table_props = tablestyles.stack_table(look.table, tablestyles.read_table_props(pr))
    grid = [twips(column.get(W + "w")) or 0.0 for column in element.findall(f"{W}tblGrid/{W}gridCol")][:GRID_LIMIT]
    table = Table([], grid)
    _apply(table, table_props, pr)
    table.style = style_id
    rows = [row for row in wrapped(element, "tr") if _is_kept(context, row)]
    outer = context.table_run, context.table_para
    for index, row in enumerate(rows):
        table.rows.append(_read_row(context, row, index, len(rows), look, table_props))
    context.table_run, context.table_para = outer
    if not table.rows:
        return None
    table.floating = _floating(pr)
    return table


def wrapped(parent: Element, name: str) -> list[Element]:
    """Children called `name`, also those inside content controls and revisions."""
    found = []
    for element in parent:
        if element.tag == W + name:
            found.append(element)
        elif local(element) in ROW_WRAPPERS:
            found += wrapped(element, name)
    return found


def _is_kept(context: Context, row: Element) -> bool:
    pr = child(row, "trPr")
    if flag(pr, "hidden"):
        return False
    return context.keep_deletions or child(pr, "del") is None


def _apply(table: Table, props: Props, pr: Element | None) -> None:
    table.width, table.percent = read_width(child(pr, "tblW"))
    table.fixed = props.get("layout") == "fixed"
    table.indent = props.get("indent", 0.0)
    align: str = props.get("jc", "left")
    table.align = {"start": "left", "end": "right"}.get(align, align)
    table.cell_left = props.get("margins", {}).get("left", 5.4)
    table.spacing = props.get("spacing", 0.0)


def read_width(element: Element | None) -> tuple[float | None, float | None]:
    """(points, share) of a w:tblW or w:tcW; both None for auto."""
    if element is None:
        return None, None
    kind, text = element.get(W + "type") or "dxa", element.get(W + "w") or ""
    if kind == "pct" or text.endswith("%"):
        share = number(text.rstrip("%"))
        if not share:
            return None, None
        return None, share / 100 if text.endswith("%") else share / 5000
    if kind in ("auto", "nil"):
        return None, None
    found = twips(text)
    return (found if found else None), None


def _read_row(context: Context, element: Element, index: int, count: int, look: tablestyles.Look, table: Props) -> Row:
    pr = child(element, "trPr")
    exception = tablestyles.read_table_props(child(element, "tblPrEx"))
    row = Row([], cant_split=bool(flag(pr, "cantSplit")), header=bool(flag(pr, "tblHeader")))
    height = child(pr, "trHeight")
    if height is not None:
        row.height = twips(height.get(VAL)) or 0.0
        row.rule = height.get(W + "hRule") or "atLeast"
    column = integer(value(pr, "gridBefore")) or 0
    cells = wrapped(element, "tc")
    last = column + sum(_span(cell) for cell in cells)
    props = tablestyles.stack_table(table, exception)
    for cell in cells:
        found = _read_cell(context, cell, column, last, index, count, look, props)
        row.cells.append(found)
        column += found.span
    return row


def _span(cell: Element) -> int:
    return max(1, min(GRID_LIMIT, integer(value(child(cell, "tcPr"), "gridSpan")) or 1))


def _read_cell(
    context: Context,
    element: Element,
    column: int,
    last: int,
    index: int,
    count: int,
    look: tablestyles.Look,
    table: Props,
) -> Cell:
    pr = child(element, "tcPr")
    span = _span(element)
    place = tablestyles.Place(index, count, column, column + span, last)
    styled = look.at(place)
    context.table_run = styled.get("run", {})
    context.table_para = stack_paragraphs(look.para, styled.get("para", {}))
    cell = Cell([], column, span)
    merge = child(pr, "vMerge")
    if merge is not None:
        cell.merge = "start" if merge.get(VAL) == "restart" else "go_on"
    cell.width, cell.percent = read_width(child(pr, "tcW"))
    cell.margins = _margins({**table.get("margins", {}), **tablestyles.read_margins(child(pr, "tcMar"))})
    cell.shade = read_shade(child(pr, "shd")) if child(pr, "shd") is not None else styled.get("shade")
    cell.v_align = value(pr, "vAlign") or styled.get("v_align") or "top"
    cell.no_wrap = bool(flag(pr, "noWrap"))
    cell.direction = value(pr, "textDirection") or ""
    cell.borders = _cell_borders(pr, place, {**table.get("borders", {})}, styled)
    if cell.direction and not cell.direction.lower().startswith("lr"):
        context.report.add("Chữ xoay dọc trong ô bảng")
    cell.blocks = body.read_blocks(context, element)
    return cell


def _margins(sides: Props) -> tuple[float, float, float, float]:
    return sides.get("top", 0.0), sides.get("right", 5.4), sides.get("bottom", 0.0), sides.get("left", 5.4)


def _cell_borders(
    pr: Element | None, place: tablestyles.Place, table: Props, styled: Props
) -> dict[str, Border | None]:
    """A cell's four edges: the table's outer and inner edges, the conditional style, then its own."""
    edges: dict[str, Border | None] = {
        "top": table.get("top") if place.row == 0 else table.get("insideH"),
        "bottom": table.get("bottom") if place.row == place.rows - 1 else table.get("insideH"),
        "left": table.get("left") if place.first == 0 else table.get("insideV"),
        "right": table.get("right") if place.end >= place.columns else table.get("insideV"),
    }
    edges.update(styled.get("edges", {}))
    own = tablestyles.read_borders(child(pr, "tcBorders"))
    edges.update({side: edge for side, edge in own.items() if side in edges})
    return edges


def _floating(pr: Element | None) -> Placing | None:
    position = child(pr, "tblpPr")
    if position is None:
        return None
    return Placing(
        h_from={"text": "column"}.get(position.get(W + "horzAnchor") or "text", position.get(W + "horzAnchor") or ""),
        v_from={"text": "paragraph"}.get(
            position.get(W + "vertAnchor") or "page", position.get(W + "vertAnchor") or "page"
        ),
        x=twips(position.get(W + "tblpX")) or 0.0,
        y=twips(position.get(W + "tblpY")) or 0.0,
        h_align=position.get(W + "tblpXSpec") or "",
        v_align=position.get(W + "tblpYSpec") or "",
        wrap="square",
        left=twips(position.get(W + "leftFromText")) or 0.0,
        right=twips(position.get(W + "rightFromText")) or 0.0,
        top=twips(position.get(W + "topFromText")) or 0.0,
        bottom=twips(position.get(W + "bottomFromText")) or 0.0,
    )
