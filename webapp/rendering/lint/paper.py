"""A Word file as the lint sees it: its pages and its printed lines, each with the format it really has.

The readers of the converter resolve defaults, styles and direct formatting, so that lint and PDF never disagree.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from webapp.rendering.convert.model import Label, Paragraph, ParaStyle, RunStyle, Section, Settings
from webapp.rendering.convert.model.inline import Anchor, Drawing, Inline
from webapp.rendering.convert.read import body
from webapp.rendering.convert.read.context import DEPTH, Context
from webapp.rendering.convert.read.document import read_settings
from webapp.rendering.convert.read.numbering import Numbering
from webapp.rendering.convert.read.package import NotWord, Package
from webapp.rendering.convert.read.runs import read_run_props
from webapp.rendering.convert.read.sections import read_section
from webapp.rendering.convert.read.styles import Styles, read_styles
from webapp.rendering.convert.read.theme import Theme
from webapp.rendering.convert.read.xml import MC, Element, W, child, local
from webapp.rendering.convert.report import Report
from webapp.rendering.fill import package

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GONE = frozenset(("del", "moveFrom", "pPr", "rPr", "instrText", "txbxContent"))
_MARKS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_BREAKS = frozenset(("br", "cr"))


@dataclass(slots=True)
class Piece:
    """A stretch of text in one format; `element` is its w:t, None for a tab."""

    text: str
    style: RunStyle
    element: Element | None = None
    run: Element | None = None
    typed: str = ""

    def __post_init__(self) -> None:
        self.typed = self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a line stands in a table: the table's number, row, column, and how many columns its row has."""

    table: int
    row: int
    column: int
    columns: int
    width: float  # points; 0 when the file does not say


@dataclass(slots=True)
class Line:
    """A paragraph, or what stands between two line breaks of one. `first` and `last` say which part it is."""

    number: int
    element: Element
    style: ParaStyle
    pieces: list[Piece] = field(default_factory=list)
    cell: Cell | None = None
    label: Label | None = None
    drawings: list[Drawing] = field(default_factory=list)
    first: bool = True
    last: bool = True

    @property
    def text(self) -> str:
        """Exactly what is typed."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def words(self) -> str:
        """The text as a reader sees it: composed letters, single spaces, nothing at the ends."""
        return " ".join(unicodedata.normalize("NFC", self.text).split())

    @property
    def inked(self) -> list[Piece]:
        """The pieces that leave ink on the paper."""
        return [piece for piece in self.pieces if piece.text.strip()]

    def all_are(self, face: int) -> bool:
        """Every letter is bold (1) or italic (2)."""
        return bool(self.inked) and all(piece.style.face & face for piece in self.inked)

    def any_is(self, face: int) -> bool:
        return any(piece.style.face & face for piece in self.inked)

    @property
    def size(self) -> float:
        """The size of most of its letters; 0 for an empty line."""
        weights: dict[float, int] = {}
        for piece in self.inked:
            size = piece.style.line_size
            weights[size] = weights.get(size, 0) + len(piece.text.strip())
        return max(weights, key=lambda size: weights[size]) if weights else 0.0


@dataclass
class Paper:
    """The whole file. A mend changes elements below `root` or puts a whole part into `changed`; `pack` writes both."""

    package: Package
    context: Context
    root: Element
    body: Element
    lines: list[Line]
    sections: list[tuple[Element | None, Section]]
    data: bytes = b""
    changed: dict[str, bytes] = field(default_factory=dict)
    page_texts: list[str] | None = None

    def part(self, name: str) -> bytes | None:
        """The bytes of a part as they are now."""
        return self.changed.get(name) or self.package.read(name)

    def pack(self) -> bytes:
        """The file with its changes; all other parts keep their bytes."""
        body_part = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        changed = {**self.changed, self.package.main: body_part}
        entries = package.raw(self.data)
        fresh = [name for name in changed if name not in {entry.name for entry in entries}]
        return package.write(
            [
                *(package.deflate(each.name, changed[each.name]) if each.name in changed else each for each in entries),
                *(package.deflate(name, changed[name]) for name in fresh),
            ]
        )

    @property
    def settings(self) -> Settings:
        return self.context.settings

    @cached_property
    def filled(self) -> list[Line]:
        """The lines that have letters."""
        return [line for line in self.lines if line.words]


def read_paper(docx: bytes) -> Paper:
    """Read the file. Raises NotWord; the caller has admitted it already."""
    opened = Package(docx)
    root = opened.xml(opened.main)
    content = None if root is None else root.find(W + "body")
    if root is None or content is None:
        raise NotWord("Không đọc được phần thân của văn bản Word.")
    context = _context(opened)
    lines = list(_numbered(_Reader(context).read(content)))
    return Paper(opened, context, root, content, lines, _sections(context, content), docx)


def _context(opened: Package) -> Context:
    def part(kind: str) -> Element | None:
        return opened.xml(opened.related(opened.main, kind))

    return Context(
        package=opened,
        styles=read_styles(part("styles"), Theme(part("theme"))),
        numbering=Numbering(part("numbering")),
        settings=read_settings(part("settings")),
        report=Report(),
        part=opened.main,
    )


def _sections(context: Context, content: Element) -> list[tuple[Element | None, Section]]:
    found: list[tuple[Element | None, Section]] = []
    for element in [*content.iter(W + "sectPr")] or [None]:
        if element is None or local(element.getparent()) in ("pPr", "body"):
            found.append((element, read_section(context, element, found[-1][1] if found else None)))
    return found


def _numbered(lines: Iterator[Line]) -> Iterator[Line]:
    for number, line in enumerate(lines):
        line.number = number
        yield line


class _Reader:
    """Walks body and cells and cuts paragraphs at their line breaks."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tables = 0

    def read(self, parent: Element, cell: Cell | None = None, depth: int = 0) -> Iterator[Line]:
        if depth > DEPTH:
            return
        for element in body.block_elements(self.context, parent):
            if element.tag == W + "p":
                yield from self._paragraph(element, cell)
            else:
                yield from self._table(element, depth)

    def _table(self, table: Element, depth: int) -> Iterator[Line]:
        self.tables += 1
        number = self.tables
        for row_number, row in enumerate(_own(table, "tr", "tbl")):
            cells = list(_own(row, "tc", "tr"))
            for column, element in enumerate(cells):
                cell = Cell(number, row_number, column, len(cells), _width(element))
                yield from self.read(element, cell, depth + 1)

    def _paragraph(self, element: Element, cell: Cell | None) -> Iterator[Line]:
        paragraph = body.read_paragraph(self.context, element)
        lines = [Line(0, element, paragraph.style, cell=cell, label=paragraph.label, drawings=_drawings(paragraph))]
        base = _base_run(self.context.styles, paragraph.style)
        for piece in _pieces(self.context.styles, base, element):
            if piece is None:
                lines[-1].last = False
                lines.append(Line(0, element, paragraph.style, cell=cell, first=False))
            else:
                lines[-1].pieces.append(piece)
        yield from lines


