"""The four faces as WeasyPrint's PDF fonts, and text as the glyph strings a PDF page shows.

A fontconfig file of our own, written to a temporary folder and named in FONTCONFIG_FILE before Pango is loaded,
shows the bundled folder and nothing else: no font of the system can take part in a page.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from webapp.rendering.convert.fonts import FOLDER, faces

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern"><edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match>
</fontconfig>
"""
FAMILY = "Tinos"
SIZE = 10.0


@cache
def use_bundled_fonts() -> Path:
    """Write the fontconfig file and name it in the environment; must run before WeasyPrint is imported."""
    folder = Path(tempfile.mkdtemp(prefix="anthu-fonts-"))
    path = folder / "fonts.conf"
    path.write_text(_CONFIG.format(folder=FOLDER, cache=folder / "cache"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(path)
    return path


@cache
def font_configuration() -> Any:
    """WeasyPrint's FontConfiguration, one for the whole process."""
    use_bundled_fonts()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _pango_font(face: int) -> Any:
    font_configuration()
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.fonts import get_font_description

    style = {
        "font_family": [FAMILY],
        "font_style": "italic" if face & 2 else "normal",
        "font_stretch": "normal",
        "font_weight": 700 if face & 1 else 400,
        "font_size": SIZE,
        "font_variant_caps": "normal",
        "font_variation_settings": "normal",
    }
    font_map = font_configuration().font_map
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    description = get_font_description(style)
    return ffi.gc(pango.pango_font_map_load_font(font_map, context, description), gobject.g_object_unref)


def preload() -> None:
    """Load all four faces, so that nothing is read from disk for the first document."""
    for face in range(len(faces())):
        _pango_font(face)
        _hex_table(face)


@cache
def _hex_table(face: int) -> dict[int, str]:
    return {ord(char): f"{glyph:04x}" for char, glyph in faces()[face].glyphs.items()}


class Typefaces:
    """The faces one PDF uses and the glyphs it shows of each."""

    def __init__(self) -> None:
        self._fonts: dict[int, Any] = {}
        self._used: dict[int, set[str]] = {}

    def name(self, stream: Any, face: int) -> str:
        """The resource name of a face on a page's stream."""
        font = self._fonts.get(face)
        if font is None:
            font, _ = stream.add_font(_pango_font(face))
            self._fonts[face], self._used[face] = font, set()
        hash_name: str = font.hash
        return hash_name

    def glyphs(self, face: int, text: str, after_space: float, after_glyph: float) -> str:
        """`text` as the inside of a TJ array; the two numbers are added after spaces and glyphs, in thousandths."""
        bundled = faces()[face]
        used = self._used[face]
        if not used.issuperset(text):
            text = bundled.shown(text)
            used.update(text)
        table = _hex_table(face)
        if after_glyph:
            step = f">{-after_glyph:.3f}<"
            space = f">{-after_glyph - after_space:.3f}<"
            return "<" + "".join(table[ord(c)] + (space if c == " " else step) for c in text) + ">"
        if after_space and " " in text:
            gap = f"{table[32]}>{-after_space:.3f}<"
            return "<" + gap.join(part.translate(table) for part in text.split(" ")) + ">"
        return "<" + text.translate(table) + ">"

    def close(self) -> None:
        """Tell WeasyPrint's fonts which glyphs were shown, before it subsets them."""
        for face, font in self._fonts.items():
            bundled = faces()[face]
            for char in sorted(self._used[face]):
                glyph = bundled.glyphs[char]
                font.to_unicode.setdefault(glyph, char)
                font.widths[glyph] = round(bundled.advances[char] * 1000 / bundled.units, 3)
