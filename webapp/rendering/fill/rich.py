"""Values that are more than text: formatted runs, pictures and whole Word files. Plain frozen data, no live objects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from docxtpl import RichText as _DocxRichText
from docxtpl import RichTextParagraph as _DocxParagraph

_COLOR = re.compile(r"#?[0-9A-Fa-f]{6}|auto")
_NAME = re.compile(r"[\w .:-]{1,80}")
_SPECIAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff\a\f]")


@dataclass(frozen=True)
class Run:
    """A piece of text in one format; `size` in half points, `color` as RRGGBB, `style` the id of a character style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    color: str | None = None
    size: int | None = None
    style: str | None = None
    font: str | None = None
    subscript: bool = False
    superscript: bool = False

    def __post_init__(self) -> None:
        if self.color is not None and not _COLOR.fullmatch(self.color):
            raise ValueError(f"color {self.color!r} is not RRGGBB")
        for name in (self.style, self.font):
            if name is not None and not _NAME.fullmatch(name):
                raise ValueError(f"{name!r} cannot name a style or a font")


@dataclass(frozen=True)
class RichText:
    """Formatted text for `{{r name }}`."""

    runs: tuple[Run, ...]

    @cached_property
    def docx(self) -> _DocxRichText:
        """The same as docxtpl's own object."""
        rich = _DocxRichText()
        for run in self.runs:
            rich.add(
                _SPECIAL.sub("", run.text), bold=run.bold, italic=run.italic, underline=run.underline,
                strike=run.strike, color=run.color, size=run.size, style=run.style, font=run.font,
                subscript=run.subscript, superscript=run.superscript,
            )  # fmt: skip
        return rich

    def __html__(self) -> str:
        return str(self.docx.xml)


@dataclass(frozen=True)
class Paragraphs:
    """Whole formatted paragraphs for `{{p name }}`: pairs of (text, id of a paragraph style or None)."""

    lines: tuple[tuple[RichText, str | None], ...]

    def __html__(self) -> str:
        paragraphs = _DocxParagraph()
        for text, style in self.lines:
            if style is not None and not _NAME.fullmatch(style):
                raise ValueError(f"{style!r} cannot name a style")
            paragraphs.add(text.docx, parastyle=style)
        return str(paragraphs.xml)


@dataclass(frozen=True)
class Picture:
    """A picture (PNG, JPEG, GIF, BMP, TIFF) put into the line; sizes in millimetres, natural size when absent."""

    data: bytes
    width_mm: float | None = None
    height_mm: float | None = None


@dataclass(frozen=True)
class SubDocument:
    """A whole Word file put in place of `{{p name }}`."""

    docx: bytes
