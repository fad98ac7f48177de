"""The pure engine: which steps of a case are open, what blocks each, and who can unblock it."""

from webapp.workflow.condition import Condition, Place
from webapp.workflow.engine.due import DueView
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
    "blockers",
    "entry_blockers",
    "is_finished",
    "issue_blockers",
    "next_step",
    "stages",
    "states",
    "statuses",
]
