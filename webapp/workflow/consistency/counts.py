"""Counts that must agree: the ballots with each other and with every paper that prints them, the sanction voted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from webapp.workflow.condition import Place
from webapp.workflow.consistency.paper import Disagreement, Paper, upper_first
from webapp.workflow.view import CaseView

_COUNTS = {
    "entitled": "số người có quyền biểu quyết",
    "present": "số có mặt",
    "issued": "số phiếu phát ra",
    "collected": "số phiếu thu về",
    "invalid": "số phiếu không hợp lệ",
}
_FORMS = ("expel", "remove", "warn", "reprimand", "none")
_LABELS = {
    "none": "không kỷ luật", "reprimand": "khiển trách", "warn": "cảnh cáo", "remove": "cách chức", "expel": "khai trừ",
    "dissolve": "giải tán",
}  # fmt: skip
_PLACE = Place("fact", "ballots")


def wrong_counts(view: CaseView, papers: Sequence[Paper]) -> Iterator[Disagreement]:
    """C16 for the ballots themselves; a tally or a report that prints other counts; a decision on another sanction."""
    ballots = view.facts.get("ballots")
    if isinstance(ballots, Mapping):
        yield from _among_themselves(ballots)
    for paper in papers:
        for name, source in paper.sources.items():
            printed = paper.values.get(name)
            if source == "vote" and isinstance(printed, Mapping) and isinstance(ballots, Mapping):
                yield from _printed(paper, printed, ballots)
    yield from _sanctions(view, papers)


def _among_themselves(ballots: Mapping[str, object]) -> Iterator[Disagreement]:
    known = [(label, count) for key, label in _COUNTS.items() if isinstance(count := ballots.get(key), int)]
    for (larger, more), (smaller, fewer) in pairwise(known[:4]):
        if fewer > more:
            sentence = f"{upper_first(smaller)} ({fewer}) nhiều hơn {larger} ({more})"
            yield Disagreement("count", sentence, "", "Kết quả bỏ phiếu", _PLACE, "C16")
    counts = [ballots.get(form) for form in _FORMS]
    total = sum(count for count in counts if isinstance(count, int))
    collected, invalid = ballots.get("collected"), ballots.get("invalid")
    if any(counts) and isinstance(collected, int) and isinstance(invalid, int) and total != collected - invalid:
        sentence = f"Tổng số phiếu các hình thức là {total}, số phiếu hợp lệ là {collected - invalid}"
        yield Disagreement("count", sentence, "", "Kết quả bỏ phiếu", _PLACE, "C16")


def _printed(paper: Paper, printed: Mapping[str, object], ballots: Mapping[str, object]) -> Iterator[Disagreement]:
    for key, label in _COUNTS.items():
        said, known = printed.get(key), ballots.get(key)
        if said is not None and known is not None and str(said) != str(known):
            sentence = f"{upper_first(label)} ghi {said}, trong hồ sơ là {known}"
            yield Disagreement("count", sentence, paper.id, paper.label, _PLACE, "C16", paper.is_fixed)


def _sanctions(view: CaseView, papers: Sequence[Paper]) -> Iterator[Disagreement]:
    for paper in papers:
        law = next((one.law for one in view.subjects if one.id and one.id == paper.subject and one.law), view.law)
        carried = law.carried_sanction if law.vote_counted and not law.vote_problems else None
        if paper.sanction and carried and paper.sanction != carried:
            sentence = (
                f"Ghi hình thức {_LABELS.get(paper.sanction, paper.sanction)}, "
                f"kết quả bỏ phiếu là {_LABELS.get(carried, carried)}"
            )
            yield Disagreement("count", sentence, paper.id, paper.label, _PLACE, "C16", paper.is_fixed)
