"""From the words of a facts file to the facts of the procedure, by step."""

from __future__ import annotations

from typing import Any

from webapp import clock
from webapp.cli.walk.facts import WalkedCase
from webapp.workflow.procedure import Step


def given_facts(case: WalkedCase, step: Step) -> dict[str, Any]:
    """Fact key → value for one step; keys the file does not speak of are left to the product's suggestions."""
    known = {
        "propose": _propose,
        "verify": _verify,
        "conclude": lambda _: {"proceed_to_discipline": True},
        "receive_report": lambda _: {"report_received_on": clock.today()},
        "receive_self_review": lambda _: {"self_review_received_on": clock.today()},
        "hear_subject": _hear,
        "vote": _vote,
    }.get(step.id)
    keys = {definition.key for definition in step.facts}
    return {**(known(case) if known else {}), **{key: value for key, value in case.facts.items() if key in keys}}


def _propose(case: WalkedCase) -> dict[str, Any]:
    return {
        "content_items": list(case.content),
        "period_from": case.period_under_review.from_,
        "period_to": case.period_under_review.to,
        "working_days": case.working_days,
    }


def _verify(case: WalkedCase) -> dict[str, Any]:
    return {"findings": [finding.model_dump() for finding in case.finding]}


def _hear(case: WalkedCase) -> dict[str, Any]:
    return {"hearing_mode": "heard", "hearing_opinion": case.hearing.opinion}


def _vote(case: WalkedCase) -> dict[str, Any]:
    counts = case.vote.model_dump(exclude={"on", "ballots"})
    return {"ballots": {**counts, **case.vote.ballots.model_dump()}}
