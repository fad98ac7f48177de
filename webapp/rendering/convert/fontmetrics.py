"""How wide and how high the fonts are that a file may name, against the one bundled typeface.

The letters shown are always the bundled ones. So that lines and pages fall as they would with the named font, its
line height is taken and the letters are widened or narrowed by the ratio of the two fonts' average width (English
and Vietnamese letter frequencies), which is what PDF viewers do when they substitute a font.
Heights are ascent, descent and gap of each font's own tables, in ems.
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
    known: bool = True


TIMES = Metrics()
_ARIAL = Metrics(1.11, 0.905 + 0.033, 0.212)
_MONO = Metrics(1.37, 0.833, 0.300)
_CALIBRI = Metrics(1.02, 0.952, 0.269)
_CAMBRIA = Metrics(1.062, 0.950, 0.222)
# What LibreOffice draws for a font it has not and knows no twin of has these proportions (Noto Serif).
UNKNOWN = Metrics(1.15, 1.069, 0.293, known=False)

_KNOWN: dict[str, Metrics] = {
    **dict.fromkeys(("", "times", "times new roman", "tinos", "liberation serif", ".vntime", ".vntimeh", "symbol",
                     "wingdings", "wingdings 2", "wingdings 3", "webdings"), TIMES),
    **dict.fromkeys(("arial", "arialmt", "helvetica", "helvetica neue", "liberation sans", "arimo", "arial unicode ms",
                     "microsoft sans serif", "ms sans serif"), _ARIAL),
    **dict.fromkeys(("courier new", "courier", "liberation mono", "cousine", "consolas", "lucida console"), _MONO),
    **dict.fromkeys(("calibri", "calibri light", "carlito"), _CALIBRI),
    **dict.fromkeys(("cambria", "caladea"), _CAMBRIA),
}


def metrics_of(family: str) -> Metrics:
    """The metrics of a font by name; those of a stand-in for names nobody knows."""
    return _KNOWN.get(family.lower().removesuffix(" bold").strip(), UNKNOWN)
