"""The main program of a child: `python -m webapp.rendering.pool.child MODULE MEMORY`, job after job on its pipes."""

from __future__ import annotations

import importlib
import os
import pickle
import sys
from typing import Any, BinaryIO

from webapp.errors import DomainError
from webapp.rendering.pool import frame, jail


def main() -> None:
    """Warm up, give up what a job does not need, say so, and work until the parent hangs up."""
    module, memory = sys.argv[1], int(sys.argv[2])
    requests, answers = _private_pipes()
    jail.leave_network()
    jobs = importlib.import_module(module)
    jobs.warm_up()
    jail.limit_memory(memory)
    jail.close_the_door()
    frame.reply(answers, {"ready": True})
    while True:
        try:
            head, block = frame.receive(requests)
        except frame.Closed:
            return
        # The parent is trusted by its child; only the way back is JSON.
        job, seconds, arguments = pickle.loads(head)
        jail.limit_time(seconds)
        _work(jobs.JOBS[job], (block, *arguments), answers)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to ourselves: what a library prints must not end up between two answers."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


def _work(job: Any, arguments: tuple[Any, ...], answers: BinaryIO) -> None:
    """Run one job; whatever it raises becomes an answer, for some libraries raise BaseException."""
    try:
        head, block = job(*arguments)
    except DomainError as error:
        head = {"refused": type(error).__name__, "sentence": error.sentence, "details": error.details}
        block = b""
    except MemoryError:
        head, block = {"memory": True}, b""
    except BaseException as error:
        head, block = {"failed": f"{type(error).__name__}: {error}"[:500]}, b""
    frame.reply(answers, head, block)


if __name__ == "__main__":
    main()
