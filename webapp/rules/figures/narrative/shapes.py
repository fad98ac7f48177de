"""workflows/_figures/narrative.toml, strictly read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, get_args

from pydantic import Field

from webapp.datafile import Strict
from webapp.rules.figures.narrative.says import SAYS
from webapp.rules.shapes.base import Text

Part = Literal[
    "report_leadership", "report_committee_inspection", "report_committee_supervision", "report_signs", "report_duties",
    "report_enforcement", "report_finance", "report_supervision", "report_denunciations", "report_complaints",
    "report_discipline",
]  # fmt: skip
"""The parts of the report whose text figures give; the names are those of the facts of the report."""
PARTS: tuple[str, ...] = get_args(Part)


class FigureKey(Strict):
    """A figure by its name: a cell of a form, or a name of a published report."""

    name: Text
    unit: Text
    label: str = ""


class Statement(Strict):
    """One sentence: `say` in small letters, the named rule that puts figures behind it, the figures in its order."""

    part: Part
    rule: Text
    say: Text
    key: Annotated[list[FigureKey], Field(min_length=1)]
    compare: bool = False
    giver: str = ""


class Narrative(Strict):
    """The sentences of one kind of source, in the order of the report."""

    code: Text
    statement: Annotated[list[Statement], Field(min_length=1)]


class NarrativesFile(Strict):
    """narrative.toml"""

    narrative: Annotated[list[Narrative], Field(min_length=1)]


def wrong_narratives(narratives: Sequence[Narrative], cells: Sequence[set[str]]) -> Iterator[str]:
    """Rules nobody wrote, and cells some set of forms does not have; `cells` are "form/column" per set."""
    for narrative in narratives:
        for statement in narrative.statement:
            if statement.rule not in SAYS:
                yield f"narrative.toml: “{statement.say}” gọi quy tắc “{statement.rule}”, không có quy tắc này"
            for key in statement.key:
                parts = key.name.split("/")
                if len(parts) == 3 and any(f"{parts[0]}/{parts[2]}" not in known for known in cells):
                    yield f"narrative.toml: “{statement.say}” lấy ô “{key.name}”, bộ biểu không có ô này"
