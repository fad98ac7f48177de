"""Let several people act at the same moment, each in a request of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.crash.office import CrashOffice, QuickRenderer
from webapp.extensions import db, edge
from webapp.models import database
from webapp.rendering.convert import PdfOptions, Rendered

Act = Callable[[Session], Any]


@dataclass
class Meeting:
    """A place where `people` wait for each other once; who waits in vain goes on alone."""

    people: int
    patience: float = 1.0  # seconds: a lock may keep the others away, and that is right
    _met: threading.local = field(default_factory=threading.local)

    def __post_init__(self) -> None:
        self._barrier = threading.Barrier(self.people)

    def wait(self) -> None:
        if getattr(self._met, "once", False):
            return
        self._met.once = True
        try:
            self._barrier.wait(self.patience)
        except threading.BrokenBarrierError:
            return


@dataclass
class MeetingRenderer(QuickRenderer):
    """Everybody has read what to print before anybody writes."""

    meeting: Meeting

    def render(self, docx: bytes, options: PdfOptions) -> Rendered:
        self.meeting.wait()
        return super().render(docx, options)


@dataclass
class BusyRenderer(QuickRenderer):
    """While the first page is set, something happens."""

    meanwhile: Callable[[], None]

    def render(self, docx: bytes, options: PdfOptions) -> Rendered:
        happens, self.meanwhile = self.meanwhile, lambda: None
        happens()
        return super().render(docx, options)


def together(office: CrashOffice, *acts: Act) -> list[Any]:
    """What each act gave, or the error it raised, in order. Everybody has decided before anybody writes."""
    app, meeting, outcomes = office.app(), Meeting(len(acts)), {}

    def run(place: int, act: Act) -> None:
        with app.test_request_context(method="POST"):
            database.begin_writing()
            try:
                with edge.readable_conflicts():
                    outcomes[place] = act(db.session)
                edge.commit()
            except Exception as error:
                outcomes[place] = error

    with deciding(meeting, sqlite=office.settings.database.startswith("sqlite")):
        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    with app.app_context():
        db.engine.dispose()
    return [outcomes[place] for place in range(len(acts))]


@contextmanager
def deciding(meeting: Meeting, *, sqlite: bool) -> Iterator[None]:
    """Hold everybody before the first write. SQLite lets one writer in at a time, so nobody can be held there."""

    def wait(_session: Session, *_more: object) -> None:
        if not sqlite:
            meeting.wait()

    event.listen(Session, "before_flush", wait)
    try:
        yield
    finally:
        event.remove(Session, "before_flush", wait)


def alone(office: CrashOffice, act: Act) -> None:
    """One act in a thread and a request of its own, while this one is busy."""
    [outcome] = together(office, act)
    if isinstance(outcome, Exception):
        raise outcome
