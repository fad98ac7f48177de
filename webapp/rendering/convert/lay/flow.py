"""Pouring blocks into a region: a page's column, a cell, a text box.

`Flow` remembers how far a list of blocks has been poured. `pour` fills one region and says what is left. Rules kept
here: widows and orphans, lines kept together, paragraphs kept with the next, spaces between blocks, forced breaks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from webapp.rendering.convert.lay import anchors, floats
from webapp.rendering.convert.lay import table as tables
from webapp.rendering.convert.lay.boxes import ParaBox, Placed, PlacedDrawing, PlacedPara
from webapp.rendering.convert.lay.paragraph import edge, edge_room, joined, lay_paragraph, space_between
from webapp.rendering.convert.lay.pieces import PageNumbers
from webapp.rendering.convert.model import Block, Note, Paragraph, Settings, Table

SLACK = 0.1  # points by which a line may stand over the bottom: sums of rounded heights
ENDLESS = 1e9


@dataclass(slots=True)
class Flow:
    """Blocks and the place reached in them: block `index`, its line `line`, or `inside` a table."""

    blocks: list[Block]
    index: int = 0
    line: int = 0
    inside: tables.TableMark | None = None
    after_break: bool = False  # the next block begins after a forced break

    @property
    def done(self) -> bool:
        return self.index >= len(self.blocks)

    def mark(self) -> tuple[int, int, tables.TableMark | None]:
        return self.index, self.line, self.inside


@dataclass(slots=True)
class Region:
    """A column to pour into. `note_room` tells how high the note area is with some notes added to it."""

    x: float
    y: float
    width: float
    bottom: float
    settings: Settings
    numbers: PageNumbers
    placed: list[Placed] = field(default_factory=list)
    pen: float = 0.0
    tail: float = 0.0  # how much of the room above the pen is only spacing
    last: Block | None = None
    notes: list[Note] = field(default_factory=list)
    note_room: Callable[[list[Note]], float] | None = None
    surface: anchors.Surface | None = None
    floats: list[PlacedDrawing] = field(default_factory=list)
    taken: list[anchors.Taken] = field(default_factory=list)
    keep_first_space: bool = True
    paged: bool = False  # a page's column, where "page break before" counts
    force: bool = True  # an empty region takes at least one line, however high
    stop: str = ""  # why pouring ended: "", full, page or column (a break), before (a paragraph that begins a page)
    log: list[tuple[int, int, float, int, int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pen = self.y

    @property
    def is_empty(self) -> bool:
        return not self.placed


def pour(flow: Flow, region: Region) -> None:
    """Fill `region` from `flow` until one of them ends; `region.stop` tells which."""
    while not flow.done:
        block = flow.blocks[flow.index]
        region.log.append(
            (
                flow.index,
                flow.line,
                region.pen,
                len(region.placed),
                len(region.notes),
                len(region.floats),
                len(region.taken),
            )
        )
        if isinstance(block, Paragraph):
            more = _pour_paragraph(flow, region, block)
        else:
            more = _pour_table(flow, region, block)
        if not more:
            return
    region.stop = ""


def _gap(flow: Flow, region: Region, block: Block) -> float:
    """The space above a block; none at the top of a page that the text reached by itself."""
    if region.is_empty:
        if flow.line or (flow.inside is not None) or not region.keep_first_space:
            return 0.0
        if isinstance(block, Paragraph) and block.style.auto_before and not region.paged and not flow.index:
            return 0.0
        return space_between(None, block, region.settings)
    return space_between(region.last, block, region.settings)


def _pour_paragraph(flow: Flow, region: Region, block: Paragraph) -> bool:
    """Place as many lines as fit. False when the region is full or a forced break ends it."""
    if block.style.frame is not None and region.surface is not None:
        floats.pour_frame(region, block, block.style.frame)
        flow.index += 1
        return True
    if block.style.break_before and flow.line == 0 and not region.is_empty and region.paged:
        region.stop = "before"
        return False
    gap = _gap(flow, region, block)
    start = region.pen + gap
    if flow.line == 0:
        anchors.place_anchors(block, region, start)
    bounds = anchors.bounds(region, start) if region.taken else None
    box = lay_paragraph(block, region.width, region.settings, region.numbers, bounds)
    above = flow.blocks[flow.index - 1] if flow.index else None
    below = flow.blocks[flow.index + 1] if flow.index + 1 < len(flow.blocks) else None
    top = None if flow.line or (joined(above, block) and not region.is_empty) else edge(block, "top")
    start += edge_room(top)
    last = _lines_that_fit(flow, region, box, start)
    if last == flow.line and box.lines and not (region.is_empty and region.force):
        region.stop = "full"
        entry = region.log[-1]
        del region.floats[entry[5] :], region.taken[entry[6] :]
        _take_back_kept(flow, region)
        return False
    last = max(last, flow.line + 1) if box.lines else last
    bottom = edge(block, "bottom") if last == len(box.lines) and not joined(block, below) else None
    _place(flow, region, box, start, last, (top, bottom))
    forced = box.lines[last - 1].ends_with if box.lines else ""
    if last < len(box.lines):
        flow.line = last
        region.stop = forced or "full"
        return False
    flow.index, flow.line = flow.index + 1, 0
    region.last = block
    if forced in ("page", "column"):
        region.stop = forced
        return False
    return True


def _lines_that_fit(flow: Flow, region: Region, box: ParaBox, start: float) -> int:
    """One past the last line to place here; `flow.line` when none."""
    lines, first = box.lines, flow.line
    y, last = start, first
    notes: list[Note] = []
    for index in range(first, len(lines)):
        line = lines[index]
        bottom = region.bottom
        if region.note_room is not None:
            notes = notes + line.notes if line.notes else notes
            bottom -= region.note_room(region.notes + notes if notes else region.notes)
        y += line.lead if index > first else 0.0
        if y + line.height > bottom + SLACK:
            break
        y += line.height
        last = index + 1
        if line.ends_with:
            return last
    return _keep_together(flow, region, box, last)


def _keep_together(flow: Flow, region: Region, box: ParaBox, last: int) -> int:
    """Move lines to the next region where widow and orphan control or "keep lines together" ask for it."""
    total, first, style = len(box.lines), flow.line, box.paragraph.style
    if last >= total:
        return last
    if style.keep_lines and first == 0 and not region.is_empty:
        return first
    if style.widow and total > 1:
        if total - last == 1:
            last -= 1
        if first == 0 and last == 1:
            last = 0
    return last if last > first or not (region.is_empty and region.force) else min(total, first + 1)


def _place(flow: Flow, region: Region, box: ParaBox, start: float, last: int, edges: tuple[object, object]) -> None:
    lines = box.lines[flow.line : last]
    height = sum(line.height + line.lead for line in lines) - (lines[0].lead if lines else 0.0)
    placed = PlacedPara(region.x, start, box, flow.line, last, height)
    placed.top_edge, placed.bottom_edge = edges  # type: ignore[assignment]
    region.placed.append(placed)
    # The extra of the last line stands below it, unless the paragraph goes on on the next page.
    region.tail = lines[-1].lead if lines and last == len(box.lines) else 0.0
    region.pen = start + height + region.tail + edge_room(placed.bottom_edge)
    region.notes += [note for line in lines for note in line.notes]
    if any(line.objects for line in lines):
        placed.drawings = anchors.inline_drawings(placed, region)


def _take_back_kept(flow: Flow, region: Region) -> None:
    """Paragraphs kept with the next go to the next page together with it, unless they began this page."""
    if flow.line or not region.paged:
        return  # inside a cell only whole rows are kept together
    index = flow.index - 1 if _is_tail(flow) else flow.index
    while index > 0:
        block = flow.blocks[index - 1]
        if not (isinstance(block, Paragraph) and block.style.keep_next):
            break
        index -= 1
    if index == flow.index:
        return
    for entry in region.log:
        if entry[0] == index and entry[1] == 0 and entry[3] > 0:
            flow.index, flow.line, flow.inside = index, 0, None
            region.pen = entry[2]
            del region.placed[entry[3] :], region.notes[entry[4] :]
            del region.floats[entry[5] :], region.taken[entry[6] :]
            return


def _is_tail(flow: Flow) -> bool:
    """Whether the hairline paragraph that must follow a last table is next: alone it would make an empty page."""
    block = flow.blocks[flow.index]
    return (
        flow.index == len(flow.blocks) - 1 > 0
        and isinstance(block, Paragraph)
        and not block.items
        and (block.style.rule, block.style.line) == ("exact", 1.0)
        and isinstance(flow.blocks[flow.index - 1], Table)
    )


def _pour_table(flow: Flow, region: Region, block: Table) -> bool:
    if block.floating is not None and flow.inside is None and floats.pour_floating_table(region, block, block.floating):
        flow.index += 1
        return True
    gap = 0.0 if flow.inside is not None else _gap(flow, region, block)
    start = region.pen + gap
    if region.taken:
        start = floats.below_floats(region, start)
    result = tables.place_table(block, region, start, flow.inside)
    if result.placed is not None:
        region.placed.append(result.placed)
        region.pen = result.placed.y + result.placed.height
    if result.rest is not None:
        if result.placed is None and flow.inside is None:
            region.stop = "full"
            _take_back_kept(flow, region)
            return False
        flow.inside = result.rest
        region.stop = "full"
        return False
    flow.index, flow.line, flow.inside = flow.index + 1, 0, None
    region.last = block
    return True
