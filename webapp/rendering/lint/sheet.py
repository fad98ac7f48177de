"""What a check is given: the paper, its components, the guide, the office's wishes."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.rendering.layout import LayoutProfile
from webapp.rendering.lint.anatomy import Anatomy
from webapp.rendering.lint.finding import Options
from webapp.rendering.lint.paper import Line, Paper

MM = 72 / 25.4
_GROUPED = 3


@dataclass(frozen=True)
class Sheet:
    paper: Paper
    parts: Anatomy
    profile: LayoutProfile
    options: Options


def pt(value: float) -> str:
    """“13,5”: a decimal comma, no needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def mm(points: float) -> str:
    return pt(round(points / MM, 1))


def others(lines: list[Line]) -> str:
    """“ (và 4 đoạn nữa)” for what is said once about many lines."""
    return f" (và {len(lines) - 1} đoạn nữa)" if len(lines) > 1 else ""


def span(low: float, high: float) -> str:
    return pt(low) if low == high else f"{pt(low)}-{pt(high)}"
