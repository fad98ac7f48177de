"""Where the law says what a due-process check enforces: an article per regulation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from webapp.datafile import Strict


class PlaceEntry(Strict):
    """The article of one regulation; `verified` when somebody has read it there."""

    basis: str = Field(min_length=1)
    article: str = Field(min_length=1)
    verified: bool


class CheckEntry(Strict):
    """One check (C01 ...): the topic of the regulation it rests on, and its article in each regulation known."""

    id: str = Field(pattern=r"^C\d\d$")
    title: str = Field(min_length=1)
    explain: str = Field(min_length=1)
    """One sentence for the user: what is asked, and what to do when it does not hold."""
    severity: Literal["error", "warn", "info"]
    verified: bool
    """Somebody has read in the text of a law that this is asked at all."""
    topic: str = Field(min_length=1)
    source: str = Field(min_length=1)
    places: list[PlaceEntry] = Field(default_factory=list)


class ChecksFile(Strict):
    check: list[CheckEntry]
