"""What the forms of conclusion, discipline, letters and closing must and must never say."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest

from webapp.rendering.catalogue import DocTemplate, load_catalogue
from webapp.rendering.fill import fill
from webapp.rendering.text import read_text

CATALOGUE = load_catalogue(Path(__file__).parents[2] / "doc_templates")
NINE = [
    "Số thứ tự", "Số, ký hiệu", "Ngày tháng năm", "Tên loại và trích yếu", "Tác giả", "Bản chính", "Bản sao",
    "Trang số", "Ghi chú",
]  # fmt: skip


def text_of(code: str, variant: str = "") -> str:
    return CATALOGUE.get(code).texts[variant]


def filled(template: DocTemplate, **changes: object) -> str:
    return read_text(fill(template.docx, {**template.sample_values(), **changes}).docx)


def test_the_contents_have_exactly_the_nine_columns_and_their_numbers() -> None:
    table = docx.Document(io.BytesIO(CATALOGUE.get("file_contents").docx)).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == NINE
    assert [cell.text for cell in table.rows[1].cells] == [str(number) for number in range(1, 10)]


def test_the_closing_sheet_says_the_exact_words() -> None:
    lines = text_of("file_closing_sheet").splitlines()
    assert lines[lines.index("-----") + 1 :][:5] == [
        "Trong đơn vị bảo quản này có: 87 trang (viết bằng chữ: tám mươi bảy).",
        "Hồ sơ được đánh số từ: 01 đến 87.",
        "Có các trang trùng số: 12bis.",
        "Mục lục hồ sơ có: 2 trang (hai).",
        "Chất lượng của hồ sơ: tốt.",
    ]


@pytest.mark.parametrize("code", ["denunciation_conclusion", "denunciation_plan", "acceptance_notice"])
def test_no_paper_of_a_denunciation_has_a_place_for_who_sent_it(code: str) -> None:
    template = CATALOGUE.get(code)
    asked = {field.name for field in template.fields} | {field.source for field in template.fields}
    assert not [name for name in asked if re.search(r"denouncer|complainant|sender|letter_from", name)]


def test_a_ballot_decides_or_proposes_and_never_both() -> None:
    decides, proposes = text_of("organisation_ballot"), text_of("proposal_ballot", "organisation")
    assert "đề nghị" not in decides
    assert re.search(r"^đề nghị thi hành kỷ luật", proposes, re.MULTILINE)
    assert "quyết định hình thức kỷ luật" not in text_of("proposal_tally_minutes")


@pytest.mark.parametrize(("options", "ballots"), [(4, 2), (5, 2), (6, 1)])
def test_short_ballots_stand_two_to_a_page(options: int, ballots: int) -> None:
    template = CATALOGUE.get("organisation_ballot")
    rows = [{"no": str(number), "label": "Khiển trách"} for number in range(options)]
    assert filled(template, ballot_options=rows).count("PHIẾU BIỂU QUYẾT") == ballots


def test_a_conclusion_ends_with_who_does_what_until_when() -> None:
    for code in ("inspection_conclusion", "supervision_conclusion"):
        headings = [line for line in text_of(code).splitlines() if re.match(r"\d\. ", line)]
        assert [line[:2] for line in headings] == ["1.", "2.", "3.", "4."]
        assert headings[-1] == "4. Tổ chức thực hiện"


@pytest.mark.parametrize(
    ("final", "said"), [(True, "quyết định giải quyết khiếu nại cuối cùng"), (False, "có quyền khiếu nại tiếp")]
)
def test_only_the_last_instance_ends_the_right_to_complain(final: bool, said: str) -> None:
    assert said in filled(CATALOGUE.get("complaint_decision"), complaint_final=final)


@pytest.mark.parametrize(("extended", "word"), [(True, "Gia hạn thời hạn"), (False, "Chấm dứt việc")])
def test_a_suspension_is_extended_or_ended(extended: bool, word: str) -> None:
    text = filled(CATALOGUE.get("suspension_change_decision"), suspension_is_extended=extended)
    assert re.findall(r"Điều 1\. (Gia hạn thời hạn|Chấm dứt việc)", text) == [word]


def test_an_urging_letter_names_only_what_is_not_done() -> None:
    text = text_of("urging_letter")
    assert "Kiểm điểm trách nhiệm" in text
    assert "Xử lý dứt điểm" not in text
