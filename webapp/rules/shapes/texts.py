"""bases.toml: the legal texts."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from webapp.datafile import Strict
from webapp.rules.shapes.base import Dated, Text


class BasisEntry(Dated):
    """One legal text (căn cứ): `topics` are the questions it answers while it is in force."""

    id: Text
    kind: Text
    number: str = ""
    issued_on: date
    issuer: Text
    linking: str = "về"
    subject: Text
    topics: Annotated[list[Text], Field(min_length=1)]
    amends: str | None = None
    guides: str | None = None
    replaces: list[str] = Field(default_factory=list)


class BasesFile(Strict):
    """bases.toml"""

    basis: list[BasisEntry]
