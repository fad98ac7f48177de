"""“Nơi nhận” and the mark that ends the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from webapp.rendering.lint import edit
from webapp.rendering.lint.finding import Remark
from webapp.rendering.lint.paper import Line
from webapp.rendering.lint.sheet import Sheet

_MARK = re.compile(r"[\s.,;/]*$")
_DASH = re.compile(r"^(\s*)[-–—•+*]?\s*")
# A paragraph of fewer letters is a heading or a filled blank, whose end the guide says nothing about.
_SENTENCE = 25


def recipients_label(sheet: Sheet) -> Iterator[Remark]:
    """“Nơi nhận:”, underlined in Party documents."""
    line = sheet.parts.recipients_label
    if line is None:
        return
    wanted = "recipients_label" in sheet.profile.lint.underlined
    underlined = all(piece.style.underline for piece in line.inked if any(map(str.isalpha, piece.text)))
    if wanted != underlined:
        must = "phải gạch chân" if wanted else "không gạch chân"
        value = "single" if wanted else "none"
        yield Remark("recipients_label", f"Chữ “Nơi nhận:” {must}.", line, partial(edit.set_run, line, "u", val=value))
    if not re.match(r"^Nơi nhận\s*:$", line.words):
        mend = partial(edit.append, line, ":") if re.match(r"^Nơi nhận$", line.words) else None
        yield Remark("recipients_label", "Viết “Nơi nhận:” trên một dòng riêng, có dấu hai chấm.", line, mend)


def recipients(sheet: Sheet) -> Iterator[Remark]:
    """Each on a line with a hyphen and the mark of the guide; the last one ends with a full stop."""
    marks, lines = sheet.profile.wording, _whole(sheet.parts.recipients)
    for number, (first, last) in enumerate(lines, start=1):
        if first.words[0] != "-" and not (first.label and first.label.text.startswith("-")):
            yield Remark(
                "recipients",
                "Mỗi nơi nhận bắt đầu bằng dấu gạch nối “- ”.",
                first,
                partial(edit.substitute, first, _DASH, r"\1- "),
            )
        wanted = marks.recipient_last if number == len(lines) else marks.recipient_end
        if not last.words.endswith(wanted) or last.words.endswith("./."):
            which = "Dòng cuối của nơi nhận" if number == len(lines) else "Mỗi dòng nơi nhận"
            yield Remark("recipients", f"{which} kết thúc bằng dấu “{wanted}”.", last, partial(_end, last, wanted))


def _whole(lines: list[Line]) -> list[tuple[Line, Line]]:
    """(first, last) line of each recipient: a line without a hyphen goes on with the one above it."""
    found: list[tuple[Line, Line]] = []
    dashed = any(line.words[0] in "-–" for line in lines)
    for line in lines:
        goes_on = not line.first or (
            dashed and line.words[0] not in "-–•+*" and not line.label and line.words[0].islower()
        )
        if found and goes_on and line.words[0] not in "-–":
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return found


def _end(line: Line, mark: str) -> None:
    edit.substitute(line, _MARK, "")
    edit.append(line, mark)


def archive_line(sheet: Sheet) -> Iterator[Remark]:
    """The last line says where the copy stays."""
    lines, prefix = _whole(sheet.parts.recipients), sheet.profile.wording.archive_prefix
    if not lines:
        return
    first = lines[-1][0]
    words = first.words.lstrip("-– ")
    if not words.startswith(prefix):
        yield Remark("archive_line", f"Dòng cuối của nơi nhận là dòng “{prefix} …”.", lines[-1][1])
    elif re.match(rf"^{re.escape(prefix)}\s*:", words) and sheet.profile.lint.number != "state":
        yield Remark(
            "archive_line",
            f"Sau chữ “{prefix}” không có dấu hai chấm.",
            first,
            partial(edit.substitute, first, re.compile(rf"({re.escape(prefix)})\s*:\s*"), r"\1 "),
        )


def final_mark(sheet: Sheet) -> Iterator[Remark]:
    """The text ends with the mark of the guide. Only signed documents: minutes and forms end in their own ways."""
    parts, wanted = sheet.parts, sheet.profile.wording.final_mark
    if not parts.text or not (parts.recipients_label or parts.authority) or _ends_with_table(sheet):
        return
    line = parts.text[-1]
    if len(line.words) < _SENTENCE or (
        line.words.endswith(wanted) and not (wanted == "." and line.words.endswith("./."))
    ):
        return
    yield Remark("final_mark", f"Nội dung kết thúc bằng dấu “{wanted}”.", line, partial(_finish, line, wanted))


def _finish(line: Line, mark: str) -> None:
    edit.substitute(line, re.compile(r"[\s.,;:/]*$"), "")
    edit.append(line, mark)


def _ends_with_table(sheet: Sheet) -> bool:
    """What stands last before the signatures is a table, a line in capitals, or something else without an end mark."""
    ends = [line for line in (sheet.parts.recipients_label, *sheet.parts.authority[:1]) if line]
    stop = min(line.number for line in ends)
    before = [line for line in sheet.paper.filled if line.number < stop]
    return not before or before[-1] is not sheet.parts.text[-1]


CHECKS = (recipients_label, recipients, archive_line, final_mark)
