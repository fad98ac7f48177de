"""The named functions a template may take a value from, one file for each topic."""

from __future__ import annotations

from webapp.services.values.computed import (
    closing,
    complaints,
    discipline,
    following,
    member_inspection,
    opening,
    planning,
    suspension,
    verification,
)
from webapp.services.values.computed.registry import COMPUTED

__all__ = ["COMPUTED", "TOPICS"]

TOPICS = (member_inspection, planning, opening, verification, following, discipline, suspension, complaints, closing)
"""Importing a topic registers its functions."""
