"""C01: no paper is dated before what it follows; no meeting before the papers it deals with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from webapp.workflow.condition import Place
from webapp.workflow.consistency.paper import Disagreement, Paper, day, lower_first
from webapp.workflow.procedure.model import Procedure
from webapp.workflow.view import CaseView


def wrong_order(procedure: Procedure, view: CaseView, papers: Sequence[Paper]) -> Iterator[Disagreement]:
    """A paper against the latest paper of every step before its own; minutes against the day of their meeting."""
    before = _ancestors(procedure)
    for paper in papers:
        own = [one for one in papers if one.step in before.get(paper.step, ()) and one.subject in ("", paper.subject)]
        later = [one for one in own if one.dated_on > paper.dated_on]
        if later:
            last = max(later, key=lambda one: one.dated_on)
            sentence = (
                f"Đề ngày {day(paper.dated_on)}, trước {lower_first(last.label)} "
                f"({day(last.dated_on)}) của bước đi trước"
            )
            place = Place("document", paper.template, paper.step)
            yield Disagreement("order", sentence, paper.id, paper.label, place, "C01", paper.is_fixed)
        held = _meeting(procedure, view, paper)
        if held and held != paper.dated_on:
            sentence = f"Biên bản đề ngày {day(paper.dated_on)}, cuộc họp ghi ngày {day(held)}"
            place = Place("document", paper.template, paper.step)
            yield Disagreement("date", sentence, paper.id, paper.label, place, "C13", paper.is_fixed)
    yield from _lives(view)


def _ancestors(procedure: Procedure) -> dict[str, frozenset[str]]:
    """Step → every step that comes before it; the file lists steps after those they follow."""
    found: dict[str, frozenset[str]] = {}
    for step in procedure.steps:
        found[step.id] = frozenset(step.before).union(*(found.get(name, frozenset()) for name in step.before))
    return found


def _meeting(procedure: Procedure, view: CaseView, paper: Paper) -> date | None:
    needs: list[Any] = [need for step in procedure.steps if step.id == paper.step for need in step.documents]
    key = next((need.session for need in needs if need.template == paper.template and need.session), None)
    held = view.facts.get(key) if key else None
    on = held.get("on") if isinstance(held, dict) else None
    is_minutes = any(source == "session" for source in paper.sources.values())
    return on if isinstance(on, date) and is_minutes else None


def _lives(view: CaseView) -> Iterator[Disagreement]:
    """Dates of a subject that cannot all be true, and a period that ends before it begins."""
    for one in view.subjects:
        pairs = (
            ("ngày vào Đảng", one.admitted_on, "ngày sinh", one.birth_date),
            ("ngày chính thức", one.official_on, "ngày vào Đảng", one.admitted_on),
        )
        for later, second, earlier, first in pairs:
            if first and second and second < first:
                sentence = f"{one.full_name}: {later} {day(second)} trước {earlier} {day(first)}"
                yield Disagreement("order", sentence, "", "Hồ sơ", Place("case", "subject"))
    start, end = view.facts.get("period_from"), view.facts.get("period_to")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        sentence = f"Mốc thời gian kiểm tra kết thúc {day(end)} trước khi bắt đầu {day(start)}"
        yield Disagreement("order", sentence, "", "Hồ sơ", Place("fact", "period_to"))
