"""What figures must satisfy among themselves: each rule says "" or one sentence that explains the cell.

Sources: 35 published reports; the forms of QĐ 357-QĐ/UBKTTW. The rules' numbers are those of docs/figures.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from webapp.rules.dates_vi import number_vi
from webapp.rules.figures.forms.build import StatColumn
from webapp.rules.figures.forms.table import StatTable, TableRow

Parts = Mapping[str, int]
"""What a part is called → its figure."""


@dataclass(frozen=True)
class Problem:
    """A cell of a form that contradicts another: which rule, which row, and the sentence a person reads."""

    rule: str
    row: str
    sentence: str


def sanctions_add_up(total: int, parts: Parts) -> str:
    """R1: the forms of discipline add up to the total: every decision states exactly one."""
    return _adds_up(total, parts, "các hình thức kỷ luật")


def levels_add_up(total: int, parts: Parts) -> str:
    """R2: the bodies or levels that acted add up to the total, when every one of them is listed."""
    return _adds_up(total, parts, "các cấp")


def named_parts_fit(total: int, parts: Parts) -> str:
    """R3: parts after "trong đó" need not be all of it; they only may not be more than the whole."""
    added = sum(parts.values())
    if added <= total:
        return ""
    return f"Các phần sau “trong đó” cộng lại là {_n(added)}, lớn hơn tổng số {_n(total)}: {_spelled(parts)}."


def rest_after(total: int, parts: Parts) -> int:
    """R3: what the parts after "trong đó" leave unnamed."""
    return max(0, total - sum(parts.values()))


def funnel_narrows(steps: Sequence[tuple[str, int]]) -> str:
    """R4: inspected ≥ with violations ≥ discipline due ≥ disciplined; equal is right."""
    for (wider, before), (narrower, after) in pairwise(steps):
        if after > before:
            return f"“{narrower}” ({_n(after)}) không được lớn hơn “{wider}” ({_n(before)})."
    return ""


def part_within(total: int, part: int, name: str) -> str:
    """R5: committee members (or any part of the heads) are not more than all of them."""
    return "" if part <= total else f"“{name}” ({_n(part)}) không được lớn hơn tổng số ({_n(total)})."


def contents_within(total: int, contents: Parts) -> str:
    """R5: one object may have several contents, so they may exceed the total together, but none alone."""
    for name, value in contents.items():
        if value > total:
            return f"Nội dung “{name}” ({_n(value)}) nhiều hơn số đối tượng ({_n(total)})."
    return ""


def decisions_and_people(decisions: int, people: int) -> str:
    """R10: forms count decisions; when somebody was disciplined twice in the period, both numbers are said."""
    if people > decisions:
        return f"Số người ({_n(people)}) không được lớn hơn số quyết định ({_n(decisions)})."
    if people < decisions:
        return f"{_n(decisions)} quyết định kỷ luật đối với {_n(people)} người; biểu tính theo số quyết định."
    return ""


CHAINS = (
    ("result.violation", "result.discipline_due", "result.disciplined"),
    ("result.founded", "result.violation"),
    ("result.signs_found", "result.referred"),
    ("due", "settled"),
)
"""Columns of which each narrows the one before it."""


def check_table(table: StatTable) -> Iterator[Problem]:
    """Every contradiction inside a filled form, row by row: R1, R2, R4, R5 where its columns ask for them."""
    groups = _groups(table)
    for row in table.rows:
        values = dict(zip((column.id for column in table.columns), row.values, strict=True))
        yield from _check_row(table, row, values, groups)


def _check_row(
    table: StatTable, row: TableRow, values: dict[str, int], groups: dict[str, list[StatColumn]]
) -> Iterator[Problem]:
    labels = {column.id: column.label for column in table.columns}
    whole = values.get("total", values.get("due"))
    for columns in groups.values():
        parts = {column.label: values[column.id] for column in columns}
        if whole is None:
            continue
        if columns[0].kind == "exhaustive":
            sanctions = columns[0].id.startswith("sanction.")
            said = sanctions_add_up(whole, parts) if sanctions else levels_add_up(whole, parts)
            yield from _said("R1" if sanctions else "R2", row, said)
        elif columns[0].kind == "tags" and columns[0].unit == table.form.unit:
            yield from _said("R5", row, contents_within(whole, parts))
    for chain in CHAINS:
        steps = [(labels[name], values[name]) for name in chain if name in values]
        if steps and whole is not None and chain[0].startswith("result."):
            steps = [("Tổng số", whole), *steps]
        yield from _said("R4", row, funnel_narrows(steps))


def _said(rule: str, row: TableRow, sentence: str) -> Iterator[Problem]:
    if sentence:
        yield Problem(rule, row.code, f"{row.label}: {sentence}")


def _groups(table: StatTable) -> dict[str, list[StatColumn]]:
    found: dict[str, list[StatColumn]] = {}
    for column in table.columns:
        found.setdefault(column.group, []).append(column)
    return found


def _adds_up(total: int, parts: Parts, what: str) -> str:
    added = sum(parts.values())
    if added == total:
        return ""
    return f"Tổng {what} là {_n(added)} ({_spelled(parts)}), khác tổng số {_n(total)}."


def _spelled(parts: Parts) -> str:
    return " + ".join(f"{name} {_n(value)}" for name, value in parts.items() if value) or "không có phần nào"


def _n(value: int) -> str:
    return number_vi(value)
