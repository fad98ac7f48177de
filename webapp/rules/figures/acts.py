"""What a case counts as: acts towards one organisation or member each, with their marks, from issued documents alone.

An act is counted on the day its document was issued (the conclusion of an inspection, the decision of a sanction, the
acceptance of a denunciation), so a figure of a period never changes because of what a draft says. A mark may be known
later than its act: the sanction that follows a conclusion. A period counts the acts of its days with the marks known
by its last day; that keeps the funnel true in every period (rule R4) and an old period as it was reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from webapp.rules.figures.measures import CONDITIONS, RULES, Found, Mark
from webapp.rules.figures.positions import position_of

if TYPE_CHECKING:
    from webapp.rules.figures.forms.load import Statistics
    from webapp.rules.figures.forms.shapes import ActEntry

SIDES = {
    "commission": ("commission", "commission"),
    "committee": ("committee", "committee"),
    "standing_board": ("committee", "standing"),
    "cell": ("cell", "cell"),
    "advisory_agency": ("advisory", "agency"),
}
"""Initiator of a case → the side it counts on, and the word for the body within its level."""


@dataclass(frozen=True)
class Issued:
    """A document that was issued. `subject` is empty when it speaks of everybody the case is about."""

    id: str
    template: str
    on: date
    sanction: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Tag:
    """What an official says of a case for the statistics: a content, a result, an amount; of one subject or of all."""

    measure: str
    on: date | None = None
    amount: int = 1
    subject: str = ""


@dataclass(frozen=True)
class CountedSubject:
    """Whom a case is about, as far as statistics ask."""

    id: str
    kind: str  # member | probationary_member | organisation
    name: str
    party_position: str = ""
    level: str = ""

    @property
    def object(self) -> str:
        """`organisation` or `member`."""
        return "organisation" if self.kind == "organisation" else "member"


@dataclass(frozen=True)
class CaseFigures:
    """A case as statistics see it."""

    procedure: str
    initiator: str
    office_level: str
    subjects: tuple[CountedSubject, ...]
    issued: tuple[Issued, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    subject_facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # what is known of one subject alone
    other_kinds: tuple[str, ...] = ()  # further procedures the case is held under

    def documents(self, templates: list[str], subject: str) -> list[Issued]:
        """The issued documents made from one of `templates` that speak of the subject, oldest first."""
        found = [one for one in self.issued if one.template in templates and one.subject in ("", subject)]
        return sorted(found, key=lambda one: (one.on, one.id))

    def fact(self, key: str, subject: str) -> Any:
        """What is known of the subject alone, else of everybody; None when nothing is."""
        return self.subject_facts.get(subject, {}).get(key, self.facts.get(key))

    def tags_of(self, subject: str) -> list[Tag]:
        """What was said of the subject, or of everybody."""
        return [tag for tag in self.tags if tag.subject in ("", subject)]


@dataclass(frozen=True)
class Act:
    """One countable act towards one subject."""

    subject: str
    task: str
    side: str
    body: str  # "province.commission"
    object: str
    position: str
    counted_on: date
    document: str
    marks: tuple[Mark, ...]


def acts_of(case: CaseFigures, statistics: Statistics) -> Iterator[Act]:
    """Everything the case counts as today; nothing for a kind of case that no form knows."""
    if case.initiator not in SIDES:
        return
    kinds = (case.procedure, *case.other_kinds)
    entries = [act for kind in kinds if kind in statistics.cases for act in statistics.cases[kind].act]
    for subject in case.subjects:
        seen: set[str] = set()
        for act in entries:
            documents = case.documents(act.counted_on, subject.id)
            if documents and act.task not in seen and _is_meant(act, case, subject):
                seen.add(act.task)  # two kinds of one case do not count the same act twice
                yield _act(case, subject, act, documents[0], statistics)


def _is_meant(act: ActEntry, case: CaseFigures, subject: CountedSubject) -> bool:
    return not act.when or CONDITIONS[act.when](case, subject)


def _act(
    case: CaseFigures, subject: CountedSubject, entry: ActEntry, document: Issued, statistics: Statistics
) -> Act:
    side, body = SIDES[case.initiator]
    level = "cell" if side == "cell" else statistics.level_of(case.office_level, document.on)
    found = Found(case=case, subject=subject, document=document, body=f"{level}.{body}")
    marks: dict[str, Mark] = {entry.first: Mark(entry.first, document.on)}
    for name in entry.rules:
        for mark in RULES[name](found):
            marks.setdefault(mark.measure, mark)
    return Act(
        subject=subject.id, task=entry.task, side=side, body=found.body, object=subject.object,
        position=position_of(subject, level_of=lambda name: statistics.level_of(name, document.on)),
        counted_on=document.on, document=document.id, marks=tuple(marks.values()),
    )  # fmt: skip
