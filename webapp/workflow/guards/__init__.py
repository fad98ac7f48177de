"""Due process as named guards; importing this package fills `GUARDS` and `WHEN`."""

from webapp.workflow.condition import Condition, Place
from webapp.workflow.guards import closing, conditions, decision, dual, hearing, sanction, team, vote
from webapp.workflow.guards.registry import GUARDS, WHEN, Guard

__all__ = [
    "GUARDS",
    "WHEN",
    "Condition",
    "Guard",
    "Place",
    "closing",
    "conditions",
    "decision",
    "dual",
    "hearing",
    "sanction",
    "team",
    "vote",
]
