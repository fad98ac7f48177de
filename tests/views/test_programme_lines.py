"""Lines of a programme as people paste them: what is read, and what each mistake says."""

from __future__ import annotations

import pytest

from webapp.forms.programme_lines import read_lines, read_time


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quý III", (None, 3, ())),
        ("quý 4/2022", (2022, 4, ())),
        ("tháng 4 - 6/2026", (2026, None, (4, 5, 6))),
        ("Tháng 3, 5 và 9", (None, None, (3, 5, 9))),
        ("2023", (2023, None, ())),
        ("cả năm", (None, None, ())),
    ],
)
def test_the_time_of_a_line_is_read_as_people_write_it(text: str, found: tuple[object, ...]) -> None:
    assert read_time(text) == found


def test_subjects_are_counted_as_organisations_and_members() -> None:
    (line,), wrong = read_lines("Kiểm tra\tNội dung\tChi bộ A; Đảng uỷ B; Nguyễn Văn C\t\tQuý I\t2", year=2021)
    assert wrong == []
    assert (line.planned, line.planned_organisations, line.planned_members) == (2, 2, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Thanh tra\tA", "Dòng 1: hình thức “Thanh tra” chưa rõ"),
        ("Kiểm tra", "Dòng 1: thiếu nội dung"),
        ("Kiểm tra\tA\t\t\t\thai", "Dòng 1: số cuộc “hai” chưa đúng"),
        ("Kiểm tra\tA\tB\tC\tQuý I\t1\tG", "Dòng 1: có nhiều hơn 6 cột"),
        ("\n".join(["Kiểm tra\tA"] * 301), "Danh sách có 301 dòng"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(text: str, sentence: str) -> None:
    lines, (wrong, *_) = read_lines(text, year=2021)
    assert wrong.startswith(sentence)
    assert lines == []
