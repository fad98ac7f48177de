"""Published figures checked against the numbers they rest on: totals, shares, changes, progress against targets."""

from webapp.rules.figures.check import evaluate
from webapp.rules.figures.verdicts import Outcome, Verdict

__all__ = ["Outcome", "Verdict", "evaluate"]
