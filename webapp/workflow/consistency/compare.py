"""Every disagreement of a case, in the order of its papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from webapp.workflow.condition import Place
from webapp.workflow.consistency.citations import wrong_citations
from webapp.workflow.consistency.counts import wrong_counts
from webapp.workflow.consistency.facts import wrong_facts
from webapp.workflow.consistency.order import wrong_order
from webapp.workflow.consistency.paper import (
    Disagreement,
    Paper,
    Registered,
    lower_first,
    particulars,
    same,
    upper_first,
)
from webapp.workflow.procedure.model import Procedure
from webapp.workflow.view import CaseView, SubjectView


def disagreements(
    procedure: Procedure, view: CaseView, papers: Sequence[Paper], register: Mapping[str, Registered],
    symbols: Sequence[str] = (),
) -> list[Disagreement]:  # fmt: skip
    """Compare what the papers printed with the case as it stands, with each other, and with the register.

    `register` holds every number the office gave, by number; `symbols` are the symbols of its bodies ("UBKTThU"), so
    that a number of another office is left alone.
    """
    found = [
        *_wrong_names(view, papers),
        *wrong_facts(procedure, view, papers),
        *_other_team(papers),
        *wrong_order(procedure, view, papers),
        *wrong_counts(view, papers),
        *wrong_citations(papers, register, symbols),
    ]
    rank = {paper.id: index for index, paper in enumerate(papers)}
    return sorted(dict.fromkeys(found), key=lambda one: rank.get(one.paper, len(rank)))


def _wrong_names(view: CaseView, papers: Sequence[Paper]) -> Iterator[Disagreement]:
    """Particulars of the subjects that a paper prints otherwise than the case."""
    for paper in papers:
        yield from _listed(view, paper, paper.values.get("subjects"))
        for name, source in paper.sources.items():
            printed = paper.values.get(name)
            if source == "subject" and isinstance(printed, Mapping):
                yield from _of_subject(view, paper, printed)
            elif source.startswith("subject.") and isinstance(printed, str):
                yield from _of_subject(view, paper, {source.removeprefix("subject."): printed})


def _listed(view: CaseView, paper: Paper, rows: object) -> Iterator[Disagreement]:
    """Those whom the words of a paper name; a paper of the whole case names them in the order of the case."""
    if not isinstance(rows, list | tuple):
        return
    in_order = not paper.subject and len(rows) == len(view.subjects)
    for index, row in enumerate(rows):
        one = view.subjects[index] if in_order else _subject(view, paper, row)
        if one is not None:
            yield from _otherwise(one, paper, row)


def _of_subject(view: CaseView, paper: Paper, printed: Mapping[str, object]) -> Iterator[Disagreement]:
    subject = _subject(view, paper, printed)
    if subject is not None:
        yield from _otherwise(subject, paper, printed)


def _otherwise(subject: SubjectView, paper: Paper, printed: Mapping[str, object]) -> Iterator[Disagreement]:
    for key, (label, known) in particulars(subject).items():
        said = printed.get(key)
        if said is None or same(said, known) or not (said or known):
            continue
        sentence = f"{upper_first(label)} của đối tượng ghi “{said or 'trống'}”, trong hồ sơ là “{known or 'trống'}”"
        yield Disagreement("name", sentence, paper.id, paper.label, Place("case", "subject"), fixed=paper.is_fixed)


def _subject(view: CaseView, paper: Paper, printed: Mapping[str, object]) -> SubjectView | None:
    """The subject the paper is about; with several and no mark, the one whose name it prints."""
    if len(view.subjects) == 1:
        return view.subjects[0]
    for one in view.subjects:
        if (paper.subject and one.id == paper.subject) or same(one.full_name, printed.get("full_name")):
            return one
    return None


def _other_team(papers: Sequence[Paper]) -> Iterator[Disagreement]:
    """C02: decision and plan name the same team."""
    named = [
        (paper, {str(one.get("name", "")): str(one.get("role_label", "")) for one in paper.values.get(name) or []})
        for paper in papers
        for name, source in paper.sources.items()
        if source == "team" and paper.template in ("inspection_decision", "inspection_plan")
    ]
    for (first, team), (second, other) in pairwise(named):
        strangers = sorted(set(team.items()) ^ set(other.items()))
        if strangers and first.template != second.template:
            people = ", ".join(dict.fromkeys(name for name, _ in strangers))
            sentence = f"Thành phần đoàn khác với {lower_first(first.label)}: {people}"
            place = Place("team", "team", second.step)
            yield Disagreement("team", sentence, second.id, second.label, place, "C02", second.is_fixed)
