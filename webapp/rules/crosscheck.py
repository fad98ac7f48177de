"""Mistakes that only show when the law files are read together: unknown names, doubles, overlapping validity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Any

from webapp.datafile import Lines, Location, mistake
from webapp.rules.shapes import AuthorityFile, BasesFile, BasisEntry, Dated, HolidaysFile, OfficeDaysFile

Found = tuple[Location, str]


def cross_check(where: str, texts: Mapping[str, str], files: Mapping[str, Any]) -> list[str]:
    """One line per mistake, with file, line and key. `files` holds the files that could be read, by name."""
    report: list[str] = []
    for name, file in files.items():
        found = list(_check_file(file))
        if "bases.toml" in files:
            found += _unknown_bases(file, {entry.id for entry in files["bases.toml"].basis})
        if found:
            lines = Lines(texts[name])
            report += [mistake(f"{where}{name}", lines, location, sentence) for location, sentence in found]
    return report


def _check_file(file: Any) -> Iterator[Found]:
    if isinstance(file, BasesFile):
        yield from _check_bases(file.basis)
    elif isinstance(file, HolidaysFile):
        yield from _check_holidays(file)
    elif isinstance(file, OfficeDaysFile):
        yield from _check_office_days(file)
    else:
        if isinstance(file, AuthorityFile):
            yield from _undeclared(file)
        for table in type(file).model_fields:
            rows = getattr(file, table)
            if rows and isinstance(rows[0], Dated):
                yield from _overlapping(table, rows, _same_question)


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
        yield from _overlapping("basis", entries, partial(_both_rule, topic))


def _both_rule(topic: str, first: BasisEntry, second: BasisEntry) -> bool:
    return all(topic in entry.topics and not entry.amends for entry in (first, second))


def _same_question(first: Dated, second: Dated) -> bool:
    return first.asks_the_same(second)


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


def _check_office_days(file: OfficeDaysFile) -> Iterator[Found]:
    closed = {entry.on for entry in file.closed}
    for table, rows in (("closed", file.closed), ("worked", file.worked)):
        days = [entry.on for entry in rows]
        for index, day in enumerate(days):
            if day in days[:index]:
                yield (table, index, "on"), f"ngày {day} đã ghi ở trên"
            elif table == "worked" and day in closed:
                yield (table, index, "on"), f"ngày {day} vừa ghi là ngày nghỉ, vừa ghi là ngày làm việc"


def _overlapping(table: str, rows: Sequence[Any], same: Callable[[Any, Any], bool]) -> Iterator[Found]:
    """Rows that answer the same question on the same day."""
    for (_, first), (index, second) in combinations(enumerate(rows), 2):
        if same(first, second) and first.overlaps(second):
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


def _undeclared(file: AuthorityFile) -> Iterator[Found]:
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