def _base_run(styles: Styles, style: ParaStyle) -> dict[str, object]:
    return styles.base_run({}, styles.paragraph(style.style)[1])


def _pieces(styles: Styles, base: dict[str, object], parent: Element) -> Iterator[Piece | None]:
    """The pieces of a paragraph in order; None is a line break."""
    for element in parent:
        name = local(element)
        if name == "r":
            props = styles.run_props(base, read_run_props(child(element, "rPr")))
            style = styles.finish_run(props)
            if not style.hidden:
                yield from _of_run(element, style)
        elif name not in _GONE and element.tag != MC + "AlternateContent":
            yield from _pieces(styles, base, element)


def _of_run(run: Element, style: RunStyle) -> Iterator[Piece | None]:
    for item in run:
        name = local(item)
        if name == "t":
            text = item.text or ""
            kept = text if item.get(SPACE) == "preserve" else text.strip(" \t\r\n")
            yield Piece(kept.upper() if style.caps == "all" else kept, _as_typed(style), item, run)
        elif name in _MARKS:
            yield Piece(_MARKS[name], style, None, run)
        elif name in _BREAKS and item.get(W + "type") in (None, "textWrapping"):
            yield None


def _as_typed(style: RunStyle) -> RunStyle:
    return replace(style, caps="") if style.caps == "all" else style


def _drawings(paragraph: Paragraph) -> list[Drawing]:
    return [item.drawing for item in paragraph.items if isinstance(item, Anchor | Inline)]


def _own(parent: Element, name: str, owner: str) -> Iterator[Element]:
    """The rows of a table, the cells of a row, out of content controls but not out of tables inside."""
    for element in parent.iter(W + name):
        above = next((each for each in element.iterancestors() if local(each) in ("tbl", "tr")), None)
        if above is parent and local(parent) == owner:
            yield element


def _width(cell: Element) -> float:
    width = child(child(cell, "tcPr"), "tcW")
    if width is None or width.get(W + "type") not in (None, "dxa"):
        return 0.0
    try:
        return float(width.get(W + "w") or 0) / 20
    except ValueError:
        return 0.0
