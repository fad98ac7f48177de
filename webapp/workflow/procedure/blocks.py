"""Steps that several procedures share, written once.

A step of a procedure that says `use = "team.propose"` takes the step `propose` of `workflows/_shared/team.toml`. What
the procedure writes itself replaces what the block says, key by key; a fact of the same key replaces the block's, other
facts are added, and `without` names facts of the block that this procedure does not ask. `{verb}` in a block is
replaced by the word of that name in the procedure's `[words]`, `{Verb}` by the same with a capital. Nothing more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from webapp.datafile import Lines, Location
from webapp.workflow.procedure.raw import Found, Tree, steps, tables, text

SHARED = "_shared"
_WORD = re.compile(r"\{(\w+)\}")
_OWN = ("use", "without", "fact")


class SharedLines(Lines):
    """Lines of a procedure file; what comes from a block stands where the step that uses it stands."""

    def __init__(self, source: str, used: set[int]) -> None:
        super().__init__(source)
        self._used = used

    def of(self, location: Location) -> int:
        from_block = location[:1] == ("step",) and len(location) > 2 and location[1] in self._used
        return super().of(location[:2] if from_block and location[2] == "fact" else location)


def expand(tree: Tree, folder: Path) -> tuple[Tree, set[int], list[Found]]:
    """The tree with every `use` replaced by its block, the indexes of those steps, and what is wrong with them."""
    words = {name: word for name, word in (tree.get("words") or {}).items() if isinstance(word, str)}
    expanded, used, mistakes = deepcopy(tree), set[int](), list[Found]()
    library = _Library(folder)
    for place, step in steps(expanded):
        name = text(step, "use")
        if not name:
            continue
        number = int(place[1])
        used.add(number)
        block = library.step(name)
        if block is None:
            mistakes.append(((*place, "use"), f"không có bước dùng chung “{name}” trong {folder.name}"))
        else:
            mistakes += [((*place, "use"), sentence) for sentence in _unknown(block, words, step)]
        expanded["step"][number] = _merged(_said(block or {}, words), step)
    return expanded, used, mistakes


class _Library:
    """The shared files, each read once per procedure."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, Tree] = {}

    def step(self, name: str) -> Tree | None:
        file, _, step_id = name.partition(".")
        if file not in self._files:
            path = self._folder / f"{file}.toml"
            self._files[file] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return next((step for _, step in tables(self._files[file], "step") if step.get("id") == step_id), None)


def _merged(block: Tree, own: Tree) -> Tree:
    left_out = own.get("without") or []
    mine = {text(fact, "key"): fact for _, fact in tables(own, "fact")}
    facts = [mine.pop(text(fact, "key"), fact) for _, fact in tables(block, "fact") if fact["key"] not in left_out]
    step = {**block, **{key: value for key, value in own.items() if key not in _OWN}}
    return {**step, "fact": [*facts, *mine.values()]}


def _unknown(block: Tree, words: dict[str, str], own: Tree) -> Iterator[str]:
    for name in sorted({name.lower() for name in _words_in(block)} - set(words)):
        yield f"[words] thiếu từ “{name}” mà bước dùng chung này cần"
    asked = {text(fact, "key") for _, fact in tables(block, "fact")}
    for key in own.get("without") or []:
        if key not in asked:
            yield f"without nêu dữ kiện “{key}” mà bước dùng chung không hỏi"


def _words_in(value: Any) -> set[str]:
    if isinstance(value, str):
        return set(_WORD.findall(value))
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {name for part in parts for name in _words_in(part)}


def _said(value: Any, words: dict[str, str]) -> Any:
    """The block with the procedure's words in it."""
    if isinstance(value, str):
        return _WORD.sub(lambda found: _word(found[1], words), value)
    if isinstance(value, dict):
        return {key: _said(part, words) for key, part in value.items()}
    return [_said(part, words) for part in value] if isinstance(value, list) else value


def _word(name: str, words: dict[str, str]) -> str:
    word = words.get(name.lower(), "")
    return word[:1].upper() + word[1:] if name[:1].isupper() else word
