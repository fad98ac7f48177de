"""One condition of a step, as a person reads it: what, who can mend it, where, by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warn"]


@dataclass(frozen=True)
class Place:
    """Where the condition is mended. An empty `step` is filled in by the engine."""

    kind: str  # "fact" | "document" | "upload" | "team" | "case" | "step"
    key: str = ""
    step: str = ""
    subject: str = ""  # whose fact, paper or document it is; empty: the case's own


@dataclass(frozen=True)
class Condition:
    """`sentence` reads after "Thiếu:" when unmet and after "Đủ:" when met; it starts with what, in lower case."""

    id: str  # guard name, or "fact:KEY", "document:TEMPLATE", "upload:KIND", "step:ID"
    met: bool
    severity: Severity
    sentence: str
    who: str  # actor code
    place: Place
    rule: str = ""  # "Điều 13, Quy định 22-QĐ/TW"; empty when the case's law names none
    verified: bool = True
    check: str = ""  # C14
