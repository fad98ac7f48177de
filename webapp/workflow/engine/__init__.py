"""The pure engine: which steps of a case are open, what blocks each, and who can unblock it."""

from webapp.workflow.condition import Condition, Place
from webapp.workflow.engine.due import DueView
from webapp.workflow.engine.each import is_meant, views_for
from webapp.workflow.engine.needs import about, at_this_round, own_conditions, round_of, wanted
from webapp.workflow.engine.pauses import days_stood
from webapp.workflow.engine.stages import PHASES, STAGES, StageStatus, stages
from webapp.workflow.engine.steps import (
    StepStatus,
    blockers,
    entry_blockers,
    is_finished,
    issue_blockers,
    next_step,
    states,
    statuses,
)

__all__ = [
    "PHASES",
    "STAGES",
    "Condition",
    "DueView",
    "Place",
    "StageStatus",
    "StepStatus",
    "about",
    "at_this_round",
    "blockers",
    "days_stood",
    "entry_blockers",
    "is_finished",
    "is_meant",
    "issue_blockers",
    "next_step",
    "own_conditions",
    "round_of",
    "stages",
    "states",
    "statuses",
    "views_for",
    "wanted",
]
