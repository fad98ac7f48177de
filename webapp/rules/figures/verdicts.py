"""What comes out of a file of published figures: a verdict per check, and the mistakes of the file itself."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from webapp.errors import DomainError

_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}


def printable(text: str) -> str:
    """`text` on one line without tabs, terminal escapes or half characters: what a file holds is not to be trusted."""
    return "".join(" " if unicodedata.category(letter) in _UNPRINTABLE else letter for letter in text)


@dataclass(frozen=True)
class Verdict:
    """One check: whether the source is right, its figure, the counted figure, and the numbers and reason behind."""

    ok: bool
    entry: str
    check: str
    stated: str
    computed: str
    reason: str

    def line(self) -> str:
        """Tab-separated: `ok|differs`, entry, check, stated, computed, reason."""
        cells = ("ok" if self.ok else "differs", self.entry, self.check, self.stated, self.computed, self.reason)
        return "\t".join(printable(cell) for cell in cells)


@dataclass(frozen=True)
class Outcome:
    """The verdicts in the order of the file; `mistakes` are sentences about what could not be evaluated."""

    verdicts: tuple[Verdict, ...]
    mistakes: tuple[str, ...]

    def summary(self) -> str:
        """`57 ok, 4 differ`."""
        right = sum(verdict.ok for verdict in self.verdicts)
        return f"{right} ok, {len(self.verdicts) - right} differ"


class Unusable(DomainError):
    """A check that cannot be evaluated; `details` has a sentence per mistake."""

    def __init__(self, details: list[str]) -> None:
        super().__init__("Phép kiểm không tính được.", details=details)


class NoBase(DomainError):
    """A rate on a base of zero: there is none, so whatever was stated differs; `verdict` says so."""

    def __init__(self, sentence: str, verdict: Verdict) -> None:
        super().__init__(sentence)
        self.verdict = verdict
