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

DECISIONS = ["discipline_decision", "organisation_discipline_decision"]
SETTLING = ["denunciation_conclusion", "complaint_decision", "conclusion_notice"]


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
        return self.case.subject_facts.get(self.subject.id, {}).get(key, self.case.facts.get(key))

    def natures(self) -> set[str]:
        """What the findings are, as far as the table is filled: strength, shortcoming, violation …"""
        rows = [row for row in self.fact("findings") or [] if isinstance(row, Mapping)]
        return {row["nature"] for row in rows if row.get("nature")}

    def tagged(self, measure: str) -> bool:
        """Whether an official gave the subject this tag."""
        return any(tag.measure == measure for tag in self.case.tags_of(self.subject.id))


Rule = Callable[[Found], Iterator[Mark]]
RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    """Put a rule into the list of names that data files may use."""
    RULES[function.__name__] = function
    return function


@rule
def acting_body(found: Found) -> Iterator[Mark]:
    """Which body at which level acted, as of the day of the act (district until 30/6/2025)."""
    yield Mark(f"body.{found.body}", found.on)


@rule
def content_tags(found: Found) -> Iterator[Mark]:
    """What officials say of the subject: contents (several are usual), results, amounts; known not before the act.

    A tag without a day describes the act itself. `kind.` tags only steer what a case counts as, they are not counted.
    """
    for tag in found.case.tags_of(found.subject.id):
        if not tag.measure.startswith("kind."):
            yield Mark(tag.measure, max(tag.on or found.on, found.on), tag.amount)


@rule
def violation_concluded(found: Found) -> Iterator[Mark]:
    """The conclusion finds a violation: a finding of that nature, or the decision to discipline, which implies one."""
    if "violation" in found.natures() or found.fact("proceed_to_discipline") is True:
        yield Mark("result.violation", found.on)


@rule
def discipline_concluded(found: Found) -> Iterator[Mark]:
    """The body concluded that discipline must be considered (phải thi hành kỷ luật)."""
    if found.fact("proceed_to_discipline") is True:
        yield Mark("result.discipline_due", found.on)


@rule
def sanction_issued(found: Found) -> Iterator[Mark]:
    """A sanction followed (đã thi hành kỷ luật), known from the day its decision was issued.

    It may come after the end of the period of its conclusion: then that period says one fewer than "phải". A decision
    implies that a violation was concluded and discipline due, so the funnel holds whatever the facts leave out.
    """
    decisions = [one for one in found.case.documents(DECISIONS, found.subject.id) if one.sanction != "none"]
    if decisions:
        day = max(decisions[0].on, found.on)
        yield Mark("result.violation", day)
        yield Mark("result.discipline_due", day)
        yield Mark("result.disciplined", day)


@rule
def form_of_sanction(found: Found) -> Iterator[Mark]:
    """The form of discipline the decision states: one per decision (rule R1)."""
    if found.document.sanction and found.document.sanction != "none":
        yield Mark(f"sanction.{found.document.sanction}", found.on)


@rule
def done_well_or_not(found: Found) -> Iterator[Mark]:
    """“Thực hiện tốt” when every finding is a strength, “chưa tốt” when one is not; nothing without findings."""
    natures = found.natures()
    if natures:
        yield Mark("result.good" if natures == {"strength"} else "result.not_good", found.on)


@rule
def supervised_well(found: Found) -> Iterator[Mark]:
    """Supervision that found strengths alone."""
    if found.natures() == {"strength"}:
        yield Mark("result.good", found.on)


@rule
def signs_found(found: Found) -> Iterator[Mark]:
    """Supervision that found signs of violation; a referral implies them."""
    if found.natures() & {"sign_of_violation", "violation"} or found.fact("refer_for_inspection") is True:
        yield Mark("result.signs_found", found.on)


@rule
def referred_for_inspection(found: Found) -> Iterator[Mark]:
    """Supervision that was passed on to an inspection for signs of violation."""
    if found.fact("refer_for_inspection") is True:
        yield Mark("result.referred", found.on)


@rule
def settled(found: Found) -> Iterator[Mark]:
    """A denunciation or complaint that was settled: its conclusion or decision was issued."""
    closing = found.case.documents(SETTLING, found.subject.id)
    if closing:
        yield Mark("settled", max(closing[0].on, found.on))
