"""Checks of figures as they are typed: what a body reported of a form, held against R1 to R5, each flaw with its cell.

What was not asked counts as nothing; what was asked and left blank is unknown, so nothing is concluded from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from webapp.rules.dates_vi import number_vi
from webapp.rules.figures.forms.build import StatColumn, StatForm
from webapp.rules.figures.integrity import (
    CHAINS,
    contents_within,
    funnel_narrows,
    levels_add_up,
    named_parts_fit,
    sanctions_add_up,
)

Cells = Mapping[str, int | None]
"""Cell ("member_discipline/total/total") → the figure; None: asked and left blank."""
MOST = 10_000_000
"""More of anything than a country has; a slip of the finger is caught here."""
_NUMBER = re.compile(r"\d{1,3}(?:[.\s]\d{3})+|\d+")


@dataclass(frozen=True)
class Flaw:
    """A cell that contradicts another, or that cannot be read. `blocks`: no number stands there at all."""

    cell: str
    sentence: str
    rule: str = ""
    blocks: bool = False


def read_count(text: str) -> int | None:
    """`1.574`, `1574`, `0` → a number; None for a blank. Raises ValueError with the sentence for anything else."""
    plain = text.strip()
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain) or not plain.isascii():
        raise ValueError(f"“{plain[:40]}” không phải số đếm; ghi chữ số, ví dụ 12; không có thì ghi 0.")
    value = int(re.sub(r"\D", "", plain))
    if value > MOST:
        raise ValueError(f"{number_vi(value)} quá lớn; xem lại số vừa ghi.")
    return value


def check_cells(forms: Mapping[str, StatForm], cells: Cells) -> list[Flaw]:
    """Every contradiction among the figures of a report, in the order of the forms."""
    rows: dict[tuple[str, str], dict[str, int | None]] = {}
    for cell, value in cells.items():
        form, row, column = cell.split("/", 2)
        rows.setdefault((form, row), {})[column] = value
    found = (flaw for (code, row), values in rows.items() if code in forms for flaw in _check(forms[code], row, values))
    return list(dict.fromkeys(found))  # two chains may begin with the same step


def _check(form: StatForm, row: str, values: Mapping[str, int | None]) -> Iterator[Flaw]:
    head = "total" if "total" in values else "due"
    whole = values.get(head)
    labels = {column.id: column.label for column in form.columns}

    def said(rule: str, column: str, sentence: str) -> Iterator[Flaw]:
        if sentence:
            yield Flaw(f"{form.code}/{row}/{column}", f"{form.title}: {sentence}", rule)

    for columns in _groups(form, values):
        parts = {column.label: value for column in columns if (value := values[column.id]) is not None}
        if whole is None or not parts:
            continue
        yield from said(*_group_rule(form, columns, whole, parts, known=len(parts) == len(columns)))
    for chain in CHAINS:
        steps = [(name, value) for name in chain if (value := values.get(name)) is not None]
        if steps and whole is not None and head not in chain:
            steps = [(head, whole), *steps]
        for wider, narrower in pairwise(steps):
            sentence = funnel_narrows([(labels[name], value) for name, value in (wider, narrower)])
            yield from said("R4", narrower[0], sentence)


def _group_rule(
    form: StatForm, columns: list[StatColumn], whole: int, parts: Mapping[str, int], *, known: bool
) -> tuple[str, str, str]:
    """Rule, cell and sentence of a group; with a blank among its parts only their excess can be told."""
    first = columns[0]
    if first.kind == "exhaustive":
        sanctions = first.id.startswith("sanction.")
        if not known:
            return "R3", first.id, named_parts_fit(whole, parts)
        if sanctions:
            return "R1", first.id, sanctions_add_up(whole, parts)
        return "R2", first.id, levels_add_up(whole, parts)
    if first.kind == "tags" and first.unit == form.unit:
        return "R5", first.id, contents_within(whole, parts)
    return "", "", ""


def _groups(form: StatForm, values: Mapping[str, int | None]) -> list[list[StatColumn]]:
    found: dict[str, list[StatColumn]] = {}
    for column in form.columns:
        if column.id in values and column.id not in ("total", "due"):
            found.setdefault(column.group, []).append(column)
    return list(found.values())
