"""The signature: authority, title, name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from webapp.rendering.lint import edit
from webapp.rendering.lint.anatomy import is_upper, plain
from webapp.rendering.lint.finding import Remark
from webapp.rendering.lint.sheet import Sheet

_STATE = re.compile(r"^(\s*)(TM|KT|TL|T\.M|K\.T|T\.L)\s*\.?\s+(?=\S)")
_PARTY = re.compile(r"^(\s*)([TK])/([MLT])\s*\.?\s*(?=\S)")
_PARTY_FORM = {"TM": "T/M", "T.M": "T/M", "KT": "K/T", "K.T": "K/T", "TL": "T/L", "T.L": "T/L"}
# The title as it may stand alone; what follows it names an organisation.
_TITLES = (
    "BI THƯ THƯƠNG TRƯC|BI THƯ|CHU NHIÊM THƯƠNG TRƯC|CHU NHIÊM|TRƯƠNG BAN|TRƯƠNG ĐOAN|TÔ TRƯƠNG|CHANH VĂN PHONG"
    "|CHU TICH"
)
_TITLE = re.compile(rf"^(?:PHO |QUYÊN |Q\. ?)?(?:{_TITLES})(?: THƯƠNG TRƯC)?")
_BODY = re.compile(
    r"^\s+(?:TINH|THANH|HUYÊN|QUÂN|THI|ĐANG|XA|PHƯƠNG|ĐĂC KHU|CHI BÔ|UY BAN|BAN |TRUNG ƯƠNG|UBKT|CƠ QUAN|SƠ)"
)
_HONOURS = re.compile(
    r"^(GS|PGS|TS|TSKH|ThS|Th\.S|BS|KS|CN|LS|NGND|NGƯT|Tiến sĩ|Thạc sĩ|Kỹ sư|Cử nhân|Giáo sư|Phó Giáo sư|Bác sĩ"
    r"|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại uý|Đại úy|Thượng uý"
    r"|Thượng úy|Đồng chí|Đ/c|Ông|Bà)\b[.\s]\s*",
    re.IGNORECASE,
)


def authority(sheet: Sheet) -> Iterator[Remark]:
    """“T/M ỦY BAN KIỂM TRA”, not the State's “TM.”."""
    if not sheet.parts.authority:
        return
    line = sheet.parts.authority[0]
    party = sheet.profile.lint.number != "state"
    if party and (found := _STATE.match(line.text)):
        form = _PARTY_FORM[found[2]]
        yield Remark(
            "authority",
            f"Quyền hạn ký ghi “{form}”, không ghi “{found[2]}.” như văn bản nhà nước.",
            line,
            partial(edit.substitute, line, _STATE, lambda match: f"{match[1]}{_PARTY_FORM[match[2]]} "),
        )
    if not party and (found := _PARTY.match(line.text)):
        yield Remark(
            "authority",
            f"Quyền hạn ký ghi “{found[2]}{found[3]}.”, không ghi “{found[2]}/{found[3]}”.",
            line,
            partial(edit.substitute, line, _PARTY, r"\1\2\3. "),
        )
    if re.match(r"^(T/U|TUQ)", line.words) and party:
        yield Remark("authority", "Văn bản của Đảng không ký “T/U”, “TUQ.”; ký thừa lệnh ghi “T/L”.", line)


def signer_title(sheet: Sheet) -> Iterator[Remark]:
    """The title alone: the organisation is named above it."""
    for line in sheet.parts.signer_title:
        words = plain(line.words)
        match = _TITLE.match(words)
        if match and _BODY.match(words[match.end() :]):
            title, rest = line.words[: match.end()], line.words[match.end() :].strip()
            yield Remark(
                "signer_title",
                f"Sau chức vụ “{title}” không ghi tên tổ chức “{rest}”: tên tổ chức đã ở phần quyền hạn ký.",
                line,
                partial(edit.rewrite, line, title),
            )


def signer_name(sheet: Sheet) -> Iterator[Remark]:
    """The name alone, in small letters: no degrees, no military ranks, no “đồng chí”."""
    line = sheet.parts.signer_name
    if line is None:
        return
    if found := _HONOURS.match(line.words):
        yield Remark(
            "signer_name",
            f"Trước họ tên người ký không ghi “{found[1]}” (học hàm, học vị, quân hàm, danh xưng).",
            line,
            partial(edit.substitute, line, re.compile(rf"(?<=^)\s*(?:{_HONOURS.pattern[1:]})+", re.IGNORECASE), ""),
        )
    elif is_upper(line.words):
        yield Remark("signer_name", "Họ tên người ký viết chữ thường, chỉ viết hoa chữ cái đầu.", line)


CHECKS = (authority, signer_title, signer_name)
