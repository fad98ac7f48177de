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

SLICE, ALL = range(500), range(500, 10_000)
LIMITS = Limits(workers=1, memory=512 << 20, base_seconds=5, xml_bytes_per_second=1 << 40)


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    made = RenderPool(LIMITS)
    yield made
    made.close()


def _lethal(pool: RenderPool, numbers: range) -> list[str]:
    """The mutants that a child did not survive. Anything but a DomainError fails the test by itself."""
    good, lethal = seeds(), []
    too_slow = TOO_SLOW.format(seconds=LIMITS.base_seconds)
    for number in numbers:
        data = mutant(good, number)
        try:
            admit(data, strict=False)
        except RefusedFile:
            continue
        try:
            pool.render(data)
        except RenderFailed as error:
            if error.sentence in (CRASHED, TOO_BIG, too_slow):
                lethal.append(f"mutant {number}: {error.sentence}")
    return lethal


@needs_converter
def test_a_slice_of_mutants_kills_no_child(pool: RenderPool) -> None:
    assert _lethal(pool, SLICE) == []


@needs_converter
@pytest.mark.full
def test_ten_thousand_mutants_kill_no_child(pool: RenderPool) -> None:
    assert _lethal(pool, ALL) == []


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
