"""A paragraph for one width: its lines, and the spaces round it."""

from __future__ import annotations

from webapp.rendering.convert.lay.boxes import Line, ParaBox
from webapp.rendering.convert.lay.lines import Bounds, Breaker
from webapp.rendering.convert.lay.pieces import PageNumbers, Unit, Units
from webapp.rendering.convert.model import Block, Border, PageField, Paragraph, Settings, Table


def lay_paragraph(
    paragraph: Paragraph, width: float, settings: Settings, numbers: PageNumbers, bounds: Bounds | None = None
) -> ParaBox:
    """Break `paragraph` for a column of `width` points; equal questions are answered from the paragraph's cache."""
    key = f"lines {width:.2f} {numbers if has_page_field(paragraph) else ''}"
    known: list[Line] | None = None if bounds is not None else paragraph.cache.get(key)
    if known is None:
        known = Breaker(paragraph, width, settings, bounds).break_units(units_of(paragraph, numbers))
        if bounds is None:
            paragraph.cache[key] = known
    return ParaBox(paragraph, width, known)


def has_page_field(paragraph: Paragraph) -> bool:
    found: bool | None = paragraph.cache.get("page_field")
    if found is None:
        found = paragraph.cache["page_field"] = any(isinstance(item, PageField) for item in paragraph.items)
    return found


def units_of(paragraph: Paragraph, numbers: PageNumbers) -> list[Unit]:
    if has_page_field(paragraph):
        return Units(numbers).of(paragraph)
    known: list[Unit] | None = paragraph.cache.get("units")
    if known is None:
        known = paragraph.cache["units"] = Units(numbers).of(paragraph)
    return known


def natural_widths(paragraph: Paragraph, numbers: PageNumbers) -> tuple[float, float]:
    """(the longest part that cannot be broken, the whole text on one line), indents included."""
    indent = max(0.0, paragraph.style.left) + max(0.0, paragraph.style.right)
    smallest = largest = line = 0.0
    for unit in units_of(paragraph, numbers):
        smallest = max(smallest, unit.width)
        line = 0.0 if unit.ends else line + unit.width + unit.trail_width + (36.0 if unit.tab else 0.0)
        largest = max(largest, line - unit.trail_width)
    return smallest + indent, largest + indent + max(0.0, paragraph.style.first)


def space_between(above: Block | None, below: Block, settings: Settings) -> float:
    """The space between two blocks: the larger of after and before, or their sum in files that ask for it."""
    after = 0.0
    before = 0.0
    if isinstance(above, Paragraph):
        after = above.style.after
        if above.style.contextual and isinstance(below, Paragraph) and below.style.style == above.style.style:
            after = 0.0
    if isinstance(below, Paragraph):
        before = below.style.before
        if below.style.contextual and isinstance(above, Paragraph) and above.style.style == below.style.style:
            before = 0.0
    return after + before if settings.sum_spacing else max(after, before)


def edge(paragraph: Paragraph, side: str) -> Border | None:
    return next((border for name, border in paragraph.style.borders if name == side), None)


def joined(above: Block | None, below: Block | None) -> bool:
    """Two bordered paragraphs that share one frame: same borders, same indents."""
    if not isinstance(above, Paragraph) or not isinstance(below, Paragraph):
        return False
    first, second = above.style, below.style
    return bool(first.borders) and (first.borders, first.left, first.right) == (
        second.borders,
        second.left,
        second.right,
    )


def edge_room(border: Border | None) -> float:
    """The height a top or bottom border takes beside the text."""
    return 0.0 if border is None else border.space + border.width


__all__ = ["Table", "edge", "edge_room", "joined", "lay_paragraph", "natural_widths", "space_between", "units_of"]
