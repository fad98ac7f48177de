"""What the lint says about a document, and the catalogue of its rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from webapp.rendering.lint.paper import Line

Severity = Literal["error", "warning", "info"]
Tone = Literal["", "old", "new"]
Section = Literal["page", "font", "size", "spacing", "wording", "typing"]

TYPING = "Quy tắc gõ chữ chung, không phụ thuộc hướng dẫn thể thức"
UNICODE = "TCVN 6909:2001: chữ Việt theo bảng mã Unicode dựng sẵn"
OFFICE = "Quy ước của cơ quan về cách đặt dấu thanh"


@dataclass(frozen=True)
class Rule:
    """One thing the lint looks at. `section` is the part of the layout data it rests on, `place` the guide's own place.

    Rules of the section "typing" rest on no guide; their `place` is the whole source.
    """

    id: str
    title: str
    section: Section
    place: str


@dataclass(frozen=True)
class Remark:
    """What a check says before it is weighed: the line it is about, and how to mend it where that is mechanical."""

    rule: str
    sentence: str
    line: Line | None = None
    mend: Callable[[], None] | None = None


@dataclass(frozen=True)
class Finding:
    """One finding, ready to be shown. `page` is None when the pages could not be laid out; `place` quotes the line."""

    rule: str
    severity: Severity
    sentence: str
    page: int | None
    place: str
    source: str
    verified: bool
    fixable: bool

    @property
    def where(self) -> str:
        """“trang 2, “Điều 1. Kiểm tra …””; what concerns the whole file says so."""
        page = f"trang {self.page}" if self.page else ""
        quoted = f"“{self.place}”" if self.place else ""
        return ", ".join(each for each in (page, quoted) if each) or "cả văn bản"


@dataclass(frozen=True)
class Options:
    """`tone` is the office's way of placing tone marks; "" only asks that one document keeps to one way.

    `locate` lays the pages out to say on which page a finding is. `unfilled` is for blank forms,
    where dotted lines are right.
    """

    tone: Tone = ""
    locate: bool = True
    unfilled: bool = False


def _table(*rows: tuple[str, str, Section, str]) -> dict[str, Rule]:
    return {row[0]: Rule(*row) for row in rows}


# In the order in which a reader meets them on paper.
RULES = _table(
    ("paper", "Khổ giấy", "page", "khổ giấy"),
    ("margins", "Lề trang", "page", "vùng trình bày văn bản"),
    ("page_number", "Số trang", "page", "số trang văn bản"),
    ("font", "Phông chữ", "font", "phông chữ trình bày văn bản"),
    ("colour", "Màu chữ", "font", "phông chữ trình bày văn bản"),
    ("size", "Cỡ chữ", "size", "mẫu chữ và cỡ chữ của từng thành phần"),
    ("face", "Kiểu chữ đậm, nghiêng, đứng", "size", "mẫu chữ và cỡ chữ của từng thành phần"),
    ("party_title", "Tiêu đề", "wording", "ô số 1"),
    ("title_rule", "Đường kẻ dưới tiêu đề", "wording", "ô số 1"),
    ("organisations", "Tên cơ quan ban hành", "wording", "ô số 2"),
    ("star", "Dấu sao", "wording", "ô số 2"),
    ("number", "Số và ký hiệu", "wording", "ô số 3"),
    ("place_date", "Địa danh, ngày tháng năm", "wording", "ô số 4"),
    ("date_zeros", "Chữ số 0 trong ngày, tháng", "wording", "ô số 4"),
    ("type_name", "Tên loại văn bản", "wording", "ô số 5a"),
    ("subject_line", "Trích yếu nội dung", "wording", "ô số 5"),
    ("separator", "Ngăn cách dưới trích yếu", "spacing", "ô số 5a"),
    ("bases", "Các dòng căn cứ", "wording", "ô số 6"),
    ("resolves", "Dòng quyết định", "wording", "ô số 6"),
    ("line_spacing", "Giãn dòng", "spacing", "ô số 6"),
    ("paragraph_spacing", "Khoảng cách giữa các đoạn", "spacing", "ô số 6"),
    ("first_line", "Lùi đầu dòng", "spacing", "ô số 6"),
    ("justify", "Dàn đều hai lề", "spacing", "ô số 6"),
    ("bullets", "Dấu đầu dòng", "wording", "ô số 6"),
    ("authority", "Quyền hạn ký", "wording", "ô số 7a"),
    ("signer_title", "Chức vụ người ký", "wording", "ô số 7b"),
    ("signer_name", "Họ tên người ký", "wording", "ô số 7c"),
    ("recipients_label", "Chữ “Nơi nhận”", "wording", "ô số 9"),
    ("recipients", "Danh sách nơi nhận", "wording", "ô số 9"),
    ("archive_line", "Dòng lưu", "wording", "ô số 9"),
    ("final_mark", "Dấu kết thúc", "wording", "ô số 6"),
    ("trailing", "Phần trống cuối văn bản", "typing", TYPING),
    ("tags", "Thẻ của mẫu còn sót", "typing", TYPING),
    ("dots", "Chỗ chấm còn để trống", "typing", TYPING),
    ("double_spaces", "Dấu cách thừa", "typing", TYPING),
    ("space_before_mark", "Dấu cách trước dấu câu", "typing", TYPING),
    ("nfc", "Chữ Việt dựng sẵn", "typing", UNICODE),
    ("tone_marks", "Cách đặt dấu thanh", "typing", OFFICE),
)
