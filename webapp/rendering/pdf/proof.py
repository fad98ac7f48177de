"""The proof on the first page: a QR code with the number, the date and the SHA-256 of the file it stands in.

A file cannot hold its own hash, so the code's picture and its text lie in one object of fixed length, and the hash
covers every byte of the issued file outside that object. Whoever signs the file later only adds bytes after its end;
the length of the issued file is written beside the text. Anyone can check it without Án Thư:
`webapp/static/verify.html` does, and so can a page of code in any language.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import date

import pydyf
import segno

from webapp.errors import DomainError

KIND = "AT1"
QR_VERSION = 6
"""41 × 41 modules; holds 106 bytes at error level M, which printing and copying leave readable."""

_MODULES = 41
_ROOM = 106  # bytes of text the code can hold
_SIDE = 14 / 25.4 * 72  # points; 0.34 mm a module
_RIGHT, _BOTTOM = 15 / 25.4 * 72, 4 / 25.4 * 72  # distance from the edges of the sheet, inside the bottom margin
_DIGEST = 43  # characters of a SHA-256 in base64url without padding
_REGION = re.compile(rb"/AnThuProof \(([^()]*)\) /AnThuLength ([0-9]{10})(.*?)endstream", re.DOTALL)
_LINE = "{kind}|{number}|{on}|{digest}"


class NoProof(DomainError):
    """The PDF carries no code of this kind, or more than one."""

    status = 422


@dataclass(frozen=True)
class Proof:
    """What the code says. `digest` is the SHA-256 in base64url; `length` the bytes of the file when it was issued."""

    number: str
    on: date
    digest: str
    length: int

    @property
    def text(self) -> str:
        return _LINE.format(kind=KIND, number=self.number, on=self.on.isoformat(), digest=self.digest)


def place(pdf: pydyf.PDF, page: pydyf.Dictionary) -> None:
    """Draw the empty code on the first page; `fill` writes it when the bytes are known."""
    image = _Code()
    pdf.add_object(image)

    width = float(page["MediaBox"][2])
    resources = next(item for item in pdf.objects if item.reference == page["Resources"])
    resources["XObject"]["AnThuQR"] = image.reference
    before, after = pydyf.Stream([b"q"]), pydyf.Stream([_drawing(width - _RIGHT - _SIDE)])
    pdf.add_object(before)
    pdf.add_object(after)
    page["Contents"] = pydyf.Array([before.reference, page["Contents"], after.reference])


def _drawing(left: float) -> bytes:
    square = f"{_SIDE:.3f} 0 0 {_SIDE:.3f} {left:.3f} {_BOTTOM:.3f}"
    return f"Q /Artifact BMC q 0 g {square} cm /AnThuQR Do Q EMC".encode()


class _Code(pydyf.Object):  # type: ignore[misc]
    """The picture of the code as a mask: one bit a module, written in hexadecimal so that its length never changes."""

    compressible = False

    @property
    def data(self) -> bytes:
        return _object("", 0, _bits(None))


def _object(text: str, length: int, bits: bytes) -> bytes:
    padded = text.encode().ljust(_ROOM)
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {_MODULES} /Height {_MODULES} /ImageMask true /BitsPerComponent 1 "
        f"/Decode [1 0] /Filter /ASCIIHexDecode /Length {len(bits)} "
    )
    tail = b" /AnThuLength %010d >>\nstream\n" % length
    return head.encode() + b"/AnThuProof (" + padded + b")" + tail + bits + b"\nendstream"


def _bits(code: segno.QRCode | None) -> bytes:
    rows = code.matrix if code else ((0,) * _MODULES,) * _MODULES
    width = (_MODULES + 7) // 8
    packed = (int("".join(str(bit & 1) for bit in row).ljust(width * 8, "0"), 2).to_bytes(width, "big") for row in rows)
    return b"".join(packed).hex().upper().encode() + b">"


def fill(pdf: bytes, *, number: str, on: date) -> bytes:
    """Write number, date and hash into the empty code; the length of the file stays the same.

    Raises NoProof when the number is too long for the code or the file has no empty code.
    """
    region = _region(pdf)
    proof = Proof(number, on, _digest(pdf, region), len(pdf))
    if len(proof.text.encode()) > _ROOM:
        raise NoProof(f"Số, ký hiệu “{number}” quá dài, không in được vào mã kiểm tra trên văn bản.")
    code = segno.make(
        proof.text, version=QR_VERSION, error="m", mode="byte", encoding="utf-8", eci=False, boost_error=False
    )
    written = _object(proof.text, proof.length, _bits(code))
    start = written.index(b"/AnThuProof")
    return pdf[: region.start()] + written[start:] + pdf[region.end() :]


def read_proof(pdf: bytes) -> Proof:
    """What the code in a PDF says, without checking it. Raises NoProof."""
    region = _region(pdf)
    parts = region[1].decode(errors="replace").strip().split("|")
    if len(parts) != 4 or parts[0] != KIND or len(parts[3]) != _DIGEST:
        raise NoProof("Mã kiểm tra trong tệp PDF không đọc được: tệp đã bị sửa hoặc không do Án Thư làm ra.")
    try:
        return Proof(parts[1], date.fromisoformat(parts[2]), parts[3], int(region[2]))
    except ValueError as error:
        raise NoProof("Mã kiểm tra trong tệp PDF ghi sai ngày: tệp đã bị sửa.") from error


def is_whole(pdf: bytes) -> bool:
    """Whether every byte of the issued file is as it was, whatever was added after its end. Raises NoProof."""
    proof, issued = read_proof(pdf), pdf[: read_proof(pdf).length]
    return len(issued) == proof.length and _digest(issued, _region(issued)) == proof.digest


def _region(pdf: bytes) -> re.Match[bytes]:
    found = list(_REGION.finditer(pdf))
    if len(found) != 1:
        raise NoProof("Tệp PDF không có mã kiểm tra của Án Thư, hoặc có nhiều hơn một; không kiểm tra được bằng mã.")
    return found[0]


def _digest(pdf: bytes, region: re.Match[bytes]) -> str:
    hashed = hashlib.sha256(pdf[: region.start()])
    hashed.update(pdf[region.end() :])
    return base64.urlsafe_b64encode(hashed.digest()).decode().rstrip("=")
