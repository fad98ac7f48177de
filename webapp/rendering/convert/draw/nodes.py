"""The structure of a page as WeasyPrint's tagger reads it: nodes with an HTML tag, leaves with marked content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from webapp.rendering.convert.lay.boxes import Span
from webapp.rendering.convert.model import Drawing


@dataclass
class Element:
    """What the tagger asks of an HTML element."""

    tag: str
    attrib: dict[str, str] = field(default_factory=dict)

    def get(self, name: str, usual: str | None = None) -> str | None:
        return self.attrib.get(name, usual)


class Node:
    """A structure element: p, h1, table, tr, td, a, div ..."""

    link_annotation: Any = None
    widget_annotation: Any = None
    is_table_wrapper = False
    style: dict[str, str] = {"display": "block", "list_style_type": "none"}  # noqa: RUF012

    def __init__(self, tag: str, **attributes: str) -> None:
        self.element_tag = tag
        self.element = Element(tag, attributes)
        self.children: list[Any] = []
        self.colspan = self.rowspan = 1

    @property
    def is_empty(self) -> bool:
        return all(isinstance(child, Node) and child.is_empty for child in self.children)


@dataclass(slots=True)
class Run:
    """A span at its place on the page: x, baseline."""

    x: float
    y: float
    span: Span


class Leaf(boxes.TextBox):  # type: ignore[misc]
    """Text of one marked-content sequence."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.children = ()
        self.element = None
        self.element_tag = "span"


class Figure(boxes.ReplacedBox):  # type: ignore[misc]
    """A picture with its alternative text."""

    def __init__(self, x: float, y: float, drawing: Drawing, alt: str) -> None:
        self.x, self.y, self.drawing = x, y, drawing
        self.width, self.height = drawing.width, drawing.height
        self.element_tag = "img"
        self.element = Element("img", {"alt": alt})
        self.children = ()
        self.style = Node.style

    def content_box_x(self) -> float:
        return self.x

    def content_box_y(self) -> float:
        return self.y


class Root(boxes.ParentBox):  # type: ignore[misc]
    """The page itself; the tagger takes its children and leaves it out."""

    def __init__(self) -> None:
        self.element_tag = "body"
        self.element = Element("body")
        self.children: list[Any] = []
