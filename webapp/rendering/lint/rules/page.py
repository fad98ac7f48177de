"""Paper, margins, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from lxml import etree

from webapp.rendering.convert.model import Block, Paragraph, Section, Table
from webapp.rendering.convert.model.inline import Anchor, Drawing, Inline, PageField
from webapp.rendering.convert.read.xml import Element, W
from webapp.rendering.lint import numbering
from webapp.rendering.lint.finding import Remark
from webapp.rendering.lint.pages import count_pages
from webapp.rendering.lint.sheet import MM, Sheet, mm, pt, span

_A5 = (148.0, 210.0)


def paper(sheet: Sheet) -> Iterator[Remark]:
    """A4, upright or on its side; A5 is allowed for administrative papers (letters of introduction, slips)."""
    page = sheet.profile.page
    wanted = (page.width_mm, page.height_mm)
    for element, section in sheet.paper.sections:
        found = (section.width / MM, section.height / MM)
        if any(_same(found, size) or _same(found, size[::-1]) for size in (wanted, _A5)):
            continue
        yield Remark(
            "paper",
            f"Khổ giấy là {mm(section.width)} × {mm(section.height)} mm; đặt lại khổ A4 {pt(wanted[0])} × "
            f"{pt(wanted[1])} mm.",
            mend=None if element is None else partial(_set_paper, element, wanted, section.width > section.height),
        )


def _same(found: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return all(abs(one - other) < 1.5 for one, other in zip(found, wanted, strict=True))


def _set_paper(element: Element, size: tuple[float, float], turned: bool) -> None:
    width, height = size[::-1] if turned else size
    _child(element, "pgSz", w=_twips(width), h=_twips(height))


def margins(sheet: Sheet) -> Iterator[Remark]:
    """Each margin within the guide's tolerance. Mirrored margins are the guide's own way of printing on both sides."""
    page, slack = sheet.profile.page, sheet.profile.lint.tolerance_mm * MM
    names = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
    many = len(sheet.paper.sections) > 1
    for number, (element, section) in enumerate(sheet.paper.sections, start=1):
        top, bottom = page.vertical_mm((section.width / MM, section.height / MM))
        wanted = {"top": top, "bottom": bottom, "left": page.left_mm, "right": page.right_mm}
        wrong = {side: size for side, size in wanted.items() if _off(getattr(section, side), side, size, sheet, slack)}
        if not wrong:
            continue
        told = "; ".join(
            f"lề {names[side]} {mm(getattr(section, side))} mm, phải là {_allowed(side, size, sheet)} mm"
            for side, size in wrong.items()
        )
        place = f"Phần {number}: " if many else ""
        mend = None if element is None else partial(_set_margins, element, wrong)
        yield Remark("margins", f"{place}{told[0].upper() if not place else told[0]}{told[1:]}.", mend=mend)


def _off(found: float, side: str, size: float, sheet: Sheet, slack: float) -> bool:
    high = max(size, sheet.profile.lint.margins_up_to.get(side, size))
    return not size * MM - slack <= found <= high * MM + slack


def _allowed(side: str, size: float, sheet: Sheet) -> str:
    return span(size, max(size, sheet.profile.lint.margins_up_to.get(side, size)))


def _set_margins(element: Element, sides: dict[str, float]) -> None:
    _child(element, "pgMar", **{side: _twips(size) for side, size in sides.items()}, gutter="0")


def _child(element: Element, name: str, **attributes: str) -> None:
    found = element.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        later = ("pgBorders", "lnNumType", "pgNumType", "cols", "titlePg", "docGrid", "pgMar", "paperSrc")
        spot = next((i for i, each in enumerate(element) if etree.QName(each).localname in later), len(element))
        element.insert(spot, found)
    for key, text in attributes.items():
        found.set(W + key, text)


def _twips(size_mm: float) -> str:
    return str(round(size_mm * MM * 20))


def page_number(sheet: Sheet) -> Iterator[Remark]:
    """Arabic, 14, centred, 10 mm from the top edge, not on the first page."""
    if not sheet.paper.sections:
        return
    element, first = sheet.paper.sections[0]
    mend = None if element is None else partial(numbering.set_page_numbers, sheet.paper, sheet.profile)
    header = _fields(first.headers.get("default", ()))
    if header is None:
        yield from _absent(sheet, first, mend)
        return
    paragraph, field = header
    wanted, page = sheet.profile.size.page_number, sheet.profile.page
    problems = []
    if _fields(first.headers.get("first", ())) or not (first.title_page or _starts_without(sheet)):
        problems.append("trang thứ nhất không được hiện số trang")
    if not wanted.allows(field.style.line_size):
        problems.append(f"số trang cỡ {pt(field.style.line_size)}, phải là cỡ {span(wanted.min, wanted.max)}")
    if paragraph.style.align != "center" and not (paragraph.style.frame and paragraph.style.frame.h_align == "center"):
        problems.append("số trang phải ở giữa")
    if abs(first.header / MM - page.page_number_from_top_mm) > sheet.profile.lint.tolerance_mm * 1.5:
        problems.append(f"số trang cách mép trên {mm(first.header)} mm, phải là {pt(page.page_number_from_top_mm)} mm")
    if problems:
        told = "; ".join(problems)
        yield Remark("page_number", f"{told[0].upper()}{told[1:]}.", mend=mend)


def _starts_without(sheet: Sheet) -> bool:
    """A document of one page shows no second one, and some files hide the first number by a section of its own."""
    return count_pages(sheet.paper) == 1


def _is_short(sheet: Sheet) -> bool:
    """So little text that it stands on one page, as far as can be told without laying it out."""
    return len(sheet.paper.filled) < 30 and sum(len(line.words) for line in sheet.paper.filled) < 1_800


def _absent(sheet: Sheet, section: Section, mend: object) -> Iterator[Remark]:
    if count_pages(sheet.paper) == 1 or (count_pages(sheet.paper) is None and _is_short(sheet)):
        return
    low = _fields(section.footers.get("default", ()))
    what = "Số trang đặt ở cuối trang" if low else "Văn bản nhiều trang chưa có số trang"
    yield Remark(
        "page_number",
        f"{what}; số trang phải ở giữa lề trên, cách mép trên trang giấy "
        f"{pt(sheet.profile.page.page_number_from_top_mm)} mm, từ trang thứ hai.",
        mend=mend,  # type: ignore[arg-type]
    )


def _fields(blocks: Iterable[Block]) -> tuple[Paragraph, PageField] | None:
    """The first page field of a header or footer, in tables and text boxes too."""
    for block in blocks:
        if isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row.cells)
            found = next((each for cell in cells if (each := _fields(cell.blocks))), None)
        else:
            found = _in_paragraph(block)
        if found:
            return found
    return None


def _in_paragraph(paragraph: Paragraph) -> tuple[Paragraph, PageField] | None:
    for item in paragraph.items:
        if isinstance(item, PageField) and item.kind == "page":
            return paragraph, item
        if isinstance(item, Anchor | Inline) and (found := _in_drawing(item.drawing)):
            return found
    return None


def _in_drawing(drawing: Drawing) -> tuple[Paragraph, PageField] | None:
    inner = (_in_drawing(each) for _, _, each in drawing.children)
    return _fields(drawing.blocks) or next((found for found in inner if found), None)


CHECKS = (paper, margins, page_number)
