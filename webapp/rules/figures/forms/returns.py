"""What bodies without the system are asked: a few cells of the forms per screen (workflows/_figures/returns.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from webapp.datafile import Strict
from webapp.rules.figures.forms.build import StatForm
from webapp.rules.shapes.base import Text

ROW = "total"
"""A body reports the totals; who the members are, only the papers of a case tell."""


class Question(Strict):
    """One number: a column of the section's form, in the row of totals."""

    column: Text
    label: Text


class Section(Strict):
    """One screen. `own` are the columns of levels in which the reporting body itself stands: they equal the total."""

    title: Text
    form: Text
    own: list[Text] = Field(default_factory=list)
    ask: Annotated[list[Question], Field(min_length=1, max_length=6)]

    def cell(self, column: str) -> str:
        """The name a figure has in a report: "member_inspection/total/by_cell"."""
        return f"{self.form}/{ROW}/{column}"

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(self.cell(question.column) for question in self.ask)


class Return(Strict):
    """What one kind of body is asked."""

    kinds: Annotated[list[Text], Field(min_length=1)]
    title: Text
    section: Annotated[list[Section], Field(min_length=1)]

    def labels(self) -> dict[str, str]:
        """Cell → the question, with the screen it stands on."""
        return {
            section.cell(one.column): f"{section.title}: {one.label}" for section in self.section for one in section.ask
        }


class ReturnsFile(Strict):
    """returns.toml"""

    returns: Annotated[list[Return], Field(alias="return", min_length=1)]


def return_for(returns: Sequence[Return], kind: str) -> Return:
    """What a body of that kind is asked; a kind nobody named is asked what a committee is."""
    named = [one for one in returns if kind in one.kinds]
    return named[0] if named else returns[-1]


def wrong_returns(returns: Sequence[Return], sets: Sequence[Sequence[StatForm]]) -> Iterator[str]:
    """Sections that name a form or a column some set does not have."""
    for forms in sets:
        known = {form.code: {column.id for column in form.columns} for form in forms}
        for section in (section for one in returns for section in one.section):
            if section.form not in known:
                yield f"returns.toml: phần “{section.title}” dẫn biểu “{section.form}”, không có biểu này"
                continue
            wanted = {*section.own, *(question.column for question in section.ask)}
            for column in sorted(wanted - known[section.form]):
                yield f"returns.toml: phần “{section.title}” hỏi cột “{column}”, biểu “{section.form}” không có cột này"
