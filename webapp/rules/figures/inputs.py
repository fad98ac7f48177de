"""The inputs of a check as numbers, in the order its kind wants them."""

from __future__ import annotations

from fractions import Fraction

from webapp.rules.figures.counts import Counts, NoSuchNumber
from webapp.rules.figures.kinds import AGAINST, PART, Measure, Relation
from webapp.rules.figures.reading import ABSENT

Named = list[tuple[str, object]]


def read_inputs(inputs: object, kind: Measure | Relation, counts: Counts, mistakes: list[str]) -> list[Fraction]:
    """Every input as a number; what is wrong with them goes to `mistakes`, all of it."""
    names = kind.names if isinstance(kind, Measure) else ()
    exactly = len(names) if isinstance(kind, Measure) and kind.divides else None
    found = _by_name(inputs, names, mistakes) if isinstance(inputs, dict) and names else None
    if found is None:
        found = _in_order(inputs, names if exactly else (), 2 if isinstance(kind, Relation) else 1, mistakes)
    numbers: list[Fraction] = []
    for label, item in found:
        try:
            numbers.append(counts.number(item))
        except NoSuchNumber as error:
            mistakes.append(f"“inputs”, {label}: {error.sentence}")
    if exactly and len(numbers) == exactly and numbers[1] < 0:
        mistakes.append(f"“inputs”, “{names[1]}”: số âm không làm mẫu số, gốc so sánh được")
    return numbers


def _by_name(inputs: dict[str, object], names: tuple[str, ...], mistakes: list[str]) -> Named:
    """The wanted keys of a table; a rate may be given either way, as n and d or as current and base."""
    if not inputs.keys() & set(names):
        names = next((pair for pair in (PART, AGAINST) if inputs.keys() >= set(pair)), names)
    mistakes += [f"“inputs” thiếu “{name}”" for name in names if name not in inputs]
    return [(f"“{name}”", inputs[name]) for name in names if name in inputs]


def _in_order(inputs: object, names: tuple[str, ...], least: int, mistakes: list[str]) -> Named:
    """A list, or for kinds without names a table whose keys only label the numbers."""
    if inputs is ABSENT or inputs is None:
        mistakes.append("thiếu “inputs”, các số liệu để tính")
    elif not isinstance(inputs, list | dict):
        mistakes.append("“inputs” phải là một danh sách hoặc một bảng các số")
    elif names and len(inputs) != len(names):
        mistakes.append(f"“inputs” phải có đúng {len(names)} số: {', '.join(names)}")
    elif len(inputs) < least:
        mistakes.append(f"“inputs” phải có ít nhất {least} số")
    elif isinstance(inputs, dict):
        return [(f"“{key}”", item) for key, item in inputs.items()]
    else:
        return [(f"số thứ {position}", item) for position, item in enumerate(inputs, start=1)]
    return []
