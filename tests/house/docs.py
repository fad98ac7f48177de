"""What the docs promise: every command they name exists, every command and every room is named."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.house.tracked import tracked

# Written by tools from the files beside them, so a reader of the map does not miss them.
UNMAPPED = re.compile(r"\.lock$|^package-lock\.json$|^\.(?!ci$)")
FLASK_OWN = {"run", "shell", "routes"}
# Runs in a process of its own: prints every command as [[words], whether it has commands below, whether it is ours].
LIST_COMMANDS = """
import json
from wsgi import app
def walk(group, words):
    for name, command in group.commands.items():
        below = getattr(command, "commands", None)
        module = getattr(command.callback, "__module__", "") or ""
        yield [[*words, name], below is not None, module.startswith("webapp")]
        if below is not None:
            yield from walk(command, [*words, name])
print(json.dumps(list(walk(app.cli, []))))
"""


@dataclass(frozen=True)
class Command:
    """One `flask` command: its words, whether it is a group, whether the product (not a library) made it."""

    words: tuple[str, ...]
    group: bool
    ours: bool


def flask_commands(root: Path, instance: Path) -> list[Command]:
    """Every command of the application at `root`, asked of the application itself with an empty instance folder."""
    environment = {**os.environ, "ANTHU_INSTANCE": str(instance), "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", LIST_COMMANDS], cwd=root, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise AssertionError(f"the application does not load:\n{done.stderr}")
    return [Command(tuple(words), group, ours) for words, group, ours in json.loads(done.stdout.splitlines()[-1])]


def make_targets(root: Path) -> set[str]:
    """The commands of the Makefile; names with a dot in front are its own inner steps, paths are files."""
    text = (root / "Makefile").read_text(encoding="utf-8")
    heads = re.findall(r"^([a-z][\w \-]*?)\s*&?:(?!=)", text, re.MULTILINE)
    return {name for head in heads for name in head.split()}


def pages(root: Path) -> dict[str, str]:
    """README and the pages of docs/, by path; decisions (docs/adr) are dated and may name what is gone."""
    names = [name for name in tracked(root) if name == "README.md" or re.match(r"docs/(?!adr/).*\.md$", name)]
    return {name: (root / name).read_text(encoding="utf-8") for name in names}


def snippets(text: str) -> list[str]:
    """The lines of code of a page: what stands in fences and between back-ticks."""
    fences = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [line for fence in fences for line in fence.splitlines()] + inline


def named_targets(line: str) -> list[str]:
    """The targets of every `make` in a line of code: `make FACTS=a.toml walk` names walk."""
    calls = re.findall(r"(?:^|[\s;&|])make\s+([^;&|#]*)", line)
    return [word for call in calls for word in call.split() if re.fullmatch(r"[a-z][a-z0-9-]*", word)]


def named_flask(line: str) -> list[tuple[str, ...]]:
    """The words of every `flask` command in a line of code, up to its first argument in capitals or option."""
    calls = re.findall(r"(?:^|[\s;&|/])flask\s+(?:--app\s+\S+\s+)?((?:[a-z][a-z0-9-]*(?:[ \t]+|$))+)", line)
    return [tuple(call.split()) for call in calls]


def unknown_targets(root: Path) -> list[str]:
    """`make X` in the docs where the Makefile has no X."""
    targets = make_targets(root)
    return [
        f"{page}: make {name}"
        for page, text in pages(root).items()
        for line in snippets(text)
        for name in named_targets(line)
        if name not in targets
    ]


def undocumented_targets(root: Path) -> list[str]:
    """Targets of the Makefile that no page names."""
    named = {name for text in pages(root).values() for line in snippets(text) for name in named_targets(line)}
    return sorted(make_targets(root) - named)


def unknown_flask(root: Path, commands: list[Command]) -> list[str]:
    """`flask X` in the docs or the Makefile that the application does not know."""
    makefile = re.sub(r"\$\(FLASK\)", "flask", (root / "Makefile").read_text(encoding="utf-8")).splitlines()
    lines = [("Makefile", line) for line in makefile]
    lines += [(page, line) for page, text in pages(root).items() for line in snippets(text)]
    return [
        f"{where}: flask {' '.join(words)}"
        for where, line in lines
        for words in named_flask(line)
        if not _known(words, commands)
    ]


def undocumented_flask(root: Path, commands: list[Command]) -> list[str]:
    """The application's own commands that no page names."""
    named = {words for text in pages(root).values() for line in snippets(text) for words in named_flask(line)}
    return [
        f"flask {' '.join(command.words)}"
        for command in commands
        if command.ours and not command.group and not any(w[: len(command.words)] == command.words for w in named)
    ]


def unnamed_rooms(root: Path) -> list[str]:
    """Names at the top and rooms below webapp/ that docs/architecture.md does not name (folders as `name/`)."""
    page = root / "docs/architecture.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    names = set()
    for path in tracked(root):
        top, _, rest = path.partition("/")
        names.add(f"{top}/" if rest else top)
        if top == "webapp" and rest:
            room, _, inner = rest.partition("/")
            names.add(f"{room}/" if inner else room)
    wanted = {name for name in names if not UNMAPPED.search(name.rstrip("/")) and name != "__init__.py"}
    return sorted(name for name in wanted if not re.search(rf"(?<![\w.-]){re.escape(name)}", text))


def _known(words: tuple[str, ...], commands: list[Command]) -> bool:
    """Whether the words lead to a command; what follows a command that is no group are its arguments."""
    tree = {command.words: command.group for command in commands}
    for length in range(1, len(words) + 1):
        head = words[:length]
        if head not in tree:
            return length == 1 and head[0] in FLASK_OWN
        if not tree[head]:
            return True
    return True
