"""A mistake in a template, with its place and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMES = (
    (re.compile(r"^word/document\d*\.xml$"), "Thân văn bản"),
    (re.compile(r"^word/header"), "Đầu trang"),
    (re.compile(r"^word/footer"), "Chân trang"),
    (re.compile(r"^word/footnotes"), "Chú thích cuối trang"),
    (re.compile(r"^word/endnotes"), "Chú thích cuối văn bản"),
    (re.compile(r"^word/comments"), "Ghi chú bên lề"),
    (re.compile(r"^docProps/"), "Thuộc tính của tệp"),
    (re.compile(r"\.rels$"), "Liên kết"),
)


@dataclass(frozen=True)
class TemplateProblem:
    """One mistake; `paragraph` counts from 1 within `part` and is 0 where there are no paragraphs."""

    part: str
    paragraph: int
    expression: str
    sentence: str
    advice: str

    def __str__(self) -> str:
        name = next((name for pattern, name in _NAMES if pattern.search(self.part)), "Phần")
        place = [f"{name} ({self.part})"]
        if self.paragraph:
            place.append(f"đoạn {self.paragraph}")
        if self.expression:
            place.append(self.expression)
        end = "" if self.advice.endswith("?") else "."
        return f"{', '.join(place)}: {self.sentence}; {self.advice}{end}"
