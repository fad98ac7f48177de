"""One case that holds several kinds: their procedures laid over each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from webapp.workflow.procedure.model import Procedure, Step


def combined(main: Procedure, others: Sequence[Procedure]) -> Procedure:
    """`main` with what the other kinds ask besides.

    Steps with the same id are one step: the facts, documents, papers and guards that only the other kind has are added
    to it; the main kind's words and deadlines stand. A step only another kind has comes in with its own predecessors,
    behind the last step before it that both have. The code, version and title remain those of the main kind.
    """
    steps = list(main.steps)
    for other in others:
        steps = _laid_over(steps, other.steps)
    return main.model_copy(
        update={"steps": tuple(steps), "targets": _joined(main.targets, *(o.targets for o in others))}
    )


def _laid_over(steps: list[Step], others: Iterable[Step]) -> list[Step]:
    known = {fact.key for step in steps for fact in step.facts}
    found = list(steps)
    place = 0
    for other in others:
        ids = [step.id for step in found]
        new = other.model_copy(update={"facts": tuple(fact for fact in other.facts if fact.key not in known)})
        if other.id in ids:
            place = ids.index(other.id)
            found[place] = _joint(found[place], new)
        else:
            place += 1
            found.insert(place, new)
    return found


def _joint(step: Step, other: Step) -> Step:
    """One step of two kinds."""
    papers = {(need.template, need.session) for need in step.documents}
    wanted = {need.kind for need in step.uploads}
    return step.model_copy(
        update={
            "facts": (*step.facts, *other.facts),
            "documents": (*step.documents, *(d for d in other.documents if (d.template, d.session) not in papers)),
            "uploads": (*step.uploads, *(u for u in other.uploads if u.kind not in wanted)),
            "after": _joined(step.after, other.after),
            "entry_guards": _joined(step.entry_guards, other.entry_guards),
            "guards": _joined(step.guards, other.guards),
            "opens": _joined(step.opens, other.opens),
        }
    )


def _joined(*lists: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))
