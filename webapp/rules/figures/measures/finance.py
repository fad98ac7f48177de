"""Money of inspections of finance and dues, in thousands of đồng, as the case holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from webapp.rules.figures.measures.registry import Found, Mark, condition, rule

if TYPE_CHECKING:
    from webapp.rules.figures.acts import CaseFigures, CountedSubject

_MONEY = {
    "money_violation_total": "money.total",
    "money_undercollected": "money.under_collected",
    "money_overcollected": "money.over_collected",
    "money_embezzled": "money.embezzled",
    "money_off_books": "money.off_books",
    "money_wrongly_spent": "money.overspent",
    "money_overdue": "money.debts",
    "money_violation_other": "money.other",
    "money_recover": "proposed.recover",
    "money_rebook": "proposed.rebook",
    "money_to_unit": "proposed.to_unit",
    "money_propose_other": "proposed.other",
    "money_recovered": "carried_out.recover",
    "money_rebooked": "carried_out.rebook",
    "money_unit_done": "carried_out.to_unit",
    "money_done_other": "carried_out.other",
}


@rule
def money_found(found: Found) -> Iterator[Mark]:
    """Sums wrongly handled, proposed to be put right and put right; a sum of nothing is no mark.

    Sums stand once in a case, so a case about several organisations gives them to the first: the total stays right.
    """
    own = found.case.subject_facts.get(found.subject.id, {})
    first = found.case.subjects[0].id == found.subject.id
    for key, measure in _MONEY.items():
        value = own.get(key, found.case.facts.get(key) if first else None)
        if isinstance(value, int) and value > 0:
            yield Mark(measure, found.on, value)


@condition
def dues_were_inspected(case: CaseFigures, subject: CountedSubject) -> bool:
    """The inspection is about dues alone."""
    return bool(case.fact("finance_scope", subject.id) == "dues")


@condition
def budget_was_inspected(case: CaseFigures, subject: CountedSubject) -> bool:
    """The inspection is about the budget, or about both: then its sums cannot be told apart and stand here."""
    return bool(case.fact("finance_scope", subject.id) != "dues")


@condition
def dues_were_inspected_too(case: CaseFigures, subject: CountedSubject) -> bool:
    """The inspection is about both: it counts as one of dues as well, without the sums."""
    return bool(case.fact("finance_scope", subject.id) == "both")
