"""What every reader needs at hand: the package, the styles, the lists, the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from webapp.rendering.convert.model import Note, Settings
from webapp.rendering.convert.read.numbering import Numbering
from webapp.rendering.convert.read.package import Package
from webapp.rendering.convert.read.styles import Styles
from webapp.rendering.convert.report import Report

if TYPE_CHECKING:
    from webapp.rendering.convert.read.xml import Element

DEPTH = 60  # tables in tables, boxes in boxes: deeper nesting is a mistake or an attack


@dataclass
class Context:
    package: Package
    styles: Styles
    numbering: Numbering
    settings: Settings
    report: Report
    part: str
    keep_deletions: bool = False
    table_run: dict[str, Any] = field(default_factory=dict)
    table_para: dict[str, Any] = field(default_factory=dict)
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    note_parts: dict[str, str] = field(default_factory=dict)
    note_format: dict[str, str] = field(default_factory=lambda: {"footnote": "decimal", "endnote": "lowerRoman"})
    note_count: dict[str, int] = field(default_factory=lambda: {"footnote": 0, "endnote": 0})
    endnotes: list[Note] = field(default_factory=list)
    depth: int = 0
    families: set[str] = field(default_factory=set)
    lacking: set[str] = field(default_factory=set)
    images: dict[str, bytes] = field(default_factory=dict)
