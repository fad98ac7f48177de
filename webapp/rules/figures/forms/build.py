"""A form with its families written out: what is printed, and what each column counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from webapp.rules.figures.forms.shapes import ColumnEntry, Counting, FamilyEntry, FormEntry, GroupEntry, Kind

UNITS = {
    "organisation": "tổ chức đảng",
    "member": "đảng viên",
    "letter": "đơn",
    "official": "người",
}
MONEY = "nghìn đồng"
_MONEY_GROUPS = ("money.", "proposed.", "carried_out.")


@dataclass(frozen=True)
class StatColumn:
    """A column of a form. `unit` says what its figures are counted in."""

    id: str
    label: str
    group: str
    kind: Kind
    measures: tuple[str, ...]
    rule: Counting
    unit: str
    valid_from: date | None = None
    valid_to: date | None = None

    def meets(self, first: date, last: date) -> bool:
        """Whether the column stood on some day of the period."""
        return (self.valid_from or date.min) <= last and first <= (self.valid_to or date.max)


@dataclass(frozen=True)
class StatForm:
    """A statistical form: one task of one side towards one kind of object."""

    code: str
    number: int
    title: str
    task: str
    sides: tuple[str, ...]
    object: str
    entered: bool
    columns: tuple[StatColumn, ...]

    @property
    def unit(self) -> str:
        """What its rows count: `tổ chức đảng`, `đảng viên`, `đơn`, `người`."""
        return UNITS[self.object]

    def columns_in(self, first: date, last: date) -> tuple[StatColumn, ...]:
        """The columns that stood on some day of the period: over 01/7/2025 both the district's and the commune's."""
        return tuple(column for column in self.columns if column.meets(first, last))

    def column(self, column_id: str) -> StatColumn:
        """The column of that id. Raises KeyError."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)


def build_form(entry: FormEntry, families: Mapping[str, FamilyEntry]) -> StatForm:
    """Write the families of a form out. Raises KeyError for a family that is not there."""
    columns = tuple(column for group in entry.group for column in _columns(entry, group, families))
    return StatForm(
        code=entry.code, number=entry.number, title=entry.title, task=entry.task, sides=tuple(entry.sides),
        object=entry.object, entered=entry.entered, columns=columns,
    )  # fmt: skip


def _columns(form: FormEntry, group: GroupEntry, families: Mapping[str, FamilyEntry]) -> list[StatColumn]:
    family = families[group.family] if group.family else None
    entries, kind = (family.column, family.kind) if family else (group.columns, "free")
    return [
        StatColumn(
            id=entry.id, label=entry.label, group=group.title, kind=kind,
            measures=tuple(entry.measures or [entry.id]), rule=entry.rule, unit=_unit(form, entry),
            valid_from=entry.valid_from, valid_to=entry.valid_to,
        )
        for entry in entries
    ]  # fmt: skip


def _unit(form: FormEntry, entry: ColumnEntry) -> str:
    if entry.id.startswith(_MONEY_GROUPS):
        return MONEY
    if entry.id.startswith("members."):
        return UNITS["member"]
    return UNITS[form.object]
