"""Cutting a piece of text that is too long for its line, and finding its decimal sign."""

from __future__ import annotations

from webapp.rendering.convert.fonts import faces
from webapp.rendering.convert.lay.pieces import Piece, Unit

TOLERANCE = 0.02  # points; a twentieth is the unit Word and LibreOffice round to


def count_that_fits(piece: Piece, room: float) -> int:
    face, factor = faces()[piece.style.face], piece.style.size * piece.style.scale
    used, count = 0.0, 0
    for char in piece.text:
        used += face.width(char) * factor + piece.style.spacing
        if used > room + TOLERANCE:
            break
        count += 1
    return count


def cut(piece: Piece, count: int) -> tuple[Piece, Piece]:
    def part(text: str) -> Piece:
        width = faces()[piece.style.face].width(text) * piece.style.size * piece.style.scale
        return Piece(text, piece.style, width + piece.style.spacing * len(text), piece.link)

    return part(piece.text[:count]), part(piece.text[count:])


def decimal_width(before: float, unit: Unit) -> float:
    """Width up to the decimal sign in `unit`, or -1 when it has none."""
    width = before
    for piece in unit.pieces:
        for index, char in enumerate(piece.text):
            if char in ",." and piece.text[index + 1 : index + 2].isdigit():
                head, _ = cut(piece, index)
                return width + head.width
        width += piece.width
    return -1.0
