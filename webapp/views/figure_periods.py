"""Which period a page of figures is asked for, and how to ask for it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp import clock
from webapp.extensions.edge import actor, session
from webapp.queries.programme_page import term_on
from webapp.rules.figures.cycles import Cycle, Period, month_end, period_of

CYCLES = {
    "year": "Năm", "month": "Tháng", "quarter_1": "Quý I", "six_months": "6 tháng", "nine_months": "9 tháng",
    "term": "Nhiệm kỳ",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A period with the words it was asked for by; `args` put the same question into a link."""

    cycle: str
    year: int
    month: int
    period: Period

    @property
    def args(self) -> dict[str, Any]:
        found: dict[str, Any] = {"cycle": self.cycle, "year": self.year}
        return found | ({"month": self.month} if self.cycle == "month" else {})


def asked_period(args: Mapping[str, str]) -> Asked:
    """The period of the address; nonsense means this year. An office whose term nobody knows has no term to count."""
    today = clock.today()
    year, month = _number(args.get("year"), 2000, 2100, today.year), _number(args.get("month"), 1, 12, today.month)
    cycle = args.get("cycle", "")
    if cycle == "term":
        day = today if year == today.year else month_end(year, 12)
        if term := term_on(session(), actor(), day):
            return Asked(cycle, year, month, term)
    cycle = cycle if cycle in CYCLES and cycle != "term" else "year"
    return Asked(cycle, year, month, period_of(Cycle(cycle), year, month=month))


def _number(typed: str | None, least: int, most: int, otherwise: int) -> int:
    text = typed or ""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return otherwise
    return int(text) if least <= int(text) <= most else otherwise
