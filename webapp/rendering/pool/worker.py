"""One child process, seen from the parent."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from webapp.rendering.pool import failure, frame
from webapp.rendering.pool.failure import RenderFailed
from webapp.rendering.pool.limits import Limits

_PROJECT = Path(__file__).parents[3]
# A child inherits no secret: only what Python, fonts and locale need.
_PASSED_ON = (
    "PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME", "HOME",
)  # fmt: skip


class Worker:
    """A child process; used by one thread at a time. Starting returns at once, the child warms up meanwhile."""

    def __init__(self, jobs: str, limits: Limits) -> None:
        self.done = 0
        self._limits = limits
        self._ready = False
        self._late = False
        self._busy = False
        command = [sys.executable, "-m", "webapp.rendering.pool.child", jobs, str(limits.memory)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def is_fit(self) -> bool:
        """Whether this child can take another job."""
        spent = self._late or self._busy or self.done >= self._limits.jobs_per_worker
        return not spent and self._process.poll() is None

    def ask(self, job: str, block: bytes, arguments: tuple[Any, ...], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Have a job done. Raises RenderFailed, after which `is_fit` tells whether the child survived."""
        self._await_start()
        self.done += 1
        # Whoever is interrupted here leaves an answer in the pipe that must never reach the next one who asks.
        self._busy = True
        head = pickle.dumps((job, seconds, arguments))
        try:
            with self._killed_after(seconds):
                frame.send(self._in, head, block)
                answer, result = frame.answer(self._out)
        except (frame.Closed, OSError) as error:
            raise self._autopsy(seconds) from error
        self._busy = False
        if answer.get("memory"):
            self.end()
            raise RenderFailed(failure.TOO_BIG)
        return answer, result

    def end(self) -> None:
        """Kill the child and let go of its pipes."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self._process.wait()

    @property
    def _in(self) -> IO[bytes]:
        assert self._process.stdin
        return self._process.stdin

    @property
    def _out(self) -> IO[bytes]:
        assert self._process.stdout
        return self._process.stdout

    def _await_start(self) -> None:
        if self._ready:
            return
        try:
            with self._killed_after(self._limits.start_seconds):
                frame.answer(self._out)
        except (frame.Closed, OSError) as error:
            self.end()
            raise RenderFailed(failure.NO_START) from error
        self._ready = True

    @contextlib.contextmanager
    def _killed_after(self, seconds: float) -> Iterator[None]:
        """A blocked pipe comes free when its other end dies, so a timer that kills is all the clock we need."""

        def kill() -> None:
            self._late = True
            self._process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _autopsy(self, seconds: float) -> RenderFailed:
        """Why the child is gone."""
        late = self._late
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        code = self._process.returncode
        self.end()
        if late or code == -signal.SIGXCPU:
            return RenderFailed(failure.TOO_SLOW.format(seconds=seconds))
        if code in (-signal.SIGKILL, -signal.SIGABRT):
            return RenderFailed(failure.TOO_BIG)
        return RenderFailed(failure.CRASHED)


def _environment() -> dict[str, str]:
    paths = [str(_PROJECT), *(path for path in sys.path if path and path != str(_PROJECT))]
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
