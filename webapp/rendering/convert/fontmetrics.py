"""How wide and how high the fonts are that a file may name, against the one bundled typeface.

The letters shown are always the bundled ones; the report says which fonts they stand for. So that lines and pages
fall as in the reference, a named font's line height is taken and the letters are widened by the ratio of the two
fonts' average widths, which is what PDF viewers do when they substitute a font.

Fonts with a free twin of equal metrics (Arial, Courier New, Times New Roman) have that twin's proportions. For every
other font, Calibri and Cambria too, LibreOffice without further fonts draws Noto Serif, and its proportions are taken:
equal page counts with LibreOffice 25.2 are what the engine is measured by. Calibri's own would be Metrics(1.02, 0.952,
0.269), Cambria's Metrics(1.062, 0.950, 0.222).
Heights are ascent, descent and gap of each font's own tables, in ems; widths are over English and Vietnamese text.
"""

from __future__ import annotations

from dataclasses import dataclass

from webapp.rendering.convert.fonts import ASCENT, DESCENT, GAP


@dataclass(frozen=True, slots=True)
class Metrics:
    """`width` is a factor on the bundled typeface's advances; `height` is ascent + gap, `depth` the descent, in ems."""

    width: float = 1.0
    height: float = ASCENT + GAP
    depth: float = DESCENT


TIMES = Metrics()
ARIAL = Metrics(1.11, 0.905 + 0.033, 0.212)
COURIER = Metrics(1.37, 0.833, 0.300)
STAND_IN = Metrics(1.19, 1.069, 0.293)  # Noto Serif

_KNOWN: dict[str, Metrics] = {
    **dict.fromkeys(
        (
            "",
            "times",
            "times new roman",
            "tinos",
            "liberation serif",
            ".vntime",
            ".vntimeh",
            "symbol",
            "wingdings",
            "wingdings 2",
            "wingdings 3",
            "webdings",
        ),
        TIMES,
    ),
    **dict.fromkeys(
        (
            "arial",
            "arialmt",
            "helvetica",
            "helvetica neue",
            "liberation sans",
            "arimo",
            "arial unicode ms",
            "microsoft sans serif",
            "ms sans serif",
        ),
        ARIAL,
    ),
    **dict.fromkeys(("courier new", "courier", "liberation mono", "cousine", "consolas", "lucida console"), COURIER),
}


def metrics_of(family: str) -> Metrics:
    """The proportions a font is laid out with, by its name."""
    return _KNOWN.get(family.lower().removesuffix(" bold").strip(), STAND_IN)


def is_replaced(family: str) -> bool:
    """The font's letters are shown by other letters: it is none of the Times family."""
    return metrics_of(family) is not TIMES
