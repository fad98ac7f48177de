"""The one bundled typeface: four Tinos files with the metrics of Times New Roman.

Line breaking measures with the advance widths of the font files themselves, kerning and ligatures off, as
Word does for Vietnamese text. Every other font name maps to it, so no font of the system can change a page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from webapp.errors import DomainError
from webapp.rendering.convert.model import RunStyle

FOLDER = Path(__file__).parent.parent / "fonts"
FILES = ("Tinos_400Regular.ttf", "Tinos_700Bold.ttf", "Tinos_400Regular_Italic.ttf", "Tinos_700Bold_Italic.ttf")
ASCENT, DESCENT, GAP = 0.891, 0.216, 0.042  # of the em; Times New Roman, Liberation Serif and Tinos agree
WORDS_KEPT = 60_000

# Letters of symbol fonts and rare signs, shown by the nearest sign that the typeface has.
SUBSTITUTES = {
    "\u2011": "-",
    "\u2010": "-",
    "\u2012": "–",
    "\u00ad": "",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\ufeff": "",
    "\u2060": "",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u2005": " ",
    "\u2004": " ",
    "\u202f": "\u00a0",
    "\u2212": "–",
    "\u2714": "√",
    "\u2713": "√",
    "\u2610": "□",
    "\u2611": "■",
    "\u2612": "■",
    "\u25fb": "□",
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "►",
    "\uf0fc": "√",
    "\uf076": "◊",
    "\uf0a8": "□",
    "\uf06f": "□",
    "\uf02d": "-",
    "\uf0e0": "→",
    "\uf0df": "←",
    "\uf071": "□",
    "\uf06e": "■",
    "\uf0a3": "□",
    "\uf0fe": "■",
    "\uf0ae": "→",
    "\uf0ac": "←",
    "\uf0b3": "≥",
    "\uf0b4": "×",
    "\uf0b1": "±",
    "\uf02a": "*",
    "\uf0d0": "∠",
    "\uf020": " ",
    "\uf0f0": "→",
    "\uf0a2": "□",
    "\uf077": "◊",
    "\uf046": "►",
    "\uf04a": "☺",
}


class FontsMissing(DomainError):
    """The bundled font files are not where set-up puts them."""

    status = 500


class Face:
    """One font file: advances in font units and glyph numbers, by character."""

    def __init__(self, path: Path) -> None:
        font = TTFont(path, lazy=True)
        self.units: int = font["head"].unitsPerEm
        order = font.getReverseGlyphMap()
        metrics = font["hmtx"].metrics
        self.glyphs: dict[str, int] = {}
        self.advances: dict[str, int] = {}
        for code, name in font.getBestCmap().items():
            self.glyphs[chr(code)] = order[name]
            self.advances[chr(code)] = metrics[name][0]
        self._words: dict[str, float] = {}
        font.close()

    def width(self, text: str) -> float:
        """Width of `text` in ems."""
        known = self._words.get(text)
        if known is not None:
            return known
        advances = self.advances
        try:
            width = sum([advances[char] for char in text]) / self.units
        except KeyError:
            width = sum([advances[char] for char in self.shown(text)]) / self.units
        if len(self._words) > WORDS_KEPT:
            self._words.clear()
        self._words[text] = width
        return width

    def shown(self, text: str) -> str:
        """`text` with every character the typeface lacks replaced: by its like, or by an empty square."""
        known = self.advances
        return "".join([char if char in known else self._like(char) for char in text])

    def lacks(self, text: str) -> str:
        """The characters of `text` that neither the typeface nor the table of like signs has."""
        return "".join(char for char in text if char not in self.advances and char not in SUBSTITUTES)

    def _like(self, char: str) -> str:
        other = SUBSTITUTES.get(char)
        if other is None:
            return "□"
        return other if all(letter in self.advances for letter in other) else "□"


@cache
def faces() -> tuple[Face, ...]:
    """The four faces: regular, bold, italic, bold italic. Raises FontsMissing."""
    missing = [name for name in FILES if not (FOLDER / name).is_file()]
    if missing:
        raise FontsMissing("Thiếu tệp phông chữ của bộ dàn trang; hãy cài đặt lại (make setup).", details=missing)
    return tuple(Face(FOLDER / name) for name in FILES)


def twip(points: float) -> float:
    """Round to the twentieth of a point, the unit Word lays lines out in."""
    return round(points * 20) / 20


# Sizes whose line LibreOffice rounds up by a twentieth of a point (measured from 4 to 30 points).
ROUNDED_UP = frozenset((9.5, 10.0, 10.5, 11.5, 12.5, 13.5, 17.0, 17.5, 19.5, 20.5, 23.5, 24.5, 25.5, 26.5, 29.5))


@cache
def natural(size: float, height: float = ASCENT + GAP, depth: float = DESCENT) -> tuple[float, float]:
    """(ascent with the font's gap above, descent) of a line of `size` points in a font of these proportions."""
    whole = twip(size * (height + depth)) + (0.05 if size in ROUNDED_UP else 0.0)
    ascent = twip(size * height + 0.02)
    return ascent, whole - ascent


def extent(style: RunStyle) -> tuple[float, float]:
    """(ascent, descent) that a run asks of its line."""
    return natural(style.line_size, style.height, style.depth)
