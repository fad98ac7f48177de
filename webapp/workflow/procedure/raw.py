"""Tolerant reading of the raw TOML tree, so that names and the graph are checked even when the shape is wrong too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from webapp.datafile import Location

Tree = dict[str, Any]
Found = tuple[Location, str]
"""Where a mistake is, and the sentence that says what it is."""


def tables(tree: Any, key: str) -> Iterator[tuple[int, Tree]]:
    """The tables of an array of tables, with their index."""
    value = tree.get(key) if isinstance(tree, dict) else None
    for index, table in enumerate(value if isinstance(value, list) else []):
        if isinstance(table, dict):
            yield index, table


def text(tree: Tree, key: str) -> str:
    """The text under `key`, or an empty text when it is missing or something else."""
    value = tree.get(key)
    return value if isinstance(value, str) else ""


def names(tree: Tree, key: str) -> list[tuple[Location, str]]:
    """The texts under `key`, one or a list, each with its location inside `tree`."""
    value = tree.get(key)
    if isinstance(value, str):
        return [((key,), value)]
    found = enumerate(value if isinstance(value, list) else [])
    return [((key, index), name) for index, name in found if isinstance(name, str)]


def steps(tree: Tree) -> Iterator[tuple[Location, Tree]]:
    """Every step that is a table at all, with its location."""
    for index, step in tables(tree, "step"):
        yield ("step", index), step


def facts(tree: Tree) -> Iterator[tuple[Location, Tree]]:
    """Every fact of every step."""
    for place, step in steps(tree):
        for index, fact in tables(step, "fact"):
            yield (*place, "fact", index), fact
