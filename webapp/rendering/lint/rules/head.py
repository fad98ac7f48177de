"""The letterhead: title of the Party and its rule, bodies, star, number, place and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from webapp.rendering.convert.fonts import faces
from webapp.rendering.lint import edit, words
from webapp.rendering.lint.anatomy import DATE, is_upper
from webapp.rendering.lint.finding import Remark
from webapp.rendering.lint.paper import Line
from webapp.rendering.lint.sheet import Sheet, mm

_ALL = re.compile(r"\S(?:.*\S)?")
# A rule is as long as its title within a tenth; people draw it by hand.
_RULE_SLACK = 0.12


def party_title(sheet: Sheet) -> Iterator[Remark]:
    """Every document carries the title; a State motto on a Party document is the commonest mistake."""
    parts, title = sheet.parts, sheet.profile.lint.title
    if parts.party_title is not None:
        if not is_upper(parts.party_title.words):
            line = parts.party_title
            yield Remark("party_title", f"Tiêu đề phải in hoa: “{title}”.", line, partial(edit.rewrite, line, title))
        return
    if parts.state_title is not None:
        yield Remark(
            "party_title",
            f"Văn bản của Đảng mang tiêu đề “{title}”, không dùng quốc hiệu và tiêu ngữ của văn bản nhà nước.",
            parts.state_title,
        )
        return
    yield Remark("party_title", f"Không tìm thấy tiêu đề “{title}” ở đầu trang thứ nhất, góc phải.")


def title_rule(sheet: Sheet) -> Iterator[Remark]:
    """A solid rule as long as the title stands under it."""
    title = sheet.parts.party_title
    if title is None or not sheet.profile.lint.title_rule:
        return
    under = _under(sheet, title)
    if any(piece.style.underline for piece in title.inked):
        yield Remark("title_rule", "Tiêu đề không gạch chân chữ; kẻ một đường nét liền riêng ở dòng dưới.", title)
    if typed := next((line for line in under if re.fullmatch(r"[\s\-–—_=*]+", line.words)), None):
        yield Remark("title_rule", "Đường kẻ dưới tiêu đề phải là nét kẻ liền, không gõ bằng dấu gạch.", typed)
        return
    length = _rule_length(sheet, title, under)
    if length is None:
        yield Remark("title_rule", "Dưới tiêu đề thiếu đường kẻ ngang nét liền, dài bằng tiêu đề.", title)
        return
    wanted = _title_length(title)
    if length and abs(length - wanted) > wanted * _RULE_SLACK:
        yield Remark(
            "title_rule", f"Đường kẻ dưới tiêu đề dài {mm(length)} mm, phải dài bằng tiêu đề ({mm(wanted)} mm).", title
        )


def _under(sheet: Sheet, title: Line) -> list[Line]:
    """The lines below the title in its cell, or the next few."""
    after = [line for line in sheet.paper.lines[title.number + 1 : title.number + 4] if not DATE.search(line.words)]
    return [line for line in after if line.cell == title.cell] if title.cell else after


def _rule_length(sheet: Sheet, title: Line, under: list[Line]) -> float | None:
    """Points; 0 when there is a rule whose length the file does not say; None without a rule."""
    near = sheet.paper.lines[max(0, title.number - 2) : title.number + 6]
    drawn = [each for line in near for each in line.drawings if each.width > 20 and each.height < 12]
    if drawn:
        return max(each.width for each in drawn)
    for line, side in [(title, "bottom"), *((each, side) for each in under for side in ("top", "bottom"))]:
        if side in dict(line.style.borders):
            room = _room(sheet, line)
            return max(1.0, room - line.style.left - line.style.right) if room else 0.0
    return None


def _room(sheet: Sheet, line: Line) -> float:
    if line.cell is not None:
        return line.cell.width
    page = sheet.paper.sections[0][1]
    return page.width - page.left - page.right


def _title_length(title: Line) -> float:
    return sum(faces()[piece.style.face].width(piece.text.upper()) * piece.style.size for piece in title.inked)


def organisations(sheet: Sheet) -> Iterator[Remark]:
    """Superior and issuing body in capitals, the issuing one last."""
    for line in [*sheet.parts.parents, *sheet.parts.issuers]:
        if not is_upper(line.words):
            yield Remark(
                "organisations",
                f"Tên cơ quan phải in hoa: “{line.words.upper()}”.",
                line,
                partial(edit.substitute, line, _ALL, lambda match: match.group().upper()),
            )


def star(sheet: Sheet) -> Iterator[Remark]:
    """One star on a line of its own between the issuing body and the number."""
    wanted, parts = sheet.profile.lint.star, sheet.parts
    if not wanted or not parts.issuers:
        return
    if parts.star is None:
        if parts.number is not None:
            yield Remark("star", f"Thiếu dấu “{wanted}” ở dòng riêng, dưới tên cơ quan ban hành.", parts.issuers[-1])
    elif parts.star.words != wanted:
        line = parts.star
        yield Remark(
            "star",
            f"Dưới tên cơ quan ban hành là một dấu “{wanted}”, không phải “{line.words}”.",
            line,
            partial(edit.rewrite, line, wanted),
        )


def number(sheet: Sheet) -> Iterator[Remark]:
    """“Số 127-QĐ/TW”: no colon, no spaces round the marks, the type before the body."""
    line = sheet.parts.number
    if line is None:
        return
    state = sheet.profile.lint.number == "state"
    text = line.text.strip().replace("\u00a0", " ")
    right = words.RIGHT_STATE_NUMBER if state else words.RIGHT_NUMBER
    if right.match(text) or re.search(r"\.{2,}|…|\{\{", text):
        return
    fixed = words.right_number(line.text, state=state)
    like = "Số: 15/QĐ-UBND" if state else "Số 15-QĐ/UBKTTU"
    to_be = f"“{' '.join(fixed.split())}”" if fixed else f"như “{like}”"
    yield Remark(
        "number",
        f"Số và ký hiệu viết “{line.words}”, phải viết {to_be}: "
        + ("có" if state else "không có")
        + " dấu hai chấm sau chữ “Số”, không có dấu cách quanh dấu nối và dấu gạch chéo.",
        line,
        partial(edit.rewrite, line, fixed.strip()) if fixed else None,
    )


def place_date(sheet: Sheet) -> Iterator[Remark]:
    """“Thái Nguyên, ngày 05 tháng 02 năm 2026”: place, comma, date; no full stop."""
    line = sheet.parts.place_date
    if line is None:
        return
    if not re.match(r"^[^,]*\w[^,]*, ngày\b", line.words):
        yield Remark(
            "place_date",
            "Dòng địa danh, ngày tháng viết theo dạng “Thái Nguyên, ngày 05 tháng 02 năm 2026”.",
            line,
            partial(edit.substitute, line, re.compile(r"(?<=\w)\s*[,.;]?\s+Ngày\b", re.IGNORECASE), ", ngày")
            if re.match(r"^\w", line.words) and not re.match(r"^ngày\b", line.words, re.IGNORECASE)
            else None,
        )
    if line.words.endswith((".", ",", ";")):
        yield Remark(
            "place_date",
            "Dòng địa danh, ngày tháng không có dấu ở cuối.",
            line,
            partial(edit.substitute, line, re.compile(r"[.,;]+\s*$"), ""),
        )


def date_zeros(sheet: Sheet) -> Iterator[Remark]:
    """A zero before days under ten and before months 1 and 2, nowhere else."""
    for line in sheet.paper.filled:
        for pattern, right in ((words.LONG_DATES, words.right_long_date), (words.SHORT_DATES, words.right_short_date)):
            wrong = [match for match in pattern.finditer(line.text) if right(match) != match.group()]
            if wrong:
                yield Remark(
                    "date_zeros",
                    f"“{' '.join(wrong[0].group().split())}” phải viết “{' '.join(right(wrong[0]).split())}”: thêm số "
                    "0 trước ngày dưới 10 và tháng 1, 2; các tháng khác không thêm.",
                    line,
                    partial(edit.substitute, line, pattern, right),
                )


CHECKS = (party_title, title_rule, organisations, star, number, place_date, date_zeros)
