"""A process that dies in the middle of issuing loses nothing it has promised, and numbers stay 1, 2, 3 …"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.crash.children import FORK, KILLED, Promises, issue_all, start
from tests.crash.invariants import check_whole
from tests.crash.office import CrashOffice

CHILDREN = 4


def pace_of(office: CrashOffice, promises: Promises) -> float:
    """Seconds one issue takes here and now, so that kills fall into the middle of the work on any machine."""
    started = time.monotonic()
    child = start(lambda: issue_all(office, office.document_ids()[:4], promises, ready=lambda: None))
    child.join(60)
    assert child.exitcode == 0
    return (time.monotonic() - started) / 4


def kill_at_random(
    office: CrashOffice, promises: Promises, chance: random.Random, *, longest: float, people: int = CHILDREN
) -> int:
    """Let a few processes issue, kill -9 each at a moment of its own; how many died while they worked."""
    ids = office.document_ids()[:-1]  # the last one stays, to be copied from
    together = FORK.Barrier(people + 1)
    children: list[BaseProcess] = [
        start(lambda: issue_all(office, ids, promises, ready=lambda: together.wait(60))) for _ in range(people)
    ]
    together.wait(60)
    for child in chance.sample(children, people):
        time.sleep(chance.uniform(0, longest / people))
        child.kill()
    for child in children:
        child.join(60)
        assert child.exitcode in (KILLED, 0)
    return sum(child.exitcode == KILLED for child in children)


def kill_often(begun: Callable[..., CrashOffice], folder: Path, *, times: int) -> None:
    office = begun(copies=60)
    promises, chance, killed = Promises(folder / "promises"), random.Random(1), 0
    longest = 8 * pace_of(office, promises)
    while killed < times:
        if len(office.document_ids()) < 20:
            office.copy_case(40)
        killed += kill_at_random(office, promises, chance, longest=longest)
        issued = check_whole(office, promises.all())
        assert issued >= len(list(promises.all()))
    assert issued > times // 4, f"{issued} issued: the children died before they did any work"
    finish(office, promises)


def finish(office: CrashOffice, promises: Promises) -> None:
    """After the last restart the work goes on as if nothing had happened."""
    before, waiting = check_whole(office), office.document_ids()[:5]
    child = start(lambda: issue_all(office, waiting, promises, ready=lambda: None))
    child.join(60)
    assert child.exitcode == 0
    assert check_whole(office, promises.all()) == before + len(waiting)


def test_a_process_killed_fifteen_times_loses_no_number_and_no_document(
    begun: Callable[..., CrashOffice], memory: Path
) -> None:
    kill_often(begun, memory, times=15)


@pytest.mark.full
def test_a_process_killed_two_hundred_times_loses_no_number_and_no_document(
    begun: Callable[..., CrashOffice], memory: Path
) -> None:
    kill_often(begun, memory, times=200)


def test_a_killed_child_is_really_killed(begun: Callable[..., CrashOffice], memory: Path) -> None:
    office = begun()
    child = start(lambda: os.kill(os.getpid(), 9))
    child.join(10)
    assert child.exitcode == KILLED and check_whole(office) == 0
