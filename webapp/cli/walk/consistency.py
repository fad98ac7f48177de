"""Contradictions between the keys of a facts file; tolerant of keys that are missing or of the wrong type, for the
schema reports those."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

Found = tuple[tuple[str | int, ...], str]

_ORDER = (
    ("proposed_on", "ngày đề xuất"),
    ("decision_on", "ngày quyết định"),
    ("conclusion_on", "ngày kết luận"),
    ("hearing.on", "ngày nghe trình bày"),
    ("vote.on", "ngày biểu quyết"),
    ("sanction_on", "ngày quyết định kỷ luật"),
    ("announced_on", "ngày công bố"),
)
_TALLY = (
    ("entitled", "số người có quyền biểu quyết"),
    ("present", "số có mặt"),
    ("issued", "số phiếu phát ra"),
    ("collected", "số phiếu thu về"),
)


def inconsistencies(data: dict[str, Any]) -> Iterator[Found]:
    """Each as (location, Vietnamese sentence)."""
    people = [one for one in _list(data.get("people")) if isinstance(one, dict)]
    names = {one.get("name") for one in people}
    yield from _missing_roles(people)
    for index, case in enumerate(_list(data.get("case"))):
        if isinstance(case, dict) and case.get("kind") == "KT_DHVP_DV":
            where = ("case", index)
            yield from _strangers(case, names, where)
            yield from _dates(case, where)
            yield from _ballots(case, where)


def _missing_roles(people: list[dict[str, Any]]) -> Iterator[Found]:
    roles = {one.get("role") for one in people}
    for role, label in (("area_officer", "cán bộ theo dõi địa bàn"), ("records_clerk", "văn thư")):
        if role not in roles:
            yield ("people",), f"chưa có ai giữ vai {role} ({label}); văn bản không có người làm"
    if not roles & {"chair", "standing_deputy", "deputy"}:
        yield ("people",), "chưa có chủ nhiệm hoặc phó chủ nhiệm (chair, standing_deputy, deputy) để duyệt, ký"
    seen: set[Any] = set()
    for index, one in enumerate(people):
        if one.get("name") in seen:
            yield ("people", index, "name"), f"“{one.get('name')}” đã có ở trên; mỗi người chỉ khai một lần"
        seen.add(one.get("name"))


def _strangers(case: dict[str, Any], names: set[Any], where: tuple[str | int, ...]) -> Iterator[Found]:
    named: list[tuple[tuple[str, ...], Any]] = [(("member_in_charge",), case.get("member_in_charge"))]
    team = [one for one in _list(case.get("team")) if isinstance(one, dict)]
    named += [(("team",), one.get("name")) for one in team]
    named += [(("hearing", "by"), _dict(case.get("hearing")).get("by"))]
    for path, name in named:
        if isinstance(name, str) and name not in names:
            yield (*where, *path), f"“{name}” không có trong danh sách [[people]]"
    roles = [one.get("role") for one in team]
    for role, label in (("leader", "trưởng đoàn"), ("secretary", "thư ký")):
        if team and roles.count(role) != 1:
            yield (*where, "team"), f"đoàn phải có đúng một {label} ({role}); đang có {roles.count(role)}"


def _dates(case: dict[str, Any], where: tuple[str | int, ...]) -> Iterator[Found]:
    known = [(path, label, day) for path, label in _ORDER if isinstance(day := _at(case, path), date)]
    for (_, before, first), (path, after, second) in pairwise(known):
        if second < first:
            yield (*where, *path.split(".")), f"{after} ({second}) trước {before} ({first})"
    period = _dict(case.get("period_under_review"))
    start, end = period.get("from"), period.get("to")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        yield (*where, "period_under_review"), f"mốc thời gian kết thúc ({end}) trước khi bắt đầu ({start})"


def _ballots(case: dict[str, Any], where: tuple[str | int, ...]) -> Iterator[Found]:
    vote = _dict(case.get("vote"))
    counts = [(key, label, count) for key, label in _TALLY if isinstance(count := vote.get(key), int)]
    for (_, larger, more), (key, smaller, fewer) in pairwise(counts):
        if fewer > more:
            yield (*where, "vote", key), f"{smaller} ({fewer}) nhiều hơn {larger} ({more})"
    ballots = _dict(vote.get("ballots"))
    collected, invalid = vote.get("collected"), vote.get("invalid")
    if ballots and isinstance(collected, int) and isinstance(invalid, int):
        total = sum(count for count in ballots.values() if isinstance(count, int))
        if total != collected - invalid:
            yield (
                (*where, "vote", "ballots"),
                f"tổng số phiếu các hình thức là {total}, "
                f"phải bằng số hợp lệ {collected} - {invalid} = {collected - invalid}",
            )


def _at(case: dict[str, Any], path: str) -> Any:
    value: Any = case
    for part in path.split("."):
        value = _dict(value).get(part)
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
