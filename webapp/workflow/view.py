"""What the pure engine sees of a case: plain, frozen values, made from the database by `services.case_view`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

Facts = Mapping[str, Any]
"""Fact key → value. date → `datetime.date`; lines → list[str]; table → list[dict]; session → dict with the keys
on (date), start, end ("08:00"), place, chair, recorder, attendees (list of {name, position}), proceedings, conclusion;
ballots → dict of int: entitled, present, issued, collected, invalid, expel, remove, warn, reprimand, none."""


@dataclass(frozen=True)
class SubjectView:
    """The person or organisation the case is about, as named on this case."""

    kind: str  # "member" | "probationary_member" | "organisation"
    full_name: str
    organisation: str  # the Party organisation that manages the member
    party_position: str = ""
    government_position: str = ""
    birth_date: date | None = None
    home_town: str = ""
    party_card: str = ""
    admitted_on: date | None = None
    official_on: date | None = None
    workplace: str = ""
    target: str = ""  # the key used by rules.authority; empty: told from the posts
    level: str = "grassroots"  # the key used by rules.levels
    user_id: str | None = None
    id: str = ""
    facts: Facts = field(default_factory=dict)  # what the case knows of this subject alone
    law: LawView | None = None  # the results of the law for this subject; None: those of the case


@dataclass(frozen=True)
class BodyView:
    """The organisation that acts in the case and issues its documents (chủ thể)."""

    kind: str = "commission"  # commission | committee | standing_board | cell | advisory_agency
    name: str = ""  # "Ủy ban Kiểm tra", "Thành ủy Thái Nguyên", "Chi bộ Tổ dân phố 3"
    full_name: str = ""  # "Ủy ban Kiểm tra Thành ủy Thái Nguyên"
    parent: str = ""  # the line above it on the letterhead: "Thành ủy Thái Nguyên"; empty: none
    acts_for: str = ""  # after "T/M": "Ủy ban Kiểm tra", "Ban Thường vụ", "Chi bộ"; empty: whoever heads it signs alone
    standing: str = ""  # "Thường trực Ủy ban Kiểm tra Thành ủy Thái Nguyên"
    symbol: str = ""  # "UBKTThU", "ThU", "CB"
    has_seal: bool = True
    entitled: int | None = None  # how many may vote, when the office has said so


@dataclass(frozen=True)
class Pause:
    """A time in which the case stood still and no deadline ran; `until` None: it still does."""

    since: date
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class PersonView:
    """A person with an office role: a team member, a commission member, a signer."""

    name: str
    role: str  # in a team: leader | deputy_leader | secretary | member; in an office: chair | standing_deputy | ...
    position: str = ""  # "Uỷ viên Uỷ ban Kiểm tra"
    user_id: str | None = None
    office_roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SubstituteView:
    """Who stands in for an absent person on this day, for which classes of documents, by which decision."""

    person: PersonView
    absent_id: str
    absent_name: str
    types: frozenset[str]  # type codes; empty: every class
    decision: str

    def covers(self, type_code: str) -> bool:
        return not self.types or type_code in self.types


@dataclass(frozen=True)
class MandateView:
    """A power to sign on this day: its form (T/M, K/T, T/L, Q., or the head's own), its types, its decision."""

    person: PersonView
    form: str
    principal: str
    title: str
    types: frozenset[str]
    decision: str

    def covers(self, type_code: str) -> bool:
        return not self.types or type_code in self.types


@dataclass(frozen=True)
class DocumentView:
    """One document of the case, newest version."""

    template: str
    step: str
    state: str  # one of models.DocumentState
    id: str = ""
    dated_on: date | None = None
    number: str = ""  # "15-QĐ/UBKTThU", empty until issued or when the kind has no number
    title: str = ""
    sanction: str = ""  # the sanction the text states (a discipline decision); empty when it states none
    waits_for: str = ""  # actor code of whoever must act next (approver, signer, records clerk); empty: a usual guess
    subject: str = ""  # id of the subject it is about; empty: it is about the whole case
    round: int = 1  # the step's second extension makes documents of round 2


@dataclass(frozen=True)
class UploadView:
    """A paper that came in: the subject's own report, the self-review."""

    kind: str
    step: str
    filename: str
    received_on: date
    subject: str = ""


@dataclass(frozen=True)
class StepRecordView:
    """A step that was done, skipped, or done and withdrawn when the case was reopened."""

    step: str
    state: str  # done | skipped | withdrawn
    on: date
    reason: str = ""
    round: int = 1


@dataclass(frozen=True)
class LawFinding:
    """What the dated law says about one question of the case; `met` is None when nobody can tell."""

    met: bool | None
    sentence: str = ""
    verified: bool = True


@dataclass(frozen=True)
class LawView:
    """Results of `webapp.rules` the guards compare with; `services.case_view` computes them (None: not known yet)."""

    vote_problems: tuple[str, ...] = ()
    carried_sanction: str | None = None  # Sanction value, "none" when the vote carried nothing
    vote_counted: bool = False
    vote_sentence: str = ""
    authority: str = "unknown"  # decide | propose | none | unknown
    authority_sentence: str = ""
    authority_verified: bool = False
    allowed_sanctions: tuple[str, ...] = ()
    initiator_is_above: bool | None = None
    limitation_passed: bool | None = None
    limitation_sentence: str = ""
    limitation_verified: bool = False
    announcement_limit_on: date | None = None
    announcement_limit_verified: bool = False
    citations: Mapping[str, str] = field(default_factory=dict)  # check id (C14) → "Điều 13, Quy định 22-QĐ/TW";
    # a topic (process_commission) → "Quyết định 354-QĐ/UBKTTW", for the rule a step comes from
    unverified: frozenset[str] = frozenset()  # check ids and topics whose text nobody has checked: they only warn
    due_on: Mapping[str, date] = field(default_factory=dict)  # step id → last day, when `rules` had to compute it
    findings: Mapping[str, LawFinding] = field(default_factory=dict)  # guard name → what the rules say of this case


@dataclass(frozen=True)
class CaseView:
    """One case on one day."""

    today: date
    code: str
    title: str
    initiator: str
    office_level: str
    subjects: tuple[SubjectView, ...]
    team: tuple[PersonView, ...]
    member_in_charge: PersonView | None
    facts: Facts
    documents: tuple[DocumentView, ...] = ()
    uploads: tuple[UploadView, ...] = ()
    records: tuple[StepRecordView, ...] = ()
    commission: tuple[PersonView, ...] = ()
    staff: tuple[PersonView, ...] = ()  # officials of the office outside the commission: area officers, records clerks
    chairs: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (step, template) → who chaired its meeting
    office: Mapping[str, Any] = field(default_factory=dict)  # commission, committee, place, symbol, tone_marks ...
    law: LawView = field(default_factory=LawView)
    body: BodyView = field(default_factory=BodyView)
    leaders: tuple[PersonView, ...] = ()  # people of the acting body when it is not the commission
    kinds: tuple[str, ...] = ()  # codes of every kind the case holds, its own first
    pauses: tuple[Pause, ...] = ()
    state: str = "open"  # open | suspended | closed | merged | handed_over
    reveals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # document id → what of the denouncer it shows
    substitutes: tuple[SubstituteView, ...] = ()
    mandates: tuple[MandateView, ...] = ()

    @property
    def subject(self) -> SubjectView:
        return self.subjects[0]

    def document(self, template: str, step: str | None = None) -> DocumentView | None:
        """The newest document made from `template` (of `step`, when given)."""
        found = [d for d in self.documents if d.template == template and step in (None, d.step)]
        return found[-1] if found else None

    def upload(self, kind: str) -> UploadView | None:
        found = [u for u in self.uploads if u.kind == kind]
        return found[-1] if found else None

    def record(self, step: str) -> StepRecordView | None:
        """The step's newest record that still stands."""
        found = [r for r in self.records if r.step == step and r.state != "withdrawn"]
        return found[-1] if found else None

    def round(self, step: str, *, repeated: bool = False) -> int:
        """Which round of the step is at work: a withdrawn step is done again; a repeated one goes on counting."""
        past = [r for r in self.records if r.step == step and (repeated or r.state == "withdrawn")]
        return len(past) + 1

    def of(self, subject: SubjectView) -> CaseView:
        """The case as if it were about this subject alone: its own facts, documents, papers and law."""
        return replace(
            self,
            subjects=(subject,),
            facts={**self.facts, **subject.facts},
            documents=tuple(d for d in self.documents if d.subject in ("", subject.id)),
            uploads=tuple(u for u in self.uploads if u.subject in ("", subject.id)),
            law=subject.law or self.law,
        )

    def each(self) -> tuple[CaseView, ...]:
        """The case of each subject, in order."""
        return tuple(self.of(subject) for subject in self.subjects)
