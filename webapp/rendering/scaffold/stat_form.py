"""A statistical form as a Word file on turned pages: heads that repeat, as many parts as its columns need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from webapp.rendering.layout import LayoutProfile
from webapp.rendering.scaffold.package import write_package
from webapp.rendering.scaffold.tables import Cell, ruled_grid
from webapp.rendering.scaffold.xml import half_points, paragraph, run, text_paragraph

COLUMNS_PER_PART = 12
_BLANK = "\N{NO-BREAK SPACE}"
_NUMERAL_MM, _LABEL_MM = 11.0, 56.0
_SIZE = 9.0
"""Points of the small type of a form; a register's type would leave no room for its heads."""


@dataclass(frozen=True)
class FormColumn:
    """A column: the head above it, its own head, its ordinal."""

    group: str
    label: str
    number: int


@dataclass(frozen=True)
class FormRow:
    """A row of ready texts; a sum is printed bold, a part of one is set in."""

    numeral: str
    label: str
    depth: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class PrintedForm:
    """What is printed: whose form, its number and title, over which time, its columns, rows and remarks."""

    owner: str
    number: int
    title: str
    extent: str
    unit: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    remarks: tuple[str, ...] = ()


def form_docx(form: PrintedForm, profile: LayoutProfile) -> bytes:
    """The Word file of the form."""
    width = profile.page.height_mm - profile.page.left_mm - profile.page.right_mm
    blocks = [
        text_paragraph("IssuingOrg", form.owner.upper()),
        text_paragraph("TypeName", f"BIỂU SỐ {form.number:02d}"),
        text_paragraph("SubjectLine", form.title),
        paragraph("Separator", run(f"{form.extent}; đơn vị: {form.unit}", italic=True)),
    ]
    starts = range(0, len(form.columns), COLUMNS_PER_PART)
    for part, start in enumerate(starts, start=1):
        if part > 1:
            blocks.append(paragraph("TableGap", '<w:r><w:br w:type="page"/></w:r>'))
        if len(starts) > 1:
            said = f"Biểu số {form.number:02d}, phần {part}/{len(starts)}"
            blocks.append(paragraph("Recipients", run(said, italic=True)))
        blocks += [paragraph("TableGap"), _table(form, slice(start, start + COLUMNS_PER_PART), width)]
    blocks += [paragraph("TableGap"), *(paragraph("Recipients", run(remark, italic=True)) for remark in form.remarks)]
    return write_package(blocks, profile, title=f"Biểu số {form.number:02d}", landscape=True)


def _table(form: PrintedForm, part: slice, width: float) -> str:
    columns = form.columns[part]
    each = (width - _NUMERAL_MM - _LABEL_MM) / len(columns)
    groups = [(title, len(list(found))) for title, found in groupby(columns, lambda column: column.group)]
    heads = [
        [Cell(_small("CellHead", "")), Cell(_small("CellHead", "")), *_grouped(groups)],
        [
            Cell(_small("CellHead", "TT")), Cell(_small("CellHead", "Đối tượng")),
            *(Cell(_small("CellHead", column.label)) for column in columns),
        ],
        [
            Cell(_small("CellCentre", "A")), Cell(_small("CellCentre", "B")),
            *(Cell(_small("CellCentre", str(column.number))) for column in columns),
        ],
    ]  # fmt: skip
    rows = [[*_labels(row), *(Cell(_small("CellCentre", text)) for text in row.texts[part])] for row in form.rows]
    return ruled_grid(heads, rows, [_NUMERAL_MM, _LABEL_MM, *[each] * len(columns)])


def _grouped(groups: Sequence[tuple[str, int]]) -> Iterator[Cell]:
    for title, span in groups:
        yield Cell(_small("CellHead", title), span=span)


def _labels(row: FormRow) -> list[Cell]:
    bold = row.depth < 2
    return [Cell(_small("CellCentre", row.numeral, bold=bold)), Cell(_small("Cell", row.label, bold=bold))]


def _small(style: str, text: str, *, bold: bool = False) -> str:
    """A paragraph of small type; a blank one holds a space, which keeps its line as low as the others."""
    size = half_points(_SIZE)
    face = f'{"<w:b/>" * bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return paragraph(style, f'<w:r><w:rPr>{face}</w:rPr><w:t xml:space="preserve">{escape(text) or _BLANK}</w:t></w:r>')
