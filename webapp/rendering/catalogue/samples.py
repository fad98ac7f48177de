"""Sample values of a template: the common letterhead, the template's own values, variants with few and many rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field as Limit

from webapp.datafile import Strict
from webapp.rendering.catalogue.model import Field, Name, TemplateFile, Text
from webapp.rendering.catalogue.sources import (
    BASE_ROWS,
    BASE_VALUES,
    LISTS_INSIDE,
    PERSON_KEYS,
    RESULT_KEYS,
    keys_of,
)
from webapp.rendering.layout import LayoutProfile, compose_recipients

Values = dict[str, Any]
_INNER: dict[str, tuple[str, tuple[str, ...]]] = {
    "session": ("attendees", PERSON_KEYS),
    "vote": ("results", RESULT_KEYS),
}
_PYTHON_TYPES: dict[str, type] = {
    **dict.fromkeys(("lines", "table", "people"), list),
    **dict.fromkeys(("person", "session", "vote", "document"), dict),
    "int": int,
    "bool": bool,
}


ListName = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]*(\.[a-z_]+)?$")]
Repeat = dict[ListName, Annotated[int, Limit(ge=0)]]


class Variant(Strict):
    """The sample with some lists repeated to a given length (0 empties the list).

    A list is a field ("team"), a base value ("subjects") or stands in a field ("session.attendees").
    """

    name: Text
    repeat: Repeat = Limit(min_length=1)


class SampleFile(Strict):
    """`sample.toml`: `base` overrides the common base values, `values` gives every declared field.

    Any further sample (`extreme.toml`, `cell.toml` …) starts from `sample.toml` and says only what differs; of a value
    that is a table it says only the keys that differ. `like = "cell"` takes what `_samples/cell.toml` says before that;
    `repeat` then lengthens its lists.
    """

    like: Name | Literal[""] = ""
    base: dict[Name, Any] = Limit(default_factory=dict)
    values: dict[Name, Any] = Limit(default_factory=dict)
    repeat: Repeat = Limit(default_factory=dict)
    variant: list[Variant] = Limit(default_factory=list)


class CommonSample(Strict):
    """`_samples/common.toml`: one value for every base value, and fields that many templates have by the same name.

    `_samples/<name>.toml` is for the samples that say `like = "<name>"`: who a cell is, which names are longest.
    """

    base: dict[Name, Any] = Limit(default_factory=dict)
    values: dict[Name, Any] = Limit(default_factory=dict)


def with_common_values(spec: TemplateFile, sample: SampleFile, common: CommonSample) -> SampleFile:
    """The sample with the fields it leaves unsaid taken from the common file."""
    return sample.model_copy(update={"values": _overlaid(_declared(spec, common), sample.values)})


def on_top_of(spec: TemplateFile, first: SampleFile, own: SampleFile, common: CommonSample) -> SampleFile:
    """The further sample `own`; what it leaves unsaid comes from the common file it is like, then from the first."""
    base = _overlaid(_overlaid(first.base, common.base), own.base)
    values = _overlaid(_overlaid(first.values, _declared(spec, common)), own.values)
    return own.model_copy(update={"base": base, "values": values})


def _declared(spec: TemplateFile, common: CommonSample) -> Values:
    names = {name for field in spec.field for name in field.names}
    return {name: value for name, value in common.values.items() if name in names}


def _overlaid(under: Mapping[str, Any], over: Mapping[str, Any]) -> Values:
    def one(name: str) -> Any:
        both = isinstance(under.get(name), dict) and isinstance(over[name], dict)
        return {**under[name], **over[name]} if both else over[name]

    return {**under, **{name: one(name) for name in over}}


def sample_mistakes(spec: TemplateFile, sample: SampleFile, common: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(key, sentence) for every sample value that is missing, unknown or has not the declared shape."""
    declared = {name: field for field in spec.field for name in field.names}
    yield from _base_mistakes({**common, **sample.base})
    for name in sorted(declared.keys() - sample.values.keys()):
        yield f"values.{name}", "thiếu giá trị mẫu của trường này"
    for name in sorted(sample.values.keys() - declared.keys()):
        yield f"values.{name}", "không có trường này trong template.toml"
    for name in declared.keys() & sample.values.keys():
        if problem := _shape_mistake(declared[name], sample.values[name]):
            yield f"values.{name}", problem
    repeated = [("repeat", sample.repeat), *((f"variant.{each.name}", each.repeat) for each in sample.variant)]
    for place, repeat in repeated:
        for name in repeat:
            if not _is_list(declared, name):
                yield place, f"“{name}” không phải trường danh sách"


