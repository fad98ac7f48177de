"""Whole numbers in Vietnamese words, as closing sheets and minutes write them."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu", " tỷ")


def in_words(number: int) -> str:
    """`87` → `tám mươi bảy`, `1204` → `một nghìn hai trăm linh bốn`. Raises ValueError below 0 and from 10^12."""
    if not 0 <= number < 10**12:
        raise ValueError(f"không đọc được số {number}")
    if number == 0:
        return _DIGITS[0]
    groups = []
    while number:
        number, rest = divmod(number, 1000)
        groups.append(rest)
    said = [
        _hundreds(group, first=place == len(groups) - 1) + _GROUPS[place] for place, group in enumerate(groups) if group
    ]
    return " ".join(reversed(said))


def _hundreds(group: int, *, first: bool) -> str:
    """Three digits; a group that is not the `first` says its empty hundreds ("không trăm")."""
    hundreds, rest = divmod(group, 100)
    said = [] if first and not hundreds else [f"{_DIGITS[hundreds]} trăm"]
    if rest:
        said.append(_tens(rest, alone=not said))
    return " ".join(said)


def _tens(rest: int, *, alone: bool) -> str:
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return _DIGITS[ones] if alone else f"linh {_DIGITS[ones]}"
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    last = {1: "một" if tens == 1 else "mốt", 5: "lăm"}.get(ones, _DIGITS[ones])
    return f"{head} {last}"
