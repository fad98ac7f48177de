"""What the comparison sees: a paper with the values it printed, the numbers the office gave, and what it finds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from webapp.workflow.condition import Place
from webapp.workflow.view import SubjectView

Kind = Literal["name", "date", "order", "count", "citation", "team"]


@dataclass(frozen=True)
class Paper:
    """The newest version of a document. `sources` says where each of its values came from (template.toml)."""

    id: str
    template: str
    label: str
    step: str
    state: str
    dated_on: date
    number: str = ""
    sanction: str = ""
    subject: str = ""  # id of the subject it is about; empty: the whole case
    values: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_fixed(self) -> bool:
        """Signed or issued: the paper stays, so the difference must be explained or a new paper made."""
        return self.state in ("signed", "issued")


@dataclass(frozen=True)
class Registered:
    """A number the office gave, and its day."""

    number: str
    on: date


@dataclass(frozen=True)
class Disagreement:
    """One place where two things say differently: what, in which paper, by which check, and where it is mended."""

    kind: Kind
    sentence: str
    paper: str  # id of the document, empty when it is the case itself
    label: str
    place: Place
    check: str = ""
    fixed: bool = False


def texts(value: Any) -> Iterator[str]:
    """Every text inside a value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def same(first: Any, second: Any) -> bool:
    """Whether two texts say the same to a reader: marks, blanks, letters and the end point do not count."""
    return _plain(first) == _plain(second)


def _plain(value: Any) -> str:
    text = unicodedata.normalize("NFC", str(value if value is not None else "")).casefold()
    for new, old in (("òa", "oà"), ("óa", "oá"), ("ủy", "uỷ"), ("úy", "uý"), ("ùy", "uỳ"), ("hòa", "hoà")):
        text = text.replace(old, new)
    return re.sub(r"\s+", " ", text).strip(" .;,")


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def day(value: date | None) -> str:
    """`12/7/2021`, `08/02/2021`: as the papers print a date."""
    if value is None:
        return ""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def particulars(one: SubjectView) -> dict[str, tuple[str, str]]:
    """Key of a paper's `subject` value → what it is called and what the case says."""
    organisation = one.kind == "organisation"
    return {
        "full_name": ("tên tổ chức đảng" if organisation else "họ tên", one.full_name),
        "birth_date": ("ngày sinh", day(one.birth_date)),
        "home_town": ("quê quán", one.home_town),
        "party_card": ("số thẻ đảng viên", one.party_card),
        "admitted_on": ("ngày vào Đảng", day(one.admitted_on)),
        "official_on": ("ngày chính thức", day(one.official_on)),
        "party_position": ("chức vụ trong Đảng", one.party_position),
        "government_position": ("chức vụ chính quyền", one.government_position),
        "organisation": ("tổ chức đảng quản lý", one.organisation),
    }
