"""Drawings outside the line: where they stand on the page, the text inside them, and the room they take from text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webapp.rendering.convert.lay import flow as flows
from webapp.rendering.convert.lay.boxes import Placed, PlacedDrawing, PlacedPara
from webapp.rendering.convert.model import Anchor, Drawing, Paragraph, Placing, Section

if TYPE_CHECKING:
    from webapp.rendering.convert.lay.flow import Region
    from webapp.rendering.convert.lay.lines import Bounds

NARROWEST = 28.0  # text does not run through a gap narrower than this beside a float


@dataclass(frozen=True, slots=True)
class Surface:
    """The page an anchored drawing is placed on."""

    section: Section
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Taken:
    """A rectangle that text keeps out of; `whole` when no text stands beside it either."""

    left: float
    top: float
    right: float
    bottom: float
    whole: bool


def place_anchors(paragraph: Paragraph, region: Region, y: float) -> None:
    """Place the drawings anchored in a paragraph that begins at `y`."""
    anchored = paragraph.cache.get("anchors")
    if anchored is None:
        anchored = paragraph.cache["anchors"] = [item for item in paragraph.items if isinstance(item, Anchor)]
    if not anchored or region.surface is None:
        return
    for item in anchored:
        placing = item.placing
        x, top = position(placing, item.drawing, region.surface, region, y)
        placed = draw_at(item.drawing, x, top, region)
        for box in placed:
            box.behind = placing.behind
        region.floats += placed
        if placing.wrap != "none":
            region.taken.append(
                Taken(
                    x - placing.left,
                    top - placing.top,
                    x + item.drawing.width + placing.right,
                    top + item.drawing.height + placing.bottom,
                    placing.wrap == "topAndBottom",
                )
            )


def position(placing: Placing, drawing: Drawing, surface: Surface, region: Region, y: float) -> tuple[float, float]:
    """The corner of an anchored drawing on the page."""
    section = surface.section
    across = {
        "page": (0.0, section.width),
        "margin": (surface.left, section.width - surface.left - surface.right),
        "leftMargin": (0.0, surface.left),
        "rightMargin": (section.width - surface.right, surface.right),
        "insideMargin": (0.0, surface.left),
        "outsideMargin": (section.width - surface.right, surface.right),
    }.get(placing.h_from, (region.x, region.width))
    down = {
        "page": (0.0, section.height),
        "margin": (surface.top, surface.bottom - surface.top),
        "topMargin": (0.0, surface.top),
        "bottomMargin": (surface.bottom, section.height - surface.bottom),
        "insideMargin": (0.0, surface.top),
        "outsideMargin": (surface.bottom, section.height - surface.bottom),
    }.get(placing.v_from, (y, 0.0))
    across_by = placing.x if placing.h_percent is None else placing.h_percent * across[1]
    down_by = placing.y if placing.v_percent is None else placing.v_percent * down[1]
    x = _aligned(placing.h_align, across, drawing.width, across_by)
    top = _aligned(placing.v_align, down, drawing.height, down_by)
    if placing.v_from in ("paragraph", "line") and not placing.v_align and top + drawing.height > section.height:
        top = max(0.0, section.height - drawing.height)
    return x, top


def _aligned(align: str, base: tuple[float, float], size: float, offset: float) -> float:
    start, room = base
    if align in ("center",):
        return start + (room - size) / 2
    if align in ("right", "bottom", "outside"):
        return start + room - size
    return start if align in ("left", "top", "inside") else start + offset


def draw_at(drawing: Drawing, x: float, y: float, region: Region) -> list[PlacedDrawing]:
    """A drawing at a place, its text laid out, its group's parts after it."""
    placed = PlacedDrawing(x, y, drawing)
    if drawing.blocks:
        placed.content = box_content(drawing, x, y, region)
    found = [placed]
    for dx, dy, part in drawing.children:
        found += draw_at(part, x + dx, y + dy, region)
    return found


def box_content(drawing: Drawing, x: float, y: float, region: Region) -> list[Placed]:
    """The text of a text box; a box that grows gets the height of its text."""
    left, top, right, bottom = drawing.inset
    inner = flows.Region(
        x + left, y + top, max(6.0, drawing.width - left - right), flows.ENDLESS, region.settings, region.numbers
    )
    flows.pour(flows.Flow(drawing.blocks), inner)
    height = inner.pen - y + bottom
    if drawing.grow:
        drawing.height = max(height, drawing.height if drawing.height > 1 else 0.0)
    free = drawing.height - height
    if free > 0 and drawing.v_anchor in ("ctr", "b"):
        from webapp.rendering.convert.lay.boxes import shift

        shift(inner.placed, 0.0, free / 2 if drawing.v_anchor == "ctr" else free)
    return inner.placed


def inline_drawings(placed: PlacedPara, region: Region) -> list[PlacedDrawing]:
    """Drawings that stand in the lines of a paragraph, on the baseline."""
    found: list[PlacedDrawing] = []
    for line, y in placed.with_tops():
        for x, drawing, _ in line.objects:
            found += draw_at(drawing, placed.x + x, y + line.baseline - drawing.height - drawing.under, region)
    return found


def bounds(region: Region, start: float) -> Bounds:
    """What the floats of `region` take from a line of a paragraph that begins at `start`."""

    def at(y: float, height: float) -> tuple[float, float, float]:
        top, skip = start + y, 0.0
        for _ in range(len(region.taken) + 1):
            left, right, down = _beside(region, top + skip, height)
            if down <= 0:
                return left, right, skip
            skip += down
        return 0.0, 0.0, skip

    return at


def _beside(region: Region, top: float, height: float) -> tuple[float, float, float]:
    left = right = 0.0
    lowest = 0.0
    for box in region.taken:
        if box.bottom <= top or box.top >= top + height or box.right <= region.x or box.left >= region.x + region.width:
            continue
        room_left, room_right = box.left - region.x, region.x + region.width - box.right
        if box.whole or max(room_left, room_right) < NARROWEST:
            lowest = max(lowest, box.bottom - top)
        elif room_left >= room_right:
            right = max(right, region.width - room_left)
        else:
            left = max(left, region.width - room_right)
    return left, right, lowest
