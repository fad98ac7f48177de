"""Dated layout rules of Party and State documents (thể thức): margins, sizes, spacing, the marks that end a line.

Sources: Hướng dẫn 36-HD/VPTW (2018) and Hướng dẫn 05-HD/VPTW (2026); a document keeps the profile of its own date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from webapp.datafile import Strict, read
from webapp.errors import DataFileError, DomainError

System = Literal["party", "state"]


class NoLayoutInForce(DomainError):
    """No layout profile covers the day asked for."""

    status = 422


class Range(Strict):
    """What the rule allows (`min`..`max`) and what our templates use."""

    min: float = Field(gt=0)
    max: float = Field(gt=0)
    use: float = Field(gt=0)

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if not self.min <= self.use <= self.max:
            raise ValueError("phải có min ≤ use ≤ max")
        return self

    def allows(self, value: float) -> bool:
        return self.min <= value <= self.max


class Page(Strict):
    """Paper and margins in millimetres; `small_mm` is the upper and lower margin of a sheet of A5."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    page_number_from_top_mm: float
    small_mm: float | None = None
    verified: bool

    def vertical_mm(self, paper_mm: tuple[float, float]) -> tuple[float, float]:
        """The upper and lower margin on paper of this size, upright or turned."""
        small = self.small_mm is not None and max(paper_mm) <= self.width_mm + 1
        return (self.small_mm, self.small_mm) if small and self.small_mm else (self.top_mm, self.bottom_mm)

    @property
    def text_width_mm(self) -> float:
        return self.width_mm - self.left_mm - self.right_mm


class Font(Strict):
    name: str = Field(min_length=1)
    verified: bool


class Sizes(Strict):
    """Type sizes in points, by component of the document."""

    party_title: Range
    parent_org: Range
    issuing_org: Range
    star: Range
    number: Range
    place_date: Range
    type_name: Range
    subject_line: Range
    body: Range
    authority: Range
    signer_title: Range
    signer_name: Range
    recipients_label: Range
    recipients: Range
    page_number: Range
    motto: Range | None = None
    letter_subject: Range | None = None
    verified: bool


class Spacing(Strict):
    """Distances: points between paragraphs and lines, millimetres for the first line."""

    paragraph_pt: float
    line_pt: Range
    first_line_mm: float
    signature_gap_lines: int = Field(ge=1)
    separator: str = Field(min_length=1)
    verified: bool


class Wording(Strict):
    """The marks and words in which the two Party guides differ."""

    basis_end: str
    basis_last: str
    recipient_end: str
    recipient_last: str
    addressee_word: str = Field(min_length=1)
    archive_prefix: str = Field(min_length=1)
    final_mark: str
    verified: bool


class LintRules(Strict):
    """What the lint needs to know beyond sizes and spacing, and how much each of its rules weighs.

    `bold`, `italic` and `underlined` name components; every other component is upright and light. `errors` block a
    document, `infos` only inform, all other rules warn. A rule that rests on an unverified part of the guide warns
    even when it is among the errors, unless it is `attested`: several independent sources agree on it.
    """

    title: str = Field(default="ĐẢNG CỘNG SẢN VIỆT NAM", min_length=1)
    title_rule: bool = True
    star: str = "*"
    number: System = "party"
    bold: list[str] = Field(default_factory=list)
    italic: list[str] = Field(default_factory=list)
    underlined: list[str] = Field(default_factory=list)
    tolerance_mm: float = Field(default=1.0, ge=0)
    margins_up_to: dict[str, float] = Field(default_factory=dict)
    line_factor: tuple[float, float] | None = None
    first_line_mm: tuple[float, float] | None = None
    errors: list[str] = Field(default_factory=list)
    infos: list[str] = Field(default_factory=list)
    attested: list[str] = Field(default_factory=list)


class LayoutProfile(Strict):
    """One layout guide with the days on which it is in force (`valid_to` is its last day)."""

    code: str = Field(min_length=1)
    title: str = Field(min_length=1)
    valid_from: date
    valid_to: date | None = None
    verified: bool
    source: str = Field(min_length=1)
    page: Page
    font: Font
    size: Sizes
    spacing: Spacing
    wording: Wording
    lint: LintRules = Field(default_factory=LintRules)

    @property
    def system(self) -> System:
        """Whose documents the guide is for; the days of two guides overlap only when their systems differ."""
        return self.lint.number

    @property
    def short(self) -> str:
        """“Hướng dẫn 36-HD/VPTW”: the guide without its day and its subject."""
        return self.title.split(",")[0]

    @model_validator(mode="after")
    def _dates_ordered(self) -> LayoutProfile:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to sớm hơn valid_from")
        return self

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


Layouts = Mapping[str, LayoutProfile]


def guides_of(layouts: Layouts, system: System) -> list[LayoutProfile]:
    """The guides for Party or for State documents."""
    return [profile for profile in layouts.values() if profile.system == system]


def load_layouts(folder: Path) -> Layouts:
    """Every profile `folder`/<code>.toml by code. Raises DataFileError with every mistake of every file."""
    found: dict[str, LayoutProfile] = {}
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            profile = read(path, LayoutProfile)
        except DataFileError as error:
            mistakes += error.details or [error.sentence]
            continue
        if profile.code != path.stem:
            mistakes.append(f"{path}:1: code: phải trùng tên tệp “{path.stem}”")
        found[profile.code] = profile
    mistakes += _overlaps(list(found.values()), folder)
    if mistakes or not found:
        details = mistakes or [f"{folder}: chưa có tệp thể thức nào"]
        raise DataFileError(f"Thể thức trong {folder} có {len(details)} chỗ sai.", details=details)
    return found


def layout_on(layouts: Layouts, on: date, system: System = "party") -> LayoutProfile:
    """The profile of the system in force on `on`. Raises NoLayoutInForce."""
    for profile in guides_of(layouts, system):
        if profile.in_force(on):
            return profile
    known = ", ".join(f"{p.code} từ {p.valid_from:%d/%m/%Y}" for p in guides_of(layouts, system))
    raise NoLayoutInForce(f"Không có quy định thể thức nào có hiệu lực ngày {on:%d/%m/%Y}; hiện có: {known}.")


def compose_recipients(profile: LayoutProfile, lines: Iterable[str], archive: str) -> list[str]:
    """The "Nơi nhận" lines with their end marks, the archive line last; the template prints the "- " before each."""
    marks = profile.wording
    every = [*_clean(lines), f"{marks.archive_prefix} {_bare(archive)}"]
    return _ended(every, marks.recipient_end, marks.recipient_last)


def compose_bases(profile: LayoutProfile, lines: Iterable[str]) -> list[str]:
    """The "Căn cứ" lines with their end marks; the template prints the "- " before each."""
    return _ended(_clean(lines), profile.wording.basis_end, profile.wording.basis_last)


def _overlaps(profiles: list[LayoutProfile], folder: Path) -> list[str]:
    ordered = sorted(profiles, key=lambda profile: (profile.system, profile.valid_from))
    return [
        f"{folder}: {one.code} và {two.code} cùng có hiệu lực ngày {two.valid_from:%d/%m/%Y}"
        for one, two in pairwise(ordered)
        if one.system == two.system and one.in_force(two.valid_from)
    ]


def _clean(lines: Iterable[str]) -> list[str]:
    return [bare for line in lines if (bare := _bare(line))]


def _bare(line: str) -> str:
    return line.strip().removeprefix("-").rstrip(" .,;").lstrip()


def _ended(lines: list[str], mark: str, last: str) -> list[str]:
    return [line + (last if number == len(lines) else mark) for number, line in enumerate(lines, start=1)]
