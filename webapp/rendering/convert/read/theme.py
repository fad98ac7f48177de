"""Theme fonts and colours that styles refer to by name."""

from __future__ import annotations

from webapp.rendering.convert.model import Colour
from webapp.rendering.convert.read.xml import A, Element, colour, local

_ALIASES = {
    "text1": "dk1",
    "dark1": "dk1",
    "text2": "dk2",
    "dark2": "dk2",
    "tx1": "dk1",
    "tx2": "dk2",
    "background1": "lt1",
    "light1": "lt1",
    "background2": "lt2",
    "light2": "lt2",
    "bg1": "lt1",
    "bg2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}


class Theme:
    """The colour scheme and the two theme fonts; empty when the file has no theme."""

    def __init__(self, root: Element | None = None) -> None:
        self._colours: dict[str, Colour] = {}
        self._fonts: dict[str, str] = {}
        if root is None:
            return
        scheme = root.find(f".//{A}clrScheme")
        for item in () if scheme is None else scheme:
            for choice in item:
                found = colour(choice.get("lastClr") or choice.get("val"))
                if found:
                    self._colours[local(item)] = found
        for group in ("major", "minor"):
            latin = root.find(f".//{A}{group}Font/{A}latin")
            if latin is not None:
                self._fonts[group] = latin.get("typeface") or ""

    def font(self, name: str) -> str:
        """The font family; "+minorHAnsi" and its kind resolved through the theme."""
        if not name.startswith("+"):
            return name
        return self._fonts.get("major" if name[1:].startswith("major") else "minor", "")

    def colour(self, name: str, shade: str | None = None, tint: str | None = None) -> Colour | None:
        """A scheme colour, darkened by `shade` or lightened by `tint` (two hex digits each)."""
        found = self._colours.get(_ALIASES.get(name, name))
        if found is None:
            return None
        if shade:
            return mix(found, (0, 0, 0), 1 - _share(shade))
        return mix(found, (255, 255, 255), 1 - _share(tint)) if tint else found


def _share(text: str) -> float:
    try:
        return int(text, 16) / 255
    except ValueError:
        return 1.0


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`first` with `share` (0-1) of `second` mixed in."""
    share = max(0.0, min(1.0, share))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue
