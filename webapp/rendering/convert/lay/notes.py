"""The footnote area at the foot of a page: how high it is, and what it holds."""

from __future__ import annotations

from webapp.rendering.convert.lay import flow as flows
from webapp.rendering.convert.lay.boxes import Placed, Rule
from webapp.rendering.convert.lay.pieces import PageNumbers
from webapp.rendering.convert.model import Note, Settings

RULE_WIDTH = 144.0  # two inches, as Word's separator
RULE_HEIGHT = 0.5
SPACE_ABOVE = 5.0
SPACE_BELOW = 5.0


class NoteArea:
    """Notes of one page, measured for one width."""

    def __init__(self, x: float, width: float, settings: Settings) -> None:
        self.x, self.width, self.settings = x, width, settings
        self._heights: dict[int, float] = {}

    def height(self, notes: list[Note]) -> float:
        """The height of the area with `notes` in it; 0 without notes."""
        wanted = [note for note in notes if note.kind == "footnote"]
        if not wanted:
            return 0.0
        return SPACE_ABOVE + RULE_HEIGHT + SPACE_BELOW + sum(self._height(note) for note in wanted)

    def place(self, notes: list[Note], bottom: float) -> list[Placed]:
        """The separator and the notes, ending at `bottom`."""
        wanted = [note for note in notes if note.kind == "footnote"]
        if not wanted:
            return []
        y = bottom - self.height(wanted)
        placed: list[Placed] = [Rule(self.x, y + SPACE_ABOVE, min(RULE_WIDTH, self.width), RULE_HEIGHT)]
        y += SPACE_ABOVE + RULE_HEIGHT + SPACE_BELOW
        for note in wanted:
            region = self._region(y)
            flows.pour(flows.Flow(note.blocks), region)
            placed += region.placed
            y += self._height(note)
        return placed

    def _region(self, y: float) -> flows.Region:
        return flows.Region(self.x, y, self.width, flows.ENDLESS, self.settings, PageNumbers())

    def _height(self, note: Note) -> float:
        known = self._heights.get(id(note))
        if known is None:
            region = self._region(0.0)
            flows.pour(flows.Flow(note.blocks), region)
            known = self._heights[id(note)] = region.pen
        return known
