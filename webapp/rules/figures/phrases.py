"""A figure in the words of a report: `tăng trên 33%`, `giảm 66,67% (giảm 2 tổ chức đảng)`, `>=33`, `gần 20.000`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from webapp.rules.figures.formats import parse_number


class Bound(Enum):
    """What the words promise about the true figure, compared with the one that is printed."""

    EXACT = ""
    ABOVE = ">"
    AT_LEAST = "≥"
    AT_MOST = "≤"
    BELOW = "<"
    ABOUT = "khoảng"
    NEARLY = "gần"


_BOUNDS = {
    "trên": Bound.AT_LEAST,
    "hơn": Bound.AT_LEAST,
    "ít nhất": Bound.AT_LEAST,
    "tối thiểu": Bound.AT_LEAST,
    "không dưới": Bound.AT_LEAST,
    ">=": Bound.AT_LEAST,
    "≥": Bound.AT_LEAST,
    ">": Bound.ABOVE,
    "dưới": Bound.BELOW,
    "chưa đến": Bound.BELOW,
    "<": Bound.BELOW,
    "không quá": Bound.AT_MOST,
    "tối đa": Bound.AT_MOST,
    "<=": Bound.AT_MOST,
    "≤": Bound.AT_MOST,
    "khoảng": Bound.ABOUT,
    "xấp xỉ": Bound.ABOUT,
    "≈": Bound.ABOUT,
    "~": Bound.ABOUT,
    "gần": Bound.NEARLY,
}
"""Words before a number. "Trên 33%" said of exactly 33% is no mistake: the press uses it for "not less than"."""

VERBS = ("tăng", "giảm", "vượt", "hụt", "đạt", "bằng", "chiếm", "gấp")
RISING = ("tăng", "vượt")
FALLING = ("giảm", "hụt")

_NUMBER = r"[-−]?\d[\d.,]*(?<![.,])"
_WORDS = "|".join(re.escape(word) for word in sorted(_BOUNDS, key=len, reverse=True))
_FIGURE = re.compile(
    rf"^(?:(?P<verb>{'|'.join(VERBS)})\s+(?:gấp\s+)?)?(?:(?P<bound>{_WORDS})\s*)?"
    rf"(?P<number>{_NUMBER})(?![\d/]|\s*[-–]\s*\d)\s*(?P<percent>%)?(?P<rest>.*)$",
    re.DOTALL,
)
_INSIDE = re.compile(rf"\((?P<verb>tăng|giảm)\s+(?P<number>{_NUMBER})(?!\s*%|[\d.,])\s*(?P<unit>[^()%]*)\)")


@dataclass(frozen=True)
class Phrase:
    """One figure: `value` carries the sign of its verb, `places` are the decimals printed.

    `delta` is the number in brackets, with its sign, and `unit` what it counts.
    """

    text: str
    value: Decimal
    places: int
    verb: str = ""
    bound: Bound = Bound.EXACT
    percent: bool = False
    delta: Decimal | None = None
    unit: str = ""


def read_phrase(text: str) -> Phrase | None:
    """Understand `text`, or None when no figure stands at its head."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    found = _FIGURE.match(plain.lower())
    number = _signed(found["number"]) if found else None
    if found is None or number is None:
        return None
    exponent = number.as_tuple().exponent
    delta, unit = _inside(found["rest"])
    return Phrase(
        text=plain,
        value=-number if found["verb"] in FALLING else number,
        places=-exponent if isinstance(exponent, int) else 0,
        verb=found["verb"] or "",
        bound=_BOUNDS[found["bound"]] if found["bound"] else Bound.EXACT,
        percent=found["percent"] is not None,
        delta=delta,
        unit=unit,
    )


def _inside(rest: str) -> tuple[Decimal | None, str]:
    """The number in brackets, negative when it fell, and what is counted: `(giảm 2 tổ chức đảng)`."""
    found = _INSIDE.search(rest)
    number = _signed(found["number"]) if found else None
    if found is None or number is None:
        return None, ""
    return (-number if found["verb"] == "giảm" else number), found["unit"].strip()


def _signed(text: str) -> Decimal | None:
    number = parse_number(text.lstrip("-−"))
    return -number if number is not None and text[0] in "-−" else number
