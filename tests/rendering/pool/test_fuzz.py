"""Thousands of damaged files: each is rendered or refused with a sentence; nothing crashes, nothing hangs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.rendering.pool.mutants import mutant, seeds
from tests.rendering.pool.test_commands import needs_converter
from webapp.errors import DomainError
from webapp.rendering.check import check_template
from webapp.rendering.guard import RefusedFile, admit
from webapp.rendering.pool import Limits, RenderFailed, RenderPool
from webapp.rendering.pool.failure import CRASHED, TOO_BIG, TOO_SLOW
from webapp.rendering.stamp import read_stamps
from webapp.rendering.text import read_text

SLICE, ALL = range(150), range(150, 10_000)
# A mutant may be an honest document of thousands of pages; it is stopped in time, which is what the limit is for.
HONEST_GIANTS = 2
LIMITS = Limits(workers=1, memory=512 << 20, base_seconds=5, xml_bytes_per_second=1 << 40)


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    made = RenderPool(LIMITS)
    yield made
    made.close()


def _lethal(pool: RenderPool, numbers: range) -> tuple[list[int], list[int]]:
    """The mutants that crashed a child, and those it was stopped at; any other error fails the test by itself."""
    good = seeds()
    crashed: list[int] = []
    stopped: list[int] = []
    for number in numbers:
        data = mutant(good, number)
        try:
            admit(data, strict=False)
        except RefusedFile:
            continue
        try:
            pool.render(data)
        except RenderFailed as error:
            if error.sentence in (CRASHED, TOO_BIG):
                crashed.append(number)
            elif error.sentence == TOO_SLOW.format(seconds=LIMITS.base_seconds):
                stopped.append(number)
    return crashed, stopped


@needs_converter
def test_a_slice_of_mutants_kills_no_child(pool: RenderPool) -> None:
    crashed, stopped = _lethal(pool, SLICE)
    assert crashed == []
    assert len(stopped) <= HONEST_GIANTS


@needs_converter
@pytest.mark.full
def test_ten_thousand_mutants_kill_no_child(pool: RenderPool) -> None:
    crashed, stopped = _lethal(pool, ALL)
    assert crashed == []
    assert len(stopped) <= HONEST_GIANTS


def _read_everything(numbers: range) -> int:
    """Everything the web process itself does with a foreign file: it refuses with a sentence or it works."""
    good, refused = seeds(), 0
    for number in numbers:
        data = mutant(good, number)
        try:
            admit(data)
            check_template(data, None)
            read_text(data)
            read_stamps(data)
        except DomainError:
            refused += 1
    return refused


def test_the_web_process_reads_or_refuses_a_slice_of_mutants() -> None:
    assert 0 < _read_everything(SLICE) < len(SLICE)


@pytest.mark.full
def test_the_web_process_reads_or_refuses_ten_thousand_mutants() -> None:
    assert 0 < _read_everything(ALL) < len(ALL)
