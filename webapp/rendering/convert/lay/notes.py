"""The footnote area at the foot of a page: how high it is, and what it holds."""

from __future__ import annotations

from webapp.rendering.convert.fonts import natural
from webapp.rendering.convert.lay import flow as flows
from webapp.rendering.convert.lay.boxes import Placed, Rule
from webapp.rendering.convert.lay.pieces import PageNumbers
from webapp.rendering.convert.model import Note, Settings

RULE_WIDTH = 144.0  # two inches, as Word's separator
RULE_HEIGHT = 0.5
RULE_PLACE = 0.6  # of the separator's line: where the rule is drawn


class NoteArea:
    """Notes of one page, measured for one width. The separator is a line of the default paragraph's size."""

    def __init__(self, x: float, width: float, settings: Settings) -> None:
        self.x, self.width, self.settings = x, width, settings
        self.separator = sum(natural(settings.body_size))
        self._heights: dict[tuple[int, ...], float] = {}

    def height(self, notes: list[Note]) -> float:
        """The height of the area with `notes` in it; 0 without notes."""
        wanted = _footnotes(notes)
        if not wanted:
            return 0.0
        key = tuple(map(id, wanted))
        known = self._heights.get(key)
        if known is None:
            region = self._pour(wanted, 0.0)
            known = self._heights[key] = self.separator + region.pen - region.tail
        return known

    def place(self, notes: list[Note], bottom: float) -> list[Placed]:
        """The separator and the notes, ending at `bottom`."""
        wanted = _footnotes(notes)
        if not wanted:
            return []
        y = bottom - self.height(wanted)
        rule = Rule(self.x, y + self.separator * RULE_PLACE, min(RULE_WIDTH, self.width), RULE_HEIGHT)
        return [rule, *self._pour(wanted, y + self.separator).placed]

    def _pour(self, notes: list[Note], y: float) -> flows.Region:
        region = flows.Region(self.x, y, self.width, flows.ENDLESS, self.settings, PageNumbers())
        region.keep_first_space = False
        flows.pour(flows.Flow([block for note in notes for block in note.blocks]), region)
        return region


def _footnotes(notes: list[Note]) -> list[Note]:
    return [note for note in notes if note.kind == "footnote"]
