"""Open a case, fill its facts, take its steps."""

from webapp.services.cases.facts import EditedMeanwhile, FactErrors, set_facts
from webapp.services.cases.opening import NewCase, NewSubject, open_case
from webapp.services.cases.steps import StepBlocked, perform_step, refuse_stranger, skip_step

__all__ = [
    "EditedMeanwhile", "FactErrors", "NewCase", "NewSubject", "StepBlocked",
    "open_case", "perform_step", "refuse_stranger", "set_facts", "skip_step",
]  # fmt: skip
