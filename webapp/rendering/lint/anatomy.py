"""Which line of a document is which component: title of the Party, issuing body, number, type name … recipients.

Components are recognised by their words and their place, never by style names, for foreign files have none of ours.
What is not recognised is simply absent: a rule about it stays silent or says that it is missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from webapp.rendering.layout import LayoutProfile
from webapp.rendering.lint.paper import Cell, Line, Paper

HEAD_LINES = 24
STATE_TITLE = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NUMBER = re.compile(r"^Số\b", re.IGNORECASE)
DATE = re.compile(r"ngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
STARS = re.compile(r"^[*\u2217\u22c6\uf02a\s]+$")
DASHES = re.compile(r"^[\s\-–—_=.*~]{2,}$")
BASIS = re.compile(r"^[-–—•+]?\s*(Căn cứ|Xét)\b")
RESOLVES = re.compile(r"\bQUYẾT (ĐỊNH|NGHỊ)\s*:?\s*$")
RECIPIENTS = re.compile(r"^Nơi nhận\b", re.IGNORECASE)
AUTHORITY = re.compile(r"^(T/M|TM\b\.?|T\.M\b\.?|K/T|KT\b\.?|T/L|TL\b\.?|T/U\b|TUQ\b\.?|Q\.)\s*(?=[^\W\d]|$)")
ADDRESSEE = re.compile(r"^Kính (gửi|trình)\b", re.IGNORECASE)
NOTES = re.compile(r"^\(.*\)$")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def plain(text: str) -> str:
    """Upper case without tone marks, so that HÒA and HOÀ are one word."""
    letters = unicodedata.normalize("NFD", text.upper())
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))


def is_upper(text: str) -> bool:
    """All its letters are capitals, and it has some."""
    return text.upper() == text and any(letter.isalpha() for letter in text)


@dataclass
class Anatomy:
    """The lines of each component; an absent one is None or empty."""

    party_title: Line | None = None
    state_title: Line | None = None
    parents: list[Line] = field(default_factory=list)
    issuers: list[Line] = field(default_factory=list)
    sub_unit: list[Line] = field(default_factory=list)
    star: Line | None = None
    number: Line | None = None
    place_date: Line | None = None
    type_name: Line | None = None
    subject: list[Line] = field(default_factory=list)
    letter_subject: list[Line] = field(default_factory=list)
    separator: Line | None = None
    bases: list[Line] = field(default_factory=list)
    resolves: Line | None = None
    text: list[Line] = field(default_factory=list)
    recipients_label: Line | None = None
    recipients: list[Line] = field(default_factory=list)
    authority: list[Line] = field(default_factory=list)
    signer_title: list[Line] = field(default_factory=list)
    signer_name: Line | None = None

    def named(self) -> Iterable[tuple[str, Line]]:
        """(component of the layout's sizes, line) for every recognised line with letters."""
        single = ("party_title", "star", "number", "place_date", "type_name", "recipients_label", "signer_name")
        many = {
            "parent_org": self.parents, "issuing_org": self.issuers, "subject_line": self.subject,
            "recipients": self.recipients, "authority": self.authority, "signer_title": self.signer_title,
        }  # fmt: skip
        yield from ((name, line) for name in single if (line := getattr(self, name)) is not None)
        yield from ((name, line) for name, lines in many.items() for line in lines)


def recognise(paper: Paper, profile: LayoutProfile) -> Anatomy:
    """Find every component, from the top down to the signatures."""
    found, lines = Anatomy(), paper.filled
    end = _head(found, lines, profile)
    end = _title(found, lines, end)
    closing = _closing(found, lines, end)
    _bases(found, lines[end:closing])
    _text(found, lines[end:closing])
    return found


def _head(found: Anatomy, lines: list[Line], profile: LayoutProfile) -> int:
    """Fill in the letterhead; the answer is the number of lines it takes."""
    top = lines[:HEAD_LINES]
    title = plain(profile.lint.title)
    for line in top:
        words = plain(line.words)
        if words == title or words.startswith(title):
            found.party_title = line
            break
        if words.startswith(plain(STATE_TITLE)):
            found.state_title = line
    anchor = found.party_title or found.state_title
    if anchor is None:
        return _loose_head(found, top)
    if anchor.cell is None:
        end = top.index(anchor) + 1
        return max(end, _loose_head(found, top))
    inside = [line for line in top if line.cell and line.cell.table == anchor.cell.table]
    left = [line for line in inside if line.cell and line.cell.column < _column(anchor)]
    right = [line for line in inside if line.cell and line.cell.column >= _column(anchor) and line is not anchor]
    _left(found, left)
    found.place_date = next((line for line in right if DATE.search(line.words)), None)
    return max(lines.index(line) for line in inside) + 1


def _column(line: Line) -> int:
    return line.cell.column if line.cell else 0


def _loose_head(found: Anatomy, top: list[Line]) -> int:
    """A head that stands in no table: only what its words show."""
    end = 0
    for index, line in enumerate(top[:10]):
        if found.number is None and NUMBER.match(line.words) and len(line.words) < 60:
            found.number, end = line, index + 1
        elif (
            found.place_date is None
            and DATE.search(line.words)
            and len(line.words) < 70
            and line.words[-1] not in ".;:"
        ):
            found.place_date, end = line, index + 1
        elif found.star is None and STARS.match(line.words):
            found.star, end = line, index + 1
    return end


def _left(found: Anatomy, left: list[Line]) -> None:
    """Superior body, issuing body, star, number or unit, trích yếu of a letter, from top to bottom."""
    names: list[Line] = []
    for line in left:
        words = line.words
        if found.number is None and NUMBER.match(words):
            found.number = line
        elif found.number is not None:
            if not is_upper(words):
                found.letter_subject.append(line)
        elif STARS.match(words):
            found.star = line
        elif DASHES.match(words):
            found.star = found.star or line
        elif found.star is not None:
            found.sub_unit.append(line)
        elif DATE.search(words):
            continue
        else:
            names.append(line)
    _names(found, names)


def _names(found: Anatomy, names: list[Line]) -> None:
    """The issuing body is what is bold at the end; when nothing is, or everything, the last line."""
    if not names:
        return
    bold = [line.all_are(1) for line in names]
    split = len(names) - 1
    if not all(bold):
        while split > 0 and bold[split] and bold[split - 1]:
            split -= 1
    found.parents, found.issuers = names[:split], names[split:]


def _title(found: Anatomy, lines: list[Line], start: int) -> int:
    """Type name, trích yếu, hyphens. A letter has none of them: its text begins at once."""
    end = start
    following = lines[start : start + 10]
    if not following or not _is_type_name(following[0]):
        return end
    found.type_name, end = following[0], start + 1
    for line in following[1:]:
        words = line.words
        if DASHES.match(words):
            found.separator = line
            return end + 1
        if line.style.align != "center" or BASIS.match(words) or ADDRESSEE.match(words) or RESOLVES.search(words):
            return end
        if line.cell is not None and line.cell.columns > 1:
            return end
        if not NOTES.match(words):
            found.subject.append(line)
        end += 1
    return end


def _is_type_name(line: Line) -> bool:
    words = line.words
    return line.cell is None and is_upper(words) and 3 <= len(words) <= 70 and not DASHES.match(words)


def _closing(found: Anatomy, lines: list[Line], start: int) -> int:
    """Recipients and signer; the answer is where the text ends. The first signature counts: annexes come after it."""
    label = next((i for i in range(start, len(lines)) if RECIPIENTS.match(lines[i].words)), None)
    power = next((i for i in range(start, len(lines)) if _is_authority(lines[i])), None)
    if label is not None:
        _recipients(found, lines, label)
    marks = [index for index in (label, power) if index is not None]
    if not marks:
        return len(lines)
    if power is not None and (label is None or abs(power - label) < 60):
        _signer(found, lines[power:])
    elif label is not None and (cell := lines[label].cell):
        _signer(found, [line for line in lines[label:] if _is_beside(line.cell, cell)])
    return min(marks)


def _is_authority(line: Line) -> bool:
    return bool(AUTHORITY.match(line.words)) and is_upper(line.words) and len(line.words) < 90


def _is_beside(cell: Cell | None, label: Cell) -> bool:
    return cell is not None and cell.table == label.table and cell.row == label.row and cell.column > label.column


def _recipients(found: Anatomy, lines: list[Line], start: int) -> None:
    label = lines[start]
    found.recipients_label = label
    for line in lines[start + 1 :]:
        same = line.cell == label.cell if label.cell else line.cell is None and line.words[0] in "-–"
        if not same or (is_upper(line.words) and len(line.words) < 30 and line.words[0] not in "-–"):
            break
        found.recipients.append(line)


def _signer(found: Anatomy, lines: list[Line]) -> None:
    """Capitals first (authority, then title), the name below them."""
    if not lines:
        return
    cell = lines[0].cell
    for line in lines:
        if line.cell != cell:
            break
        words = line.words
        if (_is_authority(line) and not found.signer_title) or (
            found.authority and not found.signer_title and is_upper(words) and _goes_on(found.authority[-1], line)
        ):
            found.authority.append(line)
        elif is_upper(words) and len(words) < 60 and found.signer_name is None and not found.signer_title:
            found.signer_title.append(line)
        elif NOTES.match(words) or DASHES.match(words):
            continue
        elif found.signer_name is None and len(words) < 45 and words[0].isalpha():
            found.signer_name = line
        else:
            break


def _goes_on(above: Line, line: Line) -> bool:
    """A long name of a body takes a second line: it stands right below and is bold like the first."""
    return above.number + 1 == line.number and above.all_are(1) and line.all_are(1) and not _TITLE.match(line.words)


_TITLE = re.compile(r"^(PHÓ |Q\.|QUYỀN )?(BÍ THƯ|CHỦ NHIỆM|TRƯỞNG|CHỦ TỊCH|CHÁNH|TỔ TRƯỞNG|GIÁM ĐỐC|UỶ VIÊN|ỦY VIÊN)")


def _bases(found: Anatomy, lines: list[Line]) -> None:
    """The lines of “Căn cứ”: those with a hyphen, or several in a row, or those above the line “QUYẾT ĐỊNH”."""
    found.resolves = next((line for line in lines[:40] if _resolves(line)), None)
    run: list[Line] = []
    for line in lines[:40]:
        if run and run[0].words[0] in "-–—" and line.words.startswith("Xét"):
            break  # a sentence of its own below the list: “Xét đơn khiếu nại của …,”
        if BASIS.match(line.words) or (run and re.match(r"^[-–]?\s*Theo (đề nghị|Tờ trình)", line.words)):
            run.append(line)
        elif run or line is found.resolves or not (ADDRESSEE.match(line.words) or is_upper(line.words)):
            break
    dashed = bool(run) and run[0].words[0] in "-–—"
    followed = found.resolves is not None and bool(run)
    if dashed or followed or len(run) > 1:
        found.bases = run


def _resolves(line: Line) -> bool:
    return is_upper(line.words) and bool(RESOLVES.search(line.words)) and len(line.words) < 120


def _text(found: Anatomy, lines: list[Line]) -> None:
    """Running text: outside tables, not centred, not in capitals."""
    other = {line.number for line in found.bases}
    for line in lines:
        if line.cell is None and line.number not in other and line.style.align != "center" and not is_upper(line.words):
            found.text.append(line)
