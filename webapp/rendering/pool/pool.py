"""A few warm children that take jobs in turn."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Mapping
from typing import Any

from webapp.rendering.convert import PdfOptions, Rendered, Unrendered
from webapp.rendering.fill import Filled, TemplateError
from webapp.rendering.pool import failure
from webapp.rendering.pool.failure import RenderFailed
from webapp.rendering.pool.limits import Limits
from webapp.rendering.pool.worker import Worker
from webapp.rendering.sheet import Sheet, decode_sheet

_JOBS = "webapp.rendering.pool.jobs"


class RenderPool:
    """Children are started when first needed, at most `limits.workers`; safe for threads, and after a fork each process
    has its own. A job that hangs, crashes or eats memory takes only its child with it.
    """

    _owner: int
    _freed: threading.Condition
    _idle: list[Worker]
    _count: int

    def __init__(self, limits: Limits | None = None, *, jobs: str = _JOBS) -> None:
        self.limits = limits or Limits()
        self._jobs = jobs
        self._forget()

    def render(self, docx: bytes, options: PdfOptions | None = None) -> Rendered:
        """Convert a Word file to PDF. Raises RenderFailed."""
        head, pdf = self.run("render", docx, options or PdfOptions())
        try:
            missing = tuple(Unrendered(**each) for each in head["unrendered"])
            return Rendered(pdf=pdf, pages=int(head["pages"]), unrendered=missing)
        except (KeyError, TypeError, ValueError) as error:
            raise RenderFailed(failure.STRANGE) from error

    def find_text(self, docx: bytes, text: str) -> tuple[int, float, float, float] | None:
        """Page (from 0), left, top and height of the page, in points, of the last paragraph that says `text`."""
        head, _ = self.run("find", docx, text)
        place = head.get("place")
        if place is None:
            return None
        return int(place["page"]), float(place["left"]), float(place["top"]), float(place["page_height"])

    def fill(self, template: bytes, values: Mapping[str, object]) -> Filled:
        """Fill a template from outside the house. Raises RenderFailed and TemplateError."""
        head, docx = self.run("fill", template, dict(values))
        return Filled(docx, tuple(str(name) for name in head.get("empty", ())))

    def read_sheet(self, data: bytes) -> Sheet:
        """The first sheet of a workbook that came from outside. Raises RenderFailed."""
        _, block = self.run("sheet", data)
        try:
            return decode_sheet(block)
        except (KeyError, TypeError, ValueError) as error:
            raise RenderFailed(failure.STRANGE) from error

    def run(self, job: str, block: bytes, *arguments: Any) -> tuple[dict[str, Any], bytes]:
        """Have a child do a job over one block of bytes. Raises RenderFailed, or the child's TemplateError."""
        worker = self._take()
        try:
            head, result = worker.ask(job, block, arguments, self.limits.seconds_for(block))
        finally:
            self._give_back(worker)
        if "refused" in head:
            kind = TemplateError if head["refused"] == "TemplateError" else RenderFailed
            raise kind(str(head.get("sentence")), details=[str(line) for line in head.get("details", ())])
        if "failed" in head:
            raise RenderFailed(failure.STRANGE, details=[str(head["failed"])])
        return head, result

    def close(self) -> None:
        """End the idle children of this process; the pool starts new ones when it is used again."""
        if self._owner != os.getpid():
            return
        with self._freed:
            idle, self._idle = self._idle, []
            self._count -= len(idle)
        for worker in idle:
            worker.end()

    def _forget(self) -> None:
        self._owner = os.getpid()
        self._freed = threading.Condition()
        self._idle = []
        self._count = 0

    def _take(self) -> Worker:
        # A forked process must not talk over its parent's pipes, nor wait for a lock that was held at the fork.
        if self._owner != os.getpid():
            self._forget()
        while True:
            with self._freed:
                if not self._freed.wait_for(self._has_room, timeout=self.limits.queue_seconds):
                    raise RenderFailed(failure.BUSY)
                worker = self._idle.pop() if self._idle else None
                if worker is None:
                    self._count += 1
            if worker is None:
                return self._start()
            if worker.is_fit():
                return worker
            self._drop(worker)

    def _has_room(self) -> bool:
        return bool(self._idle) or self._count < self.limits.workers

    def _start(self) -> Worker:
        try:
            return Worker(self._jobs, self.limits)
        except OSError as error:
            with self._freed:
                self._count -= 1
                self._freed.notify()
            raise RenderFailed(failure.NO_START) from error

    def _give_back(self, worker: Worker) -> None:
        if not worker.is_fit():
            self._drop(worker)
            return
        with self._freed:
            self._idle.append(worker)
            self._freed.notify()

    def _drop(self, worker: Worker) -> None:
        worker.end()
        with self._freed:
            self._count -= 1
            self._freed.notify()


_default: list[RenderPool] = []
_making = threading.Lock()


def default_pool() -> RenderPool:
    """The pool of this program; its children end with it."""
    with _making:
        if not _default:
            _default.append(RenderPool(Limits(workers=max(1, min(4, os.cpu_count() or 1)))))
            atexit.register(_default[0].close)
        return _default[0]
