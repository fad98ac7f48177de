"""Numbers under load and under kill -9: none lost, none doubled, none skipped, also of those held, struck out and late.

The sizes of an office that runs for a whole term are marked `full`; a small share of each runs every time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.crash.children import FORK, KILLED, Promises, issue_all, start
from tests.crash.clerks import TYPES, Acknowledged, Count, check_numbers, keep_numbering
from tests.crash.office import CrashOffice

Begun = Callable[..., CrashOffice]
WEB_PROCESSES = 3
SERIES_OF_DECISIONS = ("QĐ",)


def race(begun: Begun, folder: Path, *, workers: int, types: tuple[str, ...], upto: int) -> Count:
    """Let clerks take numbers of all series at once until each has given `upto`."""
    office, told, ready = begun(), Acknowledged(folder / "told", synced=False), FORK.Semaphore(0)
    walked = check_numbers(office, types, ()).given  # the case walked before has a number of its own
    work = partial(keep_numbering, office, types, told, upto=upto, ready=ready.release)
    children = [start(work) for _ in range(workers)]
    for child in children:
        child.join(3000)
    assert [child.exitcode for child in children] == [0] * workers
    acknowledged = list(told.all())
    count = check_numbers(office, types, acknowledged, upto=upto)
    lines = [one for one in acknowledged if one.act in ("line", "use")]
    assert len(lines) == count.given - walked, "a line nobody was told of, or told of twice"
    assert count.series == len(types) and count.given + count.held > len(types) * upto - 1
    return count


def until_a_number_was_given(told: Acknowledged, promises: Promises) -> None:
    """On a slow machine the first round would otherwise be over before anybody had done anything."""
    deadline = time.monotonic() + 30
    while next(told.all(), None) is None and not any(promises.all()) and time.monotonic() < deadline:
        time.sleep(0.01)


def kill_rounds(begun: Begun, folder: Path, *, rounds: int) -> tuple[int, Count]:
    """In each round three web processes issue and a worker books other papers in the same series; all are killed."""
    office, chance, killed = begun(copies=60), random.Random(7), 0
    promises, told = Promises(folder / "promises"), Acknowledged(folder / "told")
    for _ in range(rounds):
        if len(office.document_ids()) < 20:
            office.copy_case(40)
        ids, together = office.document_ids()[:-1], FORK.Barrier(WEB_PROCESSES + 2)
        at_the_start = partial(together.wait, 60)
        children = [start(partial(issue_all, office, ids, promises, ready=at_the_start)) for _ in range(WEB_PROCESSES)]
        children.append(
            start(partial(keep_numbering, office, SERIES_OF_DECISIONS, told, upto=10**6, ready=at_the_start))
        )
        together.wait(60)
        until_a_number_was_given(told, promises)
        for child in chance.sample(children, len(children)):
            time.sleep(chance.uniform(0, 0.05))
            child.kill()
        for child in children:
            child.join(60)
            assert child.exitcode in (KILLED, 0)
        killed += sum(child.exitcode == KILLED for child in children)
        count = check_numbers(office, SERIES_OF_DECISIONS, told.all())
    kept = list(promises.all())
    assert len({promise.number for promise in kept}) == len({promise.document for promise in kept}) == len(kept)
    return killed, count


def test_a_few_clerks_share_two_series_without_a_gap(begun: Begun, memory: Path) -> None:
    count = race(begun, memory, workers=4, types=TYPES[:2], upto=40)
    assert count.held and count.given


def test_web_processes_and_a_worker_killed_together_lose_no_number(begun: Begun, memory: Path) -> None:
    killed, count = kill_rounds(begun, memory, rounds=4)
    assert killed and count.series == 1


@pytest.mark.full
def test_thirty_two_clerks_fill_ten_series_of_a_thousand(begun: Begun, memory: Path) -> None:
    count = race(begun, memory, workers=32, types=TYPES, upto=1000)
    print(count)
    assert count.void and count.late


@pytest.mark.full
def test_two_hundred_rounds_of_kill_lose_no_number(begun: Begun, memory: Path, server: str) -> None:
    killed, count = kill_rounds(begun, memory, rounds=50 if server else 200)
    print(killed, count)
    assert count.given > 200 // (4 if server else 1)
