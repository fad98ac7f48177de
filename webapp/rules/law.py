"""The whole law as data: read every file of workflows/_law, check them against each other, keep them frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from webapp.datafile import Strict, parse
from webapp.errors import DataFileError
from webapp.rules import shapes
from webapp.rules.crosscheck import cross_check
from webapp.rules.days import DayTable, day_table
from webapp.rules.shapes.checks import CheckEntry, ChecksFile

FILES: dict[str, type[Strict]] = {
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
    "office_days.toml": shapes.OfficeDaysFile,
}
"""Every file of the law and its shape."""


class Law(BaseModel):
    """Everything the law files say, frozen; built by `build_law` only."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    texts: dict[str, str]
    """The files it was built from, by name."""
    sha256: str
    bases: list[shapes.BasisEntry]
    holidays: shapes.HolidaysFile
    days: DayTable
    """The public day table built from `holidays`, with the office's own days off and worked days over it."""
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
    texts: dict[str, str] = {}
    mistakes = _unexpected(folder)
    for name in FILES:
        try:
            texts[name] = (folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            mistakes.append(f"Không đọc được tệp {folder / name}: {error}.")
    return build_law(texts, where=f"{folder}/", mistakes=mistakes)


def build_law(texts: Mapping[str, str], *, where: str = "", mistakes: Sequence[str] = ()) -> Law:
    """The law of these texts, by name of file; `where` goes before the names in mistakes. Raises DataFileError."""
    files: dict[str, Any] = {}
    found = list(mistakes)
    for name, text in texts.items():
        try:
            files[name] = parse(text, FILES[name], name=f"{where}{name}")
        except DataFileError as error:
            found.extend(error.details or [error.sentence])
    found.extend(cross_check(where, texts, files))
    if found:
        raise DataFileError(f"Dữ liệu pháp lý{_in(where)} có {len(found)} chỗ sai.", details=found)
    return _law(texts, files)


def law_sha256(texts: Mapping[str, str]) -> str:
    """One number for the whole law: documents keep that of the law they were made with."""
    parts = (f"{name} {hashlib.sha256(texts[name].encode()).hexdigest()}\n" for name in sorted(texts))
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def _law(texts: Mapping[str, str], files: Mapping[str, Any]) -> Law:
    own = files["office_days.toml"]
    days = day_table(files["holidays.toml"])
    return Law(
        texts=dict(texts),
        sha256=law_sha256(texts),
        bases=files["bases.toml"].basis,
        holidays=files["holidays.toml"],
        days=days.with_office(closed={day.on: day.name for day in own.closed}, worked=[day.on for day in own.worked]),
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


def _in(where: str) -> str:
    return f" trong {where.rstrip('/')}" if where else ""


def _unexpected(folder: Path) -> list[str]:
    found = sorted(path.name for path in folder.glob("*.toml"))
    return [f"{folder / name}:1: cả tệp: tệp lạ, hệ thống không đọc tệp này" for name in found if name not in FILES]
