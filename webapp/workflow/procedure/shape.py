"""The hash of a procedure's meaning: what a running case pins and what a released version may never change.

Counted: code, version, initiators, targets, and of every step its id, place in the order, stage, phase, actor,
predecessors, documents, papers received, guards, conditions, deadline and facts with their types, choices and columns.
Not counted: the words people read (titles, labels, help, examples), suggestions, rule references, `verified`, what may
be opened beside the case (`opens`, `combines`) and who may read a fact (`restricted`), because none of it must strand
the cases under way. A key left at its default counts as absent, so that a later version of the models may know more
keys without changing the hash of an old file.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

_WORDING = frozenset({"title", "label", "help", "example", "suggest", "rule", "verified", "subject_report", "words"})
_BESIDE = frozenset({"opens", "combines", "restricted"})


def shape_sha256(dumped: dict[str, Any]) -> str:
    """Hex SHA-256 of the canonical JSON of a dumped procedure without its wording."""
    canonical = json.dumps(_meaning(dumped), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _meaning(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _meaning(inner) for key, inner in value.items() if key not in _WORDING | _BESIDE}
    if isinstance(value, list):
        return [_meaning(inner) for inner in value]
    return value
