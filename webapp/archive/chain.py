"""The hash chain of the ledger: what an entry's hash covers, and how a chain is checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

START = "0" * 64


@dataclass(frozen=True)
class Entry:
    """An entry as plain values; `at` is ISO text in UTC."""

    office_id: str
    seq: int
    at: str
    actor_id: str | None
    actor_name: str
    event: str
    case_id: str | None
    payload: dict[str, Any]
    previous_hash: str
    hash: str = ""

    def digest(self) -> str:
        """SHA-256 over the canonical JSON of everything but the hash itself."""
        covered = {name: value for name, value in vars(self).items() if name != "hash"}
        text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def problems(entries: Iterable[Entry], *, head_seq: int, head_hash: str) -> list[str]:
    """Every break of one office's chain: edited, inserted, removed or reordered entries, and a cut tail."""
    found: list[str] = []
    expected_seq, previous = 1, START
    for entry in entries:
        if entry.seq != expected_seq:
            found.append(f"Sổ sự kiện: chờ mục {expected_seq} nhưng gặp mục {entry.seq}.")
        if entry.previous_hash != previous:
            found.append(f"Sổ sự kiện mục {entry.seq}: không nối với mục trước.")
        if entry.digest() != entry.hash:
            found.append(f"Sổ sự kiện mục {entry.seq} ({entry.event}): nội dung đã bị sửa.")
        expected_seq, previous = entry.seq + 1, entry.hash
    if (expected_seq - 1, previous) != (head_seq, head_hash or START):
        found.append(
            f"Sổ sự kiện: mục cuối là {expected_seq - 1}, đầu chuỗi ghi {head_seq}; phần đuôi đã bị cắt hoặc thêm."
        )
    return found
