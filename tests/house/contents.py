"""What the repository may not hold: third-party files, addresses in lock files, work left undone."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.house.tracked import text_of, tracked

FOREIGN_NAME = re.compile(
    r"(^|/)(node_modules|vendor|third_party|site-packages)/|[.-]min\.(js|css)$"
    r"|\.(ttf|otf|ttc|woff2?|eot|whl|egg|jar|so|dll|exe)$"
)
# The longest line a person writes in a script or style sheet; minified files go far beyond.
WRITTEN_LINE = 500
# Put together from pieces, so that this file does not find itself. To catch what zipfile raises is no work undone.
UNDONE = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", r"raise\s+NotImplemented" + "Error"]) + r")\b")


def foreign_files(root: Path) -> list[str]:
    """Fonts, binaries and minified or vendored files; set-up fetches those."""
    return [name for name in tracked(root) if FOREIGN_NAME.search(name) or _minified(root / name)]


def lock_addresses(root: Path) -> list[str]:
    """Lock files that say where to download: they hold versions and hashes, and work behind any mirror."""
    locks = [name for name in tracked(root) if name.endswith(".lock") or name == "package-lock.json"]
    return [name for name in locks if re.search(r"https?://", (root / name).read_text(encoding="utf-8"))]


def unpinned(root: Path) -> list[str]:
    """Requirements without `==` and a hash, npm packages without an integrity."""
    found = []
    for name in tracked(root):
        text = text_of(root / name) or ""
        if re.fullmatch(r"requirements.*\.lock", name):
            blocks = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
            found += [f"{name}: {block.split()[0]}" for block in blocks if block.strip() and not _pinned(block)]
        elif name == "package-lock.json":
            packages = json.loads(text)["packages"].items()
            found += [f"{name}: {package}" for package, entry in packages if package and "integrity" not in entry]
    return found


def undone(root: Path) -> list[str]:
    """Marks of unfinished work, as `file:line`."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name in tracked(root)
        for number, line in enumerate((text_of(root / name) or "").splitlines(), start=1)
        if UNDONE.search(line)
    ]


def _pinned(block: str) -> bool:
    return "==" in block.split("\\")[0] and "--hash=sha256:" in block


def _minified(path: Path) -> bool:
    if path.suffix not in (".js", ".css"):
        return False
    return any(len(line) > WRITTEN_LINE for line in (text_of(path) or "").splitlines())
