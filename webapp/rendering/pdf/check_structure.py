"""Rules of the structure tree: known types, figures with text, headings in order, regular tables, parent tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TYPES = frozenset(
    "/" + name
    for line in (
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6",
        "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot",
        "Ruby Warichu Figure Formula Form",
    )
    for name in line.split()
)
INSIDE = {"/TR": {"/Table", "/THead", "/TBody", "/TFoot"}, "/TD": {"/TR"}, "/TH": {"/TR"}, "/LI": {"/L"}}


def structure(document: Any) -> Iterator[str]:
    """Breaches of the tree's rules, in reading order."""
    root = document.Root.get("/StructTreeRoot")
    if root is None:
        return
    if "/ParentTree" not in root:
        yield "A 6.7.3: no parent tree"
    level = 0
    for element, parent in _walk(root):
        kind = str(element.get("/S", ""))
        if kind not in TYPES:
            yield f"A 6.7.3.4: unknown structure type {kind}"
        wanted = INSIDE.get(kind)
        if wanted and str(parent.get("/S", "")) not in wanted:
            yield f"UA 7.5: {kind} inside {parent.get('/S', 'nothing')}"
        if kind == "/Figure" and not str(element.get("/Alt", "")):
            yield "UA 7.3: a figure without alternative text"
        if kind == "/Table":
            yield from _table(element)
        if len(kind) == 3 and kind.startswith("/H") and kind[2].isdigit():
            if int(kind[2]) > level + 1:
                yield f"UA 7.4.2: heading {kind} after level {level}"
            level = int(kind[2])


def _kids(element: Any) -> Iterator[Any]:
    import pikepdf

    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _walk(root: Any) -> Iterator[tuple[Any, Any]]:
    stack = [(kid, root) for kid in reversed(list(_kids(root)))]
    while stack:
        element, parent = stack.pop()
        yield element, parent
        stack += [(kid, element) for kid in reversed(list(_kids(element)))]


def _rows(table: Any) -> Iterator[Any]:
    for kid in _kids(table):
        if str(kid.S) == "/TR":
            yield kid
        elif str(kid.S) in ("/THead", "/TBody", "/TFoot"):
            yield from _rows(kid)


def _span(cell: Any, name: str) -> int:
    attributes = cell.get("/A", {})
    return int(attributes.get(name, 1))


def _table(table: Any) -> Iterator[str]:
    """All rows of a table cover the same number of columns (UA 7.2)."""
    taken: dict[tuple[int, int], bool] = {}
    widths = []
    for number, row in enumerate(_rows(table)):
        column = 0
        for cell in _kids(row):
            while taken.get((number, column)):
                column += 1
            for down in range(_span(cell, "/RowSpan")):
                for across in range(_span(cell, "/ColSpan")):
                    taken[number + down, column + across] = True
        widths.append(max((c for r, c in taken if r == number), default=-1) + 1)
    if len(set(widths)) > 1:
        yield f"UA 7.2: a table with rows of {sorted(set(widths))} columns"
    rows = len(widths)
    if any(row >= rows for row, _ in taken):
        yield "UA 7.2: a cell spans below the last row"
