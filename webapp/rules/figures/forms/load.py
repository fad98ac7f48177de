"""Read workflows/_figures strictly: every mistake of every file at once, and what the files say of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from webapp.datafile import Strict, read
from webapp.errors import DataFileError
from webapp.rules.dates_vi import short_date
from webapp.rules.figures.forms import shapes
from webapp.rules.figures.forms.build import StatForm, build_form
from webapp.rules.figures.forms.returns import Return, ReturnsFile, wrong_returns
from webapp.rules.figures.measures import CONDITIONS, RULES
from webapp.rules.figures.narrative import Narrative, NarrativesFile, wrong_narratives

_FILES: dict[str, type[Strict]] = {
    "columns.toml": shapes.ColumnsFile,
    "rows.toml": shapes.RowsFile,
    "topics.toml": shapes.TopicsFile,
    "cases.toml": shapes.CasesFile,
    "returns.toml": ReturnsFile,
    "narrative.toml": NarrativesFile,
}


@dataclass(frozen=True)
class FormSet:
    """The forms of one decision, in their order."""

    entry: shapes.SetEntry
    forms: tuple[StatForm, ...]

    def form(self, code: str) -> StatForm:
        """The form of that code. Raises KeyError."""
        for form in self.forms:
            if form.code == code:
                return form
        raise KeyError(code)

    def warning(self, on: date) -> str:
        """What to say beside figures of that day: the set is out of force, or was never compared with its source."""
        if not self.entry.in_force(on):
            after = f" ({self.entry.replaced_by})" if self.entry.replaced_by else ""
            return (
                f"{self.entry.title} không còn hiệu lực vào ngày {short_date(on)}{after}; chưa có mẫu biểu thay thế "
                "trong dữ liệu nên vẫn tính theo bộ này."
            )
        if not self.entry.verified:
            return f"{self.entry.title}: đầu cột, nhãn hàng chưa đối chiếu với văn bản gốc."
        return ""


@dataclass(frozen=True)
class Statistics:
    """Everything workflows/_figures says, frozen; built by `load_statistics` only."""

    sets: tuple[FormSet, ...]
    rows: tuple[shapes.RowEntry, ...]
    contents: tuple[shapes.ContentEntry, ...]
    topics: tuple[shapes.TopicEntry, ...]
    cases: dict[str, shapes.CaseEntry]
    levels: tuple[shapes.OfficeLevelEntry, ...]
    returns: tuple[Return, ...]
    narratives: tuple[Narrative, ...]

    def set_on(self, on: date) -> FormSet:
        """The newest set that had begun on that day, or the first one: figures of any day can be put into forms."""
        begun = [one for one in self.sets if one.entry.valid_from <= on]
        return begun[-1] if begun else self.sets[0]

    def level_of(self, office_level: str, on: date) -> str:
        """The level an office is counted at on that day; a level nobody has mapped counts under its own name."""
        for entry in self.levels:
            if entry.office == office_level and entry.in_force(on):
                return entry.counts_as
        return office_level

    def rows_of(self, kind: str, first: date, last: date) -> tuple[shapes.RowEntry, ...]:
        """The rows of forms about that kind of object which stood on some day of the period."""
        return tuple(row for row in self.rows if row.object == kind and row.meets(first, last))

    def contents_of(self, kind: str, on: date) -> tuple[shapes.ContentEntry, ...]:
        """The contents an object of that kind may be given on that day."""
        return tuple(entry for entry in self.contents if kind in entry.objects and entry.meets(on, on))


def load_statistics(folder: Path) -> Statistics:
    """Read every file of the folder. Raises DataFileError that lists every mistake of every file."""
    files: dict[str, Any] = {}
    mistakes: list[str] = []
    for name, model in _FILES.items():
        _read(folder / name, model, files, mistakes, key=name)
    sets = sorted(folder.glob("*/forms.toml"))
    for path in sets:
        _read(path, shapes.FormsFile, files, mistakes, key=path.parent.name)
    if not sets:
        mistakes.append(f"{folder}:1: cả thư mục: chưa có bộ biểu nào (<bộ>/forms.toml)")
    if not mistakes:
        mistakes = [f"{folder}: {sentence}" for sentence in _contradictions(files, [path.parent.name for path in sets])]
    if mistakes:
        raise DataFileError(f"Dữ liệu thống kê trong {folder} có {len(mistakes)} chỗ sai.", details=mistakes)
    families = {family.code: family for family in files["columns.toml"].family}
    built = [_set(files[path.parent.name], families) for path in sets]
    if wrong := list(_wrong_words(files, built)):
        raise DataFileError(f"Dữ liệu thống kê trong {folder} có {len(wrong)} chỗ sai.", details=wrong)
    return Statistics(
        sets=tuple(sorted(built, key=lambda one: one.entry.valid_from)),
        rows=tuple(files["rows.toml"].row),
        contents=tuple(files["topics.toml"].content),
        topics=tuple(files["topics.toml"].topic),
        cases={case.procedure: case for case in files["cases.toml"].case},
        levels=tuple(files["cases.toml"].level),
        returns=tuple(files["returns.toml"].returns),
        narratives=tuple(files["narrative.toml"].narrative),
    )


def _wrong_words(files: dict[str, Any], built: list[FormSet]) -> Iterator[str]:
    """Questions and sentences about cells that no form has."""
    yield from wrong_returns(files["returns.toml"].returns, [one.forms for one in built])
    cells = [{f"{form.code}/{column.id}" for form in one.forms for column in form.columns} for one in built]
    yield from wrong_narratives(files["narrative.toml"].narrative, cells)


def _set(file: shapes.FormsFile, families: dict[str, shapes.FamilyEntry]) -> FormSet:
    return FormSet(file.set, tuple(build_form(form, families) for form in sorted(file.form, key=lambda f: f.number)))


def _read(path: Path, model: type[Strict], files: dict[str, Any], mistakes: list[str], *, key: str) -> None:
    try:
        files[key] = read(path, model)
    except DataFileError as error:
        mistakes.extend(error.details or [error.sentence])


def _contradictions(files: dict[str, Any], sets: list[str]) -> Iterator[str]:
    """What the files, each right by itself, say against each other."""
    families = {family.code: family for family in files["columns.toml"].family}
    yield from _twice("nhóm cột", [family.code for family in files["columns.toml"].family])
    rows = files["rows.toml"].row
    yield from _twice("hàng", [f"{row.object}/{row.code}" for row in rows])
    known = {(row.object, row.code) for row in rows}
    for row in rows:
        if row.parent and (row.object, row.parent) not in known:
            yield f"rows.toml: hàng “{row.code}” thuộc “{row.parent}”, không có hàng này"
    contents = {entry.code for entry in files["topics.toml"].content}
    for topic in files["topics.toml"].topic:
        for code in sorted({topic.organisation, topic.member} - contents):
            yield f"topics.toml: đề tài “{topic.code}” dẫn nội dung “{code}”, không có nội dung này"
    for case in files["cases.toml"].case:
        for name in sorted({name for act in case.act for name in act.rules} - RULES.keys()):
            yield f"cases.toml: loại hồ sơ {case.procedure} gọi quy tắc “{name}”, không có quy tắc này"
        for name in sorted({act.when for act in case.act if act.when} - CONDITIONS.keys()):
            yield f"cases.toml: loại hồ sơ {case.procedure} gọi điều kiện “{name}”, không có điều kiện này"
    yield from _twice("loại hồ sơ", [case.procedure for case in files["cases.toml"].case])
    yield from _clashes(files["cases.toml"].level)
    for name in sets:
        yield from _wrong_forms(name, files[name].form, families, contents)


def _wrong_forms(
    name: str, forms: list[shapes.FormEntry], families: dict[str, shapes.FamilyEntry], contents: set[str]
) -> Iterator[str]:
    yield from _twice("biểu", [form.code for form in forms])
    yield from _twice("số thứ tự biểu", [str(form.number) for form in forms])
    for form in forms:
        unknown = sorted({group.family for group in form.group if group.family} - families.keys())
        for family in unknown:
            yield f"{name}/forms.toml: biểu “{form.code}” dùng nhóm cột “{family}”, không có nhóm này"
        for group in form.group:
            if bool(group.family) == bool(group.columns):
                yield f"{name}/forms.toml: biểu “{form.code}”, nhóm “{group.title}” phải có hoặc family, hoặc columns"
        if not unknown:
            columns = build_form(form, families).columns
            yield from _twice(f"cột của biểu “{form.code}”", [column.id for column in columns])
            tags = {measure for column in columns for measure in column.measures if measure.startswith("content.")}
            for code in sorted(tags - contents):
                yield f"{name}/forms.toml: biểu “{form.code}” đếm nội dung “{code}”, topics.toml không có nội dung này"


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{what} “{name}” được khai hai lần"
        seen.add(name)


def _clashes(levels: list[shapes.OfficeLevelEntry]) -> Iterator[str]:
    for number, one in enumerate(levels):
        for other in levels[number + 1 :]:
            if one.asks_the_same(other) and one.overlaps(other):
                yield f"cases.toml: cấp “{one.office}” được tính hai cách trong cùng một ngày"
