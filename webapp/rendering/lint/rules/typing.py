"""Rules of typing that rest on no guide: spaces, composed letters, leftovers, tone marks, empty ends."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import partial

from webapp.rendering.convert.read.xml import W, local
from webapp.rendering.lint import edit, words
from webapp.rendering.lint.finding import Remark
from webapp.rendering.lint.paper import Line
from webapp.rendering.lint.sheet import Sheet, others

_SPACES = re.compile(r"(?<=[^\s\u00a0]) {2,}(?=[^\s\u00a0])")
# Blanks left for the clerk or the hand: number, date, "Kính gửi:    ", cells.
_BLANKS = re.compile(r"^(Số\b|.*\bngày {2,}|.*: {2,}|.*\bnăm {2,})", re.IGNORECASE)
_LOOSE = re.compile(r"(?<=[\w)”»%]) +([,;:!?)”]|\.(?![.\w]))(?=[\s”)]|$)")
_TAGS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_DOTS = re.compile(r"\.{4,}|…{2,}|_{4,}|(?:\. ){4,}|…\.{1,}|\.{1,}…")
_WORD = re.compile(r"\S*$")


def tags(sheet: Sheet) -> Iterator[Remark]:
    """A template's own marks, left by a hand that filled it or by a tag that was broken."""
    for line in sheet.paper.filled:
        if found := _TAGS.search(line.words):
            near = line.words[max(0, found.start() - 5) : found.start() + 30]
            yield Remark("tags", f"Còn sót thẻ của mẫu “{near.strip()}”: điền giá trị hoặc xoá thẻ.", line)


def dots(sheet: Sheet) -> Iterator[Remark]:
    """Dotted lines are right on a form to be filled by hand, and nowhere else."""
    if sheet.options.unfilled:
        return
    found = [line for line in sheet.paper.filled if _DOTS.search(line.words) and re.search(r"\w", line.words)]
    for line in found[:10]:
        yield Remark("dots", "Còn chỗ chấm để trống: điền nội dung, hoặc xoá nếu không dùng.", line)
    if len(found) > 10:
        yield Remark("dots", f"Còn {len(found) - 10} chỗ chấm để trống nữa.", found[10])


def double_spaces(sheet: Sheet) -> Iterator[Remark]:
    """More than one space between two words."""
    found = [line for line in _prose(sheet) if _SPACES.search(line.text) and not _BLANKS.match(line.words)]
    found = [line for line in found if line is not sheet.parts.number and line is not sheet.parts.place_date]
    if found:
        yield Remark(
            "double_spaces",
            f"Có dấu cách thừa giữa hai chữ{others(found)}.",
            found[0],
            partial(_each, found, _SPACES, " "),
        )


def _prose(sheet: Sheet) -> list[Line]:
    """Lines that are not laid out with spaces: signatures and heads typed with rows of spaces are another matter."""
    return [line for line in sheet.paper.filled if max(map(len, re.findall(" +", line.text)), default=0) < 6]


def space_before_mark(sheet: Sheet) -> Iterator[Remark]:
    """“chữ ,” → “chữ,”."""
    found = [line for line in sheet.paper.filled if _LOOSE.search(line.text)]
    if found:
        match = _LOOSE.search(found[0].text)
        near = found[0].text[max(0, match.start() - 12) : match.end()].strip() if match else ""
        yield Remark(
            "space_before_mark",
            f"Không có dấu cách trước dấu câu: “{near}”{others(found)}.",
            found[0],
            partial(_each, found, _LOOSE, r"\1"),
        )


def _each(lines: list[Line], pattern: re.Pattern[str], new: str) -> None:
    for line in lines:
        edit.substitute(line, pattern, new)


def nfc(sheet: Sheet) -> Iterator[Remark]:
    """Letters and tone marks typed apart look the same and are not found by a search."""
    found = [line for line in sheet.paper.filled if not unicodedata.is_normalized("NFC", line.text)]
    if found:
        yield Remark(
            "nfc",
            f"Có chữ Việt gõ ở dạng tổ hợp (dấu rời){others(found)}: đổi sang dạng dựng sẵn để tìm kiếm được.",
            found[0],
            partial(_compose, found),
        )


def _compose(lines: list[Line]) -> None:
    for line in lines:
        edit.compose(line)


_NAMES: dict[words.Style, str] = {"old": "“hoà, uỷ”", "new": "“hòa, ủy”"}


def tone_marks(sheet: Sheet) -> Iterator[Remark]:
    """One way of placing tone marks through the whole document: the office's, or else the one it mostly uses."""
    counts: Counter[words.Style] = Counter()
    for line in sheet.paper.filled:
        text = unicodedata.normalize("NFC", line.text)
        for style in _NAMES:
            counts[style] += len(words.TONES[style].findall(text))
    wanted = sheet.options.tone or ("new" if counts["new"] >= counts["old"] else "old")
    other: words.Style = "new" if wanted == "old" else "old"
    wrong = [line for line in sheet.paper.filled if words.TONES[other].search(line.text)]
    if not wrong:
        return
    examples = list(dict.fromkeys(word for line in wrong for word in words.words_in(line.text, other)))[:4]
    told = ", ".join(f"“{word}”" for word in examples)
    reason = "cơ quan viết" if sheet.options.tone else "phần lớn văn bản viết"
    yield Remark(
        "tone_marks",
        f"Đặt dấu thanh không thống nhất: {told} viết như {_NAMES[other]}, "
        f"{reason} như {_NAMES[wanted]}{others(wrong)}.",
        wrong[0],
        partial(_move, wrong, words.TONES[other]),
    )


def _move(lines: list[Line], pattern: re.Pattern[str]) -> None:
    for line in lines:
        edit.substitute(line, pattern, lambda match: words.moved(match.group()))


def trailing(sheet: Sheet) -> Iterator[Remark]:
    """Empty paragraphs and empty tables after the last letter may push an empty page out of the printer."""
    blocks = [each for each in sheet.paper.body if local(each) in ("p", "tbl")]
    empty = []
    for block in reversed(blocks):
        if _has_ink(block):
            break
        empty.append(block)
    tables = [each for each in empty if local(each) == "tbl"]
    paragraphs = [each for each in empty if local(each) == "p" and each.find(f"{W}pPr/{W}sectPr") is None]
    if not blocks or len(empty) == len(blocks):
        return
    if tables or len(paragraphs) > 1:
        what = "bảng trống" if tables else f"{len(paragraphs)} đoạn trống"
        yield Remark("trailing", f"Cuối văn bản có {what}: xoá đi.", mend=partial(_remove, [*tables, *paragraphs[1:]]))


def _has_ink(block: object) -> bool:
    marks = ("t", "drawing", "pict", "object", "sym", "fldSimple", "instrText")
    return any(
        local(each) in marks and (local(each) != "t" or (each.text or "").strip())
        for each in block.iter()  # type: ignore[attr-defined]
    )


def _remove(blocks: list[object]) -> None:
    for block in blocks:
        block.getparent().remove(block)  # type: ignore[attr-defined]


CHECKS = (tags, dots, double_spaces, space_before_mark, nfc, tone_marks, trailing)
