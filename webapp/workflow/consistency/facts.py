"""Facts a paper printed otherwise than the case says now, or than another paper of the case printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from webapp.workflow.condition import Place
from webapp.workflow.consistency.paper import Disagreement, Kind, Paper, day, same
from webapp.workflow.procedure.model import FactDefinition, Procedure
from webapp.workflow.view import CaseView

_SESSION = {"on": "ngày", "place": "địa điểm", "chair": "chủ trì", "recorder": "người ghi biên bản"}
_SHORT = 60


def wrong_facts(procedure: Procedure, view: CaseView, papers: Sequence[Paper]) -> Iterator[Disagreement]:
    """A value that later steps may lawfully change (an extension) is compared only between papers that print it."""
    moving = {fact.changes for fact in procedure.facts() if fact.changes}
    definitions = {fact.key: fact for fact in procedure.facts()}
    for paper in papers:
        known = _facts_of(view, paper)
        for name, source in paper.sources.items():
            key = _key(procedure, paper, source)
            if key not in definitions or key in moving or key not in known or name not in paper.values:
                continue
            yield from _compare(procedure, definitions[key], paper, paper.values[name], known[key])


def _facts_of(view: CaseView, paper: Paper) -> Mapping[str, Any]:
    own = next((one.facts for one in view.subjects if paper.subject and one.id == paper.subject), {})
    return {**view.facts, **own}


def _key(procedure: Procedure, paper: Paper, source: str) -> str:
    """The fact a value came from: named, or the meeting the paper records."""
    if source == "session":
        needs = [need for step in procedure.steps if step.id == paper.step for need in step.documents]
        return next((need.session or "" for need in needs if need.template == paper.template), "")
    return source.removeprefix("fact:") if source.startswith("fact:") else ""


def _compare(
    procedure: Procedure, fact: FactDefinition, paper: Paper, printed: Any, known: Any
) -> Iterator[Disagreement]:
    step = procedure.step_of_fact(fact.key)
    place = Place("fact", fact.key, step.id if step else "")
    for what, said, wanted in _differences(fact, printed, known):
        kind: Kind = "date" if isinstance(known, date) or what.endswith("ngày") else "name"
        kind = "count" if fact.type == "int" else kind
        sentence = f"{what} ghi “{_cut(said)}”, trong hồ sơ là “{_cut(wanted)}”"
        check = "C02" if paper.template in ("inspection_decision", "inspection_plan") else ""
        yield Disagreement(kind, sentence, paper.id, paper.label, place, check, paper.is_fixed)


def _differences(fact: FactDefinition, printed: Any, known: Any) -> Iterator[tuple[str, str, str]]:
    if fact.type == "session" and isinstance(printed, Mapping) and isinstance(known, Mapping):
        for key, label in _SESSION.items():
            wanted = day(known.get(key)) if key == "on" else str(known.get(key) or "")
            if printed.get(key) is not None and not same(printed[key], wanted):
                yield f"{fact.label}: {label}", str(printed[key]), wanted
    elif fact.type == "table" and isinstance(printed, list) and isinstance(known, list):
        if len(printed) != len(known):
            yield f"{fact.label}: số dòng", str(len(printed)), str(len(known))
    elif fact.type == "lines" and isinstance(printed, list) and isinstance(known, list):
        for number, (said, wanted) in enumerate(zip(printed, known, strict=False), start=1):
            if not same(said, wanted):
                yield f"{fact.label}, dòng {number},", str(said), str(wanted)
        if len(printed) != len(known):
            yield f"{fact.label}: số dòng", str(len(printed)), str(len(known))
    elif fact.type in ("text", "date", "int") and not isinstance(printed, list | Mapping | bool):
        wanted = day(known) if isinstance(known, date) else str(known)
        if printed not in (None, "") and not same(printed, wanted):
            yield fact.label, str(printed), wanted


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"
