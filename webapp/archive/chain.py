"""The hash chain of the ledger. What a hash covers and how a chain is checked stands in `verifier.py`, the one file
that also works without the product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from webapp.archive.verifier import START, chain_problems, entry_digest

__all__ = ["START", "Entry", "problems"]


@dataclass(frozen=True)
class Entry:
    """An entry as plain values; `at` is ISO text in UTC."""

    office_id: str
    seq: int
    at: str
    actor_id: str | None
    actor_name: str
    event: str
    case_id: str | None
    payload: dict[str, Any]
    previous_hash: str
    hash: str = ""

    def digest(self) -> str:
        """SHA-256 over the canonical JSON of everything but the hash itself."""
        return entry_digest(vars(self))


def problems(entries: Iterable[Entry], *, head_seq: int, head_hash: str) -> list[str]:
    """Every break of one office's chain: edited, inserted, removed or reordered entries, and a cut tail."""
    return chain_problems((vars(entry) for entry in entries), head_seq, head_hash)
