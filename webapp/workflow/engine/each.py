"""What a step asks for each subject: whose turn it is, and one readable line for all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from webapp.workflow.condition import Condition
from webapp.workflow.guards import WHEN
from webapp.workflow.procedure.model import DocumentNeed, Per, Step
from webapp.workflow.view import CaseView, SubjectView

_NAMED = 3  # more names than this are a crowd; the number says enough

Judge = Callable[[CaseView], Condition | None]


def is_meant(per: Per, subject: SubjectView) -> bool:
    """Does what is asked `per` subject, member or organisation concern this subject?"""
    if per in ("member", "organisation"):
        return (subject.kind == "organisation") == (per == "organisation")
    return True


def applies_to(step: Step, view: CaseView) -> bool | None:
    """Do all `when` conditions of the step hold? Asked in order: the first that is not True decides.

    A step taken for each subject belongs to the case as soon as it belongs to one of them.
    """
    if step.per == "case":
        return _holds(step.when, view)
    answers = [_holds(step.when, view.of(one)) for one in view.subjects if is_meant(step.per, one)]
    return True if True in answers else None if None in answers else False


def _holds(names: Iterable[str], view: CaseView) -> bool | None:
    for name in names:
        answer = WHEN[name](view)
        if answer is not True:
            return answer
    return True


def views_of(step: Step, view: CaseView, per: Per) -> tuple[CaseView, ...]:
    """The case of each subject a need of the step concerns; the case itself for what is needed once."""
    if per == "case":
        return (view,)
    meant = [view.of(one) for one in view.subjects if is_meant(per, one)]
    if step.per == "case":
        return tuple(meant)
    return tuple(one for one in meant if is_meant(step.per, one.subject) and _holds(step.when, one) is True)


def views_for(step: Step, view: CaseView, need: DocumentNeed) -> tuple[CaseView, ...]:
    """The case of each subject that gets the document; none when its own condition does not hold."""
    return tuple(
        one for one in views_of(step, view, step.per_of(need)) if need.when is None or WHEN[need.when](one) is True
    )


def for_each(views: tuple[CaseView, ...], per: Per, many: bool, judge: Judge) -> Condition | None:
    """One condition for all of them: met when it is met for each; else it names the subjects it still lacks."""
    judged = [(view, condition) for view in views if (condition := judge(view)) is not None]
    if not judged:
        return None
    unmet = [pair for pair in judged if not pair[1].met]
    unmet.sort(key=lambda pair: pair[1].severity != "error")
    view, condition = (unmet or judged)[0]
    if per == "case":
        return condition
    condition = replace(condition, place=replace(condition.place, subject=view.subject.id))
    if not unmet or not many:
        return condition
    still = f"còn {len(unmet)}/{len(judged)} đối tượng" if len(judged) > 1 else "đối với"
    return replace(condition, sentence=f"{condition.sentence} ({still}: {_names([v for v, _ in unmet])})")


def _names(views: list[CaseView]) -> str:
    names = [view.subject.full_name for view in views]
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" và {rest} đối tượng khác" if rest > 0 else "")
