"""Forms and programmes on their way out: Excel and PDF in the official shape, the Word draft of a programme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from tests.support.desk import Desk
from webapp.errors import NotFound
from webapp.rendering.convert import PdfOptions, Rendered
from webapp.rules.figures.cycles import Cycle, period_of
from webapp.services.figures import enter_value
from webapp.services.printed_forms import form_as_pdf, forms_as_excel
from webapp.services.programme_draft import draft_programme
from webapp.services.programmes import NewLine, NewProgramme, create_programme

YEAR = period_of(Cycle.YEAR, 2021)
LINES = [
    NewLine("inspection", "Quản lý trật tự xây dựng", 2021, subjects=["Đảng uỷ xã A", "Đảng uỷ xã B"], quarter=3),
    NewLine("supervision", "Trách nhiệm nêu gương", 2021, subjects=["Chi bộ C"], months=(10, 11)),
]


@dataclass
class Kept:
    """Keeps the Word files it was to set."""

    files: list[bytes] = field(default_factory=list)

    def render(self, docx: bytes, options: PdfOptions) -> Rendered:
        self.files.append(docx)
        return Rendered(pdf=b"%PDF-1.7", pages=1, unrendered=())


def texts(docx: bytes) -> list[str]:
    document = Document(BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@pytest.fixture
def concluded(desk_at: Callable[..., Desk]) -> Desk:
    """The sample case has its conclusion and its sanction."""
    return desk_at("announce_sanction", copied=True)


def test_every_form_is_a_sheet_with_the_counted_figures_under_its_official_head(concluded: Desk) -> None:
    data = forms_as_excel(concluded.session, concluded.tools, period=YEAR, actor=concluded.person("Quyết"))
    book = load_workbook(BytesIO(data))
    assert len(book.sheetnames) == 22
    sheet = book["Biểu 10"]
    assert [sheet.cell(5, 4).value, sheet.cell(6, 4).value, sheet.cell(7, 4).value] == [
        "Cấp kiểm tra", "UBKT Trung ương", 2,
    ]  # fmt: skip
    assert [sheet.cell(8, column).value for column in (2, 3)] == ["Tổng số", 1]
    assert sheet.print_title_rows == "$5:$7" and sheet.page_setup.orientation == "landscape"


def test_a_blank_cell_is_not_a_zero_and_a_value_by_hand_says_what_was_counted(concluded: Desk) -> None:
    chair = concluded.person("Nhung")
    enter_value(
        concluded.session, concluded.tools, period=YEAR, form="member_suspected", row="total", column="total", value=4,
        reason="Theo báo cáo bổ sung", actor=chair,
    )  # fmt: skip
    book = load_workbook(BytesIO(forms_as_excel(concluded.session, concluded.tools, period=YEAR, actor=chair)))
    assert book["Biểu 10"].cell(8, 3).value == 4
    assert "hệ thống đếm được 1" in book["Biểu 10"].cell(8, 3).comment.text
    (entered,) = {
        one.number for one in concluded.tools.statistics.set_on(YEAR.last).forms if one.task == "staff"
    }  # fmt: skip
    assert book[f"Biểu {entered:02d}"].cell(8, 3).value is None


def test_a_form_is_set_on_turned_pages_in_parts_whose_heads_repeat(concluded: Desk) -> None:
    kept = Kept()
    tools = replace(concluded.tools, renderer=kept)
    concluded.session.commit()  # printing lets the reading transaction go
    chair = concluded.person("Nhung")
    form_as_pdf(concluded.session, tools, period=YEAR, form="member_suspected", actor=chair)
    document = Document(BytesIO(kept.files[0]))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert len(document.tables) == 2
    repeated = [len(table._tbl.findall(f".//{qn('w:tblHeader')}")) for table in document.tables]
    assert repeated == [3, 3]
    assert "Tổng số đảng viên được kiểm tra" in texts(kept.files[0])
    with pytest.raises(NotFound):
        form_as_pdf(concluded.session, tools, period=YEAR, form="moon", actor=chair)


@pytest.mark.parametrize(
    ("holder", "head"),
    [("commission", "ỦY BAN KIỂM TRA"), ("standing_board", "THÀNH ỦY THÁI NGUYÊN")],
)
def test_the_draft_of_a_programme_prints_its_lines_under_the_head_of_its_holder(
    desk: Desk, holder: str, head: str
) -> None:
    actor = desk.person("Quyết")
    new = NewProgramme(holder, "year", 2021, 2021, "Chương trình năm 2021", LINES)
    programme = create_programme(desk.session, desk.tools, new=new, actor=actor)
    said = texts(draft_programme(desk.tools, programme=programme, office=actor.office, on=date(2021, 1, 5)))
    assert any(head in line for line in said)
    assert "1. Kiểm tra Đảng uỷ xã A, Đảng uỷ xã B: quản lý trật tự xây dựng." in said
    assert {"Quý III/2021", "Tháng 10, 11/2021", "Chi bộ C"} <= set(said)
    assert any("NHIỆM VỤ THEO ĐIỀU LỆ ĐẢNG" in line for line in said) is (holder == "commission")
