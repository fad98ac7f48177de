"""The day of every step of a walked case: the days the facts give, and working days spread evenly between them."""

from __future__ import annotations

from datetime import date, timedelta

from webapp.cli.walk.facts import WalkedCase
from webapp.rules.days import DayTable

_BETWEEN = {
    ("decision_on", "conclusion_on"): {
        "prepare_team": 0.02, "open_inspection": 0.05, "receive_report": 0.2, "verify": 0.5,
        "hold_conference": 0.75, "report_result": 0.85,
    },
    ("conclusion_on", "hearing_on"): {
        "announce_conclusion": 0.1, "open_discipline": 0.3, "receive_self_review": 0.7, "cell_review": 0.8,
    },
}  # fmt: skip
"""Step → how far along it lies between two given days."""


def days_of_steps(case: WalkedCase, table: DayTable) -> dict[str, date]:
    """Step id → its day, in the order of the procedure; a day in the facts' `dates` wins."""
    given = {
        "decision_on": case.decision_on, "conclusion_on": case.conclusion_on, "hearing_on": case.hearing.on,
    }  # fmt: skip
    days = {
        "propose": case.proposed_on,
        "issue_decision": case.decision_on,
        "conclude": case.conclusion_on,
        "issue_conclusion": case.conclusion_on,
        "hear_subject": case.hearing.on,
        "vote": case.vote.on,
        "issue_sanction": case.sanction_on,
        "announce_sanction": case.announced_on,
        "notify_bodies": case.announced_on,
        "close_case": case.announced_on,
    }
    for (start, end), steps in _BETWEEN.items():
        for step, share in steps.items():
            days[step] = _along(given[start], given[end], share, table)
    return days | case.dates


def _along(start: date, end: date, share: float, table: DayTable) -> date:
    """The first working day at or after that share of the way; never past the end."""
    day = start + timedelta(days=round((end - start).days * share))
    while day < end and not table.is_working(day):
        day += timedelta(days=1)
    return min(day, end)
