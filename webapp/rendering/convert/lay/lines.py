"""Breaking a paragraph into lines, greedily, as Word does.

From compatibility mode 15 on, a justified line takes one more word when every space on it can be narrowed by at
most a quarter of its width (measured on 707 full lines of LibreOffice 25.2; see docs/rendering.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from webapp.rendering.convert.fonts import extent
from webapp.rendering.convert.lay.boxes import Line
from webapp.rendering.convert.lay.cuts import TOLERANCE, count_that_fits, cut, decimal_width
from webapp.rendering.convert.lay.heights import measure_height
from webapp.rendering.convert.lay.pieces import BREAK, TAB, Unit
from webapp.rendering.convert.lay.spans import Spans, count_spaces
from webapp.rendering.convert.lay.tabs import aligned_pen, next_stop
from webapp.rendering.convert.model import Paragraph, Settings, TabStop

SHRINK = 0.25
SHRINK_SPARE = 0.012  # points that must be left over: the widths are rounded in the reference

# (y, height) from the paragraph's top → what floats take away left and right, and how far the line must go down
Bounds = Callable[[float, float], tuple[float, float, float]]


@dataclass(slots=True)
class _Draft:
    """A line being filled."""

    start: float
    limit: float
    skip: float = 0.0
    units: list[Unit] = field(default_factory=list)
    pen: float = 0.0  # after the last unit, without its trailing spaces
    trail: float = 0.0  # the trailing spaces' width
    gaps: float = 0.0  # spaces since the last tab that could be narrowed, without trailing ones
    tab_pens: list[float] = field(default_factory=list)  # where the text after each tab begins
    stop: TabStop | None = None  # an aligned stop that governs the text at the pen
    stop_start: float = 0.0
    stop_width: float = 0.0
    stop_decimal: float = -1.0
    stops: list[TabStop | None] = field(default_factory=list)


class Breaker:
    """Breaks one paragraph for one width."""

    def __init__(self, paragraph: Paragraph, width: float, settings: Settings, bounds: Bounds | None = None) -> None:
        self.paragraph, self.style = paragraph, paragraph.style
        self.width, self.settings, self.bounds = width, settings, bounds
        self.justified = self.style.align == "justify"
        self.shrink = SHRINK if self.justified and settings.compat >= 15 else 0.0
        self.lines: list[Line] = []
        self.y = 0.0

    def break_units(self, units: list[Unit]) -> list[Line]:
        draft = self._new()
        for unit in units:
            draft = self._take(draft, unit)
        if draft.units or not self.lines or self.lines[-1].ends_with == "line":
            self._finish(draft, last=True)
        for line in self.lines:
            if line.ends_with == "line":
                line.ends_with = ""
        return self.lines

    def _new(self) -> _Draft:
        left = self.style.left + (self.style.first if not self.lines else 0.0)
        limit = max(self.width - self.style.right, left + 6.0)
        skip = 0.0
        if self.bounds is not None:
            taken_left, taken_right, skip = self.bounds(self.y, sum(extent(self.paragraph.mark)))
            left, limit = left + taken_left, min(limit, self.width - taken_right)
        return _Draft(left, max(limit, left + 6.0), skip, pen=left)

    def _take(self, draft: _Draft, unit: Unit) -> _Draft:
        if unit.kind == TAB:
            return self._tab(draft, unit)
        if unit.kind == BREAK:
            draft.units.append(unit)
            self._finish(draft, last=False, forced=unit.ends)
            return self._new()
        if self._fits(draft, unit):
            self._append(draft, unit)
            return draft
        if draft.units and not all(other.label for other in draft.units):
            self._finish(draft, last=False)
            draft = self._new()
            if self._fits(draft, unit):
                self._append(draft, unit)
                return draft
        return self._force(draft, unit)

    def _fits(self, draft: _Draft, unit: Unit) -> bool:
        if draft.stop is not None:
            width = draft.stop_width + draft.trail + unit.width
            decimal = draft.stop_decimal if draft.stop_decimal >= 0 else width
            return (
                aligned_pen(draft.stop, draft.stop_start, width, decimal) + width
                <= max(draft.limit, draft.stop.position) + TOLERANCE
            )
        over = draft.pen + draft.trail + unit.width - draft.limit
        if over <= TOLERANCE:
            return True
        return bool(self.shrink) and over <= (draft.gaps + draft.trail + unit.gaps) * self.shrink - SHRINK_SPARE

    def _append(self, draft: _Draft, unit: Unit) -> None:
        draft.units.append(unit)
        if draft.stop is not None:
            before = draft.stop_width + draft.trail
            draft.stop_width = before + unit.width
            if draft.stop.kind == "decimal" and draft.stop_decimal < 0:
                draft.stop_decimal = decimal_width(before, unit)
            decimal = draft.stop_decimal if draft.stop_decimal >= 0 else draft.stop_width
            pen = aligned_pen(draft.stop, draft.stop_start, draft.stop_width, decimal)
            draft.tab_pens[-1] = pen
            draft.pen = pen + draft.stop_width
        else:
            draft.pen += draft.trail + unit.width
        draft.gaps += draft.trail + unit.gaps
        draft.trail = unit.trail_width

    def _force(self, draft: _Draft, unit: Unit) -> _Draft:
        """A word longer than the line is cut where the line ends."""
        for piece in unit.pieces:
            rest = piece
            while rest.text and draft.pen + rest.width > draft.limit + TOLERANCE:
                count = count_that_fits(rest, draft.limit - draft.pen)
                if count == 0 and draft.units:
                    self._finish(draft, last=False)
                    draft = self._new()
                    continue
                count = max(1, count)
                head, rest = cut(rest, count)
                self._append(draft, Unit(pieces=[head], width=head.width))
                if rest.text:
                    self._finish(draft, last=False)
                    draft = self._new()
            if rest.text or not piece.text:
                self._append(draft, Unit(pieces=[rest], width=rest.width))
        if draft.units and draft.units[-1].kind not in (TAB, BREAK):
            draft.units[-1].trail, draft.units[-1].trail_width = unit.trail, unit.trail_width
            draft.trail = unit.trail_width
        return draft

    def _tab(self, draft: _Draft, unit: Unit) -> _Draft:
        assert unit.tab is not None
        pen = draft.pen + draft.trail
        stop = next_stop(self.style, pen, self.settings.tab, draft.limit, unit.tab)
        if stop is None and draft.units and not unit.label:
            self._finish(draft, last=False)
            draft = self._new()
            pen = draft.pen
            stop = next_stop(self.style, pen, self.settings.tab, draft.limit, unit.tab)
        stop = stop or TabStop(pen)
        draft.units.append(unit)
        draft.stops.append(stop)
        draft.trail, draft.gaps = 0.0, 0.0
        if stop.kind in ("right", "center", "decimal"):
            draft.stop, draft.stop_start, draft.stop_width, draft.stop_decimal = stop, pen, 0.0, -1.0
            draft.pen = aligned_pen(stop, pen, 0.0, 0.0)
        else:
            draft.stop = None
            draft.pen = max(pen, stop.position)
        draft.tab_pens.append(draft.pen)
        return draft

    # Finishing a line ----------------------------------------------------------------------------------------

    def _finish(self, draft: _Draft, *, last: bool, forced: str = "") -> None:
        stretch = self.justified and (not last or draft.pen > draft.limit + TOLERANCE)
        if forced == "line":
            stretch = stretch and self.settings.stretch_breaks
        elif forced:
            stretch = False
        line = Line([], 0.0, 0.0, ends_with=forced)
        room = draft.limit - draft.pen
        after_tab = max((i for i, unit in enumerate(draft.units) if unit.kind == TAB), default=-1)
        spaces = count_spaces(draft.units[after_tab + 1 :]) if stretch else 0
        extra = room / spaces if spaces else 0.0
        shift = 0.0
        if self.style.align in ("right", "center") and room > 0:
            shift = room if self.style.align == "right" else room / 2
        label_shift = _label_shift(self.paragraph, draft)
        Spans(line, draft.tab_pens, draft.stops, extra, after_tab, draft.start + shift + label_shift, shift).walk(
            draft.units
        )
        line.width = draft.pen - draft.start
        measure_height(line, draft.units, self.paragraph)
        line.height, line.baseline = line.height + draft.skip, line.baseline + draft.skip
        self.lines.append(line)
        self.y += line.height + line.lead


def _label_shift(paragraph: Paragraph, draft: _Draft) -> float:
    """A right-aligned or centred number ends at, or sits on, the place where a left-aligned one begins."""
    label = paragraph.label
    if label is None or not draft.units or not draft.units[0].label or label.align == "left":
        return 0.0
    width = draft.units[0].width
    return -width if label.align == "right" else -width / 2
