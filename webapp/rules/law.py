"""The whole law as data: read every file of workflows/_law, check them against each other, keep them frozen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from webapp.datafile import Strict, read
from webapp.errors import DataFileError
from webapp.rules import shapes
from webapp.rules.crosscheck import cross_check
from webapp.rules.days import DayTable, day_table
from webapp.rules.shapes.checks import CheckEntry, ChecksFile

_FILES: dict[str, type[Strict]] = {
    "bases.toml": shapes.BasesFile,
    "holidays.toml": shapes.HolidaysFile,
    "deadlines.toml": shapes.DeadlinesFile,
    "sanctions.toml": shapes.SanctionsFile,
    "votes.toml": shapes.VotesFile,
    "authority.toml": shapes.AuthorityFile,
    "limitation.toml": shapes.LimitationFile,
    "effect.toml": shapes.EffectFile,
    "suspension.toml": shapes.SuspensionFile,
    "complaints.toml": shapes.ComplaintsFile,
    "denunciations.toml": shapes.DenunciationsFile,
    "holds.toml": shapes.HoldsFile,
    "levels.toml": shapes.LevelsFile,
    "checks.toml": ChecksFile,
}


class Law(BaseModel):
    """Everything the law files say, frozen; built by `load_law` only."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    bases: list[shapes.BasisEntry]
    holidays: shapes.HolidaysFile
    days: DayTable
    """The public day table built from `holidays`."""
    deadlines: list[shapes.DeadlineEntry]
    sanctions: list[shapes.SanctionsEntry]
    votes: shapes.VotesFile
    authority: shapes.AuthorityFile
    limitation: shapes.LimitationFile
    effect_rules: shapes.EffectFile
    suspension: shapes.SuspensionFile
    complaints: shapes.ComplaintsFile
    denunciations: list[shapes.DenunciationFaultEntry]
    holds: list[shapes.HoldEntry]
    levels: list[shapes.LevelEntry]
    checks: list[CheckEntry]

    def basis(self, basis_id: str) -> shapes.BasisEntry:
        """The entry with that id. Raises KeyError: ids inside the data are checked when it is loaded."""
        for entry in self.bases:
            if entry.id == basis_id:
                return entry
        raise KeyError(basis_id)


def load_law(folder: Path) -> Law:
    """Read every law file of the folder. Raises DataFileError that lists every mistake of every file."""
    files: dict[str, Any] = {}
    mistakes = _unexpected(folder)
    for name, model in _FILES.items():
        try:
            files[name] = read(folder / name, model)
        except DataFileError as error:
            mistakes.extend(error.details or [error.sentence])
    mistakes.extend(cross_check(folder, files))
    if mistakes:
        raise DataFileError(f"Dữ liệu pháp lý trong {folder} có {len(mistakes)} chỗ sai.", details=mistakes)
    return Law(
        bases=files["bases.toml"].basis,
        holidays=files["holidays.toml"],
        days=day_table(files["holidays.toml"]),
        deadlines=files["deadlines.toml"].deadline,
        sanctions=files["sanctions.toml"].list,
        votes=files["votes.toml"],
        authority=files["authority.toml"],
        limitation=files["limitation.toml"],
        effect_rules=files["effect.toml"],
        suspension=files["suspension.toml"],
        complaints=files["complaints.toml"],
        denunciations=files["denunciations.toml"].fault,
        holds=files["holds.toml"].hold,
        levels=files["levels.toml"].level,
        checks=files["checks.toml"].check,
    )


def _unexpected(folder: Path) -> list[str]:
    found = sorted(path.name for path in folder.glob("*.toml"))
    return [f"{folder / name}:1: cả tệp: tệp lạ, hệ thống không đọc tệp này" for name in found if name not in _FILES]
