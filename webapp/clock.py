"""The only place that reads the time.

Instants are timezone-aware UTC; dates of documents are plain dates in Vietnam. Tests replace `now` with `freeze`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_frozen: list[datetime] = []


def now() -> datetime:
    """The current instant, in UTC."""
    return _frozen[-1] if _frozen else datetime.now(UTC)


def today() -> date:
    """Today's date in Vietnam."""
    return now().astimezone(VIETNAM).date()


@contextmanager
def freeze(moment: datetime | date) -> Iterator[None]:
    """Hold the clock at `moment` (a date means 08:00 in Vietnam): for tests and for walking a case of the past."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 8, tzinfo=VIETNAM)
    _frozen.append(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.pop()
