"""A hand-over bag (RFC 8493, BagIt 1.0) written into one ZIP file, payload by payload."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import IO

VERIFIER = Path(__file__).with_name("verifier.py")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the ZIP's own; equal payload gives equal bytes


def write_bag(
    target: IO[bytes], *, name: str, payload: Iterable[tuple[str, bytes]], info: Mapping[str, str], on: date
) -> None:
    """Write a bag called `name` into the ZIP `target`: `payload` gives paths below data/ with their bytes.

    The stand-alone verifier lies in the bag as `kiem-tra.py`. `info` becomes bag-info.txt with Bagging-Date and
    Payload-Oxum added.
    """
    manifest: dict[str, str] = {}
    octets = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in payload:
            manifest[f"data/{path}"] = _add(archive, f"{name}/data/{path}", data)
            octets += len(data)
        facts = {**info, "Bagging-Date": on.isoformat(), "Payload-Oxum": f"{octets}.{len(manifest)}"}
        tags = {
            "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(f"{label}: {' '.join(value.split())}\n" for label, value in facts.items()),
            "manifest-sha256.txt": _lines(manifest),
            "kiem-tra.py": VERIFIER.read_text(encoding="utf-8"),
        }
        sealed = {path: _add(archive, f"{name}/{path}", text.encode()) for path, text in tags.items()}
        _add(archive, f"{name}/tagmanifest-sha256.txt", _lines(sealed).encode())


def _lines(manifest: Mapping[str, str]) -> str:
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(manifest.items()))


def _add(archive: zipfile.ZipFile, path: str, data: bytes) -> str:
    entry = zipfile.ZipInfo(path, _FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
    return hashlib.sha256(data).hexdigest()
