"""The hash chain: every way of rewriting history is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from webapp.archive.chain import START, Entry, problems


def chain(length: int) -> list[Entry]:
    """A right chain."""
    entries: list[Entry] = []
    for seq in range(1, length + 1):
        bare = Entry("office", seq, "2021-07-12T01:00:00+00:00", "u1", "Quyết", "document_signed", "case", {"n": seq},
                     entries[-1].hash if entries else START)  # fmt: skip
        entries.append(replace(bare, hash=bare.digest()))
    return entries


def judged(entries: list[Entry], head: Entry | None = None) -> list[str]:
    last = head or (entries[-1] if entries else None)
    return problems(entries, head_seq=last.seq if last else 0, head_hash=last.hash if last else "")


def test_a_right_chain_has_no_problem() -> None:
    assert judged(chain(5)) == [] and judged([]) == []


def rehashed(entries: list[Entry], at: int, **changes: object) -> list[Entry]:
    """Edit an entry and hash it anew, as somebody who knows the code would."""
    edited = replace(entries[at], **changes)  # type: ignore[arg-type]
    return [*entries[:at], replace(edited, hash=edited.digest()), *entries[at + 1 :]]


@pytest.mark.parametrize(
    ("tampered", "sentence"),
    [
        (lambda e: [e[0], replace(e[1], payload={"n": 9}), *e[2:]], "mục 2 (document_signed): nội dung đã bị sửa"),
        (lambda e: [e[0], replace(e[1], actor_name="Ai đó"), *e[2:]], "mục 2 (document_signed): nội dung đã bị sửa"),
        (lambda e: rehashed(e, 1, payload={"n": 9}), "mục 3: không nối với mục trước"),
        (lambda e: [e[0], *e[2:]], "chờ mục 2 nhưng gặp mục 3"),
        (lambda e: [e[0], e[2], e[1], *e[3:]], "chờ mục 2 nhưng gặp mục 3"),
        (lambda e: [*e[:3], e[2], *e[3:]], "chờ mục 4 nhưng gặp mục 3"),
    ],
    ids=["payload", "actor", "rehashed", "removed", "reordered", "inserted"],
)
def test_every_change_is_seen(tampered: Callable[[list[Entry]], list[Entry]], sentence: str) -> None:
    entries = chain(5)
    assert any(sentence in problem for problem in judged(tampered(entries), entries[-1]))


@pytest.mark.parametrize("kept", [0, 4])
def test_a_cut_tail_is_seen(kept: int) -> None:
    entries = chain(5)
    assert any("phần đuôi đã bị cắt hoặc thêm" in problem for problem in judged(entries[:kept], entries[-1]))


def test_an_added_tail_is_seen() -> None:
    entries = chain(5)
    assert any("phần đuôi đã bị cắt hoặc thêm" in problem for problem in judged(entries, entries[3]))
