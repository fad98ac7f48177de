"""Who denounced is found in a text however the name or the address is typed."""

from __future__ import annotations

import pytest

from webapp.rules.secrecy import plain, revealed

NAME, ADDRESS, PHONE = "Hà Thị Kim Oanh", "thôn Nà Hoáng, xã Phú Lâm Đông", "0912 345 678"


@pytest.mark.parametrize(("text", "found"), [
    ("Theo đơn của bà Hà Thị Kim Oanh", [NAME]),
    ("THEO ĐƠN CỦA BÀ HÀ THỊ KIM OANH", [NAME]),
    ("theo don cua ba Ha Thi Kim Oanh", [NAME]),
    ("bà Hà Thị\nKim  Oanh gửi", [NAME]),
    ("Hà Thị Kim-Oanh", [NAME]),
    ("người ở thôn Nà Hoáng phản ánh", [ADDRESS]),
    ("người ở Thôn Na Hoang, xã Phú Lâm Đông", [ADDRESS]),
    ("liên hệ 0912.345.678", [PHONE]),
    ("Hà Thị Kim Oanh, thôn Nà Hoáng", [NAME, ADDRESS]),
    ("Đảng uỷ xã Phú Lâm Đông kiểm tra đồng chí Kim Oanhh", []),
    ("bà Trần Thị Kim Oanh, thôn Nà Hoá", []),
    ("", []),
])
def test_marks_of_a_person_are_found_in_every_spelling(text: str, found: list[str]) -> None:
    assert revealed(text, [NAME, ADDRESS, PHONE]) == found


def test_marks_too_short_to_mean_anybody_are_not_searched() -> None:
    assert revealed("ông An ở xã", ["An", "", "  "]) == []


def test_plain_text_keeps_letters_and_numbers_only() -> None:
    assert plain("Đồng chí  ĐỖ Văn-Được, 12/7") == "dong chi do van duoc 12 7"
