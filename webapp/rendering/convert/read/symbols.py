"""Symbol fonts (Wingdings, Symbol): their letters are signs, shown by the nearest Unicode sign."""

from __future__ import annotations

SYMBOL_FONTS = frozenset(("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett"))
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "□",
    0x72: "□",
    0x73: "♦",
    0x74: "♦",
    0x75: "♦",
    0x76: "◊",
    0x77: "♦",
    0x9F: "•",
    0xA0: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "*",
    0xD8: "►",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xF0: "→",
    0xFB: "×",
    0xFC: "√",
    0xFD: "■",
    0xFE: "■",
    0x4A: "☺",
    0x46: "►",
    0x2D: "-",
    0xE8: "→",
    0xC4: "→",
    0x20: " ",
}
_SYMBOL = {
    0x22: "∀",
    0x24: "∃",
    0x40: "≅",
    0x41: "Α",
    0x42: "Β",
    0x43: "Χ",
    0x44: "Δ",
    0x45: "Ε",
    0x46: "Φ",
    0x47: "Γ",
    0x48: "Η",
    0x49: "Ι",
    0x4B: "Κ",
    0x4C: "Λ",
    0x4D: "Μ",
    0x4E: "Ν",
    0x4F: "Ο",
    0x50: "Π",
    0x51: "Θ",
    0x52: "Ρ",
    0x53: "Σ",
    0x54: "Τ",
    0x55: "Υ",
    0x57: "Ω",
    0x58: "Ξ",
    0x59: "Ψ",
    0x5A: "Ζ",
    0x61: "α",
    0x62: "β",
    0x63: "χ",
    0x64: "δ",
    0x65: "ε",
    0x66: "φ",
    0x67: "γ",
    0x68: "η",
    0x69: "ι",
    0x6B: "κ",
    0x6C: "λ",
    0x6D: "μ",
    0x6E: "ν",
    0x6F: "ο",
    0x70: "π",
    0x71: "θ",
    0x72: "ρ",
    0x73: "σ",
    0x74: "τ",
    0x75: "υ",
    0x77: "ω",
    0x78: "ξ",
    0x79: "ψ",
    0x7A: "ζ",
    0xA3: "≤",
    0xA5: "∞",
    0xA8: "♦",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xD5: "∏",
    0xD6: "√",
    0xD7: "·",
    0xE5: "∑",
    0xF2: "∫",
}


def is_symbol_font(family: str) -> bool:
    return family.lower() in SYMBOL_FONTS


def to_unicode(text: str, family: str) -> str:
    """`text` of a symbol font as Unicode; letters of other fonts come back as they are."""
    family = family.lower()
    if family not in SYMBOL_FONTS:
        return text
    table = _SYMBOL if family == "symbol" else _WINGDINGS
    return "".join(_sign(char, table, family) for char in text)


def _sign(char: str, table: dict[int, str], family: str) -> str:
    code = ord(char)
    private = 0xF000 <= code <= 0xF0FF
    code = code - 0xF000 if private else code
    if code in table:
        return table[code]
    if family == "symbol":
        return chr(code) if code < 0x7F else char
    return "•" if code > 0x20 and code < 0x100 else char
