"""Do the papers of a case agree: names, dates, counts and cited numbers, each paper against the case and the others."""

from webapp.workflow.consistency.compare import disagreements
from webapp.workflow.consistency.paper import Disagreement, Paper, Registered

__all__ = ["Disagreement", "Paper", "Registered", "disagreements"]
