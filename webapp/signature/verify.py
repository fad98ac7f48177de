"""What the signatures of a PDF say: who, when, whether the signed bytes are intact, and what came after."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from webapp.errors import DomainError

# An unknown authority is an answer here, not a fault: without this the library prints a traceback for each.
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.CRITICAL)

_MOST = 50  # signatures looked at in one file


class NotAPdf(DomainError):
    """The file is not a PDF that can be read."""

    status = 422


@dataclass(frozen=True)
class SignatureReport:
    """One signature.

    `intact`: the bytes it covers are those that were signed. `sound`: the mathematics of the signature hold. `whole`:
    it covers the file up to its own end. `allowed_changes`: what came after it only added signatures. `trusted` is
    None when no trusted roots were given to compare with.
    """

    field: str
    signer: str
    issuer: str
    fingerprint: str
    at: datetime | None
    stamped: bool  # the time comes from a timestamp authority
    intact: bool
    sound: bool
    whole: bool
    allowed_changes: bool
    trusted: bool | None

    @property
    def is_good(self) -> bool:
        return self.intact and self.sound and self.allowed_changes

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person should know, the worst first."""
        found = []
        if not self.intact or not self.sound:
            found.append("Nội dung đã bị thay đổi sau khi ký; không dùng văn bản này.")
        elif not self.allowed_changes:
            found.append("Sau chữ ký này tệp có thêm nội dung không phải chữ ký; không dùng văn bản này.")
        else:
            found.append("Nội dung còn nguyên như khi ký.")
        if self.trusted is False:
            found.append("Chứng thư của người ký không do tổ chức chứng thực mà cơ quan tin cậy cấp.")
        elif self.trusted is None:
            found.append("Chưa khai tổ chức chứng thực tin cậy nên chưa đối chiếu được người cấp chứng thư.")
        if not self.whole and self.allowed_changes:
            found.append("Tệp có thêm chữ ký khác sau chữ ký này.")
        return tuple(found)


@dataclass(frozen=True)
class SignedFile:
    """A PDF and its signatures, in the order they were made."""

    sha256: str
    signatures: tuple[SignatureReport, ...]
    first_length: int  # bytes of the first revision: what there was before anybody signed

    @property
    def is_good(self) -> bool:
        return bool(self.signatures) and all(one.is_good for one in self.signatures)


def verify_pdf(pdf: bytes, *, roots: Sequence[bytes] = ()) -> SignedFile:
    """Look at every signature. `roots` are trusted certificates (PEM or DER). Raises NotAPdf.

    Nothing is fetched: no revocation list, no online status; the answer is the same on a machine without a network.
    """
    trusted = [_certificate(root) for root in roots]
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        embedded = list(reader.embedded_signatures)[:_MOST]
        reports = tuple(_report(one, trusted) for one in embedded)
        first = _end_of_first_revision(reader, pdf)
    except Exception as error:
        # Whatever a strange or damaged file brings up, the caller gets a sentence; the cause stays attached.
        raise NotAPdf("Tệp này không phải PDF đọc được, hoặc đã hỏng, đã bị sửa.") from error
    return SignedFile(hashlib.sha256(pdf).hexdigest(), reports, first)


def _certificate(data: bytes) -> x509.Certificate:
    raw = pem.unarmor(data)[2] if pem.detect(data) else data
    return x509.Certificate.load(raw)


def _end_of_first_revision(reader: PdfFileReader, pdf: bytes) -> int:
    """The length of the file before its first signature; the whole length when there is none."""
    embedded = list(reader.embedded_signatures)
    if not embedded:
        return len(pdf)
    revision = embedded[0].signed_revision
    starts = list(_ends_of_file(pdf))
    return starts[min(max(revision - 1, 0), len(starts) - 1)] if starts else len(pdf)


def _ends_of_file(pdf: bytes) -> Iterable[int]:
    """Where each revision ends: behind every %%EOF and its line break."""
    position = pdf.find(b"%%EOF")
    while position >= 0:
        end = position + 5
        while end < len(pdf) and pdf[end : end + 1] in b"\r\n":
            end += 1
        yield end
        position = pdf.find(b"%%EOF", end)


def _report(embedded: Any, trusted: list[x509.Certificate]) -> SignatureReport:
    certificate = embedded.signer_cert
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail")
    try:
        status = validate_pdf_signature(embedded, signer_validation_context=context)
        intact, sound, trust = status.intact, status.valid, status.trusted
        changed = status.modification_level not in (None, ModificationLevel.NONE, ModificationLevel.LTA_UPDATES,
                                                    ModificationLevel.FORM_FILLING)  # fmt: skip
        coverage, stamp = status.coverage, status.timestamp_validity
    except (SignatureValidationError, ValueError):
        intact = sound = trust = False
        changed, coverage, stamp = True, SignatureCoverageLevel.UNCLEAR, None
    return SignatureReport(
        field=str(embedded.field_name),
        signer=str(certificate.subject.native.get("common_name", "")),
        issuer=str(certificate.issuer.native.get("common_name", "")),
        fingerprint=hashlib.sha256(certificate.dump()).hexdigest(),
        at=stamp.timestamp if stamp else embedded.self_reported_timestamp,
        stamped=stamp is not None,
        intact=bool(intact),
        sound=bool(sound),
        whole=coverage == SignatureCoverageLevel.ENTIRE_FILE,
        allowed_changes=not changed,
        trusted=bool(trust) if trusted else None,
    )
