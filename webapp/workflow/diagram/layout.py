"""Where the boxes of the SVG stand: five columns, steps from top to bottom; all lengths in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from webapp.workflow.actors import label_of
from webapp.workflow.diagram.edges import direct_edges
from webapp.workflow.engine.stages import STAGES
from webapp.workflow.procedure.model import Procedure, Step

BOX = 216
GUTTER = 44
MARGIN = 20
HEAD = 96
LINE = 17
PADDING = 10
GAP = 26
LABEL_CHARACTERS = 24  # of 13 px semibold inside a box: room for the widest of the fonts named in svg.py
TEXT_CHARACTERS = 28  # of 12 px


@dataclass(frozen=True)
class Box:
    """One step: its wrapped lines and its place."""

    step: Step
    number: int
    x: int
    y: int
    label: tuple[str, ...]
    actor: tuple[str, ...]
    papers: tuple[str, ...]

    @property
    def height(self) -> int:
        return PADDING * 2 + LINE * (len(self.label) + len(self.actor) + len(self.papers))

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Layout:
    """The whole picture: its size, the boxes in order, and the arrows between them."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[tuple[Box, Box], ...]


def column_x(stage: str) -> int:
    """The left edge of a stage's column."""
    return MARGIN + list(STAGES).index(stage) * (BOX + GUTTER)


def lay_out(procedure: Procedure) -> Layout:
    """Put every step under its stage, in the order of the procedure."""
    bottoms = dict.fromkeys(STAGES, HEAD)
    boxes: dict[str, Box] = {}
    for number, step in enumerate(procedure.steps, start=1):
        box = _box(step, number, bottoms[step.stage])
        boxes[step.id] = box
        bottoms[step.stage] = box.y + box.height + GAP
    edges = tuple((boxes[earlier], boxes[later]) for earlier, later in direct_edges(procedure))
    width = MARGIN * 2 + len(STAGES) * BOX + (len(STAGES) - 1) * GUTTER
    return Layout(width, max(bottoms.values()) + MARGIN, tuple(boxes.values()), edges)


def _box(step: Step, number: int, y: int) -> Box:
    indent = "\u00a0\u00a0"  # a plain space at the start of a line would not be drawn
    papers = [f"• {need.label}" for need in step.documents] + [f"◦ {need.label}" for need in step.uploads]
    return Box(
        step=step,
        number=number,
        x=column_x(step.stage),
        y=y,
        label=tuple(wrap(f"{number}. {step.label}", LABEL_CHARACTERS)),
        actor=tuple(wrap(label_of(step.actor), TEXT_CHARACTERS)),
        papers=tuple(line for paper in papers for line in wrap(paper, TEXT_CHARACTERS, subsequent_indent=indent)),
    )
