"""Complaints against discipline: right instance, in time, not final, nothing that forbids settling them (C22, C23).

Source: Quy định số 22-QĐ/TW, Điều 22-24; the rows of complaints.toml and deadlines.toml.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from webapp.rules.dates_vi import short_date
from webapp.rules.deadlines import Deadline, due, find_rule
from webapp.rules.shapes import LastInstanceEntry
from webapp.rules.terms import Sanction

if TYPE_CHECKING:
    from webapp.rules.law import Law


@dataclass(frozen=True)
class Instances:
    """The bodies that may settle the complaint next (names of authority.toml); empty when not known."""

    bodies: tuple[str, ...]
    basis: str
    verified: bool


@dataclass(frozen=True)
class ComplaintProblem:
    """One reason not to settle the complaint here and now."""

    code: str
    sentence: str
    basis: str
    verified: bool


@dataclass(frozen=True)
class ComplaintCheck:
    """`accepted` when nothing speaks against; `verified` when every problem and limit was read in the law."""

    accepted: bool
    problems: tuple[ComplaintProblem, ...]
    deadline: Deadline | None
    verified: bool


def instances_for(law: Law, *, decided_by: str, on: date) -> Instances:
    """Who settles a complaint against a decision of that body first, or next when it settled one before."""
    for entry in law.complaints.instance:
        if decided_by in entry.decided_by and entry.in_force(on):
            return Instances(tuple(entry.handled_by), entry.source, entry.verified_on(on))
    return Instances((), "chưa có dữ liệu", False)


def last_instance(law: Law, *, body: str, sanction: Sanction, on: date) -> LastInstanceEntry | None:
    """The rule that makes that body's settlement final for that form, or None when one may complain further."""
    for entry in law.complaints.last_instance:
        if entry.body == body and sanction in entry.forms and entry.in_force(on):
            return entry
    return None


def filing_deadline(law: Law, *, received_on: date, announced_on: date | None, on: date) -> Deadline | None:
    """The last day to complain, counted from receipt or announcement as the rule of that day says."""
    rule = find_rule(law, event="complaint_filing", on=on)
    if rule is None:
        return None
    start = announced_on if rule.start == "decision_announced" and announced_on else received_on
    return due(law, event="complaint_filing", start=start, on=on)


def check_complaint(
    law: Law,
    *,
    filed_on: date,
    received_on: date | None,
    announced_on: date | None = None,
    decided_by: str,
    handled_by: str,
    sanction: Sanction,
    settled_by: str | None = None,
    facts: Collection[str] = (),
) -> ComplaintCheck:
    """Everything that speaks against settling the complaint.

    `decided_by` is the body whose decision is challenged, `settled_by` the body that settled an earlier complaint
    about it. `facts` are ids of complaints.toml that the user declared (`for_another`, `court_sentence`, ...).
    """
    codes = {"decision_not_received"} if received_on is None else set()
    codes |= set(facts)
    deadline = None
    if received_on is not None:
        rule_on = announced_on or received_on
        deadline = filing_deadline(law, received_on=received_on, announced_on=announced_on, on=rule_on)
        codes |= {"out_of_time"} if deadline and filed_on > deadline.due_on else set()
    final = last_instance(law, body=settled_by, sanction=sanction, on=filed_on) if settled_by else None
    codes |= {"finally_settled"} if final else set()
    problems = [_problem(law, code, filed_on, deadline) for code in sorted(codes)]
    instances = instances_for(law, decided_by=settled_by or decided_by, on=filed_on)
    if instances.bodies and handled_by not in instances.bodies and not final:
        problems.append(_wrong_instance(law, instances))
    known = final.verified_on(filed_on) if final else instances.verified
    known = known and (received_on is None or (deadline is not None and deadline.verified))
    return ComplaintCheck(not problems, tuple(problems), deadline, known and all(p.verified for p in problems))


def _problem(law: Law, code: str, on: date, deadline: Deadline | None) -> ComplaintProblem:
    for entry in law.complaints.refusal:
        if entry.id == code and entry.in_force(on):
            known = entry.verified_on(on) and (code != "out_of_time" or bool(deadline and deadline.verified))
            sentence = entry.sentence
            if code == "out_of_time" and deadline:
                sentence = f"{sentence} Hạn cuối là ngày {short_date(deadline.due_on)}."
            return ComplaintProblem(code, sentence, entry.source, known)
    sentence = f"Lý do không giải quyết khiếu nại “{code}” chưa có trong dữ liệu."
    return ComplaintProblem(code, sentence, "chưa có dữ liệu", False)


def _wrong_instance(law: Law, instances: Instances) -> ComplaintProblem:
    labels = {entry.name: entry.label for entry in law.authority.body}
    named = " hoặc ".join(labels.get(body, body) for body in instances.bodies)
    sentence = f"Không đúng cấp giải quyết; khiếu nại này do {named} giải quyết."
    return ComplaintProblem("wrong_instance", sentence, instances.basis, instances.verified)
