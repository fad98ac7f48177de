"""Painting onto WeasyPrint's page stream: text, decorations, borders, shading, pictures, shapes.

The stream's y axis points down from the page's upper edge, lengths are points.
"""

from __future__ import annotations

from typing import Any

from webapp.rendering.convert.draw.nodes import Leaf, Run
from webapp.rendering.convert.draw.typeface import Typefaces
from webapp.rendering.convert.fonts import faces
from webapp.rendering.convert.lay.boxes import Span
from webapp.rendering.convert.model import Border, Colour

BLACK: Colour = (0, 0, 0)
LEADERS = {"dot": ".", "middleDot": "·", "hyphen": "-", "underscore": "_", "heavy": "_"}
DASHES = {
    "dashed": (3, 3),
    "dotted": (1, 1),
    "dash": (4, 3),
    "sysDash": (3, 1),
    "sysDot": (1, 1),
    "dot": (1, 3),
    "dashDot": (4, 3, 1, 3),
    "lgDash": (8, 3),
    "dashSmallGap": (3, 1),
    "dotDash": (4, 2, 1, 2),
    "dotDotDash": (4, 2, 1, 2, 1, 2),
}
UNDERLINE_DROP, UNDERLINE_WIDTH = 0.11, 0.049  # of the size: the post table of the typeface
STRIKE_RISE = 0.26


class Painter:
    """Draws on one page's stream."""

    def __init__(self, stream: Any, typefaces: Typefaces) -> None:
        self.stream, self.typefaces = stream, typefaces
        self._fill: Colour = BLACK
        self._font: tuple[int, float] | None = None

    def colour(self, colour: Colour | None) -> None:
        """Set the fill colour for what follows."""
        wanted = colour or BLACK
        if wanted != self._fill:
            self._fill = wanted
            self.stream.set_color_rgb(*(part / 255 for part in wanted))

    def reset(self) -> None:
        """Forget the colour after the stream's state was restored: it is what it was before."""
        self._font = None

    def rectangle(self, x: float, y: float, width: float, height: float, colour: Colour | None) -> None:
        self.colour(colour)
        self.stream.rectangle(round(x, 3), round(y, 3), round(width, 3), round(height, 3))
        self.stream.fill()

    # Text ------------------------------------------------------------------------------------------------------

    def leaf(self, leaf: Leaf) -> None:
        """All text of a leaf, with its highlights below and its lines above."""
        for run in leaf.runs:
            if run.span.style.highlight:
                self._highlight(run)
        self.stream.stream.append(b"BT")
        self._font = None
        for run in leaf.runs:
            self._text(run)
        self.stream.stream.append(b"ET")
        for run in leaf.runs:
            style = run.span.style
            if style.underline or style.strike or style.border:
                self._decorate(run)

    def _text(self, run: Run) -> None:
        span = run.span
        style, text = span.style, span.text
        if not text:
            text = self._leader(span)
            if not text:
                return
        self.colour(style.colour)
        if self._font != (style.face, style.size):
            self._font = (style.face, style.size)
            name = self.typefaces.name(self.stream, style.face)
            self.stream.stream.append(f"/{name} {style.size:g} Tf")
        thousandth = 1000 / (style.size * style.scale)
        glyphs = self.typefaces.glyphs(style.face, text, span.extra * thousandth, style.spacing * thousandth)
        x = run.x if span.text else run.x + span.width - faces()[style.face].width(text) * style.size
        self.stream.stream.append(f"{style.scale:g} 0 0 -1 {x:.3f} {run.y:.3f} Tm [{glyphs}] TJ")

    def _leader(self, span: Span) -> str:
        sign = LEADERS.get(span.leader)
        if sign is None:
            return ""
        width = faces()[span.style.face].width(sign) * span.style.size
        return sign * min(2000, int(span.width / width)) if width > 0 else ""

    def _highlight(self, run: Run) -> None:
        style, span = run.span.style, run.span
        self.rectangle(run.x, run.y - style.size * 0.891, span.width, style.size * 1.107, style.highlight)

    def _decorate(self, run: Run) -> None:
        span, style = run.span, run.span.style
        size = style.line_size
        if style.underline:
            width = size * UNDERLINE_WIDTH * (2 if style.underline in ("thick", "heavy") else 1)
            top = run.y + style.rise + size * UNDERLINE_DROP
            self._rule(run.x, top, span.width, width, style.colour, style.underline)
            if style.underline == "double":
                self.rectangle(run.x, top + width * 2, span.width, width, style.colour)
        if style.strike and span.text:
            top = run.y - style.size * STRIKE_RISE
            self.rectangle(run.x, top, span.width, size * UNDERLINE_WIDTH, style.colour)
            if style.strike == "double":
                self.rectangle(run.x, top - size * 0.1, span.width, size * UNDERLINE_WIDTH, style.colour)

    def _rule(self, x: float, y: float, width: float, height: float, colour: Colour | None, kind: str) -> None:
        dashes = DASHES.get(kind)
        if dashes is None:
            self.rectangle(x, y, width, height, colour)
        else:
            self.line(x, y + height / 2, x + width, y + height / 2, height, colour, kind)

    # Lines and areas -------------------------------------------------------------------------------------------

    def line(
        self, x1: float, y1: float, x2: float, y2: float, width: float, colour: Colour | None, dash: str = ""
    ) -> None:
        """A stroked line."""
        stream = self.stream
        stream.push_state()
        stream.set_color_rgb(*(part / 255 for part in colour or BLACK), stroke=True)
        stream.set_line_width(round(width, 3))
        pattern = DASHES.get(dash)
        if pattern:
            stream.set_dash([round(step * max(width, 0.5), 3) for step in pattern], 0)
        stream.move_to(round(x1, 3), round(y1, 3))
        stream.line_to(round(x2, 3), round(y2, 3))
        stream.stroke()
        stream.pop_state()

    def border(self, edge: Border, x1: float, y1: float, x2: float, y2: float) -> None:
        """One edge of a table or paragraph, its middle on the given line."""
        if edge.style in ("double", "triple", "thinThickSmallGap", "thickThinSmallGap"):
            across = (0.0, edge.width) if y1 == y2 else (edge.width, 0.0)
            for sign in (-1, 1):
                dx, dy = across[0] * sign, across[1] * sign
                self.line(x1 + dx, y1 + dy, x2 + dx, y2 + dy, edge.width, edge.colour)
            return
        self.line(x1, y1, x2, y2, edge.width, edge.colour, edge.style)
