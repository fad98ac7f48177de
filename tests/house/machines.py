"""A pretended machine for `.ci/debian`: a PATH of its own, where apt-get only notes how it was called."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Real tools that the script itself calls.
TOOLS = ["sh", "grep", "sed", "basename", "ldconfig", "env", "true", "cp"]
APT_GET = """echo "$@" >> "$CALLS"
case "$*" in *install*) for name in $INSTALLS; do cp "$BIN/nothing" "$BIN/$name"; done ;; esac"""


class Machine:
    """A machine with the tools above and the given commands, each of which does nothing."""

    def __init__(self, folder: Path, commands: list[str], *, uid: int) -> None:
        self._bin = folder / "bin"
        self._calls = folder / "calls"
        self._bin.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool, path=f"{os.environ['PATH']}:/sbin:/usr/sbin")
            assert found, f"{tool} is not on this machine"
            (self._bin / tool).symlink_to(found)
        bodies = {"id": f"echo {uid}", "apt-get": APT_GET, "apt-cache": "echo '  Candidate: 1.0'"}
        bodies["python3"] = f'exec "{sys.executable}" "$@"'
        for name, body in {**bodies, **dict.fromkeys([*commands, "nothing"], "exit 0")}.items():
            (self._bin / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
            (self._bin / name).chmod(0o755)

    def run(self, script: Path, *arguments: str, installs: str = "") -> subprocess.CompletedProcess[str]:
        """Run the script; `installs` are the commands that an installation brings."""
        environment = {"PATH": str(self._bin), "BIN": str(self._bin), "CALLS": str(self._calls), "INSTALLS": installs}
        return subprocess.run(
            [script, *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )

    @property
    def calls(self) -> list[str]:
        """How apt-get was called, in order."""
        return self._calls.read_text(encoding="utf-8").splitlines() if self._calls.exists() else []
