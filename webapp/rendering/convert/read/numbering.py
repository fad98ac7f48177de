"""Lists: number formats, running counters, the label of each list paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from webapp.rendering.convert.read.paragraphs import read_para_props
from webapp.rendering.convert.read.runs import read_run_props
from webapp.rendering.convert.read.xml import VAL, Element, W, child, integer, is_on, value

Props = dict[str, Any]
LEVELS = 9
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(slots=True)
class Level:
    start: int = 1
    fmt: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    align: str = "left"
    restart: int | None = None
    legal: bool = False
    para: Props = field(default_factory=dict)
    run: Props = field(default_factory=dict)
    style: str = ""


@dataclass(slots=True)
class ListInstance:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """All lists of a file and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._instances: dict[str, ListInstance] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self._by_style: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root)

    def level(self, num: str, level: int) -> Level | None:
        instance = self._instances.get(num)
        return instance.levels.get(level) if instance else None

    def level_of_style(self, num: str, style: str) -> int | None:
        """The level that a paragraph style is tied to in a list."""
        instance = self._instances.get(num)
        for number, level in (instance.levels if instance else {}).items():
            if level.style == style:
                return number
        return None

    def advance(self, num: str, level: int) -> str:
        """Count one paragraph of list `num` at `level` and give its label's text."""
        instance = self._instances[num]
        counters = self._counters.setdefault(instance.abstract, [None] * LEVELS)
        if level in instance.starts and (num, level) not in self._started:
            self._started.add((num, level))
            counters[level] = None
            start: int | None = instance.starts[level]
        else:
            start = None
        for upper in range(level):
            if counters[upper] is None:
                counters[upper] = self._start(instance, upper)
        current = counters[level]
        if current is None:
            counters[level] = start if start is not None else self._start(instance, level)
        else:
            counters[level] = current + 1
        for lower in range(level + 1, LEVELS):
            restart = instance.levels[lower].restart if lower in instance.levels else None
            if restart is None or (restart and level < restart):
                counters[lower] = None
        return self._text(instance, level, counters)

    def _start(self, instance: ListInstance, level: int) -> int:
        if level in instance.starts:
            return instance.starts[level]
        return instance.levels[level].start if level in instance.levels else 1

    @staticmethod
    def _text(instance: ListInstance, level: int, counters: list[int | None]) -> str:
        own = instance.levels[level]
        if own.fmt == "bullet":
            return own.text
        text = own.text
        for number in range(LEVELS, 0, -1):
            mark = f"%{number}"
            if mark in text:
                other = instance.levels.get(number - 1)
                fmt = "decimal" if own.legal and number - 1 != level else other.fmt if other else "decimal"
                text = text.replace(mark, format_number(counters[number - 1] or 0, fmt))
        return text

    def _read(self, root: Element) -> None:
        abstracts: dict[str, dict[int, Level]] = {}
        links: dict[str, str] = {}
        owners: dict[str, str] = {}
        for element in root.findall(W + "abstractNum"):
            key = element.get(W + "abstractNumId") or ""
            abstracts[key] = dict(map(_read_level, element.findall(W + "lvl")))
            if link := value(element, "numStyleLink"):
                links[key] = link
            if owner := value(element, "styleLink"):
                owners[owner] = key
        for element in root.findall(W + "num"):
            num, abstract = element.get(W + "numId") or "", value(element, "abstractNumId") or ""
            abstract = owners.get(links.get(abstract, ""), abstract)
            levels, starts = dict(abstracts.get(abstract, {})), {}
            for override in element.findall(W + "lvlOverride"):
                index = integer(override.get(W + "ilvl")) or 0
                own = child(override, "lvl")
                if own is not None:
                    levels[index] = _read_level(own)[1]
                start = integer(value(override, "startOverride"))
                if start is not None:
                    starts[index] = start
            self._instances[num] = ListInstance(abstract, levels, starts)


def _read_level(element: Element) -> tuple[int, Level]:
    legal = child(element, "isLgl")
    level = Level(
        start=integer(value(element, "start")) if value(element, "start") else 0,  # type: ignore[arg-type]
        fmt=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        align={"end": "right", "start": "left"}.get(
            value(element, "lvlJc") or "left", value(element, "lvlJc") or "left"
        ),
        restart=integer(value(element, "lvlRestart")),
        legal=legal is not None and is_on(legal),
        para=read_para_props(child(element, "pPr")),
        run=read_run_props(child(element, "rPr")),
        style=value(element, "pStyle") or "",
    )
    picture = element.find(W + "lvlPicBulletId")
    if picture is not None and picture.get(VAL) is not None and not level.text.strip():
        level.text = "•"
    return min(LEVELS - 1, max(0, integer(element.get(W + "ilvl")) or 0)), level


def roman(number: int) -> str:
    found = ""
    for amount, sign in _ROMAN:
        while number >= amount and number < 10_000:
            found += sign
            number -= amount
    return found


def letters(number: int) -> str:
    """a, b ... z, aa, bb ..."""
    return chr(97 + (number - 1) % 26) * min(20, (number - 1) // 26 + 1) if number > 0 else ""


def format_number(number: int, fmt: str) -> str:
    """A number as Word writes it in the format `fmt` (decimal, upperRoman, lowerLetter ...)."""
    if fmt == "none":
        return ""
    if fmt in ("upperRoman", "lowerRoman"):
        return roman(number).upper() if fmt == "upperRoman" else roman(number)
    if fmt in ("upperLetter", "lowerLetter"):
        return letters(number).upper() if fmt == "upperLetter" else letters(number)
    if fmt == "decimalZero":
        return f"{number:02d}"
    if fmt in ("numberInDash",):
        return f"- {number} -"
    if fmt == "ordinal":
        return f"{number}{_ordinal(number)}"
    if fmt == "chicago":
        signs = "*†‡§"
        return signs[(number - 1) % 4] * ((number - 1) // 4 + 1) if 0 < number < 100 else str(number)
    return str(number)


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
