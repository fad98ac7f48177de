"""Rules about letters alone: tone marks, zeros in dates, the form of a number. Text in, text out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

Style = Literal["old", "new"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTER = r"A-Za-zÀ-ỹĐđ"
_TONED = {
    base: "".join(unicodedata.normalize("NFC", base + tone) for tone in _TONES) for base in "oaeuyOAEUY"
}  # fmt: skip
# An open syllable in oa, oe, uy: the mark on the first vowel is the way that the office's setting calls
# new (hòa, ủy), on the second the one it calls old (hoà, uỷ). After q the u
# belongs to the consonant, so "quý" and "quà" have only one way.
_FIRST = re.compile(rf"(?:[{_TONED['o']}{_TONED['O']}][aeAE]|(?<![qQ])[{_TONED['u']}{_TONED['U']}][yY])(?![{_LETTER}])")
_SECOND = re.compile(
    rf"(?:[oO][{_TONED['a']}{_TONED['A']}{_TONED['e']}{_TONED['E']}]"
    rf"|(?<![qQ])[uU][{_TONED['y']}{_TONED['Y']}])(?![{_LETTER}])"
)
TONES: dict[Style, re.Pattern[str]] = {"old": _SECOND, "new": _FIRST}

_DAY_LONG = re.compile(r"\bngày(\s+)(\d{1,2})(\s+)tháng(\s+)(\d{1,2})(\s+)năm\b", re.IGNORECASE)
_DAY_SHORT = re.compile(r"\bngày\s+(\d{1,2})([/-])(\d{1,2})([/-])(\d{4})\b", re.IGNORECASE)
LONG_DATES, SHORT_DATES = _DAY_LONG, _DAY_SHORT

# Số, number, mark, type, mark, body: in whatever order and with whatever spaces people type them.
_NUMBER = re.compile(
    r"^(\s*)(số)\s*[:.]?(\s*)(\d*[a-zđ]?)(\s*)[-–/]\s*([A-ZĐ][A-Za-zĐđƯưÂâ]*)\s*[-–/]\s*(\S.*?)\s*$", re.IGNORECASE
)
RIGHT_NUMBER = re.compile(r"^Số\s+(?:\d+[a-zđ]?|\d*\s*)-[A-ZĐ][A-Za-zĐđ]*/[^\s/]+$")
RIGHT_STATE_NUMBER = re.compile(r"^Số:\s+(?:\d+[a-zđ]?|\d*\s*)/[A-ZĐ][A-Za-zĐđ]*-[^\s/]+$")


def moved(word: str) -> str:
    """The syllable's end with its tone mark on the other vowel: "òa" ↔ "oà"."""
    letters = [unicodedata.normalize("NFD", letter) for letter in word]
    tone = next(mark for letter in letters for mark in letter if mark in _TONES)
    bare = [letter.replace(tone, "") for letter in letters]
    marked = 1 if tone in letters[0] else 0
    bare[marked] += tone
    return unicodedata.normalize("NFC", "".join(bare))


def words_in(text: str, style: Style) -> Iterator[str]:
    """Every word of the text whose mark is placed in this way."""
    for match in TONES[style].finditer(text):
        start = match.start()
        while start and text[start - 1].isalpha():
            start -= 1
        yield text[start : match.end()]


def _day(number: str) -> str:
    return f"{int(number):02d}"


def _month(number: str) -> str:
    """Months 1 and 2 carry a zero, so that nobody can put a digit before them; the others do not."""
    month = int(number)
    return f"{month:02d}" if month < 3 else str(month)


def right_long_date(match: re.Match[str]) -> str:
    """The match of LONG_DATES with the zeros of the guide."""
    text = match.group()
    day, month = match.span(2), match.span(5)
    start = match.start()
    return (
        text[: day[0] - start] + _day(match[2]) + text[day[1] - start : month[0] - start] + _month(match[5])
        + text[month[1] - start :]
    )  # fmt: skip


def right_short_date(match: re.Match[str]) -> str:
    """The match of SHORT_DATES with the zeros of the guide."""
    text = match.group()
    day, year = match.start(1) - match.start(), match.start(5) - match.start()
    return f"{text[:day]}{_day(match[1])}{match[2]}{_month(match[3])}{match[4]}{text[year:]}"


def right_number(text: str, *, state: bool = False) -> str | None:
    """The number in the right form; None when it cannot be told what is what. A blank left for the clerk stays."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    before, _, gap, digits, blank, kind, body = match.groups()
    inner = digits or blank or gap or "        "
    body = re.sub(r"\s*[-–]\s*", "-", body)
    if state:
        return f"{before}Số: {inner.strip() if digits else inner}/{kind.upper() if len(kind) < 3 else kind}-{body}"
    return f"{before}Số {inner.strip() if digits else inner}-{kind}/{body}"
