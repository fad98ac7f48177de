"""Does a text give a person away: by name or address, also without diacritics, in capitals, or broken over lines.

Source: the duty to protect the denouncer (Quy định số 164-QĐ/TW and the processes of settling denunciations).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MASK = "••• (bảo mật)"
"""What stands on a page in place of a value that only a few people may read."""

_SHORTEST = 4
"""Letters a mark needs to be searched for: shorter ones would be found in every text."""


def plain(text: str) -> str:
    """Lower case, without diacritics, every run of other signs one space: "Hà  Thị KIM-OANH" → "ha thi kim oanh"."""
    spread = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def revealed(text: str, marks: Iterable[str]) -> list[str]:
    """Those of `marks` (a name, an address, a telephone number) that the text shows, as they were given.

    An address is found by each of its parts that names a place: "thôn Nà Hoáng, xã Phú Lâm Đông" by the hamlet; the
    commune alone gives nobody away, so only the first part of an address is searched beside the whole.
    """
    searched = f" {plain(text)} "
    return [mark for mark in marks if any(f" {part} " in searched for part in _parts(mark))]


def _parts(mark: str) -> list[str]:
    whole, first = plain(mark), plain(mark.split(",")[0])
    return [part for part in dict.fromkeys((whole, first)) if len(part) >= _SHORTEST]
