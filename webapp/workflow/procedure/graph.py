"""The steps of a procedure must form a graph without cycles in which every step leads from a start to an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from webapp.datafile import Location
from webapp.workflow.procedure.raw import Found, Tree, names, steps, text

Edges = Mapping[str, set[str]]


def wrong_graph(tree: Tree) -> Iterator[Found]:
    """Duplicate ids, unknown predecessors, cycles, unreachable steps, dead ends."""
    places: dict[str, Location] = {}
    for place, step in steps(tree):
        name = text(step, "id")
        if name and name in places:
            yield (*place, "id"), f"bước “{name}” đã có ở trên; mỗi bước một id"
        places.setdefault(name, place)
    for place, step in steps(tree):
        for where, name in names(step, "after"):
            if name not in places:
                yield (*place, *where), f"không có bước “{name}” để đứng trước bước này"
    beside = {text(step, "id") for _, step in steps(tree) if "side" in step}
    yield from _beside(tree, places, beside)
    yield from _walked(tree, {name: place for name, place in places.items() if name not in beside})


def _beside(tree: Tree, places: Mapping[str, Location], beside: set[str]) -> Iterator[Found]:
    """Side steps hang between two steps of the path; nothing waits for them and they end nothing."""
    for place, step in steps(tree):
        side = step.get("side")
        for key in ("from", "until"):
            name = text(side, key) if isinstance(side, dict) else ""
            if name and (name not in places or name in beside):
                yield (*place, "side", key), f"không có bước “{name}” trên đường chính của quy trình"
        if isinstance(side, dict) and (step.get("after") or step.get("final") or step.get("optional")):
            yield (*place, "side"), "bước bên lề: after = [], không có final, không có optional"
        for where, name in names(step, "after"):
            if name in beside:
                yield (*place, *where), f"“{name}” là bước bên lề, không bước nào chờ được nó"


def _walked(tree: Tree, places: Mapping[str, Location]) -> Iterator[Found]:
    path = [step for _, step in steps(tree) if text(step, "id") in places]
    before = {text(step, "id"): {n for _, n in names(step, "after") if n in places} for step in path}
    following: dict[str, set[str]] = {name: set() for name in before}
    for name, earlier in before.items():
        for one in earlier:
            following[one].add(name)
    starts = {text(step, "id") for step in path if step.get("after") == []}
    ends = {text(step, "id") for step in path if step.get("final") is True}
    if before and not starts:
        yield ("step", 0), "không có bước đầu: ít nhất một bước phải có after = []"
    if before and not ends:
        yield ("step", 0), "không có bước cuối: ít nhất một bước phải có final = true"
    from_start, to_end = _reached(starts, following), _reached(ends, before)
    for name, place in places.items():
        if name in _reached(before[name], before):
            yield (*place, "after"), f"bước “{name}” chờ chính nó (vòng lặp trong after)"
        elif starts and name not in from_start:
            yield (*place, "after"), f"bước “{name}” không bao giờ tới được từ bước đầu"
        if ends and name not in to_end:
            yield (*place, "id"), f"từ bước “{name}” không tới được bước cuối nào (ngõ cụt)"
        if name in ends and following.get(name):
            yield (*place, "final"), f"bước “{name}” là bước cuối nhưng còn bước khác chờ nó"


def _reached(begin: set[str], edges: Edges) -> set[str]:
    """Every step that can be reached from `begin` along `edges`, `begin` itself included."""
    found: set[str] = set()
    waiting = list(begin)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(edges.get(name, ()))
    return found
