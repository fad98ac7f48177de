"""The text: lines, paragraphs, first-line indent, justification, bullets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from webapp.rendering.lint import edit
from webapp.rendering.lint.finding import Remark
from webapp.rendering.lint.paper import Line
from webapp.rendering.lint.sheet import MM, Sheet, mm, others, pt, span

_PROSE = 90  # letters: a shorter paragraph is one line, and one line is never stretched
_INDENT_SLACK_MM = 3.0
# Word lets these two win over a measure in points.
_PLAIN = {"beforeLines": "0", "beforeAutospacing": "0"}
_HYPHENS = frozenset("-–+")


def _running(sheet: Sheet) -> list[Line]:
    return [line for line in [*sheet.parts.bases, *sheet.parts.text] if line.cell is None]


def line_spacing(sheet: Sheet) -> Iterator[Remark]:
    """Exactly, between the guide's limits; the State guide counts in lines instead."""
    rules, allowed = sheet.profile.lint, sheet.profile.spacing.line_pt
    wrong = [line for line in _running(sheet) if not _right_line(sheet, line)]
    if not wrong:
        return
    style = wrong[0].style
    found = (
        f"{pt(style.line)} dòng"
        if style.rule == "auto"
        else f"{_RULES.get(style.rule, style.rule)} {pt(style.line)} pt"
    )
    wanted = f"{span(*rules.line_factor)} dòng" if rules.line_factor else f"Exactly {span(allowed.min, allowed.max)} pt"
    yield Remark(
        "line_spacing",
        f"Giãn dòng đang là {found}, phải là {wanted}{others(wrong)}.",
        wrong[0],
        partial(_set_lines, wrong, sheet),
    )


_RULES = {"exact": "Exactly", "atLeast": "At least"}


def _right_line(sheet: Sheet, line: Line) -> bool:
    style, factor = line.style, sheet.profile.lint.line_factor
    if factor:
        low, high = factor
        return style.rule == "auto" and low - 0.01 <= style.line <= high + 0.01
    return style.rule == "exact" and sheet.profile.spacing.line_pt.allows(round(style.line, 2))


def _set_lines(lines: list[Line], sheet: Sheet) -> None:
    factor = sheet.profile.lint.line_factor
    for line in lines:
        if factor:
            edit.set_paragraph(line, "spacing", line=str(round(factor[0] * 240)), lineRule="auto")
        else:
            edit.set_paragraph(
                line, "spacing", line=str(round(sheet.profile.spacing.line_pt.use * 20)), lineRule="exact"
            )


def paragraph_spacing(sheet: Sheet) -> Iterator[Remark]:
    """Before and after together at least what the guide asks; neighbours share the larger of the two."""
    wanted = sheet.profile.spacing.paragraph_pt
    wrong = [
        line for line in _running(sheet) if line.first and max(line.style.before, line.style.after) < wanted - 0.01
    ]
    if wrong:
        yield Remark(
            "paragraph_spacing",
            f"Khoảng cách giữa các đoạn phải từ {pt(wanted)} pt trở lên{others(wrong)}.",
            wrong[0],
            partial(
                _set_all,
                wrong,
                "spacing",
                {"before": str(round(wanted * 20)), "beforeLines": "0", "beforeAutospacing": "0"},
            ),
        )


def first_line(sheet: Sheet) -> Iterator[Remark]:
    """About ten millimetres; a tab or a hanging list is something else."""
    wanted = sheet.profile.spacing.first_line_mm
    low, high = sheet.profile.lint.first_line_mm or (wanted, wanted)
    slack = _INDENT_SLACK_MM
    wrong = [
        line
        for line in _running(sheet)
        if line.first
        and not line.text.startswith("\t")
        and not low - slack <= (line.style.first + line.style.left) / MM <= high + slack
        and not (line.label is not None and line.style.left > 0)
    ]
    if wrong:
        found = mm(wrong[0].style.first + wrong[0].style.left)
        yield Remark(
            "first_line",
            f"Dòng đầu đoạn lùi {found} mm, phải lùi khoảng {pt(wanted)} mm{others(wrong)}.",
            wrong[0],
            partial(_indent, wrong, wanted),
        )


def _indent(lines: list[Line], wanted_mm: float) -> None:
    for line in lines:
        edit.drop_paragraph_attributes(line, "ind")
        edit.set_paragraph(line, "ind", left="0", right="0", firstLine=str(round(wanted_mm * MM * 20)))


def justify(sheet: Sheet) -> Iterator[Remark]:
    """Paragraphs of more than one line reach both margins."""
    wrong = [line for line in _running(sheet) if len(line.words) > _PROSE and line.style.align != "justify"]
    if wrong:
        yield Remark(
            "justify",
            f"Nội dung phải dàn đều hai lề{others(wrong)}.",
            wrong[0],
            partial(_set_all, wrong, "jc", {"val": "both"}),
        )


def _set_all(lines: list[Line], name: str, attributes: dict[str, str]) -> None:
    for line in lines:
        edit.set_paragraph(line, name, **attributes)


def bullets(sheet: Sheet) -> Iterator[Remark]:
    """A list of the text begins its items with an upright hyphen, never with a dot, a star or a bold mark."""
    signs = [
        line for line in _running(sheet) if line.label and _is_sign(line.label.text) and line.label.text not in _HYPHENS
    ]
    typed = [line for line in _running(sheet) if line.words[0] in "•●▪■◦►➢✓*·"]
    if found := sorted([*signs, *typed], key=lambda line: line.number):
        sign = found[0].label.text if found[0].label else found[0].words[0]
        yield Remark("bullets", f"Đầu dòng dùng dấu gạch nối “-”, không dùng “{sign}”{others(found)}.", found[0])
    bold = [line for line in _running(sheet) if _has_bold_mark(line)]
    if bold:
        # The mark of a numbered style is set in the style; only a typed one can be mended here.
        mend = None if any(line.label for line in bold) else partial(_lighten, bold)
        yield Remark("bullets", f"Dấu đầu dòng không in đậm{others(bold)}.", bold[0], mend)


def _is_sign(text: str) -> bool:
    return bool(text) and not any(letter.isalnum() for letter in text)


def _has_bold_mark(line: Line) -> bool:
    """A bold mark before text that is not bold."""
    if line.label and _is_sign(line.label.text):
        return bool(line.label.style.face & 1) and not line.any_is(1)
    head = line.inked[0]
    return head.text.strip() in _HYPHENS and bool(head.style.face & 1) and not all(p.style.face & 1 for p in line.inked)


def _lighten(lines: list[Line]) -> None:
    for line in lines:
        edit.lighten_mark(line)


CHECKS = (line_spacing, paragraph_spacing, first_line, justify, bullets)
