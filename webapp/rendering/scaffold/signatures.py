"""How a document ends: recipients and signer side by side, or the signatures of a minutes in two or three columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.rendering.scaffold.tables import Cell, borderless
from webapp.rendering.scaffold.xml import control, loop, paragraph, text_paragraph

_RECIPIENTS_MM, _SIGNER_MM = 80.0, 85.0
_TEXT_MM = 165.0
_THREE_MM = (47.0, 71.0, 47.0)
_BLANK = "\u00a0" * 12


@dataclass(frozen=True)
class Signatory:
    """One column of the signatures under a minutes: what is printed above and below the gap."""

    label: str
    name: str


def signer_block(*, gap_lines: int, authority: bool = True, title: str = _BLANK) -> str:
    """“Nơi nhận:” on the left, authority, title, gap and name on the right, never torn over two pages.

    `title` stands in the control until the document is signed.
    """
    signer = text_paragraph("Authority", "{{ sign_authority }}") if authority else ""
    signer += paragraph("SignerTitle", control("signer_title", title, number=1003))
    signer += paragraph("SignatureGap") * gap_lines
    signer += paragraph("SignerName", control("signer_name", _BLANK, number=1004))
    widths = [_RECIPIENTS_MM, _SIGNER_MM]
    return gap_before() + borderless([[Cell(_recipients()), Cell(signer)]], widths, whole=True)


def signature_row(signatories: Sequence[Signatory], *, gap_lines: int, text_mm: float = _TEXT_MM) -> str:
    """The signatures of a minutes in ONE row, for a row is never torn; no recipients, no number.

    The middle one of three columns is wide enough for its label to stay on one line, so that all names stand level.
    `text_mm` is the width between the margins, 252 on a turned page.
    """
    widths = _THREE_MM if len(signatories) == 3 else [text_mm / len(signatories)] * len(signatories)
    gap = paragraph("SignatureGap") * gap_lines
    cells = [
        Cell(text_paragraph("Authority", each.label) + gap + text_paragraph("SignerName", each.name))
        for each in signatories
    ]
    return gap_before() + borderless([cells], widths, whole=True)


def gap_before() -> str:
    """A small line between the text and the signatures that stays with them."""
    return paragraph("Separator", keep_next=True)


def _recipients() -> str:
    lines = loop("recipient in recipients", text_paragraph("Recipients", "- {{ recipient }}"))
    return text_paragraph("RecipientsLabel", "Nơi nhận:") + lines
