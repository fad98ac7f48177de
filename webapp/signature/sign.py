"""Sign a PDF: an incremental update with a PAdES signature and its picture; a timestamp when an authority is given."""

from __future__ import annotations

import io

from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from webapp.errors import DomainError
from webapp.signature.keys import Key
from webapp.signature.look import Look


class _Writer(IncrementalPdfFileWriter):
    """Adds to a file without touching its description: rewritten, it would no longer say that the file is PDF/A."""

    def _update_meta(self) -> None:
        return None


class CannotSign(DomainError):
    """The file cannot be signed, or the timestamp authority did not answer."""

    status = 422


def sign_pdf(
    pdf: bytes, key: Key, *, field: str, reason: str, look: Look | None = None, timestamps: TimeStamper | None = None
) -> bytes:
    """`pdf` with one more signature, as an incremental update: the first bytes are those of `pdf`.

    `field` is the name of the signature field, new in this file. Raises CannotSign.
    """
    try:
        writer = _Writer(io.BytesIO(pdf), strict=False)
        metadata = PdfSignatureMetadata(
            field_name=field, reason=reason, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
        )
        signer = PdfSigner(
            metadata, key.signer, timestamper=timestamps, stamp_style=_style(look) if look else None,
            new_field_spec=_field(field, look),
        )  # fmt: skip
        return bytes(signer.sign_pdf(writer).getbuffer())
    except TimestampRequestError as error:
        raise CannotSign("Máy chủ dấu thời gian không trả lời; thử lại, hoặc ký không có dấu thời gian.") from error
    except (SigningError, PdfError, ValueError) as error:
        raise CannotSign(f"Không ký được tệp PDF này: {error}") from error


def _field(name: str, look: Look | None) -> SigFieldSpec:
    if look is None:
        return SigFieldSpec(name)
    spot = look.spot
    left, bottom = round(spot.left), round(spot.bottom)
    box = (left, bottom, left + round(spot.width), bottom + round(spot.height))
    return SigFieldSpec(name, on_page=spot.page, box=box)


def _style(look: Look) -> StaticStampStyle:
    picture = Image.open(io.BytesIO(look.picture))
    return StaticStampStyle(background=PdfImage(picture), border_width=0, background_opacity=1.0)
