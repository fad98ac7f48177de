"""Open a case, fill its facts, take its steps."""

from webapp.services.cases.facts import EditedMeanwhile, FactErrors, set_facts, uncover_facts
from webapp.services.cases.life import (
    close_without_result,
    merge_case,
    reopen_case,
    resume_case,
    set_team,
    suspend_case,
)
from webapp.services.cases.newcase import NewCase, NewSubject
from webapp.services.cases.onward import Receiver, hand_over_case, open_linked_case
from webapp.services.cases.opening import open_case
from webapp.services.cases.steps import StepBlocked, perform_step, refuse_stranger, skip_step

__all__ = [
    "EditedMeanwhile", "FactErrors", "NewCase", "NewSubject", "Receiver", "StepBlocked",
    "close_without_result", "hand_over_case", "merge_case", "open_case", "open_linked_case", "perform_step",
    "refuse_stranger", "reopen_case", "resume_case", "set_facts", "set_team", "skip_step", "suspend_case",
    "uncover_facts",
]  # fmt: skip
