"""The styles part: defaults, inheritance, and the style of any paragraph or run (ISO 29500 17.7.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from webapp.rendering.convert.model import RunStyle
from webapp.rendering.convert.read.paragraphs import read_para_props, stack_paragraphs
from webapp.rendering.convert.read.runs import finish, read_run_props, stack, stack_styles
from webapp.rendering.convert.read.theme import Theme
from webapp.rendering.convert.read.xml import Element, W, child, value

Props = dict[str, Any]
DEPTH = 40  # a chain of basedOn longer than this goes in a circle


@dataclass(slots=True)
class Style:
    kind: str
    based_on: str
    element: Element
    full_run: Props | None = None
    full_para: Props | None = None


@dataclass
class Styles:
    """All styles of a file. `run_style` and `para_props` answer for a paragraph or a run."""

    theme: Theme
    defaults_run: Props = field(default_factory=dict)
    defaults_para: Props = field(default_factory=dict)
    by_id: dict[str, Style] = field(default_factory=dict)
    default_paragraph: str = ""
    default_table: str = ""
    _names: dict[str, str] = field(default_factory=dict)
    _finished: dict[Any, RunStyle] = field(default_factory=dict)

    def paragraph(self, style_id: str) -> tuple[Props, Props]:
        """(paragraph properties, run properties) of a paragraph style with all it is based on, without defaults."""
        style = self.by_id.get(style_id) or self.by_id.get(self.default_paragraph)
        if style is None:
            return {}, {}
        self._fill(style)
        return style.full_para or {}, style.full_run or {}

    def character(self, style_id: str) -> Props:
        """Run properties of a character style with all it is based on."""
        style = self.by_id.get(style_id)
        if style is None or style.kind != "character":
            return {}
        self._fill(style)
        return style.full_run or {}

    def finish_run(self, props: Props) -> RunStyle:
        """The finished style; equal properties give the same object."""
        key = tuple(sorted(props.items(), key=lambda item: item[0]))
        known = self._finished.get(key)
        if known is None:
            known = self._finished[key] = finish(props, self.theme)
        return known

    def run_props(self, paragraph_run: Props, direct: Props) -> Props:
        """Run properties of a run: paragraph's run properties, then its character style, then direct formatting."""
        style_id = direct.get("rStyle")
        base = stack_styles(paragraph_run, self.character(style_id)) if style_id else paragraph_run
        return stack(base, direct)

    def by_name(self, name: str) -> str:
        """The id of the style with a built-in name; "" when the file lacks it."""
        if not self._names:
            self._names = {(value(style.element, "name") or "").lower(): key for key, style in self.by_id.items()}
        return self._names.get(name, "")

    def base_run(self, table_run: Props, style_run: Props) -> Props:
        """Defaults, then the table style, then the paragraph style."""
        return {**self.defaults_run, **table_run, **style_run}

    def chain(self, style_id: str) -> list[Style]:
        """The style and all it is based on, the furthest ancestor first."""
        style = self.by_id.get(style_id)
        return self._chain_of(style) if style else []

    def _fill(self, style: Style) -> None:
        if style.full_run is not None:
            return
        run: Props = {}
        para: Props = {}
        for step in self._chain_of(style):
            own = read_run_props(child(step.element, "rPr"))
            own.pop("rStyle", None)
            run = stack(run, own)
            para = stack_paragraphs(para, read_para_props(child(step.element, "pPr")))
        style.full_run, style.full_para = run, para

    def _chain_of(self, style: Style) -> list[Style]:
        found: list[Style] = []
        step: Style | None = style
        while step is not None and all(step is not other for other in found) and len(found) < DEPTH:
            found.append(step)
            step = self.by_id.get(step.based_on)
        return found[::-1]


def read_styles(root: Element | None, theme: Theme) -> Styles:
    """Read the styles part; an absent part gives Word's own defaults."""
    styles = Styles(theme)
    if root is None:
        styles.defaults_run = {"size": 10.0}
        return styles
    defaults = child(root, "docDefaults")
    styles.defaults_run = read_run_props(child(child(defaults, "rPrDefault"), "rPr"))
    styles.defaults_para = read_para_props(child(child(defaults, "pPrDefault"), "pPr"))
    for element in root.findall(W + "style"):
        _read_style(styles, element)
    return styles


def _read_style(styles: Styles, element: Element) -> None:
    style_id, kind = element.get(W + "styleId") or "", element.get(W + "type") or "paragraph"
    styles.by_id[style_id] = Style(kind, value(element, "basedOn") or "", element)
    if (element.get(W + "default") or "").lower() in ("1", "true", "on"):
        if kind == "paragraph":
            styles.default_paragraph = style_id
        elif kind == "table":
            styles.default_table = style_id
