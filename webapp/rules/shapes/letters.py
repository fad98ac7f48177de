"""complaints.toml and denunciations.toml."""

from __future__ import annotations

from typing import Literal

from webapp.datafile import Strict
from webapp.rules.shapes.base import Dated, Form, Text


class InstanceEntry(Dated):
    """Who settles a complaint first, by the body that took the decision."""

    question = ("decided_by",)

    decided_by: list[Text]
    handled_by: list[Text]
    basis: str | None = None


class LastInstanceEntry(Dated):
    """A body after which there is no further complaint about these forms."""

    question = ("body", "forms")

    body: Text
    forms: list[Form]
    basis: str | None = None


class ComplaintRefusalEntry(Dated):
    """A reason not to settle a complaint."""

    question = ("id",)

    id: Text
    sentence: Text
    basis: str | None = None


class ComplaintsFile(Strict):
    """complaints.toml"""

    instance: list[InstanceEntry]
    last_instance: list[LastInstanceEntry]
    refusal: list[ComplaintRefusalEntry]


class DenunciationFaultEntry(Dated):
    """Something wrong with a letter, and what the letter may still be used for."""

    question = ("id",)

    id: Text
    sentence: Text
    use: Literal["nothing", "information", "complaint_only"]
    basis: str | None = None


class DenunciationsFile(Strict):
    """denunciations.toml"""

    fault: list[DenunciationFaultEntry]
