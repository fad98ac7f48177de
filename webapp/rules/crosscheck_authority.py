"""Mistakes of the authority table: names nobody declared, and two rows that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from webapp.datafile import Location
from webapp.rules.shapes import AuthorityEntry, AuthorityFile


def check_authority(file: AuthorityFile) -> Iterator[tuple[Location, str]]:
    """One (location, sentence) per mistake."""
    declared = {
        "bodies": {entry.name for entry in file.body},
        "targets": {entry.name for entry in file.target},
        "areas": {entry.name for entry in file.area},
    }
    for index, row in enumerate(file.authority):
        for key, names in declared.items():
            for name in getattr(row, key):
                if name not in names:
                    yield ("authority", index, key), f"tên “{name}” chưa được khai báo ở đầu tệp"
    for (_, first), (index, second) in combinations(enumerate(file.authority), 2):
        if first.verdict != second.verdict and _same_case(first, second):
            sentence = "trái với một dòng khác về cùng tổ chức, đối tượng, hình thức, thời gian"
            yield ("authority", index, "verdict"), sentence


def _same_case(first: AuthorityEntry, second: AuthorityEntry) -> bool:
    """A row for named areas may differ from the row for any area: the named one wins."""
    if bool(first.areas) != bool(second.areas) or not first.overlaps(second):
        return False
    pairs: list[tuple[Sequence[str], Sequence[str]]] = [
        (first.bodies, second.bodies),
        (first.targets, second.targets),
        (first.forms, second.forms),
    ]
    if first.areas:
        pairs.append((first.areas, second.areas))
    return all(set(left) & set(right) for left, right in pairs)
