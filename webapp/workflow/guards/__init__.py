"""Due process as named guards; importing this package fills `GUARDS` and `WHEN`."""

from webapp.workflow.condition import Condition, Place
from webapp.workflow.guards import (
    by_law,
    closing,
    conditions,
    decision,
    dual,
    file,
    hearing,
    letters,
    opening,
    sanction,
    team,
    vote,
)
from webapp.workflow.guards.registry import GUARDS, WHEN, Guard

__all__ = [
    "GUARDS",
    "WHEN",
    "Condition",
    "Guard",
    "Place",
    "by_law",
    "closing",
    "conditions",
    "decision",
    "dual",
    "file",
    "hearing",
    "letters",
    "opening",
    "sanction",
    "team",
    "vote",
]
