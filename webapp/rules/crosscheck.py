"""Mistakes that only show when the law files are read together: unknown names, doubles, overlapping validity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

from webapp.datafile import Lines, Location, mistake
from webapp.rules.crosscheck_authority import check_authority
from webapp.rules.shapes import AuthorityFile, BasesFile, BasisEntry, Dated, HolidaysFile

Found = tuple[Location, str]
Key = Callable[[Any], tuple[Any, ...]]


def cross_check(folder: Path, files: Mapping[str, Any]) -> list[str]:
    """One line per mistake, with file, line and key. `files` holds the files that could be read, by name."""
    report: list[str] = []
    for name, file in files.items():
        found = list(_check_file(file))
        if "bases.toml" in files:
            found += _unknown_bases(file, {entry.id for entry in files["bases.toml"].basis})
        if found:
            lines = Lines((folder / name).read_text(encoding="utf-8"))
            report += [mistake(str(folder / name), lines, location, sentence) for location, sentence in found]
    return report


def _check_file(file: Any) -> Iterator[Found]:
    if isinstance(file, BasesFile):
        yield from _check_bases(file.basis)
    elif isinstance(file, HolidaysFile):
        yield from _check_holidays(file)
    else:
        if isinstance(file, AuthorityFile):
            yield from check_authority(file)
        for table in type(file).model_fields:
            rows = getattr(file, table)
            if rows and isinstance(rows[0], Dated):
                yield from _overlapping(table, rows, lambda row: (row.same_question(),))


def _check_bases(entries: Sequence[BasisEntry]) -> Iterator[Found]:
    ids = [entry.id for entry in entries]
    for index, entry in enumerate(entries):
        if entry.id in ids[:index]:
            yield ("basis", index, "id"), f"mã “{entry.id}” đã dùng cho một căn cứ ở trên"
        for key in ("amends", "guides"):
            if (named := getattr(entry, key)) and named not in ids:
                yield ("basis", index, key), f"không có căn cứ nào mang mã “{named}”"
        for named in entry.replaces:
            if named not in ids:
                yield ("basis", index, "replaces"), f"không có căn cứ nào mang mã “{named}”"
        if entry.amends == entry.id:
            yield ("basis", index, "amends"), "một văn bản không thể sửa đổi chính nó"
    for topic in sorted({topic for entry in entries for topic in entry.topics}):
        yield from _overlapping("basis", entries, partial(_principal_of, topic))


def _principal_of(topic: str, entry: BasisEntry) -> tuple[str, ...]:
    return (topic,) if topic in entry.topics and not entry.amends else ()


def _check_holidays(file: HolidaysFile) -> Iterator[Found]:
    years = {entry.year for entry in file.year}
    seen: set[object] = set()
    for index, holiday in enumerate(file.holiday):
        if holiday.on in seen:
            yield ("holiday", index, "on"), f"ngày {holiday.on} đã ghi ở trên"
        if holiday.on.year not in years:
            yield ("holiday", index, "on"), f"năm {holiday.on.year} chưa có bảng [[year]]"
        seen.add(holiday.on)
    for index, swap in enumerate(file.swap):
        if swap.off.weekday() >= 5:
            yield ("swap", index, "off"), "ngày nghỉ hoán đổi phải là ngày trong tuần"
        if swap.worked.weekday() < 5:
            yield ("swap", index, "worked"), "ngày làm bù phải là thứ bảy hoặc chủ nhật"
        if swap.worked in seen:
            yield ("swap", index, "worked"), "ngày làm bù trùng với một ngày nghỉ lễ"


def _overlapping(table: str, rows: Sequence[Dated], key: Key) -> Iterator[Found]:
    """Rows that answer the same question (equal, non-empty keys) on the same day."""
    for (_, first), (index, second) in combinations(enumerate(rows), 2):
        if key(first) and key(first) == key(second) and first.overlaps(second):
            yield (
                (table, index, "valid_from"),
                f"hiệu lực chồng lên một dòng khác cùng nội dung (từ {first.valid_from} đến {first.valid_to or 'nay'})",
            )


def _unknown_bases(file: Any, ids: set[str]) -> Iterator[Found]:
    for table in type(file).model_fields:
        rows = getattr(file, table)
        for index, row in enumerate(rows if isinstance(rows, list) else []):
            named = getattr(row, "basis", None)
            if named is not None and named not in ids:
                yield (table, index, "basis"), f"không có căn cứ nào mang mã “{named}” trong bases.toml"
