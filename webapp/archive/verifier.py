#!/usr/bin/env python3
"""Kiểm tra một gói hồ sơ đã xuất, không cần Án Thư: chỉ cần Python 3.9 trở lên và đúng tệp này.

    python3 kiem-tra.py THƯ-MỤC-GÓI [--head MÃ-BĂM]

Đi hết gói: từng tệp khớp danh mục băm (RFC 8493), chuỗi sự kiện không bị sửa, chèn, xoá, đảo hay cắt đuôi, văn bản khớp
với sự kiện ban hành. `--head` là mã đầu chuỗi in trong sổ đăng ký; có nó thì đuôi bị cắt cả trong gói cũng lộ ra.

The product itself uses the same functions for its own ledger (webapp/archive/chain.py), so there is one definition.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

START = "0" * 64
COVERED = (
    "office_id",
    "seq",
    "at",
    "actor_id",
    "actor_name",
    "event",
    "case_id",
    "payload",
    "previous_hash",
)
"""What the hash of a ledger entry covers: everything but the hash itself."""


def entry_digest(entry: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a ledger entry (a dict with the names of COVERED)."""
    covered = {name: entry[name] for name in COVERED}
    text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chain_problems(entries: Iterable[Mapping[str, Any]], head_seq: int, head_hash: str) -> list[str]:
    """Every break of one office's chain, as sentences.

    An entry of another case may be given as its seq, previous_hash and hash alone; then only its links are checked.
    """
    found = []
    expected, previous = 1, START
    for entry in entries:
        seq = entry["seq"]
        if seq != expected:
            found.append(f"Sổ sự kiện: chờ mục {expected} nhưng gặp mục {seq}.")
        if entry["previous_hash"] != previous:
            found.append(f"Sổ sự kiện mục {seq}: không nối với mục trước.")
        if "payload" in entry and entry_digest(entry) != entry["hash"]:
            found.append(f"Sổ sự kiện mục {seq} ({entry['event']}): nội dung đã bị sửa.")
        expected, previous = seq + 1, entry["hash"]
    if (expected - 1, previous) != (head_seq, head_hash or START):
        found.append(
            f"Sổ sự kiện: mục cuối là {expected - 1}, đầu chuỗi ghi {head_seq}; phần đuôi đã bị cắt hoặc thêm."
        )
    return found


def _manifest(bag: Path, name: str) -> dict[str, str]:
    lines = (bag / name).read_text(encoding="utf-8").splitlines()
    return {path: sha256 for sha256, _, path in (line.partition("  ") for line in lines)}


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def file_problems(bag: Path) -> list[str]:
    """Files of the bag that are missing, changed or unknown to its manifests."""
    if not (bag / "manifest-sha256.txt").is_file() or not (bag / "tagmanifest-sha256.txt").is_file():
        return ["Gói thiếu danh mục băm (manifest-sha256.txt, tagmanifest-sha256.txt)."]
    noted = {**_manifest(bag, "manifest-sha256.txt"), **_manifest(bag, "tagmanifest-sha256.txt")}
    present = {path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file()}
    found = [f"Thiếu tệp {name}." for name in sorted(set(noted) - present)]
    strangers = present - set(noted) - {"tagmanifest-sha256.txt"}
    found += [f"Tệp lạ {name}: không có trong danh mục." for name in sorted(strangers)]
    return found + [
        f"Tệp {name} đã bị thay đổi." for name in sorted(set(noted) & present) if _hash(bag / name) != noted[name]
    ]


def document_problems(bag: Path, record: Mapping[str, Any], entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Issued documents that differ from what the ledger says of their issue."""
    issued = {e["payload"]["document"]: e["payload"] for e in entries if e.get("event") == "document_issued"}
    found = []
    for document in record["documents"]:
        name = f"{document['title']} số {document['number'] or '—'}"
        told = issued.pop(document["id"], None)
        if told is None:
            found.append(f"{name}: sổ sự kiện không ghi việc ban hành.")
            continue
        stated = {key: document[key] for key in ("number", "title", "on", "docx", "pdf")}
        if any(str(told[key]) != str(value) for key, value in stated.items()):
            found.append(f"{name}: không khớp với sổ sự kiện.")
        for kind in ("pdf", "docx"):
            path = bag / "data" / document[f"{kind}_file"]
            if not path.is_file() or _hash(path) != told[kind]:
                found.append(f"{name}: tệp {kind.upper()} không phải tệp đã ban hành.")
    return found + [
        f"Thiếu văn bản đã ban hành: {told['title']} số {told['number'] or '—'}." for told in issued.values()
    ]


def problems(bag: Path, head: str = "") -> list[str]:
    """Everything wrong with a bag, as Vietnamese sentences; an empty list when it is whole."""
    found = file_problems(bag)
    try:
        record = json.loads((bag / "data/ho-so.json").read_text(encoding="utf-8"))
        lines = (bag / "data/so-su-kien.jsonl").read_text(encoding="utf-8").splitlines()
        entries = [json.loads(line) for line in lines]
        found += chain_problems(entries, record["head"]["seq"], record["head"]["hash"])
        if head and head.lower() != record["head"]["hash"]:
            found.append("Đầu chuỗi sự kiện trong gói khác mã đầu chuỗi được đưa ra đối chiếu.")
        found += document_problems(bag, record, entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        found.append(f"Không đọc được hồ sơ hoặc sổ sự kiện trong gói ({type(error).__name__}: {error}).")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line: print what is wrong and leave with 1, or say that the bag is whole."""
    parser = argparse.ArgumentParser(description="Kiểm tra gói hồ sơ đã xuất từ Án Thư.")
    parser.add_argument("bag", type=Path, help="thư mục của gói (đã giải nén)")
    parser.add_argument("--head", default="", help="mã đầu chuỗi sự kiện in trong sổ đăng ký văn bản đi")
    given = parser.parse_args(arguments)
    found = problems(given.bag, given.head)
    for problem in found:
        print(problem)
    print(f"Có {len(found)} chỗ sai." if found else "Gói hồ sơ nguyên vẹn.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
