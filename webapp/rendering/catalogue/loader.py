"""Load the folder of document templates; every mistake of every folder at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from webapp.datafile import Strict, read
from webapp.errors import DataFileError, NotFound
from webapp.rendering.catalogue.controls import control_tags
from webapp.rendering.catalogue.model import Field, TemplateFile
from webapp.rendering.catalogue.samples import (
    CommonSample,
    SampleFile,
    Values,
    on_top_of,
    sample_mistakes,
    sample_values,
    with_common_values,
)
from webapp.rendering.layout import LayoutProfile

FILES = ("template.docx", "template.toml", "sample.toml", "expected.txt")
COMMON_SAMPLES = "_samples"
COMMON = "common"
Model = TypeVar("Model", bound=Strict)


class UnknownTemplate(NotFound):
    """No document template has this code."""


@dataclass(frozen=True)
class DocTemplate:
    """One document template (mẫu văn bản): the Word file and what is known about it.

    `tags` are the content controls the product stamps at issue: doc_number, issue_date, signer_title, signer_name.
    `further` holds every sample beside sample.toml ("extreme", "cell", "committee" …) and `texts` what each must print;
    "" is the ordinary sample.
    """

    code: str
    folder: Path
    meta: TemplateFile
    docx: bytes
    sha256: str
    tags: frozenset[str]
    sample: SampleFile
    common: dict[str, Any]
    further: dict[str, SampleFile]
    texts: dict[str, str]

    @property
    def title(self) -> str:
        return self.meta.title

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(self.meta.field)

    @property
    def expected(self) -> str:
        """The text of the ordinary sample."""
        return self.texts[""]

    def text_file(self, name: str = "") -> Path:
        """Where the expected text of a sample stands."""
        return self.folder / f"{name or 'expected'}.txt"

    @property
    def variants(self) -> tuple[str, ...]:
        """Every way to fill the template for trial: "" is the sample itself, its variants, then further samples."""
        return ("", *(variant.name for variant in self.sample.variant), *self.further)

    def field(self, name: str) -> Field:
        """The declared field. Raises KeyError."""
        return {field.name: field for field in self.meta.field}[name]

    def with_file(self, docx: bytes) -> DocTemplate:
        """The same template with another Word file in it. Raises what a broken package raises."""
        return replace(self, docx=docx, sha256=hashlib.sha256(docx).hexdigest(), tags=control_tags(docx))

    def sample_values(self, variant: str = "", profile: LayoutProfile | None = None) -> Values:
        """Base values and field values of the sample, ready to fill; in the marks and words of `profile` if given."""
        if variant in self.further:
            return sample_values(self.meta, self.further[variant], self.common, profile=profile)
        return sample_values(self.meta, self.sample, self.common, variant, profile)


@dataclass(frozen=True)
class Catalogue:
    """All document templates by code."""

    templates: dict[str, DocTemplate]

    def get(self, code: str) -> DocTemplate:
        """Raises UnknownTemplate."""
        try:
            return self.templates[code]
        except KeyError:
            raise UnknownTemplate(f"Không có mẫu văn bản “{code}”.") from None

    def with_files(self, files: Mapping[str, bytes]) -> Catalogue:
        """The same catalogue with these Word files in the places of their codes; unknown codes are left out."""
        changed = {code: self.templates[code].with_file(docx) for code, docx in files.items() if code in self.templates}
        return Catalogue({**self.templates, **changed})

    def codes(self) -> tuple[str, ...]:
        return tuple(self.templates)

    def __iter__(self) -> Iterator[DocTemplate]:
        return iter(self.templates.values())


def load_catalogue(folder: Path) -> Catalogue:
    """Every template folder under `folder` (names starting with "_" are not templates).

    Raises DataFileError with one line per mistake of any of them.
    """
    mistakes: list[str] = []
    commons = _commons(folder, mistakes)
    found: dict[str, DocTemplate] = {}
    for path in sorted(_template_folders(folder)):
        template = _load(path, commons, mistakes)
        if template is not None:
            found[template.code] = template
    for template in found.values():
        mistakes += _reference_mistakes(template, found)
    if mistakes:
        raise DataFileError(f"Danh mục mẫu {folder} có {len(mistakes)} chỗ sai.", details=mistakes)
    return Catalogue(dict(sorted(found.items(), key=lambda item: (item[1].meta.working_id, item[0]))))


def _template_folders(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise DataFileError(f"Không có thư mục mẫu văn bản {folder}.")
    return (path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "_.")


def _commons(folder: Path, mistakes: list[str]) -> dict[str, CommonSample]:
    """The common samples by name; `common` is there even when its file cannot be read."""
    paths = sorted((folder / COMMON_SAMPLES).glob("*.toml"))
    found = {path.stem: _read(path, CommonSample, mistakes) for path in paths}
    if COMMON not in found:
        mistakes.append(f"{folder / COMMON_SAMPLES / COMMON}.toml:1: cả tệp: thiếu tệp này")
    return {COMMON: CommonSample()} | {name: sample for name, sample in found.items() if sample}


def _load(path: Path, commons: Mapping[str, CommonSample], mistakes: list[str]) -> DocTemplate | None:
    missing = [name for name in FILES if not (path / name).is_file()]
    mistakes += [f"{path / name}:1: cả tệp: thiếu tệp này" for name in missing]
    meta = None if "template.toml" in missing else _read(path / "template.toml", TemplateFile, mistakes)
    sample = None if "sample.toml" in missing else _read(path / "sample.toml", SampleFile, mistakes)
    if meta and meta.code != path.name:
        mistakes.append(f"{path / 'template.toml'}:1: code: phải trùng tên thư mục “{path.name}”")
    if missing or not meta or not sample:
        return None
    common = commons[COMMON]
    sample = with_common_values(meta, sample, common)
    wrong = sample_mistakes(meta, sample, common.base)
    mistakes += [f"{path / 'sample.toml'}: {key}: {text}" for key, text in wrong]
    docx = (path / "template.docx").read_bytes()
    try:
        tags = control_tags(docx)
    except Exception as error:  # any broken package: the reason is named, the other folders are still read
        mistakes.append(f"{path / 'template.docx'}:1: cả tệp: không đọc được như tệp Word ({error})")
        return None
    further, texts = _further(path, meta, sample, commons, mistakes)
    sha256 = hashlib.sha256(docx).hexdigest()
    return DocTemplate(path.name, path, meta, docx, sha256, tags, sample, common.base, further, texts)


def _further(
    path: Path, meta: TemplateFile, first: SampleFile, commons: Mapping[str, CommonSample], mistakes: list[str]
) -> tuple[dict[str, SampleFile], dict[str, str]]:
    """Every sample beside sample.toml by name, and the expected text of all of them."""
    found: dict[str, SampleFile] = {}
    texts = {"": (path / "expected.txt").read_text(encoding="utf-8")}
    for name in further_samples(path):
        own = _read(path / f"{name}.toml", SampleFile, mistakes)
        text = path / f"{name}.txt"
        if not text.is_file():
            mistakes.append(f"{text}:1: cả tệp: thiếu tệp này")
        elif own:
            if own.like not in ("", *commons):
                mistakes.append(f"{path / f'{name}.toml'}: like: không có tệp {COMMON_SAMPLES}/{own.like}.toml")
            found[name] = on_top_of(meta, first, own, commons.get(own.like, CommonSample()))
            texts[name] = text.read_text(encoding="utf-8")
            wrong = sample_mistakes(meta, found[name], commons[COMMON].base)
            mistakes += [f"{path / f'{name}.toml'}: {key}: {sentence}" for key, sentence in wrong]
    return found, texts


def further_samples(path: Path) -> list[str]:
    """Names of the samples of a template folder beside sample.toml, in order."""
    return sorted(file.stem for file in path.glob("*.toml") if file.name not in FILES)


def _reference_mistakes(template: DocTemplate, found: dict[str, DocTemplate]) -> Iterator[str]:
    named = [(field.name, field.source) for field in template.fields]
    named += [("extra_bases", line) for line in template.meta.extra_bases]
    for key, source in named:
        kind, _, code = source.partition(":")
        if kind == "document" and code not in found:
            yield f"{template.folder / 'template.toml'}: {key}: không có mẫu “{code}”"


def _read(path: Path, model: type[Model], mistakes: list[str]) -> Model | None:
    try:
        return read(path, model)
    except DataFileError as error:
        mistakes += error.details or [error.sentence]
        return None