def _base_mistakes(base: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in sorted(BASE_VALUES.keys() - base.keys()):
        yield f"base.{name}", "thiếu giá trị chung này"
    for name in sorted(base.keys() - BASE_VALUES.keys()):
        yield f"base.{name}", "không phải giá trị chung"
    for name, keys in BASE_ROWS.items():
        for row in base.get(name, ()):
            if problem := _keys_mistake(row, keys):
                yield f"base.{name}", problem


def sample_values(
    spec: TemplateFile,
    sample: SampleFile,
    common: Mapping[str, Any],
    variant: str = "",
    profile: LayoutProfile | None = None,
) -> Values:
    """The values to fill the sample with, in the marks and words of `profile`. Raises KeyError for a wrong variant."""
    values: Values = {**common, **sample.base, **sample.values}
    _lengthen(values, sample.repeat)
    if variant:
        _lengthen(values, {each.name: each for each in sample.variant}[variant].repeat)
    if profile:
        values.update(_in_the_words_of(profile, spec, values["recipients"]))
    return values


def _in_the_words_of(profile: LayoutProfile, spec: TemplateFile, recipients: list[str]) -> Values:
    """Recipients with the end marks of the guide (their last line is the archive's), and its word for the addressee."""
    addressed = [field.name for field in spec.field if field.source == "computed:addressee_word"]
    changed: Values = dict.fromkeys(addressed, profile.wording.addressee_word)
    if recipients:
        *lines, archive = recipients
        bare = archive.removeprefix(profile.wording.archive_prefix)
        changed["recipients"] = compose_recipients(profile, lines, bare)
    return changed


def _lengthen(values: Values, repeat: Mapping[str, int]) -> None:
    for dotted, times in repeat.items():
        name, _, key = dotted.partition(".")
        value = values[name]
        values[name] = {**value, key: _cycled(value[key], times)} if key else _cycled(value, times)


def _is_list(declared: Mapping[str, Field], dotted: str) -> bool:
    name, _, key = dotted.partition(".")
    if name in BASE_ROWS and not key:
        return True
    if name not in declared:
        return False
    return key in LISTS_INSIDE.get(declared[name].type, ()) if key else declared[name].is_list


def _cycled(rows: list[Any], times: int) -> list[Any]:
    return [rows[number % len(rows)] for number in range(times)] if rows else []


def _shape_mistake(field: Field, value: Any) -> str | None:
    has_type = isinstance(value, _PYTHON_TYPES.get(field.type, str))
    if not has_type:
        return f"phải có kiểu {field.type}"
    if field.type == "lines":
        return None if all(isinstance(line, str) for line in value) else "mỗi dòng phải là chữ"
    keys = tuple(field.columns) or keys_of(field.source, field.type)
    if keys is None:
        return None
    rows = value if isinstance(value, list) else [value]
    outer = next((problem for row in rows if (problem := _keys_mistake(row, keys))), None)
    return outer or _inner_mistake(field, value)


def _inner_mistake(field: Field, value: Any) -> str | None:
    if field.type not in _INNER:
        return None
    key, keys = _INNER[field.type]
    return next((f"{key}: {problem}" for row in value[key] if (problem := _keys_mistake(row, keys))), None)


def _keys_mistake(row: Any, keys: tuple[str, ...]) -> str | None:
    if not isinstance(row, dict):
        return "mỗi dòng phải là một bảng"
    missing, extra = sorted(set(keys) - row.keys()), sorted(row.keys() - set(keys))
    if missing or extra:
        return f"thiếu {', '.join(missing) or 'không gì'}; thừa {', '.join(extra) or 'không gì'}"
    return None
