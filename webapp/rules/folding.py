"""Vietnamese as people search for it: without marks, in small letters."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """`Đảng ủy xã Phúc Xuân` → `dang uy xa phuc xuan`; digits and points stay, so that a code is found too."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    kept = "".join(c if c.isalnum() or c in ".-/" else " " for c in bare if not unicodedata.combining(c))
    return re.sub(r" +", " ", kept).strip()
