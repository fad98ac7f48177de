"""How high a line is and where its baseline lies, from its content and the paragraph's line spacing."""

from __future__ import annotations

from webapp.rendering.convert.fonts import extent
from webapp.rendering.convert.lay.boxes import Line
from webapp.rendering.convert.lay.pieces import Piece, Unit
from webapp.rendering.convert.model import Drawing, Paragraph

EXACT_BASELINE = 0.8


def measure_height(line: Line, units: list[Unit], paragraph: Paragraph) -> None:
    """Set the line's height, baseline and extra."""
    ascent = descent = picture = 0.0
    for unit in units:
        for piece in unit.pieces:
            up, down = _extent(piece)
            ascent, descent = max(ascent, up), max(descent, down)
            picture = max(picture, _stands(piece.drawing))
        if unit.tab is not None and not unit.label:
            up, down = extent(unit.tab.style)
            ascent, descent = max(ascent, up), max(descent, down)
    bare = ascent + descent == 0
    if bare:
        ascent, descent = extent(paragraph.mark)
    line.height, line.baseline, line.lead = spaced(ascent, descent, paragraph.style.rule, paragraph.style.line)
    if picture > line.baseline and paragraph.style.rule != "exact":
        # Proportional spacing is reckoned from the text alone; the picture only lifts the line.
        below = 0.0 if bare else line.height - line.baseline
        line.height, line.baseline = below + picture, picture


def spaced(ascent: float, descent: float, rule: str, line: float) -> tuple[float, float, float]:
    """(height, baseline from the top, extra beyond the height) of a line whose text needs `ascent` and `descent`."""
    plain = ascent + descent
    if rule == "exact":
        return line, line * EXACT_BASELINE, 0.0
    if rule == "atLeast":
        height = max(plain, line)
        return height, height - descent, 0.0
    height = int(plain * round(line * 100) / 5 + 1e-6) / 20  # whole percents, whole twentieths of a point
    if line > 1:
        return plain, ascent, height - plain
    return height, ascent - (plain - height), 0.0


def _stands(drawing: Drawing | None) -> float:
    """The height of a drawing in the line, the room round it included."""
    return 0.0 if drawing is None else drawing.height + drawing.over + drawing.under


def _extent(piece: Piece) -> tuple[float, float]:
    if not piece.text:
        return 0.0, 0.0
    up, down = extent(piece.style)
    rise = piece.style.rise
    return max(0.0, up + rise), max(0.0, down - rise)
