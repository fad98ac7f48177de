"""The numbers of one report: looked up by name, and found again by value."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from webapp.errors import DomainError
from webapp.rules.figures.phrases import Phrase, read_phrase
from webapp.rules.figures.reading import Entry, Say, is_number


class NoSuchNumber(DomainError):
    """A check rests on something that is no number; the sentence says what."""


class Counts:
    """`raw`, then `implied`, then `derived`: an earlier table wins when a name stands in several."""

    def __init__(self, entry: Entry) -> None:
        self._tables: dict[str, object] = {**entry.derived, **entry.implied, **entry.raw}
        self._derived = entry.derived
        self.stated = _numbers(entry.raw)
        self.implied = _numbers(entry.implied)
        self.stated_values = set(self.stated.values())
        self.implied_values = set(self.implied.values())
        self._keys: dict[Fraction, list[str]] = {}
        for key, value in [*self.stated.items(), *self.implied.items()]:
            self._keys.setdefault(value, []).append(key)
        read = ((key, read_phrase(text)) for key, text in entry.derived.items() if isinstance(text, str))
        self._phrases: dict[Decimal, list[tuple[str, Phrase]]] = {}
        for key, phrase in read:
            if phrase:
                self._phrases.setdefault(abs(phrase.value), []).append((key, phrase))

    def number(self, item: object) -> Fraction:
        """The number an input means: itself, a number in words, or the name of a figure. Raises NoSuchNumber."""
        if isinstance(item, str):
            return self._named(item.strip())
        if isinstance(item, Decimal):
            if is_number(item):
                return Fraction(item)
            raise NoSuchNumber("có một số quá lớn, quá nhiều số lẻ hoặc không phải số hữu hạn")
        raise NoSuchNumber(f"“{_shown(item)}” không phải là số, cũng không phải tên một số liệu")

    def keys(self, value: Fraction) -> list[str]:
        """The names under which `value` stands in `raw` and `implied`."""
        return self._keys.get(value, [])

    def phrases(self, value: Decimal) -> list[tuple[str, Phrase]]:
        """The figures of `derived` that print `value`, whatever their sign, with their names."""
        return self._phrases.get(abs(value), [])

    def say_circles(self, place: str, say: Say) -> None:
        """Every circle of figures in `derived` that are named after each other, once each."""
        told: set[str] = set()
        for key in self._derived:
            circle = [] if key in told else self._circle(key)
            if circle:
                told.update(circle)
                say(place, f"các số trong “derived” lấy lẫn nhau, không có số gốc: {' → '.join([*circle, circle[0]])}")

    def _named(self, name: str) -> Fraction:
        if name not in self._tables:
            phrase = read_phrase(name)
            if phrase is None:
                raise NoSuchNumber(f"không có số liệu “{name}” trong raw, implied, derived")
            return Fraction(phrase.value)
        end = self._end(name)
        value = self._tables[end]
        if isinstance(value, str) and (phrase := read_phrase(value)):
            return Fraction(phrase.value)
        if isinstance(value, str | Decimal) and not is_number(value):
            raise NoSuchNumber(f"số liệu “{end}” là “{_shown(value)}”, không phải một con số")
        return self.number(value)

    def _end(self, name: str) -> str:
        """Follow names that stand for names. Raises NoSuchNumber on a circle."""
        seen = [name]
        while (following := self._next(seen[-1])) is not None:
            if following in seen:
                raise NoSuchNumber(f"số liệu “{name}” lấy lẫn nhau thành vòng: {' → '.join([*seen, following])}")
            seen.append(following)
        return seen[-1]

    def _next(self, name: str) -> str | None:
        value = self._tables[name]
        return value if isinstance(value, str) and value in self._tables else None

    def _circle(self, start: str) -> list[str]:
        seen = [start]
        while (following := self._next(seen[-1])) is not None:
            if following in seen:
                return seen[seen.index(following) :]
            seen.append(following)
        return []


def _numbers(table: dict[str, object]) -> dict[str, Fraction]:
    return {key: Fraction(value) for key, value in table.items() if isinstance(value, Decimal) and is_number(value)}


def _shown(item: object) -> str:
    words = {True: "true", False: "false", None: "null"}
    return words[item] if item is None or isinstance(item, bool) else "".join(str(item).splitlines())[:60]
