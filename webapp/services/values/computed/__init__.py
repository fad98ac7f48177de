"""The named functions a template may take a value from, one file for each topic."""

from __future__ import annotations

from webapp.services.values.computed import following, member_inspection
from webapp.services.values.computed.registry import COMPUTED

__all__ = ["COMPUTED", "TOPICS"]

TOPICS = (member_inspection, following)
"""Importing a topic registers its functions."""
