"""Who acted, what was found, what followed: marks of inspections, supervision and discipline."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.rules.figures.measures.registry import Found, Mark, rule

DECISIONS = ["discipline_decision", "organisation_discipline_decision"]


@rule
def acting_body(found: Found) -> Iterator[Mark]:
    """Which body at which level acted, as of the day of the act (district until 30/6/2025)."""
    yield Mark(f"body.{found.body}", found.on)


@rule
def content_tags(found: Found) -> Iterator[Mark]:
    """What officials say of the subject: contents (several are usual), results, amounts; known not before the act.

    A tag without a day describes the act itself.
    """
    for tag in found.case.tags_of(found.subject.id):
        yield Mark(tag.measure, max(tag.on or found.on, found.on), tag.amount)


@rule
def violation_concluded(found: Found) -> Iterator[Mark]:
    """The conclusion finds a violation: a finding of that nature, or the decision to discipline, which implies one."""
    if "violation" in found.natures() or found.fact("proceed_to_discipline") is True:
        yield Mark("result.violation", found.on)


@rule
def discipline_concluded(found: Found) -> Iterator[Mark]:
    """The body concluded that discipline must be considered (phải thi hành kỷ luật)."""
    if found.fact("proceed_to_discipline") is True:
        yield Mark("result.discipline_due", found.on)


@rule
def sanction_issued(found: Found) -> Iterator[Mark]:
    """A sanction followed (đã thi hành kỷ luật), known from the day its decision was issued.

    It may come after the end of the period of its conclusion: then that period says one fewer than "phải". A decision
    implies that a violation was concluded and discipline due, so the funnel holds whatever the facts leave out.
    """
    decisions = [one for one in found.case.documents(DECISIONS, found.subject.id) if one.sanction != "none"]
    if decisions:
        day = max(decisions[0].on, found.on)
        yield Mark("result.violation", day)
        yield Mark("result.discipline_due", day)
        yield Mark("result.disciplined", day)


@rule
def form_of_sanction(found: Found) -> Iterator[Mark]:
    """The form of discipline the decision states: one per decision (rule R1)."""
    if found.document.sanction and found.document.sanction != "none":
        yield Mark(f"sanction.{found.document.sanction}", found.on)


@rule
def done_well_or_not(found: Found) -> Iterator[Mark]:
    """“Thực hiện tốt” when every finding is a strength, “chưa tốt” when one is not; nothing without findings."""
    natures = found.natures()
    if natures:
        yield Mark("result.good" if natures == {"strength"} else "result.not_good", found.on)


@rule
def supervised_well(found: Found) -> Iterator[Mark]:
    """Supervision that found strengths alone."""
    if found.natures() == {"strength"}:
        yield Mark("result.good", found.on)


@rule
def signs_found(found: Found) -> Iterator[Mark]:
    """Supervision that found signs of violation; a referral implies them."""
    if "violation" in found.natures() or _referred(found):
        yield Mark("result.signs_found", found.on)


@rule
def referred_for_inspection(found: Found) -> Iterator[Mark]:
    """Supervision that was passed on to an inspection for signs of violation."""
    if _referred(found):
        yield Mark("result.referred", found.on)


def _referred(found: Found) -> bool:
    """The team wrote down which signs it passes on."""
    return bool(str(found.fact("referred_signs") or "").strip())
