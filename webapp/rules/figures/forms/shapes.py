"""The strict shape of every file in workflows/_figures: forms, columns, rows, topics, what cases count as."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from webapp.datafile import Strict
from webapp.rules.shapes.base import Dated, Text

Kind = Literal["exhaustive", "tags", "funnel", "free"]
"""How the columns of a group hang together: they add up to the total; one object may stand in several; each narrows
the one before it; each is by itself."""
Counting = Literal["count", "amount"]
ObjectKind = Literal["organisation", "member", "letter", "official"]
Side = Literal["committee", "commission", "cell", "advisory"]
"""Who acted: cấp uỷ, uỷ ban kiểm tra, chi bộ, cơ quan tham mưu."""
Task = Literal[
    "inspection", "supervision", "suspected_violation", "inspection_duty", "discipline_enforcement", "finance", "dues",
    "discipline", "denunciation", "appeal", "letter", "staff",
]  # fmt: skip
List = Annotated[list[Text], Field(min_length=1)]


class Lasting(Strict):
    """Something of a list that may begin and end on a day; without days it always stood there."""

    valid_from: date | None = None
    valid_to: date | None = None

    def meets(self, first: date, last: date) -> bool:
        """Whether it holds on some day of the period, both ends included."""
        return (self.valid_from or date.min) <= last and first <= (self.valid_to or date.max)


class ColumnEntry(Lasting):
    """How many marks of its measures there are, or what they amount to. No `measures`: the one of its name."""

    id: Text
    label: Text
    measures: list[Text] = Field(default_factory=list)
    rule: Counting = "count"


class FamilyEntry(Strict):
    """Columns that several forms share."""

    code: Text
    kind: Kind
    column: Annotated[list[ColumnEntry], Field(min_length=1)]


class ColumnsFile(Strict):
    """columns.toml"""

    family: list[FamilyEntry]


class GroupEntry(Strict):
    """A group of columns of one form: a family, or columns of its own."""

    title: str
    family: str = ""
    columns: list[ColumnEntry] = Field(default_factory=list)


class FormEntry(Strict):
    """One statistical form. `entered`: nothing in the system tells its figures, people write them."""

    code: Text
    number: Annotated[int, Field(ge=1)]
    title: Text
    task: Task
    sides: Annotated[list[Side], Field(min_length=1)]
    object: ObjectKind
    entered: bool = False
    group: Annotated[list[GroupEntry], Field(min_length=1)]


class SetEntry(Dated):
    """One decision's set of forms; `replaced_by` names the decision after it whose forms are not known here."""

    code: Text
    title: Text
    replaced_by: str = ""


class FormsFile(Strict):
    """<set>/forms.toml"""

    set: SetEntry
    form: Annotated[list[FormEntry], Field(min_length=1)]


class RowEntry(Lasting):
    """A row of the forms about organisations or members; a row with `parent` is counted into it."""

    object: Literal["organisation", "member"]
    code: Text
    label: Text
    numeral: str = ""
    parent: str = ""


class RowsFile(Strict):
    """rows.toml"""

    row: list[RowEntry]


class ContentEntry(Lasting):
    """A content as the forms count it; `code` is the measure."""

    code: Text
    label: Text
    objects: list[Literal["organisation", "member"]]
    note: str = ""


class TopicEntry(Lasting):
    """What an inspection is about as programmes and reports say it, with the content the forms count it under."""

    code: Text
    label: Text
    organisation: Text
    member: Text


class TopicsFile(Strict):
    """topics.toml"""

    content: list[ContentEntry]
    topic: list[TopicEntry]


class ActEntry(Strict):
    """One thing a case counts as, from the day the first document of `counted_on` is issued.

    `first` is the measure of the act itself; `rules` and `when` name functions of `measures/`.
    """

    task: Task
    counted_on: List
    rules: List
    first: Literal["total", "due", "suspended"] = "total"
    when: str = ""


class CaseEntry(Strict):
    """What the cases of one procedure count as."""

    procedure: Text
    act: Annotated[list[ActEntry], Field(min_length=1)]


class OfficeLevelEntry(Dated):
    """The level an office of some level is counted at, as of a day."""

    question = ("office",)

    office: Text
    counts_as: Text


class CasesFile(Strict):
    """cases.toml"""

    case: list[CaseEntry]
    level: list[OfficeLevelEntry]
