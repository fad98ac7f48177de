"""Papers of a case bound into one PDF: in order, each page with its number at the upper right, a bookmark per paper."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf
from PIL import Image

from webapp.errors import DomainError

_SIZE = 10  # points
_RIGHT, _TOP = 42, 30  # points from the edges


class CannotBind(DomainError):
    """One of the papers is not a PDF that can be opened."""

    status = 422


@dataclass(frozen=True)
class Paper:
    """One paper: its line in the list of contents and the bytes of its PDF."""

    title: str
    pdf: bytes
    numbered: bool = True


def bind(papers: Iterable[Paper], *, title: str) -> bytes:
    """One PDF of all papers; the pages of the numbered ones are numbered from 1.

    Cover, list of contents and closing sheet are not: the contents count from the first paper of the file. Raises
    CannotBind naming the paper that cannot be opened.
    """
    bound = pikepdf.new()
    counted: list[int] = []
    with bound.open_outline() as outline:
        for paper in papers:
            first = len(bound.pages)
            bound.pages.extend(_open(paper).pages)
            outline.root.append(pikepdf.OutlineItem(paper.title, first))
            counted += range(first, len(bound.pages)) if paper.numbered else ()
    for number, place in enumerate(counted, start=1):
        _number(bound, bound.pages[place], number)
    bound.docinfo["/Title"] = title
    target = io.BytesIO()
    bound.save(target, deterministic_id=True)
    return target.getvalue()


def page_count(pdf: bytes) -> int | None:
    """Pages of a PDF; None when it cannot be opened or has none."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return len(opened.pages) or None
    except pikepdf.PdfError:
        return None


def picture_to_pdf(picture: bytes) -> bytes:
    """A scanned picture as one A4 page. Raises CannotBind when it is not one."""
    target = io.BytesIO()
    try:
        Image.open(io.BytesIO(picture)).convert("RGB").save(target, "PDF", resolution=150)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise CannotBind("Ảnh quét không mở được nên không đóng vào tập hồ sơ được.") from error
    return target.getvalue()


def _open(paper: Paper) -> pikepdf.Pdf:
    if page_count(paper.pdf) is None:
        raise CannotBind(f"Tệp PDF “{paper.title}” không mở được nên chưa đóng tập được; hãy nộp lại tệp này.")
    return pikepdf.open(io.BytesIO(paper.pdf))


def _number(bound: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
    _, _, right, top = (float(side) for side in page.mediabox)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    name = page.add_resource(font, pikepdf.Name.Font)
    x, y = right - _RIGHT - _SIZE * 0.3 * len(str(number)), top - _TOP
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q q BT {name} {_SIZE} Tf 0 g {x:.2f} {y:.2f} Td ({number}) Tj ET Q".encode())
