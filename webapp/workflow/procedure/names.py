"""Every name in a procedure file must be known: actors, guards, conditions, suggestions, templates, facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from webapp.workflow.actors import ACTORS
from webapp.workflow.effects import EFFECTS
from webapp.workflow.guards import GUARDS, WHEN
from webapp.workflow.procedure.raw import Found, Tree, facts, names, steps, tables, text
from webapp.workflow.suggestions.registry import SUGGESTIONS


def unknown_names(tree: Tree, templates: Collection[str] | None) -> Iterator[Found]:
    """Names of people's roles and of Python functions, and templates when the known ones are given."""
    for place, step in steps(tree):
        actor = text(step, "actor")
        if actor and actor not in ACTORS:
            yield (*place, "actor"), f"không có vai “{actor}”; các vai: {', '.join(ACTORS)}"
        for key in ("entry_guards", "guards"):
            for where, name in names(step, key):
                if name not in GUARDS:
                    yield (*place, *where), f"không có điều kiện (guard) tên “{name}”"
        for where, name in names(step, "when"):
            if name not in WHEN:
                yield (*place, *where), f"không có điều kiện áp dụng (when) tên “{name}”; có: {', '.join(WHEN)}"
        for where, name in names(step, "effects"):
            if name not in EFFECTS:
                yield (*place, *where), f"không có việc đi kèm (effects) tên “{name}”; có: {', '.join(EFFECTS)}"
        for index, need in tables(step, "documents"):
            if text(need, "when") and text(need, "when") not in WHEN:
                sentence = f"không có điều kiện áp dụng (when) tên “{text(need, 'when')}”; có: {', '.join(WHEN)}"
                yield (*place, "documents", index, "when"), sentence
            for key in ("template", "announces"):
                name = text(need, key)
                if templates is not None and name and name not in templates:
                    yield (*place, "documents", index, key), f"không có mẫu văn bản “{name}” trong doc_templates"
    for place, fact in facts(tree):
        name = text(fact, "suggest")
        if name and name not in SUGGESTIONS:
            yield (*place, "suggest"), f"không có hàm gợi ý (suggest) tên “{name}”"


def wrong_facts(tree: Tree) -> Iterator[Found]:
    """Facts, and everything that refers to a fact, a document or a step by name."""
    yield from _duplicates(tree)
    types = {text(fact, "key"): text(fact, "type") for _, fact in facts(tree)}
    for place, fact in facts(tree):
        yield from (((*place, *where), sentence) for where, sentence in _choices_and_columns(fact))
        changed = text(fact, "changes")
        if changed and types.get(changed) != text(fact, "type"):
            yield (*place, "changes"), f"không có dữ kiện “{changed}” cùng loại để nhận giá trị mới"
    for place, step in steps(tree):
        for index, need in tables(step, "documents"):
            key = text(need, "session")
            if key and types.get(key) != "session":
                sentence = f"không có dữ kiện loại session mang khoá “{key}” cho biên bản này"
                yield (*place, "documents", index, "session"), sentence
        due = step.get("due")
        if isinstance(due, dict):
            yield from (((*place, "due", key), sentence) for key, sentence in _due(due, tree, types))


def _duplicates(tree: Tree) -> Iterator[Found]:
    seen: set[str] = set()
    for place, fact in facts(tree):
        key = text(fact, "key")
        if key and key in seen:
            yield (*place, "key"), f"khoá dữ kiện “{key}” đã dùng ở trên; mỗi khoá chỉ dùng một lần trong quy trình"
        seen.add(key)


def _choices_and_columns(fact: Tree) -> Iterator[Found]:
    if text(fact, "type") == "choice" and not fact.get("choices"):
        yield ("type",), "dữ kiện loại choice phải có choices"
    if text(fact, "type") == "table" and not fact.get("columns"):
        yield ("type",), "dữ kiện loại table phải có columns"
    for index, column in tables(fact, "columns"):
        if text(column, "type") == "choice" and not column.get("choices"):
            yield ("columns", index, "type"), "cột loại choice phải có choices"


def _due(due: Tree, tree: Tree, types: dict[str, str]) -> Iterator[tuple[str, str]]:
    start, days = text(due, "from"), due.get("days")
    kind, _, name = start.partition(":")
    known = {
        "fact": set(types),
        "document": {text(need, "template") for _, step in steps(tree) for _, need in tables(step, "documents")},
        "step": {text(step, "id") for _, step in steps(tree)},
    }
    if start and kind not in known:
        yield "from", f"“{start}” phải bắt đầu bằng fact:, document: hoặc step:"
    elif start and name not in known[kind]:
        yield "from", f"“{start}”: quy trình không có {kind} tên “{name}”"
    elif kind == "fact" and types.get(name) not in ("date", "session"):
        yield "from", f"dữ kiện “{name}” phải thuộc loại date hoặc session để tính hạn"
    if isinstance(days, str) and types.get(days.removeprefix("fact:")) != "int":
        yield "days", f"“{days}” phải là số ngày, hoặc fact: kèm khoá của một dữ kiện loại int"
    if text(due, "kind") in ("calendar", "working") and days is None:
        yield "kind", "hạn tính theo ngày phải có days"
