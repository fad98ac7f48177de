"""Which layout guide holds on which day, and how it ends the lines of bases and recipients."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from webapp.errors import DataFileError
from webapp.rendering.layout import NoLayoutInForce, compose_bases, compose_recipients, layout_on, load_layouts

FOLDER = Path(__file__).parents[3] / "doc_templates/_layouts"
LAYOUTS = load_layouts(FOLDER)
OLD, NEW = LAYOUTS["HD36_2018"], LAYOUTS["HD05_2026"]


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2018, 4, 3), "HD36_2018"),
        (date(2021, 7, 12), "HD36_2018"),
        (date(2026, 5, 26), "HD36_2018"),
        (date(2026, 5, 27), "HD05_2026"),
        (date(2030, 1, 1), "HD05_2026"),
    ],
)
def test_a_document_has_the_layout_of_its_day(on: date, code: str) -> None:
    assert layout_on(LAYOUTS, on).code == code


def test_a_state_document_has_the_state_guide_of_its_day() -> None:
    assert layout_on(LAYOUTS, date(2021, 7, 12), "state").code == "ND30_2020"
    with pytest.raises(NoLayoutInForce, match="ND30_2020"):
        layout_on(LAYOUTS, date(2020, 3, 4), "state")


def test_before_the_first_guide_there_is_no_layout() -> None:
    with pytest.raises(NoLayoutInForce, match="02/04/2018"):
        layout_on(LAYOUTS, date(2018, 4, 2))


@pytest.mark.parametrize(
    ("profile", "lines"),
    [
        (OLD, ["Như Điều 3,", "Đảng ủy xã Hưng Thịnh & Phát,", "Lưu hồ sơ."]),
        (NEW, ["Như Điều 3;", "Đảng ủy xã Hưng Thịnh & Phát;", "Lưu hồ sơ."]),
    ],
    ids=["HD36", "HD05"],
)
def test_recipients_end_as_the_guide_says_and_the_archive_comes_last(profile: object, lines: list[str]) -> None:
    typed = ["- Như Điều 3;", " ", "Đảng ủy xã Hưng Thịnh & Phát."]
    assert compose_recipients(profile, typed, "hồ sơ") == lines  # type: ignore[arg-type]


def test_the_archive_line_alone_ends_with_a_full_stop() -> None:
    assert compose_recipients(OLD, [], "Đoàn kiểm tra.") == ["Lưu Đoàn kiểm tra."]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (["Căn cứ Điều lệ Đảng"], ["Căn cứ Điều lệ Đảng,"]),
        (["- Căn cứ Điều lệ Đảng;", "Xét đề nghị,"], ["Căn cứ Điều lệ Đảng;", "Xét đề nghị,"]),
        ([], []),
    ],
)
def test_bases_end_with_semicolons_and_the_last_with_a_comma(typed: list[str], printed: list[str]) -> None:
    assert compose_bases(OLD, typed) == printed


def test_only_the_addressee_word_and_the_marks_differ_between_the_guides_where_documents_print_them() -> None:
    assert (OLD.wording.addressee_word, NEW.wording.addressee_word) == ("Kính gửi", "Kính trình")
    assert OLD.page == NEW.page.model_copy(update={"verified": OLD.page.verified})


def test_what_was_not_read_in_the_original_is_marked() -> None:
    assert OLD.verified and not NEW.verified


def changed(folder: Path, **edits: str) -> Path:
    """A copy of the folder in which the text of HD05 is changed."""
    for path in FOLDER.glob("*.toml"):
        text = path.read_text("utf-8")
        if path.stem == "HD05_2026":
            for old, new in edits.items():
                assert f"\n{old} =" in text
                text = "\n".join(new if line.startswith(f"{old} =") else line for line in text.splitlines())
        (folder / path.name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("edits", "sentence"),
    [
        ({"valid_from": "valid_from = 2026-05-01"}, "cùng có hiệu lực ngày 01/05/2026"),
        ({"top_mm": "top_m = 20.0"}, "top_m: khoá lạ"),
        ({"star": "star = { min = 14.0, max = 13.0, use = 14.0 }"}, "min ≤ use ≤ max"),
        ({"code": 'code = "HD06"'}, "phải trùng tên tệp"),
    ],
)
def test_a_wrong_profile_is_refused(tmp_path: Path, edits: dict[str, str], sentence: str) -> None:
    with pytest.raises(DataFileError) as refusal:
        load_layouts(changed(tmp_path, **edits))
    assert sentence in str(refusal.value)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="chưa có tệp thể thức"):
        load_layouts(tmp_path)
