"""The answers that open a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class NewSubject:
    """Who a new case is about; `details` holds the remaining fields of `workflow.view.SubjectView`."""

    kind: str
    full_name: str
    organisation: str
    details: Mapping[str, Any] = field(default_factory=dict)
    member_id: str | None = None  # the row of the roster the names were taken from
    organisation_id: str | None = None


@dataclass(frozen=True)
class NewCase:
    """The answers to the questions that open a case. `team` pairs user ids with roles in the team.

    `kinds` are the kinds the case holds besides `procedure`; `unit_id` is the cell or agency that acts,
    `programme_line_id` the line of a programme the case carries out.
    """

    procedure: str
    title: str
    initiator: str
    origin: str
    subjects: Sequence[NewSubject]
    member_in_charge_id: str
    team: Sequence[tuple[str, str]]
    kinds: Sequence[str] = ()
    unit_id: str | None = None
    programme_line_id: str | None = None
