"""Paragraphs in frames, drop capitals and floating tables: placed beside the flow, which runs round them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.rendering.convert.lay import anchors, flow, table
from webapp.rendering.convert.lay.boxes import PlacedPara, shift
from webapp.rendering.convert.lay.paragraph import lay_paragraph, natural_widths
from webapp.rendering.convert.model import Drawing, Frame, Paragraph, Placing, Table

if TYPE_CHECKING:
    from webapp.rendering.convert.lay.flow import Region

WRAPPED_TO_SIDE = ("around", "auto", "tight", "through")


def pour_frame(region: Region, block: Paragraph, frame: Frame) -> None:
    """Place a framed paragraph where its frame says; the pen stays where it is."""
    _, natural = natural_widths(block, region.numbers)
    width = frame.width or min(natural + 0.5, region.width)
    box = lay_paragraph(block, width, region.settings, region.numbers)
    height = sum(line.height + line.lead for line in box.lines)
    height = max(height, frame.height)
    place = Placing(
        h_from={"text": "column"}.get(frame.h_anchor, frame.h_anchor),
        v_from={"text": "paragraph"}.get(frame.v_anchor, frame.v_anchor),
        x=frame.x,
        y=frame.y,
        h_align=frame.h_align,
        v_align="" if frame.v_align == "inline" else frame.v_align,
    )
    x, y = _position(place, width, height, region)
    region.placed.append(PlacedPara(x, y, box, 0, len(box.lines), height))
    if frame.wrap in WRAPPED_TO_SIDE and region.paged:
        region.taken.append(anchors.Taken(x, y, x + width, y + height, whole=False))


def pour_floating_table(region: Region, block: Table, placing: Placing) -> bool:
    """Place a floating table; False when it is too high for what is left of the page and must flow like any other."""
    trial = flow.Region(region.x, 0.0, region.width, flow.ENDLESS, region.settings, region.numbers)
    trial.surface = region.surface
    placed = table.place_table(block, trial, 0.0, None).placed
    if placed is None:
        return True
    x, y = _position(placing, placed.width, placed.height, region)
    if y + placed.height > region.bottom + flow.SLACK or not region.paged:
        return False
    shift([placed], x - placed.x, y)
    region.placed.append(placed)
    region.floats += trial.floats
    region.notes += trial.notes
    region.taken.append(
        anchors.Taken(
            x - placing.left,
            y - placing.top,
            x + placed.width + placing.right,
            y + placed.height + placing.bottom,
            whole=False,
        )
    )
    return True


def below_floats(region: Region, y: float) -> float:
    """The first y at or below which a full-width block meets no float."""
    moved = True
    while moved:
        moved = False
        for box in region.taken:
            if box.top <= y < box.bottom and box.left < region.x + region.width and box.right > region.x:
                y, moved = box.bottom, True
    return y


def _position(placing: Placing, width: float, height: float, region: Region) -> tuple[float, float]:
    if region.surface is None:
        return region.x + placing.x, region.pen + placing.y
    return anchors.position(placing, Drawing(width, height), region.surface, region, region.pen)
