"""WordprocessingML as text: runs, paragraphs, content controls. Lengths in dxa (1/20 pt), sizes in half points."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOLD = re.compile(r"\*\*(.+?)\*\*")

CONTROL_LABELS = {
    "doc_number": "Số, ký hiệu (điền khi phát hành)",
    "issue_date": "Ngày ban hành (điền khi phát hành)",
    "signer_title": "Chức vụ người ký (điền khi ký)",
    "signer_name": "Họ và tên người ký (điền khi ký)",
}


def dxa(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm / 25.4 * 1440)


def half_points(pt: float) -> int:
    return round(pt * 2)


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """One run; a tab character becomes a tab."""
    properties = "<w:b/>" * bold + "<w:i/>" * italic
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{pieces}</w:r>"


def runs(text: str) -> str:
    """Runs of a text in which **double stars** mark bold."""
    return "".join(run(piece, bold=bool(number % 2)) for number, piece in enumerate(_BOLD.split(text)) if piece)


def control(tag: str, text: str, *, number: int) -> str:
    """A plain-text content control at run level; the product replaces its text when the document is issued."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(CONTROL_LABELS[tag])}"/><w:tag w:val="{tag}"/>'
        f'<w:id w:val="{number}"/><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>'
    )


def paragraph(style: str, content: str = "", *, keep_next: bool = False) -> str:
    """A paragraph in a named style; `content` is ready XML."""
    keep = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{content}</w:p>'


def text_paragraph(style: str, text: str, *, keep_next: bool = False) -> str:
    """A paragraph of text with **bold** marks."""
    return paragraph(style, runs(text), keep_next=keep_next)


def loop(clause: str, *inner: str) -> str:
    """Paragraphs repeated by docxtpl: `{%p for clause %}` … `{%p endfor %}`, each tag alone in its paragraph."""
    return text_paragraph("Tag", f"{{%p for {clause} %}}") + "".join(inner) + text_paragraph("Tag", "{%p endfor %}")


def when(condition: str, *inner: str, otherwise: str = "") -> str:
    """Paragraphs printed only under a condition."""
    other = text_paragraph("Tag", "{%p else %}") + otherwise if otherwise else ""
    opening, closing = text_paragraph("Tag", f"{{%p if {condition} %}}"), text_paragraph("Tag", "{%p endif %}")
    return opening + "".join(inner) + other + closing
