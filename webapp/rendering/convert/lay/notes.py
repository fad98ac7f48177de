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
    """Notes of one page, measured for one width. The separator is a line of the default paragraph's size.

    `carried` is what was left of the notes of the page before; `limit` is the height the area may have at most.
    """

    def __init__(self, x: float, width: float, settings: Settings, limit: float, carried: flows.Flow | None) -> None:
        self.x, self.width, self.settings, self.limit, self.carried = x, width, settings, limit, carried
        self.separator = sum(natural(settings.body_size))
        self._heights: dict[tuple[int, ...], float] = {}

    def height(self, notes: list[Note]) -> float:
        """The height of the area with `notes` in it; 0 without notes."""
        wanted = _footnotes(notes)
        if not wanted and self.carried is None:
            return 0.0
        key = tuple(map(id, wanted))
        known = self._heights.get(key)
        if known is None:
            region, _ = self._pour(wanted, 0.0, flows.ENDLESS)
            known = self._heights[key] = min(self.limit, self.separator + region.pen - region.tail)
        return known

    def place(self, notes: list[Note], bottom: float) -> tuple[list[Placed], flows.Flow | None]:
        """The separator and the notes, ending at `bottom`, and what does not fit and goes on on the next page."""
        height = self.height(notes)
        if not height:
            return [], None
        y = bottom - height
        rule = Rule(self.x, y + self.separator * RULE_PLACE, min(RULE_WIDTH, self.width), RULE_HEIGHT)
        region, rest = self._pour(_footnotes(notes), y + self.separator, bottom)
        return [rule, *region.placed], None if rest.done else rest

    def _pour(self, notes: list[Note], y: float, bottom: float) -> tuple[flows.Region, flows.Flow]:
        region = flows.Region(self.x, y, self.width, bottom, self.settings, PageNumbers())
        region.keep_first_space = False
        rest = flows.Flow([block for note in notes for block in note.blocks])
        if self.carried is not None:
            rest = flows.Flow(
                self.carried.blocks + rest.blocks, self.carried.index, self.carried.line, self.carried.inside
            )
        flows.pour(rest, region)
        return region, rest


def _footnotes(notes: list[Note]) -> list[Note]:
    return [note for note in notes if note.kind == "footnote"]
