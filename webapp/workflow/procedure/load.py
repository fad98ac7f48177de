"""Load procedures from TOML, strictly: a file with mistakes is refused with all of them, never half understood."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from webapp import datafile
from webapp.errors import DataFileError, NotFound
from webapp.workflow.procedure.blocks import SHARED, SharedLines, expand
from webapp.workflow.procedure.graph import wrong_graph
from webapp.workflow.procedure.model import Procedure
from webapp.workflow.procedure.names import unknown_names, wrong_facts
from webapp.workflow.procedure.raw import Tree


def load_procedure(path: Path, *, templates: Collection[str] | None = None) -> Procedure:
    """Read one `v<n>.toml`.

    `templates` are the known codes of document templates; None leaves them unchecked.
    Raises DataFileError whose `details` hold every mistake as `file:line: key: sentence`, in the order of the file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"Không đọc được tệp {path}: {error}.") from error
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"Tệp {path} không đúng cú pháp TOML.", details=[f"{path}: {error}"]) from None
    tree, used, shared_mistakes = expand(tree, path.parent.parent / SHARED)
    lines = SharedLines(text, used)
    procedure, mistakes = _shape(tree, lines, str(path))
    for check in (shared_mistakes, wrong_graph(tree), unknown_names(tree, templates), wrong_facts(tree)):
        mistakes += [datafile.mistake(str(path), lines, place, sentence) for place, sentence in check]
    if procedure is not None and path.stem != f"v{procedure.version}":
        sentence = f"tệp tên {path.name} phải mang version {path.stem.removeprefix('v')}"
        mistakes.append(datafile.mistake(str(path), lines, ("version",), sentence))
    if procedure is None or mistakes:
        ordered = sorted(mistakes, key=lambda mistake: _line(mistake, str(path)))
        raise DataFileError(f"Tệp {path} có {len(ordered)} chỗ sai.", details=ordered)
    return procedure


def _shape(tree: Tree, lines: datafile.Lines, name: str) -> tuple[Procedure | None, list[str]]:
    try:
        return datafile.validate(tree, Procedure, name=name, lines=lines), []
    except DataFileError as error:
        return None, list(error.details)


def _line(mistake: str, name: str) -> int:
    number = mistake.removeprefix(f"{name}:").partition(":")[0]
    return int(number) if number.isdigit() else 0


@dataclass(frozen=True)
class Procedures:
    """Every version of every procedure, by code and version."""

    by_code: Mapping[str, Mapping[int, Procedure]] = field(default_factory=dict)

    def current(self, code: str) -> Procedure:
        """The newest version, which new cases take. Raises NotFound."""
        versions = self._versions(code)
        return versions[max(versions)]

    def get(self, code: str, version: int) -> Procedure:
        """The version a running case is pinned to. Raises NotFound."""
        try:
            return self._versions(code)[version]
        except KeyError:
            raise NotFound(f"Không có phiên bản {version} của quy trình {code}.") from None

    def _versions(self, code: str) -> Mapping[int, Procedure]:
        try:
            return self.by_code[code]
        except KeyError:
            raise NotFound(f"Không có quy trình {code}.") from None

    def codes(self) -> list[str]:
        return sorted(self.by_code)

    def __iter__(self) -> Iterator[Procedure]:
        """Every version of every procedure, by code, oldest version first."""
        for code in self.codes():
            versions = self.by_code[code]
            yield from (versions[number] for number in sorted(versions))


def load_procedures(folder: Path, *, templates: Collection[str] | None = None) -> Procedures:
    """Read every `<name>/v<n>.toml` below `folder`; names that begin with `_` (the law) are skipped.

    Raises DataFileError with the mistakes of all files together, also when two files claim the same code and version.
    """
    found: dict[str, dict[int, Procedure]] = {}
    mistakes: list[str] = []
    for path in procedure_files(folder):
        try:
            procedure = load_procedure(path, templates=templates)
        except DataFileError as error:
            mistakes += error.details or [error.sentence]
            continue
        versions = found.setdefault(procedure.code, {})
        if procedure.version in versions:
            mistakes.append(f"{path}:1: code: quy trình {procedure.code} phiên bản {procedure.version} có hai tệp")
        versions[procedure.version] = procedure
    mistakes += _unknown_kinds(found)
    if mistakes:
        raise DataFileError(f"Các tệp quy trình có {len(mistakes)} chỗ sai.", details=mistakes)
    return Procedures(found)


def _unknown_kinds(found: Mapping[str, Mapping[int, Procedure]]) -> Iterator[str]:
    """Kinds a case may also hold, or open a linked case of, that no file describes."""
    for procedure in (one for versions in found.values() for one in versions.values()):
        for code in dict.fromkeys([*procedure.combines, *(code for step in procedure.steps for code in step.opens)]):
            if code not in found:
                yield f"{procedure.code} v{procedure.version}: combines, opens: không có quy trình {code}"


def procedure_files(folder: Path) -> list[Path]:
    """The procedure files below `folder`, in a fixed order."""
    return sorted(path for path in folder.glob("*/v*.toml") if not path.parent.name.startswith("_"))
