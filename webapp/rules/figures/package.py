"""The file that carries the figures of a closed period to the superior's installation, without a network between them.

A ZIP of `manifest.json` and `figures.json`. The manifest holds the SHA-256 of the figures and the place of the closing
in the sender's ledger; the code of the whole file is told beside it (on paper, by telephone), so that a file somebody
changed is refused even when its manifest was changed along.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.errors import DomainError

FORMAT = "anthu-period-1"
MOST_BYTES = 5 * 1024 * 1024
_MOST_PLAIN = 40 * 1024 * 1024
_FILES = ("figures.json", "manifest.json")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class BadPackage(DomainError):
    """The file is no package, or not the one that was sent."""

    status = 422


@dataclass(frozen=True)
class Package:
    """What a package says."""

    office: str
    label: str
    first: date
    last: date
    cells: Mapping[str, int]
    restated: int
    closed_by: str
    closed_at: str
    ledger: str
    sha256: str


def code_of(data: bytes) -> str:
    """`7F3A-09BC-55D1`: what the sender tells the receiver beside the file."""
    digest = hashlib.sha256(data).hexdigest()[:12].upper()
    return "-".join(digest[place : place + 4] for place in (0, 4, 8))


def build_package(manifest: Mapping[str, Any], figures: Mapping[str, Any]) -> bytes:
    """The same bytes for the same figures."""
    body = _json(figures)
    head = _json({"format": FORMAT, **manifest, "files": {"figures.json": hashlib.sha256(body).hexdigest()}})
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in zip(_FILES, (body, head), strict=True):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, data)
    return target.getvalue()


def read_package(data: bytes, *, code: str) -> Package:
    """Raises BadPackage with the reason: no package, another code, figures that are not those of the manifest."""
    if len(data) > MOST_BYTES:
        raise BadPackage("Tệp lớn quá 5 MB, không phải gói số liệu một kỳ.")
    if _plain_code(code) != _plain_code(code_of(data)):
        raise BadPackage(
            f"Mã đối chiếu không khớp: tệp này có mã {code_of(data)}. Tệp đã bị sửa, tải thiếu, hoặc nhầm tệp; đề nghị "
            "nơi gửi cho biết mã và gửi lại."
        )
    manifest, body = _parts(data)
    if hashlib.sha256(body).hexdigest() != (manifest.get("files") or {}).get("figures.json"):
        raise BadPackage("Số liệu trong tệp không khớp bản kê SHA-256: tệp đã bị sửa. Đề nghị nơi gửi xuất lại.")
    try:
        return _package(manifest, json.loads(body), hashlib.sha256(data).hexdigest())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadPackage("Gói số liệu thiếu phần bắt buộc; đề nghị nơi gửi xuất lại.") from error


def _package(manifest: Mapping[str, Any], figures: Mapping[str, Any], digest: str) -> Package:
    cells = {str(cell): value for cell, value in figures["cells"].items()}
    if any(not isinstance(value, int) or isinstance(value, bool) or value < 0 for value in cells.values()):
        raise ValueError
    period, ledger = manifest["period"], manifest["ledger"]
    return Package(
        office=str(manifest["office"])[:300], label=str(period["label"])[:200],
        first=date.fromisoformat(period["first"]), last=date.fromisoformat(period["last"]), cells=cells,
        restated=len(figures["restatements"]), closed_by=str(manifest["closed_by"]),
        closed_at=str(manifest["closed_at"]), ledger=f"{int(ledger['seq'])}:{ledger['hash']}", sha256=digest,
    )  # fmt: skip


def _parts(data: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = {info.filename: info for info in package.infolist()}
            if sorted(infos) != list(_FILES) or sum(info.file_size for info in infos.values()) > _MOST_PLAIN:
                raise BadPackage("Tệp không phải gói số liệu do hệ thống xuất.")
            manifest = json.loads(package.read("manifest.json"))
            body = package.read("figures.json")
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError) as error:
        raise BadPackage("Tệp không phải gói số liệu do hệ thống xuất, hoặc tải chưa trọn.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadPackage("Gói số liệu thuộc phiên bản khác; cập nhật hệ thống rồi nhập lại.")
    return manifest, body


def _plain_code(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()
