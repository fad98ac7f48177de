"""Typeface, colour, sizes and faces of every component."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from webapp.rendering.lint import edit
from webapp.rendering.lint.finding import Remark
from webapp.rendering.lint.paper import Line
from webapp.rendering.lint.sheet import Sheet, others, pt, span

LABELS = {
    "party_title": "Tiêu đề", "parent_org": "Tên cơ quan cấp trên", "issuing_org": "Tên cơ quan ban hành",
    "star": "Dấu sao", "number": "Số và ký hiệu", "place_date": "Địa danh, ngày tháng năm",
    "type_name": "Tên loại văn bản", "subject_line": "Trích yếu", "body": "Nội dung", "authority": "Quyền hạn ký",
    "signer_title": "Chức vụ người ký", "signer_name": "Họ tên người ký", "recipients_label": "Chữ “Nơi nhận”",
    "recipients": "Danh sách nơi nhận", "page_number": "Số trang",
}  # fmt: skip
_SAME = frozenset(("times new roman", "tinos", "liberation serif", "times", "timesnewroman", ""))
_SYMBOLS = ("symbol", "wingdings", "webdings")
_DARK = 40  # what a screen shows as black


def font(sheet: Sheet) -> Iterator[Remark]:
    """One remark for each foreign typeface, with how many lines have it."""
    wanted = sheet.profile.font.name
    lines: dict[str, list[Line]] = {}
    for line in sheet.paper.filled:
        for family in {piece.style.family for piece in line.inked}:
            name = family.lower().strip()
            if name != wanted.lower() and name not in _SAME and not name.startswith(_SYMBOLS):
                lines.setdefault(family, []).append(line)
    for family, found in lines.items():
        yield Remark(
            "font",
            f"Phông chữ “{family}” phải thay bằng “{wanted}”{others(found)}.",
            found[0],
            partial(_set_font, found, wanted),
        )


def _set_font(lines: list[Line], name: str) -> None:
    for line in lines:
        edit.drop_attributes(line, "rFonts")
        edit.set_run(line, "rFonts", ascii=name, hAnsi=name, cs=name, eastAsia=name)


def colour(sheet: Sheet) -> Iterator[Remark]:
    """Letters are black."""
    found = [
        line
        for line in sheet.paper.filled
        if any(max(piece.style.colour or (0,)) > _DARK and piece.style.colour for piece in line.inked)
    ]
    if found:
        yield Remark("colour", f"Chữ phải màu đen{others(found)}.", found[0], partial(_blacken, found))


def _blacken(lines: list[Line]) -> None:
    for line in lines:
        edit.drop_attributes(line, "color")
        edit.set_run(line, "color", val="000000")


def size(sheet: Sheet) -> Iterator[Remark]:
    """The size of every component; of the text, one remark for each wrong size."""
    for name, line in sheet.parts.named():
        allowed = getattr(sheet.profile.size, name)
        if line.size and not allowed.allows(line.size):
            yield Remark(
                "size",
                f"{LABELS[name]} cỡ {pt(line.size)}, phải là cỡ {span(allowed.min, allowed.max)}.",
                line,
                partial(_set_size, [line], allowed.use),
            )
    allowed = sheet.profile.size.body
    wrong: dict[float, list[Line]] = {}
    for line in [*sheet.parts.bases, *sheet.parts.text]:
        if line.size and not allowed.allows(line.size):
            wrong.setdefault(line.size, []).append(line)
    for found, lines in wrong.items():
        yield Remark(
            "size",
            f"Nội dung cỡ {pt(found)}, phải là cỡ {span(allowed.min, allowed.max)}{others(lines)}.",
            lines[0],
            partial(_set_size, lines, allowed.use),
        )


def _set_size(lines: list[Line], points: float) -> None:
    for line in lines:
        half = str(round(points * 2))
        edit.set_run(line, "sz", val=half)
        edit.set_run(line, "szCs", val=half)


_FACES = ((1, "bold", "b", "đậm"), (2, "italic", "i", "nghiêng"))
# “Kính gửi”, an urgency mark and the like stand in no component; what a component must not be is said by its absence.
_CHECKED = frozenset(
    ("party_title", "parent_org", "issuing_org", "star", "number", "place_date", "type_name", "subject_line",
     "authority", "signer_title", "signer_name", "recipients_label", "recipients")
)  # fmt: skip


def face(sheet: Sheet) -> Iterator[Remark]:
    """Bold, italic or upright, component by component. Minutes name several signers; only the recognised one counts."""
    rules = sheet.profile.lint
    for name, line in sheet.parts.named():
        if name not in _CHECKED:
            continue
        for bit, key, tag, word in _FACES:
            wanted = name in getattr(rules, key)
            right = line.all_are(bit) if wanted else not line.any_is(bit)
            if not right:
                must = f"phải in {word}" if wanted else f"không in {word}"
                yield Remark(
                    "face", f"{LABELS[name]} {must}.", line, partial(edit.set_run, line, tag, val=str(int(wanted)))
                )
    for line in sheet.parts.letter_subject:
        if not line.all_are(2) and "letter_subject" in rules.italic:
            yield Remark(
                "face", "Trích yếu của công văn phải in nghiêng.", line, partial(edit.set_run, line, "i", val="1")
            )


CHECKS = (font, colour, size, face)
