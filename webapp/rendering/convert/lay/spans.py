"""A finished line's units as positioned spans, equal neighbours joined."""

from __future__ import annotations

from webapp.rendering.convert.lay.boxes import Line, Span
from webapp.rendering.convert.lay.pieces import TAB, Piece, Unit
from webapp.rendering.convert.model import TabStop


class Spans:
    """Turns the units of a finished line into positioned spans, equal neighbours joined."""

    def __init__(
        self,
        line: Line,
        tab_pens: list[float],
        stops: list[TabStop | None],
        extra: float,
        after_tab: int,
        x: float,
        shift: float,
    ) -> None:
        self.line, self.tab_pens, self.stops = line, tab_pens, stops
        self.extra, self.after_tab, self.x, self.shift = extra, after_tab, x, shift

    def walk(self, units: list[Unit]) -> None:
        """Place `units` from `x` on; `extra` widens the spaces after the last tab."""
        final = max((i for i, unit in enumerate(units) if unit.pieces or unit.kind == TAB), default=-1)
        tab = 0
        for index, unit in enumerate(units):
            extra = self.extra if index > self.after_tab else 0.0
            if unit.kind == TAB:
                self._tab(unit, tab)
                tab += 1
                continue
            for piece in unit.pieces:
                self._piece(piece, extra)
            for piece in unit.trail:
                if index < final or piece.anchor is not None or piece.bookmark:
                    self._piece(piece, extra)

    def _tab(self, unit: Unit, index: int) -> None:
        assert unit.tab is not None
        target = self.tab_pens[index] + self.shift
        stop = self.stops[index]
        leader = stop.leader if stop is not None else ""
        if target > self.x and (leader or unit.tab.style.underline):
            self.line.spans.append(Span(self.x, "", unit.tab.style, target - self.x, leader=leader or "tab"))
        self.x = max(self.x, target)

    def _piece(self, piece: Piece, extra: float) -> None:
        line = self.line
        if piece.note is not None:
            line.notes.append(piece.note)
        if piece.anchor is not None:
            line.anchors.append(piece.anchor)
        elif piece.bookmark:
            line.bookmarks.append(piece.bookmark)
        elif piece.drawing is not None:
            line.objects.append((self.x, piece.drawing, piece.style))
            self.x += piece.width
        elif piece.text:
            width = piece.width + (extra * piece.text.count(" ") if extra else 0.0)
            before = line.spans[-1] if line.spans else None
            if (
                before is not None
                and before.style is piece.style
                and before.extra == extra
                and before.link == piece.link
                and before.text
                and abs(before.x + before.width - self.x) < 1e-6
            ):
                before.text += piece.text
                before.width += width
            else:
                line.spans.append(Span(self.x, piece.text, piece.style, width, extra, piece.link))
            self.x += width


def count_spaces(units: list[Unit]) -> int:
    count = 0
    final = len(units) - 1
    while final >= 0 and not units[final].pieces:
        final -= 1
    for index, unit in enumerate(units[: final + 1]):
        for piece in unit.pieces:
            count += piece.text.count(" ")
        if index < final:
            for piece in unit.trail:
                count += piece.text.count(" ")
    return count
