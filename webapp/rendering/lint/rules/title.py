"""Type name, trích yếu, hyphens, căn cứ, the line QUYẾT ĐỊNH."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from webapp.rendering.lint import edit
from webapp.rendering.lint.finding import Remark
from webapp.rendering.lint.paper import Line
from webapp.rendering.lint.sheet import Sheet

_END = re.compile(r"[\s.,;:/]*$")
_OPENING = re.compile(r"^(\s*)[-–—•+]?\s*")
# A trích yếu may begin with a name; only these words are known to be common ones.
_COMMON = re.compile(r"^(Về|Việc|Kiểm|Giám|Kết|Thi|Thành|Triển|Làm|Công|Khảo|Phân|Giải|Thẩm|Xác|Tiến|Gia|Thay|Đề)\s")


def type_name(sheet: Sheet) -> Iterator[Remark]:
    """On a line of its own, centred."""
    line = sheet.parts.type_name
    if line is not None and line.style.align != "center":
        yield Remark(
            "type_name",
            "Tên loại văn bản phải ở giữa dòng.",
            line,
            partial(edit.set_paragraph, line, "jc", val="center"),
        )


def subject_line(sheet: Sheet) -> Iterator[Remark]:
    """In small letters from its first one, no full stop; never “V/v”."""
    lines = sheet.parts.subject or sheet.parts.letter_subject
    if not lines:
        return
    first, last = lines[0], lines[-1]
    if re.match(r"^V/v\b", first.words, re.IGNORECASE):
        if sheet.profile.lint.number != "state":
            yield Remark(
                "subject_line",
                "Trích yếu không viết “V/v”; viết “về việc …”.",
                first,
                partial(edit.substitute, first, re.compile(r"V/v\b\s*:?\s*", re.IGNORECASE), "về việc "),
            )
    elif sheet.parts.subject and _COMMON.match(first.words):
        yield Remark(
            "subject_line",
            "Trích yếu bắt đầu bằng chữ thường.",
            first,
            partial(edit.substitute, first, re.compile(r"^\s*\w"), lambda match: match.group().lower()),
        )
    if last.words.endswith((".", ";", ",")):
        yield Remark(
            "subject_line",
            "Cuối trích yếu không có dấu câu.",
            last,
            partial(edit.substitute, last, re.compile(r"[.,;]+\s*$"), ""),
        )


def separator(sheet: Sheet) -> Iterator[Remark]:
    """Five hyphens under the trích yếu."""
    parts, wanted = sheet.parts, sheet.profile.spacing.separator
    if parts.type_name is None or not wanted.startswith("-"):
        return
    if parts.separator is None:
        if parts.subject:
            count = len(wanted)
            yield Remark("separator", f"Dưới trích yếu thiếu {count} dấu gạch nối “{wanted}”.", parts.subject[-1])
    elif parts.separator.words != wanted:
        line = parts.separator
        yield Remark(
            "separator",
            f"Dưới trích yếu là {len(wanted)} dấu gạch nối “{wanted}”, không phải “{line.words[:20]}”.",
            line,
            partial(edit.rewrite, line, wanted),
        )


def bases(sheet: Sheet) -> Iterator[Remark]:
    """Each on its own line with a hyphen, ended as the guide says."""
    marks, lines = sheet.profile.wording, sheet.parts.bases
    italic = "basis" in sheet.profile.lint.italic
    for number, line in enumerate(lines, start=1):
        wanted = marks.basis_last if number == len(lines) else marks.basis_end
        if not line.words.endswith(wanted):
            which = "cuối cùng " if number == len(lines) else ""
            yield Remark(
                "bases", f"Dòng căn cứ {which}kết thúc bằng dấu “{wanted}”.", line, partial(_end, line, wanted)
            )
        if not italic and line.words[0] != "-" and not (line.label and line.label.text == "-"):
            yield Remark("bases", "Mỗi dòng căn cứ bắt đầu bằng dấu gạch nối “- ”.", line, partial(_hyphen, line))
        if italic != line.all_are(2) and (italic or line.any_is(2)):
            must = "phải in nghiêng" if italic else "in đứng, không in nghiêng"
            yield Remark("bases", f"Dòng căn cứ {must}.", line, partial(edit.set_run, line, "i", val=str(int(italic))))


def _end(line: Line, mark: str) -> None:
    edit.substitute(line, re.compile(r"[\s.,;:/]*$"), "")
    edit.append(line, mark)


def _hyphen(line: Line) -> None:
    edit.substitute(line, _OPENING, r"\1- ")


def resolves(sheet: Sheet) -> Iterator[Remark]:
    """“ỦY BAN KIỂM TRA … QUYẾT ĐỊNH”: centred, bold; the guides differ from offices over a colon."""
    line = sheet.parts.resolves
    if line is None:
        return
    if line.style.align != "center":
        yield Remark(
            "resolves", "Dòng quyết định phải ở giữa dòng.", line, partial(edit.set_paragraph, line, "jc", val="center")
        )
    if not line.all_are(1):
        yield Remark("resolves", "Dòng quyết định phải in đậm.", line, partial(edit.set_run, line, "b", val="1"))
    if line.words.endswith(":") and sheet.profile.lint.number != "state":
        yield Remark(
            "resolves",
            "Sau chữ “QUYẾT ĐỊNH” không có dấu hai chấm.",
            line,
            partial(edit.substitute, line, re.compile(r"\s*:\s*$"), ""),
        )


CHECKS = (type_name, subject_line, separator, bases, resolves)
