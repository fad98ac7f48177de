"""From the words of a facts file to the facts of the procedure, by step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.cli.walk.facts import WalkedCase
from webapp.rules.dates_vi import short_date
from webapp.workflow.procedure import FactDefinition, Step


def given_facts(case: WalkedCase, step: Step, days: Mapping[str, date]) -> dict[str, Any]:
    """Fact key → value for one step; keys the file does not speak of are left to the product's suggestions.

    `days` is the day of every step: a deadline set for the subject is the day the paper then came in.
    """
    known = {
        **_propose(case),
        **_hear(case),
        **_vote(case),
        "findings": [finding.model_dump() for finding in case.finding],
        "report_deadline": days["receive_report"],
        "report_received_on": days["receive_report"],
        "proceed_to_discipline": True,
        "report_back_on": case.announced_on,
        "violation_ended_on": case.period_under_review.to,
        "self_review_deadline": days["receive_self_review"],
        "self_review_received_on": days["receive_self_review"],
        **case.facts,
    }
    return {definition.key: known[definition.key] for definition in step.facts if definition.key in known}


def _propose(case: WalkedCase) -> dict[str, Any]:
    return {
        "content_items": list(case.content),
        "period_from": case.period_under_review.from_,
        "period_to": case.period_under_review.to,
        "working_days": case.working_days,
    }


def _hear(case: WalkedCase) -> dict[str, Any]:
    return {"hearing_mode": "heard", "hearing_opinion": case.hearing.opinion}


def _vote(case: WalkedCase) -> dict[str, Any]:
    counts = case.vote.model_dump(exclude={"on", "ballots"})
    return {"ballots": {**counts, **case.vote.ballots.model_dump()}}


def completed(definition: FactDefinition, suggested: Any, case: WalkedCase, days: Mapping[str, date]) -> Any:
    """A suggestion with the blanks a person would fill: hours of a meeting, deadlines and times of a table."""
    if definition.type == "session" and suggested:
        return {**suggested, "start": suggested.get("start") or "08:00", "end": suggested.get("end") or "10:30"}
    if definition.type == "table" and suggested:
        dates = [column.name for column in definition.columns if column.type == "date"]
        rows = [{**row, **{name: row.get(name) or case.announced_on for name in dates}} for row in suggested]
        return _timed(rows, days) if definition.key == "schedule" else rows
    return suggested


def _timed(rows: list[dict[str, Any]], days: Mapping[str, date]) -> list[dict[str, Any]]:
    """The calendar's rows in order: opening, report, verification in between, conference, final report."""
    first, last = [days["open_inspection"], days["receive_report"]], [days["hold_conference"], days["report_result"]]
    between = [days["verify"]] * max(0, len(rows) - len(first) - len(last))
    planned = [*first, *between, *last][: len(rows)]
    return [{**row, "time": row.get("time") or short_date(day)} for row, day in zip(rows, planned, strict=True)]
