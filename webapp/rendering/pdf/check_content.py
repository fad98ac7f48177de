"""Rules of the page content: everything is marked or an artifact, marks belong to the tree, no missing glyph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SHOWING = frozenset(("Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"))
CMYK = frozenset(("k", "K"))


def content(document: Any) -> Iterator[str]:
    """Breaches on every page."""
    parents = _parent_tree(document)
    for number, page in enumerate(document.pages, start=1):
        yield from _page(page, number, parents)


def _parent_tree(document: Any) -> dict[int, Any]:
    root = document.Root.get("/StructTreeRoot", {})
    numbers = root.get("/ParentTree", {}).get("/Nums", [])
    return {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers) - 1, 2)}


def _page(page: Any, number: int, parents: dict[int, Any]) -> Iterator[str]:
    import pikepdf

    stack: list[str] = []
    marks: set[int] = set()
    loose = missing = False
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BMC", "BDC"):
            tag = str(operands[0])
            if stack and (tag == "/Artifact") != (stack[-1] == "/Artifact"):
                yield f"UA 7.1: artifact and content inside each other on page {number}"
            stack.append(tag)
            if name == "BDC" and "/MCID" in operands[1]:
                marks.add(int(operands[1].MCID))
        elif name == "EMC":
            stack.pop()
        elif name in SHOWING and not stack:
            loose = True
        elif name in CMYK:
            yield f"A 6.2.4: CMYK colour on page {number}"
        if name == "TJ":
            missing = missing or _has_missing_glyph(operands[0])
    if loose:
        yield f"UA 7.1: unmarked content on page {number}"
    if missing:
        yield f"A 6.2.11.8: the missing-glyph sign on page {number}"
    yield from _marks(page, number, marks, parents)


def _has_missing_glyph(array: Any) -> bool:
    import pikepdf

    for item in array:
        if isinstance(item, pikepdf.String):
            codes = bytes(item)
            if any(codes[i : i + 2] == b"\0\0" for i in range(0, len(codes) - 1, 2)):
                return True
    return False


def _marks(page: Any, number: int, marks: set[int], parents: dict[int, Any]) -> Iterator[str]:
    key = page.get("/StructParents")
    if key is None:
        if marks:
            yield f"A 6.7.3: page {number} is not in the parent tree"
        return
    owned = parents.get(int(key))
    if marks and (owned is None or max(marks) >= len(owned)):
        yield f"A 6.7.3: page {number} has marks that the parent tree does not know"
