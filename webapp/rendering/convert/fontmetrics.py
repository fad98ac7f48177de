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
UNKNOWN = Metrics(known=False)
_ARIAL = Metrics(1.105, 0.905 + 0.033, 0.212)
_MONO = Metrics(1.37, 0.833, 0.300)
_TABLE: dict[str, Metrics] = {
    "arial": _ARIAL, "arialmt": _ARIAL, "helvetica": _ARIAL, "helvetica neue": _ARIAL, "liberation sans": _ARIAL,
    "arimo": _ARIAL, "microsoft sans serif": _ARIAL, "arial unicode ms": _ARIAL, "ms sans serif": _ARIAL,
    "arial narrow": Metrics(0.925, 0.936, 0.212), "arial black": Metrics(1.42, 1.101, 0.310),
    "calibri": Metrics(1.02, 0.952, 0.269), "carlito": Metrics(1.02, 0.952, 0.269),
    "calibri light": Metrics(1.01, 0.952, 0.269), "cambria": Metrics(1.062, 0.950, 0.222),
    "caladea": Metrics(1.062, 0.950, 0.222), "candara": Metrics(1.06, 0.952, 0.269),
    "verdana": Metrics(1.271, 1.005, 0.210), "tahoma": Metrics(1.117, 1.000, 0.207),
    "georgia": Metrics(1.12, 0.917, 0.219), "trebuchet ms": Metrics(1.10, 0.939, 0.222),
    "segoe ui": Metrics(1.13, 1.079, 0.251), "century gothic": Metrics(1.227, 1.006, 0.220),
    "consolas": Metrics(1.30, 0.884, 0.286), "courier new": _MONO, "courier": _MONO, "liberation mono": _MONO,
    "dejavu sans": Metrics(1.262, 0.928, 0.236), "dejavu serif": Metrics(1.275, 0.939, 0.236),
    "lucida sans unicode": Metrics(1.22, 1.109, 0.229), "garamond": Metrics(0.93, 0.862, 0.263),
    "book antiqua": Metrics(1.07, 0.923, 0.327), "palatino linotype": Metrics(1.07, 1.050, 0.299),
    "century": Metrics(1.09, 0.984, 0.216), "bookman old style": Metrics(1.20, 0.930, 0.240),
    "franklin gothic book": Metrics(1.06, 0.924, 0.209), "gill sans mt": Metrics(1.05, 0.918, 0.240),
    "aptos": Metrics(1.12, 0.939, 0.282), "aptos display": Metrics(1.08, 0.939, 0.282),
    "open sans": Metrics(1.16, 1.069, 0.293), "roboto": Metrics(1.12, 0.928, 0.244), "lato": Metrics(1.09, 0.987, 0.213),
    "constantia": Metrics(1.08, 0.952, 0.269), "corbel": Metrics(1.05, 0.952, 0.269),
    ".vntime": TIMES, ".vntimeh": TIMES, "times": TIMES, "times new roman": TIMES, "tinos": TIMES, "": TIMES,
    "liberation serif": TIMES, "thorndale": TIMES, "symbol": TIMES, "wingdings": TIMES,
}


def metrics_of(family: str) -> Metrics:
    """The metrics of a font by name; those of Times for names nobody knows."""
    return _TABLE.get(family.lower().removesuffix(" bold").strip(), UNKNOWN)
