"""The register of guards: a guard is a small function that reads as a true sentence, and what is said when it is not.

A guard returns MET, an `Unmet` with its own sentence, or NOT_YET when what it compares does not exist yet; the engine
leaves such a condition out, because the missing fact or document is already listed on its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from webapp.workflow.condition import Condition, Place, Severity
from webapp.workflow.view import CaseView


class Outcome(Enum):
    """The two answers of a guard that need no words of their own."""

    MET = "met"
    NOT_YET = "not_yet"


MET = Outcome.MET
NOT_YET = Outcome.NOT_YET


@dataclass(frozen=True)
class Unmet:
    """What is wrong; an empty sentence means the guard's own. `warn` lowers an error, never the other way."""

    sentence: str = ""
    place: Place | None = None
    warn: bool = False
    verified: bool = True


Answer = Outcome | Unmet
Test = Callable[[CaseView], Answer]


@dataclass(frozen=True)
class Guard:
    """A registered guard; call it with a view to get its condition, or None when it cannot be judged yet."""

    name: str
    check: str
    says: str
    who: str
    place: Place
    severity: Severity
    at_the_end: bool
    of_the_file: bool
    test: Test

    def __call__(self, view: CaseView) -> Condition | None:
        answer = self.test(view)
        if answer is NOT_YET:
            return None
        unmet = answer if isinstance(answer, Unmet) else None
        verified = self.check not in view.law.unverified and (unmet is None or unmet.verified)
        lowered = (not verified and not self.of_the_file) or (unmet is not None and unmet.warn)
        return Condition(
            id=self.name,
            met=unmet is None,
            severity="warn" if lowered else self.severity,
            sentence=(unmet.sentence if unmet else "") or self.says,
            who=self.who,
            place=(unmet.place if unmet else None) or self.place,
            rule=view.law.citations.get(self.check, ""),
            verified=verified,
            check=self.check,
        )


OF_THE_PROCESS = frozenset({"", "C01", "C02", "C03", "C09"})
"""Checks that rest on the process text itself: without a citation of their own they carry that of their step."""

GUARDS: dict[str, Guard] = {}
WHEN: dict[str, Callable[[CaseView], bool | None]] = {}


def guard(
    *,
    says: str,
    who: str,
    place: Place,
    check: str = "",
    severity: Severity = "error",
    at_the_end: bool = False,
    of_the_file: bool = False,
) -> Callable[[Test], Guard]:
    """Register a function as the guard of its name. `says` must read after both "Thiếu:" and "Đủ:".

    `at_the_end`: it judges the whole step, so a single document of the step may be issued before it holds.
    `of_the_file`: it compares the papers of the case with each other (sums, dates, what was voted and what is written),
    so it blocks whether or not anybody has checked the article it is cited with.
    """

    def register(test: Test) -> Guard:
        name = test.__name__
        if name in GUARDS:
            raise ValueError(f"two guards are called {name}")
        GUARDS[name] = Guard(name, check, says, who, place, severity, at_the_end, of_the_file, test)
        return GUARDS[name]

    return register


def when(test: Callable[[CaseView], bool | None]) -> Callable[[CaseView], bool | None]:
    """Register a `when` condition: True, False, or None while the case does not know it yet."""
    if test.__name__ in WHEN:
        raise ValueError(f"two conditions are called {test.__name__}")
    WHEN[test.__name__] = test
    return test


def day(value: object) -> str:
    """A date as people read it: 08/9/2021 (the day always, the month only before March, with two digits)."""
    if not isinstance(value, date):
        return "chưa có ngày"
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def because(what: str, *sentences: str) -> str:
    """What is missing, then the law's own sentences, without a full stop at the end; empty ones are left out."""
    return ". ".join([what, *(one.strip().rstrip(".") for one in sentences if one.strip())])
