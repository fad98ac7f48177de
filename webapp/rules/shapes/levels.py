"""levels.toml: the levels of Party organisations over time."""

from __future__ import annotations

from webapp.datafile import Strict
from webapp.rules.shapes.base import Dated, Text


class LevelEntry(Dated):
    """A level while it exists; a higher `rank` stands above a lower one."""

    question = ("name",)

    name: Text
    label: Text
    rank: int


class LevelsFile(Strict):
    """levels.toml"""

    level: list[LevelEntry]
