"""`.ci/assets` as a module, and the icons that the pages ask of it."""

from __future__ import annotations

import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

from tests.house.tracked import text_of, tracked

USED = re.compile(r"icons\.svg#([a-z0-9-]+)|\bicon\(\s*['\"]([a-z0-9-]+)['\"]")


def load(root: Path) -> ModuleType:
    """The script has no ending, so that it is called as a command; a loader of source reads it all the same."""
    loader = SourceFileLoader("ci_assets", str(root / ".ci/assets"))
    spec = spec_from_loader("ci_assets", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def unlisted_icons(root: Path) -> list[str]:
    """Icons that a template, style sheet or view names and webapp/static/icons.txt does not: they would be blank."""
    listed = set(load(root).icon_names((root / "webapp/static/icons.txt").read_text(encoding="utf-8")))
    return [
        f"{name}: {icon}"
        for name in tracked(root)
        if name.startswith("webapp/") and name != "webapp/static/icons.txt"
        for groups in USED.findall(text_of(root / name) or "")
        for icon in groups
        if icon and icon not in listed
    ]
