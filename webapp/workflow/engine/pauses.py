"""A case that stands still owes nothing meanwhile: every last day moves by the days it stood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from webapp.workflow.view import Pause


def moved(on: date, start: date, pauses: Iterable[Pause], today: date) -> date:
    """The last day `on` of a time that began on `start`, moved by the days the case stood still meanwhile.

    A pause that has not ended counts until `today`. The day of suspension stands still, the day of resumption runs.
    """
    known = sorted((p.since, p.until or max(today, p.since)) for p in pauses)
    for since, until in known:
        begin = max(since, start)
        if begin <= on and until > begin:
            on += until - begin
    return on


def days_stood(pauses: Iterable[Pause], today: date) -> int:
    """How many days the case has stood still in all."""
    return sum(((p.until or max(today, p.since)) - p.since) // timedelta(days=1) for p in pauses)
