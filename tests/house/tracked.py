"""The files of the repository: what git tracks, and what would be added next."""

from __future__ import annotations

import subprocess
from pathlib import Path


def tracked(root: Path) -> list[str]:
    """Paths below `root`, sorted, without ignored and deleted ones.

    The whole folder counts as safe: a build machine may run as another user than the one who made the clone.
    """
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout.decode()
    return sorted(name for name in set(listing.split("\0")) if name and (root / name).is_file())


def text_of(path: Path) -> str | None:
    """The text of a file, None when it is not text."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
