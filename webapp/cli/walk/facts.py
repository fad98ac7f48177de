"""The facts file: one office, its people, and the cases to walk, as TOML.

Everything wrong is reported at once, each with file, line and key; nothing is written before the whole file is right.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

from webapp.cli.walk.consistency import inconsistencies
from webapp.datafile import Lines, Strict, mistake, parse
from webapp.errors import DataFileError

Text = Annotated[str, Field(min_length=1)]
WALKED = "KT_DHVP_DV"


class Term(Strict):
    from_: Annotated[date, Field(alias="from")]
    label: Text


class Office(Strict):
    """The commission that issues the documents."""

    commission: Text
    committee: Text
    superior: Text
    level: Literal["central", "province", "district", "commune", "grassroots"]
    symbol: Text
    committee_symbol: Text
    place: Text
    term: Term
    layout: Literal["HD36_2018", "HD05_2026"]
    tone_marks: Literal["old", "new"] = "new"


class Person(Strict):
    name: Text
    role: Literal[
        "chair", "standing_deputy", "deputy", "commission_member", "area_officer", "official", "records_clerk",
        "statistics_officer", "administrator", "secretary", "deputy_secretary", "board_member", "committee_member",
        "cell_secretary", "cell_deputy", "cell_member", "agency_head", "agency_deputy",
    ]  # fmt: skip
    position: str = ""
    unit: str = ""


class UnitEntry(Strict):
    """A cell or an agency with cases of its own; a cell has a term of its own."""

    kind: Literal["cell", "advisory_agency"]
    name: Text
    symbol: Text
    parent: str = ""
    members: int | None = None
    term: Term | None = None


class Period(Strict):
    from_: Annotated[date, Field(alias="from")]
    to: date


class TeamMember(Strict):
    name: Text
    role: Literal["leader", "deputy_leader", "secretary", "member"]


class Subject(Strict):
    kind: Literal["member", "probationary_member"]
    full_name: Text
    birth_date: date
    home_town: str = ""
    party_card: str = ""
    admitted_on: date | None = None
    official_on: date | None = None
    party_position: str = ""
    government_position: str = ""
    organisation: Text


class Finding(Strict):
    item: Annotated[int, Field(ge=1)]
    facts: Text
    nature: Literal["strength", "shortcoming", "violation"]
    harm: str = ""
    cause: str = ""


class Hearing(Strict):
    on: date
    by: Text
    opinion: Text


class Ballots(Strict):
    expel: Annotated[int, Field(ge=0)] = 0
    remove: Annotated[int, Field(ge=0)] = 0
    warn: Annotated[int, Field(ge=0)] = 0
    reprimand: Annotated[int, Field(ge=0)] = 0
    none: Annotated[int, Field(ge=0)] = 0


class Vote(Strict):
    on: date
    entitled: Annotated[int, Field(ge=1)]
    present: Annotated[int, Field(ge=0)]
    issued: Annotated[int, Field(ge=0)]
    collected: Annotated[int, Field(ge=0)]
    invalid: Annotated[int, Field(ge=0)]
    ballots: Ballots


class WalkedCase(Strict):
    """A case on signs of violation of a member, with everything its five stages need.

    `facts` overrides single facts of the procedure by key; `dates` the day of single steps by id.
    """

    kind: Literal["KT_DHVP_DV"]
    title: Text
    initiator: Text = "commission"
    origin: Text = "monitoring"
    proposed_on: date
    decision_on: date
    conclusion_on: date
    sanction_on: date
    announced_on: date
    period_under_review: Period
    working_days: Annotated[int, Field(ge=1)]
    member_in_charge: Text
    team: Annotated[list[TeamMember], Field(min_length=1)]
    content: Annotated[list[Text], Field(min_length=1)]
    subject: Subject
    finding: Annotated[list[Finding], Field(min_length=1)]
    hearing: Hearing
    vote: Vote
    facts: dict[str, Any] = Field(default_factory=dict)
    dates: dict[str, date] = Field(default_factory=dict)


class GeneralSubject(Strict):
    """A member or an organisation; `level` is that of `levels.toml`."""

    kind: Literal["member", "probationary_member", "organisation"]
    full_name: Text
    organisation: Text
    party_position: str = ""
    government_position: str = ""
    level: str = "grassroots"


class SideStep(Strict):
    """A step beside the path: taken once it is open and the step `after` is done, with facts of its own."""

    step: Text
    after: str = ""
    on: date | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class LinkedCase(Strict):
    """A case that a step of this one opens for another body, once that step is done."""

    step: Text
    kind: Text
    initiator: Text
    reason: Text


class GeneralCase(Strict):
    """A case of any kind: the answers to the facts of its procedure by key, and the days of its steps by id.

    What `facts` leaves out is answered by the file's `[common]` facts, then as the product suggests; a table given for
    a meeting changes only the parts it names; a date nobody names is the day of its step. `side` are the steps beside
    the path, `skip` the optional steps passed over, `optional` the templates that are made though nobody must, `unit`
    the cell or agency that conducts the case, `kinds` what the case holds besides its own kind.
    """

    kind: Text
    kinds: list[Text] = Field(default_factory=list)
    unit: str = ""
    title: Text
    initiator: Text = "commission"
    origin: Text = "monitoring"
    opened_on: date
    member_in_charge: Text
    team: Annotated[list[TeamMember], Field(min_length=1)]
    subject: Annotated[list[GeneralSubject], Field(min_length=1)]
    facts: dict[str, Any] = Field(default_factory=dict)
    days: dict[str, date] = Field(default_factory=dict)
    side: list[SideStep] = Field(default_factory=list)
    linked: list[LinkedCase] = Field(default_factory=list)
    skip: list[str] = Field(default_factory=list)
    optional: list[str] = Field(default_factory=list)


class OtherCase(Strict):
    """A case of a kind that is not walked from a file; kept, and named when the file is walked."""

    model_config = ConfigDict(extra="allow", frozen=True)

    kind: Text
    title: str = ""


def _sort_of(case: Any) -> str:
    if isinstance(case, dict) and "opened_on" in case:
        return "general"
    return "walked" if not isinstance(case, dict) or case.get("kind") == WALKED else "other"


AnyCase = Annotated[
    Annotated[WalkedCase, Tag("walked")]
    | Annotated[GeneralCase, Tag("general")]
    | Annotated[OtherCase, Tag("other")],
    Discriminator(_sort_of),
]


class FactsFile(Strict):
    """The whole file."""

    office: Office
    people: Annotated[list[Person], Field(min_length=1)]
    unit: list[UnitEntry] = Field(default_factory=list)
    programme: dict[str, Any] = Field(default_factory=dict)
    target: list[dict[str, Any]] = Field(default_factory=list)
    common: dict[str, Any] = Field(default_factory=dict)
    case: Annotated[list[AnyCase], Field(min_length=1)]

    @property
    def walked(self) -> list[WalkedCase]:
        """The cases that go through all steps."""
        return [case for case in self.case if isinstance(case, WalkedCase)]

    @property
    def general(self) -> list[GeneralCase]:
        """The cases of any kind that say how they go, each with the facts common to the file."""
        found = [case for case in self.case if isinstance(case, GeneralCase)]
        return [case.model_copy(update={"facts": {**self.common, **case.facts}}) for case in found]


def read_facts(path: Path) -> FactsFile:
    """Read and check the file. Raises DataFileError with one line per mistake: file, line, key, sentence."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"Không đọc được tệp dữ kiện {path}: {error}.") from error
    details: list[str] = []
    facts = None
    try:
        facts = parse(text, FactsFile, name=str(path), tags=("walked", "general", "other"))
    except DataFileError as error:
        details += error.details
    details += _contradictions(text, str(path))
    if details or facts is None:
        raise DataFileError(f"Tệp {path} có {len(details)} chỗ sai; chưa ghi gì.", details=sorted(details, key=_line))
    if not facts.walked and not facts.general:
        raise DataFileError(
            f"Tệp {path} không có hồ sơ nào thuộc loại {WALKED}, hoặc loại khác có opened_on, "
            "để đi hết các bước; chưa ghi gì."
        )
    return facts


def _contradictions(text: str, name: str) -> list[str]:
    """What no single key shows: unknown names, dates out of order, ballots that do not add up."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return []
    lines = Lines(text)
    return [mistake(name, lines, where, sentence) for where, sentence in inconsistencies(data)]


def _line(detail: str) -> int:
    number = detail.rsplit(".toml:", 1)[-1].split(":", 1)[0]
    return int(number) if number.isdigit() else 0
