"""Which arrows to draw: only the direct ones; a step that waits for B need not show that B waited for A."""

from __future__ import annotations

from webapp.workflow.procedure.model import Procedure


def direct_edges(procedure: Procedure) -> list[tuple[str, str]]:
    """(earlier, later) pairs in the order of the procedure, without those that follow from longer ways."""
    after = {step.id: set(step.before) for step in procedure.steps}
    return [
        (earlier, step.id)
        for step in procedure.steps
        for earlier in step.before
        if not any(earlier in _all_before(other, after) for other in step.before if other != earlier)
    ]


def _all_before(step: str, after: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(after[step])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(after[one])
    return found
