"""What became of denunciations and complaints, and what a letter counts as when it is received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from webapp.rules.figures.measures.registry import Found, Mark, rule
from webapp.rules.figures.positions import organisation_row

SETTLING = ["denunciation_conclusion", "complaint_decision"]
_VERDICTS = {"true": "founded", "true_in_part": "founded", "false": "unfounded", "no_ground": "no_basis"}
_RESULTS = {
    "keep": ("kept",),
    "lower": ("changed", "reduced"),
    "raise": ("changed", "increased"),
    "cancel": ("changed", "annulled"),
}
_GROUNDS = {
    "complaint_content_view": "violation",
    "complaint_form_view": "sanction",
    "complaint_procedure_view": "procedure",
}
_HANDLING = {"referred": "forwarded", "refused": "returned", "guided": "returned", "information": "filed"}


@rule
def settled(found: Found) -> Iterator[Mark]:
    """A denunciation or complaint that was settled: its conclusion or decision was issued."""
    if (day := _settled_on(found)) is not None:
        yield Mark("settled", day)


@rule
def denunciation_verdict(found: Found) -> Iterator[Mark]:
    """Founded when one allegation is, at least in part; unfounded when all are; else nothing could be concluded."""
    verdicts = {_VERDICTS.get(str(row.get("verdict"))) for row in found.rows("allegations")} - {None}
    day = _settled_on(found)
    if day is not None and verdicts:
        whole = "founded" if "founded" in verdicts else "unfounded" if verdicts == {"unfounded"} else "no_basis"
        yield Mark(f"result.{whole}", day)


@rule
def founded_violation(found: Found) -> Iterator[Mark]:
    """A denunciation that was founded and led to the conclusion that discipline is due, which implies a violation."""
    day = _settled_on(found)
    if day is not None and found.fact("proceed_to_discipline") is True:
        yield Mark("result.founded", day)
        yield Mark("result.violation", day)
        yield Mark("result.discipline_due", day)


@rule
def appeal_grounds(found: Found) -> Iterator[Mark]:
    """What the complaint is about, told from the views the team wrote down: violation, sanction, procedure."""
    for key, ground in _GROUNDS.items():
        if str(found.fact(key) or "").strip():
            yield Mark(f"ground.{ground}", found.on)


@rule
def appeal_result(found: Found) -> Iterator[Mark]:
    """What the decision on a complaint did to the sanction: kept, or changed and how."""
    if (day := _settled_on(found)) is not None:
        for result in _RESULTS.get(str(found.fact("complaint_result")), ()):
            yield Mark(f"result.{result}", day)


def letter_marks(
    *, kind: str, about: str, faults: list[str], received_on: date, outcome: str, outcome_on: date | None
) -> Iterator[Mark]:
    """What a letter counts as in the form on letters; who sent it is not looked at, so it is not counted either."""
    if kind in ("complaint", "mixed"):
        whom = "about_member" if organisation_row(about, "") == "other_organisation" else "about_organisation"
        yield Mark(f"letter.{whom}", received_on)
    if kind != "complaint":
        yield Mark("letter.denunciation", received_on)
        if {"hidden_name", "no_address"} & set(faults):
            yield Mark("class.anonymous", received_on)
        elif "false_name" in faults:
            yield Mark("class.impersonated", received_on)
    if outcome_on is not None:
        day = max(outcome_on, received_on)
        if outcome == "accepted" and kind != "complaint":
            yield Mark("class.to_settle", day)
        if outcome in _HANDLING:
            yield Mark(f"handling.{_HANDLING[outcome]}", day)


def _settled_on(found: Found) -> date | None:
    closing = found.case.documents(SETTLING, found.subject.id)
    return max(closing[0].on, found.on) if closing else None
