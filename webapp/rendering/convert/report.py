"""The fidelity report: what the file holds and the PDF does not show, never dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Unrendered:
    """One line of the fidelity report. `feature` is Vietnamese; `page` is None when it has no single page."""

    feature: str
    page: int | None
    place: str


@dataclass
class Report:
    """Collects what could not be drawn; the same feature at the same place counts once."""

    lines: dict[tuple[str, str], int | None] = field(default_factory=dict)
    place: str = ""

    def add(self, feature: str, place: str | None = None, page: int | None = None) -> None:
        key = (feature, self.place if place is None else place)
        if self.lines.get(key) is None:
            self.lines[key] = page

    def as_lines(self) -> tuple[Unrendered, ...]:
        found = [Unrendered(feature, page, place) for (feature, place), page in self.lines.items()]
        return tuple(sorted(found, key=lambda line: (line.page or 0, line.feature, line.place)))
