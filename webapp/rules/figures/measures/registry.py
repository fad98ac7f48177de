"""The named rules that give an act its marks. Each looks at one question and is tested by itself.

A rule yields marks: what is counted, and from which day it is known. What a document or a fact does not say, an
official says with a tag (`content_tags`); a rule never guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from webapp.rules.figures.acts import CaseFigures, CountedSubject, Issued

@dataclass(frozen=True)
class Mark:
    """One thing that is counted of an act: known from a day on, worth an amount (1, a number of people, money)."""

    measure: str
    known_on: date
    amount: int = 1


@dataclass(frozen=True)
class Found:
    """An act while its marks are looked for: the case, whom it concerns, the document that made it count, who acted."""

    case: CaseFigures
    subject: CountedSubject
    document: Issued
    body: str

    @property
    def on(self) -> date:
        """The day the act counts on."""
        return self.document.on

    def fact(self, key: str) -> Any:
        """What the case knows of the subject alone, else of all of them; None when it knows nothing."""
        return self.case.fact(key, self.subject.id)

    def rows(self, key: str) -> list[Mapping[str, Any]]:
        """The rows of a table, as far as it is filled."""
        return [row for row in self.fact(key) or [] if isinstance(row, Mapping)]

    def natures(self) -> set[str]:
        """What the findings are, as far as the table is filled: strength, shortcoming, violation …"""
        return {row["nature"] for row in self.rows("findings") if row.get("nature")}


Rule = Callable[[Found], Iterator[Mark]]
RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    """Put a rule into the list of names that data files may use."""
    RULES[function.__name__] = function
    return function


Condition = Callable[["CaseFigures", "CountedSubject"], bool]
CONDITIONS: dict[str, Condition] = {}


def condition(function: Condition) -> Condition:
    """Put a condition of an act into the list of names that data files may use."""
    CONDITIONS[function.__name__] = function
    return function
