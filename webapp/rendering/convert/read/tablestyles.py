"""Table styles: whole-table properties and the conditional ones (first row, banding ...), ISO 29500 17.7.6."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from webapp.rendering.convert.read.context import Context
from webapp.rendering.convert.read.paragraphs import read_border, read_para_props, read_shade, stack_paragraphs
from webapp.rendering.convert.read.runs import read_run_props
from webapp.rendering.convert.read.xml import VAL, Element, W, child, integer, local, twips, value

Props = dict[str, Any]
# Later ones win.
ORDER = (
    "wholeTable",
    "band1Vert",
    "band2Vert",
    "band1Horz",
    "band2Horz",
    "firstCol",
    "lastCol",
    "firstRow",
    "lastRow",
    "nwCell",
    "neCell",
    "swCell",
    "seCell",
)
_LOOK_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell is: its row of `rows`, its grid columns `first` to `end` of `columns`."""

    row: int
    rows: int
    first: int
    end: int
    columns: int


@dataclass
class Look:
    """A table style as one table uses it."""

    table: Props = field(default_factory=dict)
    para: Props = field(default_factory=dict)
    run: Props = field(default_factory=dict)
    parts: dict[str, Props] = field(default_factory=dict)
    on: dict[str, bool] = field(default_factory=dict)
    row_band: int = 1
    column_band: int = 1

    def at(self, place: Place) -> Props:
        """What the style adds to one cell: run and paragraph properties, edges, shade, vertical alignment."""
        found: Props = {"run": dict(self.run), "para": {}, "edges": {}}
        for name in self._conditions(place):
            part = self.parts.get(name)
            if part:
                found["run"].update(part.get("run", {}))
                found["para"] = stack_paragraphs(found["para"], part.get("para", {}))
                found["edges"].update(_edges(part.get("borders", {}), name, place))
                for key in ("shade", "v_align"):
                    if part.get(key) is not None:
                        found[key] = part[key]
        return found

    def _conditions(self, place: Place) -> list[str]:
        on = self.on
        first_row, last_row = on.get("firstRow") and place.row == 0, on.get("lastRow") and place.row == place.rows - 1
        first_col = on.get("firstColumn") and place.first == 0
        last_col = on.get("lastColumn") and place.end >= place.columns
        names = {"wholeTable"}
        if not on.get("noHBand"):
            row = place.row - (1 if on.get("firstRow") else 0)
            names.add("band1Horz" if row // max(1, self.row_band) % 2 == 0 else "band2Horz")
        if not on.get("noVBand"):
            column = place.first - (1 if on.get("firstColumn") else 0)
            names.add("band1Vert" if column // max(1, self.column_band) % 2 == 0 else "band2Vert")
        names |= {
            name
            for name, true in (
                ("firstRow", first_row),
                ("lastRow", last_row),
                ("firstCol", first_col),
                ("lastCol", last_col),
            )
            if true
        }
        if first_row or last_row:
            names -= {"band1Horz", "band2Horz"}
        corners = (
            ("nwCell", first_row and first_col),
            ("neCell", first_row and last_col),
            ("swCell", last_row and first_col),
            ("seCell", last_row and last_col),
        )
        names |= {name for name, true in corners if true}
        return [name for name in ORDER if name in names]


def _edges(borders: Props, name: str, place: Place) -> Props:
    """The edges a conditional part gives one cell: outer ones only at the part's own rim."""
    if not borders:
        return {}
    row_part, column_part = name in ("firstRow", "lastRow") or name.startswith("band"), name in ("firstCol", "lastCol")
    whole = name == "wholeTable"
    rim = {
        "top": not (whole or column_part) or place.row == 0,
        "bottom": not (whole or column_part) or place.row == place.rows - 1,
        "left": not (whole or row_part) or place.first == 0,
        "right": not (whole or row_part) or place.end >= place.columns,
    }
    inside = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
    found = {}
    for side, at_rim in rim.items():
        key = side if at_rim else inside[side]
        if key in borders:
            found[side] = borders[key]
    return found


def read_look(context: Context, style_id: str, pr: Element | None) -> Look:
    """The style `style_id` with all it is based on, as the table's tblLook switches it."""
    look = Look(on=_read_switches(child(pr, "tblLook")))
    for style in context.styles.chain(style_id):
        if style.kind != "table":
            continue
        element = style.element
        own = child(element, "tblPr")
        look.table = stack_table(look.table, read_table_props(own))
        look.row_band = integer(value(own, "tblStyleRowBandSize")) or look.row_band
        look.column_band = integer(value(own, "tblStyleColBandSize")) or look.column_band
        look.para = stack_paragraphs(look.para, read_para_props(child(element, "pPr")))
        look.run = {**look.run, **read_run_props(child(element, "rPr"))}
        _add_part(look, "wholeTable", {"shade": read_shade(child(child(element, "tcPr"), "shd"))})
        for part in element.findall(W + "tblStylePr"):
            _add_part(look, part.get(W + "type") or "", _read_part(part))
    return look


def _add_part(look: Look, name: str, part: Props) -> None:
    before = look.parts.get(name, {})
    merged = {**before, **{key: found for key, found in part.items() if found is not None}}
    for key in ("run", "borders"):
        if key in before and key in part:
            merged[key] = {**before[key], **part[key]}
    look.parts[name] = merged


def _read_part(element: Element) -> Props:
    cell = child(element, "tcPr")
    outer = read_borders(child(child(element, "tblPr"), "tblBorders"))
    found: Props = {
        "run": read_run_props(child(element, "rPr")),
        "para": read_para_props(child(element, "pPr")),
        "borders": {**outer, **read_borders(child(cell, "tcBorders"))},
        "v_align": value(cell, "vAlign"),
    }
    if child(cell, "shd") is not None:
        found["shade"] = read_shade(child(cell, "shd"))
    return found


def stack_table(lower: Props, upper: Props) -> Props:
    found = {**lower, **upper}
    for key in ("borders", "margins"):
        if key in lower and key in upper:
            found[key] = {**lower[key], **upper[key]}
    return found


def read_table_props(pr: Element | None) -> Props:
    """borders, margins, jc, indent, layout, spacing that one tblPr sets."""
    found: Props = {}
    for item in () if pr is None else pr:
        name = local(item)
        if name == "tblBorders":
            found["borders"] = read_borders(item)
        elif name == "tblCellMar":
            found["margins"] = read_margins(item)
        elif name == "jc":
            found["jc"] = item.get(VAL) or "left"
        elif name == "tblInd":
            found["indent"] = twips(item.get(W + "w")) or 0.0 if item.get(W + "type") != "pct" else 0.0
        elif name == "tblLayout":
            found["layout"] = item.get(W + "type") or ""
        elif name == "tblCellSpacing":
            found["spacing"] = twips(item.get(W + "w")) or 0.0
    return found


def read_borders(element: Element | None) -> Props:
    return {
        {"start": "left", "end": "right"}.get(local(edge), local(edge)): read_border(edge)
        for edge in (() if element is None else element)
    }


def read_margins(element: Element | None) -> Props:
    found: Props = {}
    for item in () if element is None else element:
        measure = twips(item.get(W + "w"))
        if measure is not None and (item.get(W + "type") or "dxa") == "dxa":
            found[{"start": "left", "end": "right"}.get(local(item), local(item))] = max(0.0, measure)
    return found


def _read_switches(element: Element | None) -> dict[str, bool]:
    if element is None:
        return {"firstRow": True, "firstColumn": True, "noVBand": True}
    try:
        bits = int(element.get(VAL) or "0", 16)
    except ValueError:
        bits = 0
    found = {name: bool(bits & bit) for name, bit in _LOOK_BITS.items()}
    for name in _LOOK_BITS:
        own = element.get(W + name)
        if own is not None:
            found[name] = own.lower() in ("1", "true", "on")
    return found
